"""A guardian says that the child does not come to a group's booking; the booking stays the group's."""

import pytest
from post_office.models import Email

from booking.actions.bookings import Refused
from booking.actions.changes import Stale
from booking.actions.kept_home import keep_home
from booking.actions.parties import change_party
from booking.models import Act, Booking, Group, Guardian, Notice, Person
from booking.models.keys import fingerprint
from booking.queries.bookings import Absent
from booking.queries.party import Company
from booking.rules.lifecycle import State
from facilities.models import Room
from tests.factories import NOW, a_booking, span
from tests.people import a_band, a_guardian, a_high_schooler

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored_mail")]
FRIDAY_EVENING = span("2026-12-04", "17:00", "19:00")
TOKEN = "5" * 40


@pytest.fixture
def yoko(sora: Person) -> Guardian:
    return a_guardian(sora, token_hash=fingerprint(TOKEN), mail="yoko@example.org")


@pytest.fixture
def leader() -> Person:
    return a_high_schooler(email="leader@example.org")


@pytest.fixture
def band(leader: Person, sora: Person) -> Group:
    return a_band(leader, sora)


@pytest.fixture
def practice(room: Room, leader: Person, sora: Person, band: Group) -> Booking:
    made = a_booking(room, FRIDAY_EVENING, leader, group=band, headcount=2)
    made.people.set([leader, sora])
    return made


def kept_home(booking: Booking, now: int = NOW, token: str = TOKEN) -> Booking:
    return keep_home(link_token=token, booking=booking, now=now)


def test_one_less_comes_and_the_booking_stays_the_groups(
    yoko: Guardian, leader: Person, practice: Booking
) -> None:
    stays = kept_home(practice)
    assert (stays.state, stays.headcount, list(stays.people.all())) == (State.BOOKED, 1, [leader])
    assert stays.sequence == practice.sequence + 1
    act = Act.objects.get(subject="booking", verb="keep_home")
    assert (act.before["headcount"], act.after["headcount"]) == (2, 1)


def test_the_leader_hears_that_somebody_does_not_come_and_no_reason(
    yoko: Guardian, sora: Person, leader: Person, practice: Booking
) -> None:
    Person.objects.filter(pk=sora.pk).update(call_name="そら")
    kept_home(practice)
    told = Notice.objects.get(person=leader)
    assert "そらさんが、来られなくなりました。" in told.body
    assert "保護者" not in told.subject + told.body
    own = Notice.objects.get(person=sora)
    assert "保護者の方が、この予約には行かないことにしました。" in own.body
    copy = Email.objects.get(to="yoko@example.org")
    assert "お子さんは、この予約に来る人からはずれました。" in copy.message
    assert "そら" not in copy.subject + copy.message


def test_the_log_knows_that_it_was_a_guardian_and_names_nobody(yoko: Guardian, practice: Booking) -> None:
    kept_home(practice)
    said = [(act.actor, act.verb, act.subject, act.subject_id) for act in Act.objects.order_by("pk")]
    assert said == [
        (None, "keep_home", "booking", practice.public_id),
        (None, "keep_home", "guardian", yoko.public_id),
    ]


def test_said_twice_it_is_once(yoko: Guardian, practice: Booking) -> None:
    kept_home(practice)
    kept_home(practice)
    assert Booking.objects.get().headcount == 1
    assert Act.objects.filter(subject="booking").count() == 1


def test_a_child_who_made_and_leads_it_is_kept_home_too_and_the_group_says_who_comes(
    yoko: Guardian, sora: Person, room: Room
) -> None:
    made = a_booking(room, FRIDAY_EVENING, sora, group=a_band(sora), headcount=1)
    made.people.set([sora])
    stays = kept_home(made)
    assert (stays.state, stays.headcount, stays.person) == (State.BOOKED, 1, sora)
    assert not stays.people.exists()


def test_the_leader_may_ask_them_back(
    yoko: Guardian, sora: Person, leader: Person, band: Group, practice: Booking
) -> None:
    company = Company(band.pk, (leader.pk, sora.pk))
    back = change_party(booking=kept_home(practice), actor=leader, company=company, now=NOW)
    assert set(back.people.all()) == {leader, sora}


@pytest.mark.parametrize("right", ["may_see", "may_cancel"])
def test_without_the_right_nothing_changes(yoko: Guardian, practice: Booking, right: str) -> None:
    Guardian.objects.update(**{right: False})
    with pytest.raises(Absent):
        kept_home(practice)


def test_what_the_child_booked_alone_or_does_not_come_to_is_not_spoken_of(
    yoko: Guardian, sora: Person, room: Room, practice: Booking
) -> None:
    alone = a_booking(room, span("2026-12-05", "10:00", "12:00"), sora)
    alone.people.set([sora])
    practice.people.remove(sora)
    for booking in (alone, practice):
        with pytest.raises(Absent):
            kept_home(booking)
    with pytest.raises(Absent):
        kept_home(practice, token="6" * 40)


def test_of_two_who_change_it_the_second_is_told_and_what_is_over_stands(
    yoko: Guardian, practice: Booking
) -> None:
    Booking.objects.update(sequence=7)
    with pytest.raises(Stale):
        kept_home(practice)
    Booking.objects.update(sequence=practice.sequence)
    with pytest.raises(Refused):
        kept_home(practice, now=FRIDAY_EVENING.end)
