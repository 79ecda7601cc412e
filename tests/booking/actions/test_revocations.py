"""A guardian takes a consent back, and lets it stand again after a slip: who is told, and what is booked."""

from datetime import date

import pytest

from booking.actions.consents import Answerer
from booking.actions.guardians import stop_guardian
from booking.actions.revocations import let_stand, revoke_at_desk, revoke_consent
from booking.models import Act, Booking, Consent, Guardian, Notice, Person
from booking.queries.bookings import Absent
from booking.queries.notices import calls_at
from booking.queries.party import Company
from booking.rules.codes import Code
from booking.rules.lifecycle import State
from facilities.models import Room
from tests.booking.actions.test_consents import (
    FRIDAY_EVENING,
    SATURDAY,
    YEAR_END,
    give,
    refusals,
    shown,
)
from tests.factories import CONSENTING, NOW, a_booking, span
from tests.people import (
    a_band,
    a_guardian,
    a_high_schooler,
    a_junior_high_student,
    a_manager,
    consented,
    staff,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored_mail")]
HALL = CONSENTING
A_DAY = 24 * 60 * 60


@pytest.fixture
def sora() -> Person:
    return a_junior_high_student(call_name="そら", email="sora@example.org")


def test_what_one_takes_back_the_other_may_still_have_given(sora: Person, room: Room) -> None:
    yoko, ken = (give(shown(sora, room), Answerer(name=name, relation="親")).consent for name in "葉健")
    assert yoko.guardian is not None
    assert ken.guardian is not None
    revoke_consent(guardian=yoko.guardian, public_id=yoko.public_id, now=NOW)
    with pytest.raises(Absent):
        revoke_consent(guardian=yoko.guardian, public_id=ken.public_id, now=NOW)
    assert refusals(sora, room) == set()
    revoke_consent(guardian=ken.guardian, public_id=ken.public_id, now=NOW)
    assert refusals(sora, room, span("2026-12-09", "17:00", "19:00")) == {Code.GUARDIAN}


def revoked(child: Person, room: Room, *, guardian: Guardian | None = None) -> Consent:
    guardian = guardian or a_guardian(child)
    consent = consented(child, room.facility, "evening", date(2026, 12, 1), YEAR_END, guardian)
    return revoke_consent(guardian=guardian, public_id=consent.public_id, now=NOW)


def test_what_is_booked_stands_and_leader_and_hall_are_told(sora: Person, room: Room) -> None:
    leader, desk = a_high_schooler(), staff(room.facility)
    band = a_band(leader, sora)
    booking = a_booking(room, FRIDAY_EVENING, leader, group=band)
    booking.people.set([leader, sora])
    by_day = a_booking(room, SATURDAY, leader, group=band)
    by_day.people.set([leader, sora])
    revoked(sora, room)
    assert {one.state for one in Booking.objects.all()} == {State.BOOKED}
    told = Notice.objects.filter(kind="consent_revoked").order_by("person")
    assert [(one.person, one.booking) for one in told] == [
        (sora, booking),
        (leader, booking),
        (desk, booking),
    ]
    assert not [one for one in told if "そら" in one.subject + one.body]
    next_one = {
        "when": span("2026-12-09", "17:00", "19:00"),
        "company": Company(band.pk, (leader.pk, sora.pk)),
    }
    assert Code.GUARDIAN in refusals(leader, room, **next_one)


def test_taking_back_twice_tells_once(sora: Person, room: Room) -> None:
    consent = revoked(sora, room)
    assert consent.guardian is not None
    revoke_consent(guardian=consent.guardian, public_id=consent.public_id, now=NOW + 60)
    consent.refresh_from_db()
    assert consent.revoked_at == NOW
    assert Act.objects.filter(verb="revoke_consent").count() == 1


def test_the_desk_of_the_hall_takes_back_for_a_guardian_who_calls(sora: Person, room: Room) -> None:
    consent = consented(sora, room.facility, "evening", date(2026, 12, 1), YEAR_END)
    with pytest.raises(Absent):
        revoke_at_desk(public_id=consent.public_id, actor=staff(), now=NOW)
    revoke_at_desk(public_id=consent.public_id, actor=staff(room.facility), now=NOW)
    assert refusals(sora, room) == {Code.GUARDIAN}


def test_who_is_stopped_between_page_and_click_takes_nothing_back(sora: Person, room: Room) -> None:
    consent = give(shown(sora, room)).consent
    as_read = Guardian.objects.get()
    stop_guardian(public_id=as_read.public_id, actor=a_manager(room.facility), now=NOW)
    with pytest.raises(Absent):
        revoke_consent(guardian=as_read, public_id=consent.public_id, now=NOW)
    assert Consent.objects.get().revoked_at is None


def test_only_the_desk_reads_whom_it_is_to_call_and_only_by_the_card(sora: Person, room: Room) -> None:
    leader, desk = a_high_schooler(), staff(room.facility)
    band = a_band(leader, sora)
    a_booking(room, FRIDAY_EVENING, leader, group=band).people.set([leader, sora])
    revoked(sora, room)
    told = {one.person: one.body for one in Notice.objects.filter(kind="consent_revoked")}
    assert {who for who, body in told.items() if sora.card_number in body} == {desk}


def test_the_child_reads_of_what_is_booked_only_if_something_is(sora: Person, room: Room) -> None:
    revoked(sora, room)
    assert "今ある予約" not in Notice.objects.get(person=sora).body
    a_booking(room, FRIDAY_EVENING, sora).people.set([sora])
    revoked(sora, room)
    last = Notice.objects.filter(person=sora).latest("pk")
    assert "使う日までに、もう一度同意がいることがあります" in last.body


def test_who_has_no_mail_is_rung_up_by_the_hall_that_would_turn_them_away(room: Room) -> None:
    sora, mailed = a_junior_high_student(), a_junior_high_student(email="umi@example.org")
    for child, day in ((sora, "2026-12-04"), (mailed, "2026-12-11")):
        a_booking(room, span(day, "17:00", "19:00"), child).people.set([child])
        revoked(child, room)
    assert [call.person for call in calls_at(room.facility, NOW)] == [sora]


def test_who_has_nothing_booked_is_not_rung_up(room: Room) -> None:
    revoked(a_junior_high_student(), room)
    assert not calls_at(room.facility, NOW).exists()


def test_a_slip_is_put_right_and_whoever_heard_of_it_hears_that_too(sora: Person, room: Room) -> None:
    desk, booking = staff(room.facility), a_booking(room, FRIDAY_EVENING, sora)
    booking.people.set([sora])
    consent = revoked(sora, room)
    assert consent.guardian is not None
    again = let_stand(guardian=consent.guardian, public_id=consent.public_id, now=NOW + 60)
    assert again.revoked_at is None
    assert refusals(sora, room, span("2026-12-09", "17:00", "19:00")) == set()
    told = Notice.objects.filter(kind="consent_stands").order_by("person")
    assert [(one.person, one.booking) for one in told] == [(sora, None), (desk, booking)]
    assert Act.objects.get(verb="let_stand").after["guardian"] == consent.guardian.public_id


def test_letting_it_stand_twice_tells_once(sora: Person, room: Room) -> None:
    consent = revoked(sora, room)
    assert consent.guardian is not None
    for _ in range(2):
        let_stand(guardian=consent.guardian, public_id=consent.public_id, now=NOW + 60)
    assert Act.objects.filter(verb="let_stand").count() == 1


@pytest.mark.parametrize(("later", "stands"), [(A_DAY - 1, True), (A_DAY, False)])
def test_after_a_day_it_is_no_slip_any_more(sora: Person, room: Room, later: int, stands: bool) -> None:
    consent = revoked(sora, room)
    assert consent.guardian is not None
    try:
        let_stand(guardian=consent.guardian, public_id=consent.public_id, now=NOW + later)
    except Absent:
        assert not stands
    consent.refresh_from_db()
    assert (consent.revoked_at is None) is stands


def test_a_consent_that_has_ended_meanwhile_does_not_stand_again(sora: Person, room: Room) -> None:
    guardian = a_guardian(sora)
    consent = consented(sora, room.facility, "evening", date(2026, 12, 1), date(2026, 12, 2), guardian)
    revoke_consent(guardian=guardian, public_id=consent.public_id, now=NOW)
    with pytest.raises(Absent):
        let_stand(guardian=guardian, public_id=consent.public_id, now=NOW + 10 * 60 * 60)


def test_another_guardian_and_one_who_was_stopped_let_nothing_stand(sora: Person, room: Room) -> None:
    consent = revoked(sora, room)
    guardian = consent.guardian
    assert guardian is not None
    with pytest.raises(Absent):
        let_stand(guardian=a_guardian(sora), public_id=consent.public_id, now=NOW)
    stop_guardian(public_id=guardian.public_id, actor=a_manager(room.facility), now=NOW)
    with pytest.raises(Absent):
        let_stand(guardian=guardian, public_id=consent.public_id, now=NOW)
