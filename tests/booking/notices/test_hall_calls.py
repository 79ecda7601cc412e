"""What is told without a booking: the hall that tells it rings up whoever has no mail, while it is so."""

from dataclasses import replace
from datetime import date

import pytest

from booking.actions.draws import confirm, give_back
from booking.actions.lottery import cancel_round
from booking.actions.notices import call_again, note_call
from booking.actions.people import give_first_code
from booking.actions.registrations import (
    apply_for_registration,
    approve_registration,
    reconsider,
    return_registration,
)
from booking.models import Choice, Entry, Notice, Person, Registration, Round
from booking.notices.telling import Letter
from booking.queries.bookings import Absent
from booking.queries.notices import calls_at
from booking.queries.queues import waiting, with_answered
from booking.rules.queues import Queue
from booking.rules.staff import Right
from facilities.models import Facility
from tests.factories import AT_REGISTERING, NOW, REGISTERING, a_facility, a_hall, at
from tests.people import a_high_schooler, claimed, staff
from tests.rounds import CONFIRMED, DRAWS, TERMS, a_round, drawn, entered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored_mail")]
A_WEEK = 7 * 24 * 60 * 60
FIRST_DAY = at("2027-01-08 00:00")
UNTIL = at("2026-12-20 21:00")


def rung(hall: Facility, now: int = NOW + 300) -> list[str]:
    return list(calls_at(hall, now).order_by("pk").values_list("kind", flat=True))


def due(hall: Facility, now: int = NOW + 300) -> list[int]:
    return [one.due for one in waiting(hall, [Right.DESK], now) if one.queue is Queue.CALLS]


@pytest.fixture
def lottery() -> Round:
    """One that a band without mail has entered."""
    made = a_round()
    entered(made, 1)
    return made


@pytest.fixture
def strict() -> Facility:
    return a_hall(REGISTERING + AT_REGISTERING)


@pytest.fixture
def applied(strict: Facility) -> Registration:
    person = a_high_schooler(email="")
    claimed(person, "lives")
    return apply_for_registration(person=person, key="higashi-rules", now=NOW)


def won(lottery: Round, entry: Entry) -> tuple[Choice, Person]:
    drawn(lottery)
    return entry.choices.get(outcome=Choice.Outcome.WON), entry.person


@pytest.mark.both
def test_a_round_that_is_called_off_is_told_on_the_telephone_by_its_hall(lottery: Round) -> None:
    cancel_round(lottery=lottery, actor=staff(lottery.facility), now=NOW)
    assert rung(lottery.facility) == ["round_called_off"]
    assert due(lottery.facility) == [FIRST_DAY]
    assert rung(a_facility("nishi")) == [], "no other hall has to do with it"


@pytest.mark.both
def test_whoever_was_told_of_it_leaves_the_list_and_comes_back_when_that_was_a_slip(lottery: Round) -> None:
    hall = lottery.facility
    desk = staff(hall)
    cancel_round(lottery=lottery, actor=desk, now=NOW)
    call = calls_at(hall, NOW).get()
    note_call(staff=desk, public_id=call.public_id, answered=False, now=NOW + 30)
    assert calls_at(hall, NOW + 60).get().call == Notice.Call.NO_ANSWER
    note_call(staff=desk, public_id=call.public_id, answered=True, now=NOW + 60)
    assert rung(hall) == []
    _, answered = with_answered(Queue.CALLS, hall, [], NOW, NOW + 90)
    assert answered == [call], "it stands among what was done"
    call_again(staff=desk, public_id=call.public_id, now=NOW + 90)
    assert rung(hall) == ["round_called_off"]


def test_the_desk_of_another_hall_does_not_note_it(lottery: Round) -> None:
    cancel_round(lottery=lottery, actor=staff(lottery.facility), now=NOW)
    call = calls_at(lottery.facility, NOW).get()
    with pytest.raises(Absent):
        note_call(staff=staff(a_facility("nishi")), public_id=call.public_id, answered=True, now=NOW)


