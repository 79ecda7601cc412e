"""A reduction of the fee: asked for on the ground of a clause, decided by the desk, taken back for a day."""

from typing import Any

import pytest

from booking.actions.changes import Stale
from booking.actions.money import NoSuchSum
from booking.actions.papers import issue
from booking.actions.reductions import (
    TooLate,
    ask_reduction,
    decide_reduction,
    reopen_reduction,
    withdraw_reduction,
)
from booking.actions.texts import Missing, Unfit
from booking.models import Act, Booking, Notice, Person, ReductionRequest
from booking.queries.bookings import Absent
from booking.queries.money import bill, last_entry
from booking.queries.reductions import asked
from booking.rules.lifecycle import State
from booking.rules.papers import Paper
from booking.rules.staff import Role
from facilities.models import Facility, Room
from tests.factories import COSTING, SAMPLE, a_booking, a_hall, at, span, the_room
from tests.people import a_band, a_group, a_high_schooler, a_young_adult, staff

pytestmark = pytest.mark.django_db
HALL = COSTING
FRIDAY = span("2026-12-04", "17:00", "19:00")
NOW = at("2026-12-02 16:10")
A_DAY = 24 * 60 * 60


def owed_after(booking: Booking, desk: Person, **decided: Any) -> tuple[int | None, int]:
    decide_reduction(booking=booking, staff=desk, now=NOW, **decided)
    owed = bill(booking, desk)
    return owed.owed, owed.due


@pytest.mark.parametrize(
    ("decided", "owed"),
    [({"percent": 50}, 150), ({"percent": 33}, 201), ({"percent": 100}, 0), ({"yen": 120}, 180)],
)
def test_what_is_let_off_is_a_share_or_a_sum(
    booking: Booking, desk: Person, decided: dict[str, int], owed: int
) -> None:
    assert owed_after(booking, desk, **decided) == (owed, owed)
    assert bill(booking, desk).fee == 300, "what it would cost is still told"


def test_the_last_decision_holds_and_a_refusal_leaves_the_fee_as_it_is(
    booking: Booking, desk: Person
) -> None:
    assert owed_after(booking, desk, percent=100) == (0, 0)
    assert owed_after(booking, desk, why="営利の目的のため") == (300, 300)
    assert [(act.verb, act.after) for act in Act.objects.order_by("pk")] == [
        ("reduce", {"percent": 100}),
        ("refuse_reduction", {}),
    ], "an act keeps no words"


@pytest.mark.parametrize(
    "decided", [{"percent": 0}, {"percent": 101}, {"yen": 0}, {"yen": 301}, {"percent": 50, "yen": 10}]
)
def test_a_reduction_that_cannot_be_is_not_written(
    booking: Booking, desk: Person, decided: dict[str, int]
) -> None:
    with pytest.raises(NoSuchSum):
        decide_reduction(booking=booking, staff=desk, now=NOW, **decided)
    assert not booking.reductions.exists()


def test_a_refusal_says_why_in_words_that_can_be_stored(booking: Booking, desk: Person) -> None:
    with pytest.raises(Missing):
        decide_reduction(booking=booking, staff=desk, why=" ", now=NOW)
    with pytest.raises(Unfit):
        decide_reduction(booking=booking, staff=desk, why="あ" * 301, now=NOW)


def test_only_the_desk_of_the_hall_decides_about_a_reduction(booking: Booking) -> None:
    for stranger in (staff(), booking.person):
        assert stranger is not None
        with pytest.raises(Absent):
            decide_reduction(booking=booking, staff=stranger, percent=50, now=NOW)


def test_of_what_costs_nothing_nothing_is_let_off() -> None:
    hall = a_hall(SAMPLE)
    free = a_booking(the_room(hall, "craft"), FRIDAY, a_high_schooler())
    with pytest.raises(Absent):
        decide_reduction(booking=free, staff=staff(hall), percent=50, now=NOW)


def test_whoever_booked_is_told_what_was_decided(booking: Booking, desk: Person) -> None:
    decide_reduction(booking=booking, staff=desk, percent=50, now=NOW)
    decide_reduction(booking=booking, staff=desk, why="書類が足りないため", now=NOW)
    first, second = Notice.objects.order_by("pk")
    assert {first.person, second.person} == {booking.person}
    assert "料金の50%が減免されます。" in first.body
    assert "わけ:書類が足りないため" in second.body


def test_a_contractor_decides_nothing(booking: Booking, hall: Facility) -> None:
    with pytest.raises(Absent):
        decide_reduction(booking=booking, staff=staff(hall, role=Role.CONTRACTOR), percent=50, now=NOW)


def test_a_condition_is_told_with_the_decision(booking: Booking, desk: Person) -> None:
    decide_reduction(booking=booking, staff=desk, percent=50, condition="手帳を見せてください。", now=NOW)
    assert "料金の50%が減免されます。条件:手帳を見せてください。" in Notice.objects.get().body
    with pytest.raises(Unfit):
        decide_reduction(booking=booking, staff=desk, percent=50, condition="あ" * 301, now=NOW)


def test_a_member_asks_on_the_ground_of_a_clause_once(booking: Booking, teen: Person, hall: Facility) -> None:
    first = ask_reduction(booking=booking, actor=teen, clause="X3", said="手帳があります。", now=NOW)
    again = ask_reduction(booking=booking, actor=teen, clause="X2", now=NOW + 60)
    assert (again, again.clause, again.said) == (first, "X3", "手帳があります。")
    act = Act.objects.get()
    assert (act.verb, act.hall, act.after) == ("ask_reduction", hall, {"clause": "X3"}), "and no words"
    assert "12月4日(金) 17:00までに" in Notice.objects.get().body


