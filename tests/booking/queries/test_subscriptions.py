"""Whose a private feed is, and the counters that move with everything it shows."""

import pytest
from django.db.models import F

from booking.actions.subscriptions import subscribe
from booking.models import Group, Membership, Person
from booking.models.keys import fingerprint
from booking.queries.subscriptions import private_feed
from facilities.models import Facility
from tests.factories import NOW, TODAY, a_facility
from tests.people import a_band, a_high_schooler

pytestmark = pytest.mark.django_db


@pytest.fixture
def token_hash(teen: Person) -> str:
    return fingerprint(subscribe(holder=teen, name="スマホ", now=NOW).token)


def counters(token_hash: str) -> tuple[int, ...]:
    found = private_feed(token_hash, TODAY)
    assert found is not None
    return found.counters


def test_a_members_counters_move_with_their_own_their_groups_and_the_halls(
    teen: Person, token_hash: str
) -> None:
    band, hall = a_band(teen), a_facility()
    seen = {counters(token_hash)}
    for model, key in ((Person, teen.pk), (Group, band.pk), (Facility, hall.pk)):
        model._default_manager.filter(pk=key).update(revision=F("revision") + 1)
        assert counters(token_hash) not in seen
        seen.add(counters(token_hash))


def test_a_members_counters_move_when_they_join_and_leave_groups(teen: Person, token_hash: str) -> None:
    seen = [counters(token_hash)]
    first = a_band(teen)
    seen.append(counters(token_hash))
    Membership.objects.filter(group=first, person=teen).delete()
    a_band(teen)
    seen.append(counters(token_hash))
    assert len(set(seen)) == 3


def test_a_members_counters_stay_with_what_concerns_others(teen: Person, token_hash: str) -> None:
    before = counters(token_hash)
    other = a_high_schooler(revision=7)
    Group.objects.filter(pk=a_band(other).pk).update(revision=7)
    assert counters(token_hash) == before