def test_once_the_days_of_the_round_have_come_nobody_is_rung_up_about_it(lottery: Round) -> None:
    cancel_round(lottery=lottery, actor=staff(lottery.facility), now=NOW)
    assert rung(lottery.facility, FIRST_DAY - 1) == ["round_called_off"]
    assert rung(lottery.facility, FIRST_DAY) == []


def test_of_two_rounds_that_are_called_off_both_are_told() -> None:
    first = a_round()
    second = a_round(first.facility, slots=None)
    entry = entered(first, 1)
    entered(second, 2, band=entry.group)
    for one in (first, second):
        cancel_round(lottery=one, actor=staff(one.facility), now=NOW)
    assert rung(first.facility) == ["round_called_off", "round_called_off"]


def test_whoever_has_won_what_is_to_be_confirmed_is_rung_up_by_then_and_until_they_have() -> None:
    lottery = a_round(a_hall(CONFIRMED), terms=replace(TERMS, confirm_until=UNTIL))
    win, person = won(lottery, entered(lottery, 1))
    assert due(lottery.facility, DRAWS) == [UNTIL]
    confirm(choice=win, actor=person, now=DRAWS + 60)
    assert rung(lottery.facility, DRAWS + 90) == []


def test_whoever_has_given_back_what_they_won_is_not_rung_up_about_it() -> None:
    lottery = a_round()
    win, person = won(lottery, entered(lottery, 1))
    assert rung(lottery.facility, DRAWS + 30) == ["won"]
    give_back(choice=win, actor=person, now=DRAWS + 60)
    assert rung(lottery.facility, DRAWS + 90) == []


@pytest.mark.both
def test_what_is_to_be_put_right_is_told_within_a_week_until_it_is(applied: Registration) -> None:
    [hall] = Facility.objects.all()
    desk = staff(hall)
    return_registration(registration=applied, actor=desk, why="住所を書いてください", now=NOW)
    assert (rung(hall), due(hall)) == (["registration_returned"], [NOW + A_WEEK])
    assert rung(hall, NOW + 4 * A_WEEK) == ["registration_returned"], "they wait for it still"
    approve_registration(registration=applied, actor=desk, why="窓口で見ました", now=NOW + 60)
    assert rung(hall) == []


def test_what_was_sent_back_by_a_slip_is_told_no_more_and_comes_back_with_the_next(
    applied: Registration,
) -> None:
    [hall] = Facility.objects.all()
    desk = staff(hall)
    return_registration(registration=applied, actor=desk, why="住所", now=NOW)
    reconsider(registration=applied, actor=desk, now=NOW + 60)
    assert rung(hall) == ["registration_reconsidered"]
    return_registration(registration=applied, actor=desk, why="電話", now=NOW + 120)
    assert rung(hall) == ["registration_returned"]
    assert "電話" in calls_at(hall, NOW + 300).get().body, "the later one alone"


def test_a_registration_of_many_halls_is_called_about_by_the_one_that_decided(applied: Registration) -> None:
    [hall] = Facility.objects.all()
    other = a_facility("nishi")
    other.rulebooks.set(hall.rulebooks.all())
    return_registration(registration=applied, actor=staff(other), why="住所", now=NOW)
    assert (rung(hall), rung(other)) == ([], ["registration_returned"])


def test_of_two_codes_that_were_given_the_later_is_told(hall: Facility, desk: Person) -> None:
    member = a_high_schooler(email="", birth_date=date(2009, 5, 11))
    member.set_password("x")
    member.save()
    for now in (NOW, NOW + 60):
        give_first_code(person=member, actor=desk, now=now)
    call = calls_at(hall, NOW + 90).get()
    assert (call.kind, call.made_at) == ("code_given", NOW + 60)


def test_nothing_is_marked_as_a_call_that_no_hall_makes() -> None:
    with pytest.raises(ValueError, match="no hall calls about x"):
        Letter([], "x", lambda: ("", ""), urgent=True)