@pytest.mark.parametrize("clause", ["", "X1", "X9"])
def test_a_clause_that_lets_nobody_off_is_no_ground(booking: Booking, teen: Person, clause: str) -> None:
    with pytest.raises(Absent):
        ask_reduction(booking=booking, actor=teen, clause=clause, now=NOW)


def test_nobody_asks_by_what_the_bill_goes_by_already(room: Room) -> None:
    leader = a_young_adult()
    made = a_booking(room, FRIDAY, leader, group=a_group("circle", leader))
    made.people.add(leader)
    assert bill(made, leader).fee == 150
    with pytest.raises(Absent):
        ask_reduction(booking=made, actor=leader, clause="X2", now=NOW)
    assert ask_reduction(booking=made, actor=leader, clause="X3", now=NOW).is_open


@pytest.mark.parametrize(("state", "now"), [(State.CANCELLED, NOW), (State.BOOKED, FRIDAY.end)])
def test_for_what_is_given_up_or_over_nobody_asks(
    booking: Booking, teen: Person, state: State, now: int
) -> None:
    Booking.objects.filter(pk=booking.pk).update(state=state)
    with pytest.raises(Absent):
        ask_reduction(booking=booking, actor=teen, clause="X3", now=now)


def test_a_mate_who_does_not_lead_asks_for_nothing(room: Room) -> None:
    leader, mate = a_high_schooler(), a_high_schooler()
    made = a_booking(room, FRIDAY, leader, group=a_band(leader, mate))
    for stranger in (mate, a_high_schooler()):
        with pytest.raises(Absent):
            ask_reduction(booking=made, actor=stranger, clause="X3", now=NOW)


def test_what_is_withdrawn_can_be_asked_again_and_what_is_answered_not_withdrawn(
    booking: Booking, teen: Person, desk: Person
) -> None:
    ask_reduction(booking=booking, actor=teen, clause="X3", now=NOW)
    withdraw_reduction(booking=booking, actor=teen, now=NOW + 60)
    assert asked(booking) is None
    with pytest.raises(TooLate):
        withdraw_reduction(booking=booking, actor=teen, now=NOW + 120)
    ask_reduction(booking=booking, actor=teen, clause="X2", now=NOW + 180)
    made = decide_reduction(booking=booking, staff=desk, percent=50, now=NOW + 240)
    assert ReductionRequest.objects.get(clause="X2").answer == made
    with pytest.raises(TooLate):
        withdraw_reduction(booking=booking, actor=teen, now=NOW + 300)


def test_after_a_refusal_one_may_ask_again_and_after_a_grant_not(
    booking: Booking, teen: Person, desk: Person
) -> None:
    decide_reduction(booking=booking, staff=desk, why="書類が足りないため", now=NOW)
    ask_reduction(booking=booking, actor=teen, clause="X3", now=NOW + 60)
    decide_reduction(booking=booking, staff=desk, percent=50, now=NOW + 120)
    with pytest.raises(Absent):
        ask_reduction(booking=booking, actor=teen, clause="X3", now=NOW + 180)


def test_of_two_desks_that_decide_at_once_the_second_is_told(
    booking: Booking, teen: Person, desk: Person
) -> None:
    ask_reduction(booking=booking, actor=teen, clause="X3", now=NOW)
    seen = last_entry(booking)
    decide_reduction(booking=booking, staff=desk, percent=100, now=NOW, seen=seen)
    with pytest.raises(Stale):
        decide_reduction(booking=booking, staff=desk, why="だめ", now=NOW, seen=seen)
    assert booking.reductions.count() == 1


def test_what_was_withdrawn_meanwhile_is_not_decided(booking: Booking, teen: Person, desk: Person) -> None:
    ask_reduction(booking=booking, actor=teen, clause="X3", now=NOW)
    seen = last_entry(booking)
    withdraw_reduction(booking=booking, actor=teen, now=NOW + 60)
    with pytest.raises(Stale):
        decide_reduction(booking=booking, staff=desk, percent=100, now=NOW + 120, seen=seen)


def test_a_decision_taken_back_leaves_what_held_before_and_what_was_asked_open(
    booking: Booking, teen: Person, desk: Person
) -> None:
    decide_reduction(booking=booking, staff=desk, why="書類が足りないため", now=NOW)
    ask_reduction(booking=booking, actor=teen, clause="X3", now=NOW)
    decide_reduction(booking=booking, staff=desk, percent=100, now=NOW)
    reopen_reduction(booking=booking, staff=desk, now=NOW + 60)
    owed, waiting = bill(booking, desk), asked(booking)
    assert owed.reduction is not None
    assert owed.reduction.refused
    assert waiting is not None
    assert waiting.is_open
    assert "もう一度考えています" in Notice.objects.latest("pk").subject
    with pytest.raises(TooLate):
        reopen_reduction(booking=booking, staff=desk, now=NOW + 120)


def test_a_decision_is_taken_back_for_a_day_and_before_its_paper(booking: Booking, desk: Person) -> None:
    with pytest.raises(TooLate):
        reopen_reduction(booking=booking, staff=desk, now=NOW)
    decide_reduction(booking=booking, staff=desk, percent=50, now=NOW)
    with pytest.raises(TooLate):
        reopen_reduction(booking=booking, staff=desk, now=NOW + A_DAY)
    issue(booking=booking, staff=desk, kind=Paper.DECISION, now=NOW + 60)
    with pytest.raises(TooLate):
        reopen_reduction(booking=booking, staff=desk, now=NOW + 120)
