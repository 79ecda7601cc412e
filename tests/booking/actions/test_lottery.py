"""Rounds: set with cautions, opened under a sealed seed, closed with a fingerprint, called off."""

from dataclasses import replace

import pytest

from booking.actions.bookings import Refused, book
from booking.actions.lottery import Offer, Untimely, cancel_round, close_list, open_round, set_round
from booking.actions.wanted import Wanted
from booking.models import Act, Notice, Round, RoundSlot
from booking.queries.bookings import Absent
from booking.queries.lottery import bench
from booking.rules.codes import Code
from booking.rules.lottery import fingerprint
from booking.rules.rounds import RoundUnfit
from tests.factories import NOW, SAMPLE, a_booking, a_closure, a_hall, at, span, the_room
from tests.people import a_high_schooler, a_young_adult, staff
from tests.rounds import (
    AFTER,
    CLOSES,
    CONFIRMED,
    DRAWS,
    EARLY,
    LATE,
    TERMS,
    a_planned_round,
    a_round,
    drawn,
    entered,
    fridays,
    losers_in_line,
    two_slots,
)

pytestmark = pytest.mark.django_db
EXAMS = (
    SAMPLE
    + """
[[day_sets]]
key = "exam-week"
name = { ja = "学年末テストの週", en = "year-end exams" }
days = [{ dates = [2027-01-22] }]
"""
)


def test_a_round_is_planned_and_nobody_sees_it_or_is_kept_from_booking() -> None:
    lottery = a_planned_round()
    assert lottery.state == Round.State.PLANNED
    assert (lottery.seed, lottery.seed_hash) == ("", "")
    assert [len(one.spans) for one in bench(lottery).slots] == [4, 4]
    assert str(lottery.uses_from) == "2027-01-08"
    assert str(lottery.uses_until) == "2027-01-29"


def test_a_plan_is_replaced_as_long_as_it_was_not_opened() -> None:
    hall = a_hall()
    first = a_planned_round(hall)
    actor = staff(hall)
    fields = {"facility": hall, "name_ja": "冬の夜", "terms": TERMS, "slots": two_slots(hall)[:1]}
    again = set_round(**fields, actor=actor, now=NOW, instead_of=first).round
    assert list(Round.objects.all()) == [again]
    assert RoundSlot.objects.count() == 1
    open_round(lottery=again, actor=actor, now=NOW)
    with pytest.raises(Untimely):
        set_round(**fields, actor=actor, now=NOW, instead_of=again)


def test_setting_a_round_warns_of_closed_days_exam_weeks_and_what_is_taken() -> None:
    hall = a_hall(EXAMS)
    band = the_room(hall, "band")
    a_closure(hall, span("2027-01-15", "00:00", "24:00"), reason_ja="工事", reason_en="works")
    a_booking(band, span("2027-01-29", "17:00", "19:00"))
    monday = [span("2027-01-18", "17:00", "19:00")]
    told = set_round(
        facility=hall, name_ja="冬", terms=TERMS, slots=[Offer(band, fridays()), Offer(band, monday)],
        actor=staff(hall), now=NOW,
    ).cautions  # fmt: skip
    said = {(one.slot, one.span, one.reason.code if one.reason else "exam") for one in told}
    assert (1, span("2027-01-15", *EARLY), Code.CLOSED) in said
    assert (1, span("2027-01-22", *EARLY), "exam") in said
    assert (1, span("2027-01-29", *EARLY), Code.TAKEN) in said
    assert (2, monday[0], Code.CLOSED) in said
    assert not any(when == span("2027-01-08", *EARLY) for _, when, _ in said)
    (exam,) = [one.exam for one in told if one.exam]
    assert exam.ja == "学年末テストの週"
    (works,) = [one.reason for one in told if one.span == span("2027-01-15", *EARLY) and one.reason]
    assert works.values["reason_ja"] == "工事"


