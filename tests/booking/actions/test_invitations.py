"""Invitations: a link of seven days and so many places, told once; why one opens nothing any more."""

import pytest

from booking.actions.invitations import (
    LIFETIME,
    NotUsable,
    TooManyInvitations,
    ask_anew,
    invite,
    join,
    revoke_invitation,
)
from booking.models import Act, Group, Invitation, Notice, Person
from booking.models.keys import fingerprint
from booking.queries import invitations
from booking.queries.bookings import Absent
from booking.queries.invitations import Why, by_token
from tests.factories import NOW
from tests.people import a_group, a_high_schooler, a_junior_high_student

pytestmark = pytest.mark.django_db


@pytest.fixture
def haruka() -> Person:
    return a_high_schooler(call_name="はるか")


@pytest.fixture
def band(haruka: Person) -> Group:
    return a_group("band", haruka)


def why_not(person: Person, invitation: Invitation, now: int = NOW) -> Why:
    with pytest.raises(NotUsable) as refused:
        join(person=person, invitation=invitation.public_id, now=now)
    return refused.value.why


def test_the_token_is_told_once_and_kept_as_its_hash(band: Group, haruka: Person) -> None:
    made = invite(group=band, actor=haruka, now=NOW)
    kept = Invitation.objects.get()
    assert kept.token_hash == fingerprint(made.token)
    assert (kept.places, kept.ends_at) == (1, NOW + 7 * 86400)
    assert made.token not in str(Invitation.objects.values()) + str(Act.objects.values())
    assert by_token(made.token) == kept
    assert by_token("0" * 40) is None


def test_a_friend_joins_and_those_who_lead_are_told(band: Group, haruka: Person) -> None:
    friend = a_junior_high_student(call_name="そら")
    made = invite(group=band, actor=haruka, now=NOW)
    assert join(person=friend, invitation=made.invitation.public_id, now=NOW) == band
    assert band.memberships.get(person=friend).role == "member"
    notice = Notice.objects.get(person=haruka)
    assert "そらさんが入りました" in notice.body
    assert Act.objects.get(verb="join").after == {"person": friend.public_id, "role": "member"}


def test_a_link_has_as_many_places_as_were_given(band: Group, haruka: Person) -> None:
    made = invite(group=band, actor=haruka, places=2, now=NOW).invitation
    for _ in range(2):
        join(person=a_high_schooler(), invitation=made.public_id, now=NOW)
    assert why_not(a_high_schooler(), made) is Why.USED
    for places in (0, 11):
        with pytest.raises(ValueError, match=str(places)):
            invite(group=band, actor=haruka, places=places, now=NOW)


def test_why_a_link_opens_nothing(band: Group, haruka: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    made, friend = invite(group=band, actor=haruka, now=NOW).invitation, a_high_schooler()
    assert why_not(haruka, made) is Why.MEMBER
    assert why_not(friend, made, NOW + LIFETIME) is Why.EXPIRED
    monkeypatch.setattr(invitations, "MOST_MEMBERS", 1)
    assert why_not(friend, made) is Why.FULL
    revoke_invitation(group=band, actor=haruka, public_id=made.public_id, now=NOW)
    assert why_not(friend, made) is Why.REVOKED
    assert Invitation.objects.get().places == 1


def test_only_those_who_lead_invite_and_revoke(band: Group, haruka: Person) -> None:
    friend = a_high_schooler()
    made = invite(group=band, actor=haruka, places=2, now=NOW).invitation
    join(person=friend, invitation=made.public_id, now=NOW)
    with pytest.raises(Absent):
        invite(group=band, actor=friend, now=NOW)
    with pytest.raises(Absent):
        revoke_invitation(group=band, actor=friend, public_id=made.public_id, now=NOW)
    with pytest.raises(Absent):
        revoke_invitation(group=band, actor=haruka, public_id="nonsense", now=NOW)


def test_a_group_has_ten_open_links_at_most(band: Group, haruka: Person) -> None:
    made = [invite(group=band, actor=haruka, now=NOW).invitation for _ in range(10)]
    with pytest.raises(TooManyInvitations):
        invite(group=band, actor=haruka, now=NOW)
    revoke_invitation(group=band, actor=haruka, public_id=made[0].public_id, now=NOW)
    invite(group=band, actor=haruka, now=NOW)


def test_whoever_holds_a_link_that_has_run_out_asks_for_another_once(band: Group, haruka: Person) -> None:
    made, friend = invite(group=band, actor=haruka, now=NOW).invitation, a_high_schooler()
    with pytest.raises(Absent):
        ask_anew(person=friend, invitation=made.public_id, now=NOW)
    for _ in range(2):
        ask_anew(person=friend, invitation=made.public_id, now=NOW + LIFETIME)
    assert [notice.subject for notice in Notice.objects.filter(person=haruka)] == [
        "「よるかぜ」に入りたい人がいます"
    ]
