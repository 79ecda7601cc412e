"""What the judge would say to one use, as verbs and whoever asks before them hear it."""

from typing import Any

import pytest

from booking.models import Person
from booking.queries.party import Company, asker_of
from booking.queries.verdicts import judge
from booking.rules.codes import Code
from booking.rules.verdict import Outcome, Verdict
from facilities.models import Room
from facilities.rules.spans import Span
from tests.factories import NOW, SAMPLE, a_booking, a_closure, a_hall, an_evening, span, the_room
from tests.people import a_high_schooler, a_junior_high_student, a_third_grader

pytestmark = pytest.mark.django_db
FRIDAY_EVENING = span("2026-12-04", "17:00", "19:00")
FRIDAY_LATE = span("2026-12-04", "19:00", "21:00")
THURSDAY_EVENING = span("2026-12-03", "17:00", "19:00")


def verdict(room: Room, use: Span, person: Person | None = None, **more: Any) -> Verdict:
    asker = None if person is None else asker_of(person, Company(), NOW)
    return judge(room=room, span=use, asker=asker, now=NOW, **more)


def broken(found: Verdict) -> dict[str, str]:
    return {reason.code: reason.clause for reason in found.broken}


def test_a_place_that_ones_own_booking_holds_says_by_which(room: Room) -> None:
    person = a_high_schooler()
    mine = a_booking(room, FRIDAY_EVENING, person)
    a_booking(room, FRIDAY_LATE, a_high_schooler())
    (ours,), (theirs,) = (verdict(room, use, person).broken for use in (FRIDAY_EVENING, FRIDAY_LATE))
    assert (ours.code, ours.values, theirs.values) == (Code.TAKEN, {"booking": mine.public_id}, {})
    assert verdict(room, FRIDAY_EVENING, person, but=mine.pk).outcome is Outcome.ALLOW
    assert verdict(room, FRIDAY_EVENING).broken[0].values == {}


def test_every_reason_comes_at_once_each_with_its_clause(room: Room) -> None:
    assert verdict(room, FRIDAY_EVENING, a_high_schooler()).outcome is Outcome.ALLOW
    assert broken(verdict(room, FRIDAY_LATE, a_junior_high_student())) == {Code.LEAVE_BY: "W3"}
    assert broken(verdict(room, FRIDAY_EVENING, a_third_grader())) == {
        Code.AGE_MIN: "W1",
        Code.AGE_EVENING: "H2",
    }


def test_what_others_hold_is_taken_whatever_else_there_is(room: Room) -> None:
    held = a_booking(room, FRIDAY_EVENING)
    found = verdict(room, FRIDAY_EVENING, a_third_grader())
    assert broken(found) == {Code.AGE_MIN: "W1", Code.AGE_EVENING: "H2", Code.TAKEN: ""}
    assert found.outcome is Outcome.REFUSE
    assert Code.TAKEN not in broken(verdict(room, FRIDAY_EVENING, but=held.pk))
    assert Code.TAKEN not in broken(verdict(room, FRIDAY_LATE))


def test_somebody_who_says_nothing_is_judged_by_calendar_claims_and_windows_alone(room: Room) -> None:
    assert verdict(room, FRIDAY_EVENING).outcome is Outcome.ALLOW
    assert verdict(room, FRIDAY_EVENING).lacking
    assert broken(verdict(room, THURSDAY_EVENING)) == {Code.OUTSIDE_HOURS: "H1"}
    assert Code.TOO_EARLY in broken(verdict(room, span("2027-02-05", "13:00", "15:00")))


def test_what_staff_decided_for_a_date_is_weighed(room: Room) -> None:
    an_evening(room.facility, span("2026-12-03", "17:00", "21:00"))
    a_closure(room.facility, span("2026-12-04", "00:00", "24:00"), reason_ja="点検")
    assert verdict(room, THURSDAY_EVENING, a_high_schooler()).outcome is Outcome.ALLOW
    assert broken(verdict(room, FRIDAY_EVENING, a_high_schooler())) == {Code.CLOSED: ""}


def test_a_use_after_midnight_belongs_to_the_evening_that_still_runs(room: Room) -> None:
    night = Span(span("2026-12-04", "17:00", "24:00").start, span("2026-12-05", "00:00", "02:00").end)
    an_evening(room.facility, night, room)
    found = verdict(room, span("2026-12-05", "00:00", "02:00"), a_high_schooler())
    assert Code.OUTSIDE_HOURS not in broken(found)


TURNOVER = """
[[clauses]]
id = "T1"
ja = "工作室は、予約と予約のあいだを10分あけます。"
en = "In the craft room ten minutes stay free between two bookings."
  [[clauses.says]]
  type = "turnover"
  rooms = ["craft"]
  minutes = 10
"""


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("15:00", "16:50", {}),
        ("15:00", "16:55", {Code.TURNOVER: "T1"}),
        ("15:00", "17:00", {Code.TURNOVER: "T1"}),
        ("15:00", "17:05", {Code.TAKEN: ""}),
        ("19:05", "20:00", {Code.TURNOVER: "T1"}),
        ("19:10", "20:00", {}),
    ],
)
def test_between_two_bookings_of_a_room_time_stays_free(
    start: str, end: str, expected: dict[str, str]
) -> None:
    hall = a_hall(SAMPLE.replace("minutes = 60\n  max_minutes = 180", "minutes = 5") + TURNOVER)
    craft = the_room(hall, "craft")
    held = a_booking(craft, FRIDAY_EVENING)
    use = span("2026-12-04", start, end)
    assert broken(verdict(craft, use, a_high_schooler())) == expected
    assert broken(verdict(craft, use, a_high_schooler(), but=held.pk)) == {}


def test_a_gap_says_how_long_it_is_and_another_rooms_is_not_kept() -> None:
    hall = a_hall(SAMPLE + TURNOVER)
    craft, band = the_room(hall, "craft"), the_room(hall, "band")
    for room in (craft, band):
        a_booking(room, FRIDAY_EVENING)
    (reason,) = verdict(craft, FRIDAY_LATE).broken
    assert reason.values == {"minutes": 10}
    assert broken(verdict(band, FRIDAY_LATE)) == {}


def test_it_takes_four_queries(room: Room, django_assert_num_queries: Any) -> None:
    asker = asker_of(a_high_schooler(), Company(), NOW)
    verdict(room, FRIDAY_EVENING)
    with django_assert_num_queries(4):
        judge(room=room, span=FRIDAY_EVENING, asker=asker, now=NOW)