def test_setting_a_round_warns_where_the_halls_clause_has_another_time_of_entering() -> None:
    hall = a_hall(
        SAMPLE
        + """
[[clauses]]
id = "L2"
ja = "抽選は、使う月の前の月の1日から5日までに申しこみます。"
en = "One enters from the 1st to the 5th of the month before."
  [[clauses.says]]
  type = "lottery_entry"
  from = { months = 1, day = 1 }
  until = { months = 1, day = 5 }
"""
    )
    told = set_round(
        facility=hall, name_ja="冬", terms=TERMS, slots=two_slots(hall), actor=staff(hall), now=NOW
    )
    assert {one.reason.code for one in told.cautions if one.reason} == {Code.ENTRY_LATE}


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"closes_at": TERMS.opens_at}, "closes_at"),
        ({"draws_at": CLOSES}, "closes_at"),
        ({"draws_at": at("2027-01-08 17:00")}, "draws_at"),
        ({"most_choices": 0}, "most_choices"),
        ({"most_wins": 10}, "most_wins"),
        ({"wins_per": "year"}, "wins_per"),
        ({"look_back": -1}, "look_back"),
        ({"confirm_until": DRAWS}, "confirm_until"),
        ({"confirm_until": DRAWS + 1}, "confirm_until"),
    ],
)
def test_terms_that_cannot_be_are_named(terms: dict[str, object], field: str) -> None:
    with pytest.raises(RoundUnfit) as unfit:
        a_planned_round(terms=replace(TERMS, **terms))
    assert unfit.value.field == field


def test_a_halls_clause_demands_that_wins_are_confirmed_and_only_then_it_is_asked() -> None:
    hall = a_hall(CONFIRMED)
    with pytest.raises(RoundUnfit, match="confirm_until"):
        a_planned_round(hall)
    until = at("2026-12-20 20:00")
    assert a_planned_round(hall, terms=replace(TERMS, confirm_until=until)).confirm_until == until


def test_slots_that_hold_one_place_at_once_cannot_be_given_out() -> None:
    hall = a_hall()
    both, half = the_room(hall, "ab"), the_room(hall, "a")
    when = [span("2027-01-08", "13:00", "15:00")]
    with pytest.raises(RoundUnfit, match="same place"):
        a_planned_round(hall, [Offer(both, when), Offer(half, when)])
    a_planned_round(hall, [Offer(half, when), Offer(the_room(hall, "b"), when)])


def test_only_who_serves_at_the_hall_sets_opens_and_cancels() -> None:
    hall = a_hall()
    planned, stranger = a_planned_round(hall), staff(a_hall(SAMPLE.replace("higashi", "nishi")))
    with pytest.raises(Absent):
        set_round(facility=hall, name_ja="冬", terms=TERMS, slots=two_slots(hall), actor=stranger, now=NOW)
    for verb in (open_round, cancel_round):
        with pytest.raises(Absent):
            verb(lottery=planned, actor=stranger, now=NOW)


def test_opening_seals_a_seed_and_publishes_its_fingerprint_once() -> None:
    lottery = a_round()
    assert fingerprint(lottery.seed) == lottery.seed_hash
    assert len(lottery.seed) == 64
    again = open_round(lottery=lottery, actor=staff(lottery.facility), now=NOW + 5)
    assert (again.seed, again.sealed_at) == (lottery.seed, NOW)
    assert lottery.seed not in str(list(Act.objects.values_list("after", flat=True)))


def test_a_round_opens_only_as_long_as_one_could_enter() -> None:
    planned = a_planned_round()
    with pytest.raises(Untimely):
        open_round(lottery=planned, actor=staff(planned.facility), now=AFTER)


