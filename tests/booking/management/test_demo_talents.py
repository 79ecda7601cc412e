"""The demo's lists hold entries in each state, its network groups, and its grants every step."""

import pytest

from booking.management.demo import supported, talents
from booking.models import Grant, Group, Introduction, Listing, Membership, Person, Skill, Talent
from booking.queries.grants import holding
from booking.queries.supported import groups_asking, held_together, standing_groups
from booking.rules.grants import ORDER
from booking.rules.talents import DAY
from tests.booking.activities import the_office
from tests.factories import NOW
from tests.people import a_senior

pytestmark = pytest.mark.django_db
OFFICES = {
    "lifelong-learning": "100094",
    "civic-culture": "100095",
    "children": "100083",
    "child-rearing": "100088",
}


@pytest.fixture(autouse=True)
def _city() -> None:
    for slug, card in OFFICES.items():
        Person.objects.filter(pk=the_office(slug).pk).update(card_number=card)
    leader = a_senior(card_number="100004")
    for told in supported.SUPPORTS:
        group = Group.objects.create(name=told.group, kind="circle")
        Membership.objects.create(group=group, person=leader, role="leader")
    for key in {key for known in talents.KNOWN for key in known.skills}:
        Skill.objects.get_or_create(slug=key, defaults={"name_ja": key})


def test_entries_stand_on_lists_and_wait_and_one_answer_is_still_to_come() -> None:
    talents.list_talents(NOW)
    assert Talent.objects.filter(verified_at=None).count() == 2
    assert Listing.objects.filter(department__slug="civic-culture").count() == 3
    assert set(Introduction.objects.values_list("answer", "users")) == {
        ("accepted", 24),
        ("accepted", 61),
        ("accepted", None),
        ("asked", None),
    }


def test_three_groups_stand_one_waits_and_grants_are_at_each_step() -> None:
    supported.support_groups(NOW)
    assert (len(standing_groups()), len(groups_asking())) == (3, 1)
    assert len(held_together(NOW, NOW + 30 * DAY)) == 3
    assert sorted(len(holding(one)) for one in Grant.objects.all()) == [1, 2, 3, len(ORDER)]