def test_nobody_books_a_slot_of_an_open_round_and_anybody_one_beside_it() -> None:
    lottery = a_round()
    room, friday = the_room(lottery.facility, "band"), at("2026-12-20 10:00")
    with pytest.raises(Refused) as refused:
        book(person=a_high_schooler(), wanted=Wanted(room, span("2027-01-08", *EARLY)), now=friday)
    assert [reason.code for reason in refused.value.verdict.broken] == [Code.LOTTERY]
    assert refused.value.verdict.broken[0].values["round"] == lottery.public_id
    book(person=a_young_adult(), wanted=Wanted(room, span("2027-01-08", "15:00", "17:00")), now=friday)


def test_a_round_holds_every_room_that_shares_a_space_with_its_own() -> None:
    hall = a_hall()
    a_round(hall, [Offer(the_room(hall, "ab"), [span("2027-01-08", "13:00", "15:00")])])
    with pytest.raises(Refused, match="LOTTERY"):
        book(
            person=a_young_adult(),
            wanted=Wanted(the_room(hall, "a"), span("2027-01-08", "14:00", "15:00")),
            now=at("2026-12-20 10:00"),
        )


@pytest.mark.parametrize("how", ["cancelled", "drawn"])
def test_after_the_round_what_is_free_is_booked_first_come(how: str) -> None:
    lottery = a_round()
    if how == "drawn":
        drawn(lottery)
    else:
        cancel_round(lottery=lottery, actor=staff(lottery.facility), now=NOW)
    room, later = the_room(lottery.facility, "band"), at("2026-12-20 10:00")
    book(person=a_high_schooler(), wanted=Wanted(room, span("2027-01-08", *EARLY)), now=later)


def test_cancelling_tells_everybody_who_has_entered_and_does_so_once() -> None:
    lottery = a_round()
    entry = entered(lottery, 1)
    for _ in range(2):
        cancel_round(lottery=lottery, actor=staff(lottery.facility), now=NOW, why="館の工事")
    (notice,) = Notice.objects.filter(kind="round_called_off")
    assert notice.person == entry.person
    assert "中止" in notice.subject
    assert notice.call == Notice.Call.DUE


def test_a_drawn_round_is_not_called_off() -> None:
    lottery = drawn(a_round())
    with pytest.raises(Untimely):
        cancel_round(lottery=lottery, actor=staff(lottery.facility), now=DRAWS)


def test_the_list_is_closed_the_moment_after_the_last_one_of_entering_and_once() -> None:
    lottery = a_round()
    entered(lottery, 1, 2)
    with pytest.raises(Untimely):
        close_list(lottery=lottery, now=CLOSES)
    closed = close_list(lottery=lottery, now=AFTER)
    ((closed_at, list_hash, count),) = closed.seals
    assert (closed_at, len(list_hash), count) == (AFTER, 64, 1)
    assert close_list(lottery=lottery, now=AFTER + 60).seals == closed.seals


def test_each_lost_round_of_the_last_two_is_a_ticket_more() -> None:
    hall = a_hall()
    one_slot = [Offer(the_room(hall, "band"), fridays(LATE))]
    first = a_round(hall, one_slot)
    bands = [entered(first, 1).group for _ in range(2)]
    drawn(first)
    (loser,) = [choice.entry.group for choice in losers_in_line(first)]
    second = a_round(hall, two_slots(hall)[:1])
    for band in (*bands, None):
        entered(second, 1, band=band)
    close_list(lottery=second, now=AFTER)
    weights = {entry.group: entry.weight for entry in second.entries.all()}
    assert weights.pop(loser) == 2
    assert list(weights.values()) == [1, 1]


def test_tickets_stop_growing_where_the_round_says() -> None:
    hall = a_hall()
    first = a_round(hall, two_slots(hall)[:1])
    bands = [entered(first, 1).group for _ in range(2)]
    drawn(first)
    second = a_round(hall, two_slots(hall)[1:], replace(TERMS, most_tickets=1))
    for band in bands:
        entered(second, 1, band=band)
    close_list(lottery=second, now=AFTER)
    assert {entry.weight for entry in second.entries.all()} == {1}
