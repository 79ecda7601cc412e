"""A room over days: its week, what is free next, where a booking can move, how long a use may be."""

from datetime import date, timedelta
from typing import Any

import pytest

from booking.models import Booking
from booking.queries.party import Asker, Company, asker_of, asker_of_booking
from booking.queries.slots import lengths, room_days, room_week
from booking.rules import rulebook
from booking.rules.codes import Code
from booking.rules.verdict import Outcome
from facilities.models import Room
from facilities.rules.spans import Span
from tests.booking.days_seen import alone, friday, states
from tests.factories import (
    NOW,
    SAMPLE,
    TODAY,
    TURNOVER,
    a_booking,
    a_closure,
    a_hall,
    a_version,
    at,
    span,
    the_room,
)
from tests.people import (
    a_band,
    a_high_schooler,
    a_junior_high_student,
    a_third_grader,
    a_young_adult,
)

pytestmark = pytest.mark.django_db
ALONE = Company()
FRIDAY_EVENING = span("2026-12-04", "17:00", "19:00")
BY_PHONE = """
[[clauses]]
id = "C1"
ja = "音楽室は電話で申しこみます。"
en = "The music room is booked by telephone."
  [[clauses.says]]
  type = "channel"
  rooms = ["band"]
  channels = ["phone"]
"""


@pytest.mark.parametrize("last", [date(2026, 12, 1), TODAY + timedelta(days=92)])
def test_a_range_that_ends_before_it_begins_or_is_too_long_is_a_mistake(room: Room, last: date) -> None:
    with pytest.raises(ValueError, match="92"):
        room_days(room, TODAY, last, None, NOW)


# The week


def test_a_week_is_seven_days_and_its_grid(room: Room) -> None:
    week = room_week(room, TODAY, None, NOW)
    assert [day.day.day for day in week.days] == [2, 3, 4, 5, 6, 7, 8]
    assert [row.start for row in week.grid.rows] == [600, 780, 900, 1020, 1140]
    assert [row.evening for row in week.grid.rows] == [False, False, False, True, True]


def test_the_next_free_use_is_the_first_from_now_whatever_week_is_shown(room: Room) -> None:
    a_booking(room, span("2026-12-02", "15:00", "17:00"))
    a_booking(room, span("2026-12-02", "17:00", "19:00"))
    asker = alone(a_high_schooler())
    for first in (TODAY, TODAY + timedelta(days=7), TODAY - timedelta(days=70)):
        assert room_week(room, first, asker, NOW).next_free == span("2026-12-02", "19:00", "21:00")


def test_the_next_free_use_is_one_that_this_asker_may_have(room: Room) -> None:
    a_booking(room, span("2026-12-02", "15:00", "17:00"))
    adult = alone(a_young_adult())
    assert room_week(room, TODAY, adult, NOW).next_free == span("2026-12-03", "10:00", "12:00")


def test_it_is_looked_for_beyond_the_week_but_not_for_ever(room: Room) -> None:
    a_closure(room.facility, span("2026-12-02", "00:00", "24:00"))
    closed = Span(at("2026-12-02 00:00"), at("2026-12-20 00:00"))
    a_closure(room.facility, closed)
    assert room_week(room, TODAY, None, NOW).next_free == span("2026-12-20", "10:00", "12:00")
    a_closure(room.facility, Span(closed.end, at("2027-06-01 00:00")))
    assert room_week(room, TODAY, None, NOW).next_free is None


def test_nothing_is_next_for_somebody_whom_no_clause_admits(room: Room) -> None:
    assert room_week(room, TODAY, alone(a_third_grader()), NOW).next_free is None


@pytest.mark.parametrize("group", [False, True])
def test_a_week_takes_six_queries_with_all_that_is_known_of_the_asker(
    room: Room, group: bool, django_assert_num_queries: Any
) -> None:
    haruka = a_high_schooler()
    company = Company(a_band(haruka).pk if group else None)
    for hour in (10, 13, 15):
        a_booking(room, span("2026-12-05", f"{hour}:00", f"{hour + 2}:00"), haruka)
    room_week(room, TODAY, None, NOW)
    with django_assert_num_queries(6):
        room_week(room, TODAY, asker_of(haruka, company, NOW), NOW)


# A booking that moves


@pytest.fixture
def moving(room: Room) -> Booking:
    """One of the two bookings that somebody may have at a time."""
    haruka = a_high_schooler()
    a_booking(room, span("2026-12-05", "10:00", "12:00"), haruka)
    return a_booking(room, FRIDAY_EVENING, haruka, channel="web")


def test_whoever_has_as_many_bookings_as_they_may_sees_where_one_can_move(
    room: Room, moving: Booking
) -> None:
    asker = asker_of_booking(moving, [moving.person_id], NOW, moving.person)
    (day,) = room_days(room, date(2026, 12, 4), date(2026, 12, 4), asker, NOW, moving)
    assert states(day) == [(at, "free") for at in ("10:00", "13:00", "15:00", "17:00", "19:00")]
    assert room_week(room, TODAY, asker, NOW, moving).next_free == span("2026-12-02", "15:00", "17:00")
    assert "free" not in {state for _, state in states(friday(room, asker))}


def test_while_a_groups_booking_moves_what_the_group_has_besides_is_seen_as_its_own(room: Room) -> None:
    haruka, friend = a_high_schooler(), a_high_schooler()
    band = a_band(haruka, friend)
    ours = a_booking(room, span("2026-12-04", "13:00", "15:00"), friend, group=band)
    a_booking(room, span("2026-12-04", "10:00", "12:00"), group=a_band())
    moving = a_booking(room, FRIDAY_EVENING, haruka, group=band)
    (day,) = room_days(
        room,
        date(2026, 12, 4),
        date(2026, 12, 4),
        asker_of_booking(moving, [haruka.pk, friend.pk], NOW, haruka),
        NOW,
        moving,
    )
    seen = [(slot.state, slot.booking) for slot in day.slots if slot.state in {"taken", "mine"}]
    assert seen == [("taken", ""), ("mine", ours.public_id)]


def test_a_booking_can_be_made_longer_where_it_stands(room: Room, moving: Booking) -> None:
    asker = asker_of_booking(moving, [moving.person_id], NOW, moving.person)
    found = lengths(room, moving.start, asker, NOW, moving)
    assert [length.verdict.outcome for length in found] == [Outcome.ALLOW, Outcome.ALLOW]


def test_a_booking_by_telephone_moves_by_its_own_way(moving: Booking) -> None:
    room, asker = moving.room, asker_of_booking(moving, [moving.person_id], NOW, moving.person)
    later = SAMPLE.replace("valid_from = 2026-04-01", "valid_from = 2026-12-01")
    a_version(rulebook.read(later + BY_PHONE, "sample.toml"), room.facility)
    moving.channel = "phone"
    assert lengths(room, at("2026-12-04 15:00"), asker, NOW, moving)[0].verdict.outcome is Outcome.ALLOW
    moving.channel = "web"
    assert lengths(room, at("2026-12-04 15:00"), asker, NOW, moving)[0].verdict.outcome is Outcome.REFUSE


# Lengths


def test_every_length_from_a_start_is_told_with_what_the_judge_says_to_it() -> None:
    craft = the_room(a_hall(), "craft")
    a_booking(craft, span("2026-12-04", "19:00", "20:00"))
    found = lengths(craft, at("2026-12-04 17:00"), alone(a_high_schooler()), NOW)
    assert [length.span.seconds // 3600 for length in found] == [1, 2, 3]
    assert [length.verdict.outcome for length in found] == [Outcome.ALLOW, Outcome.ALLOW, Outcome.REFUSE]
    assert [reason.code for reason in found[2].verdict.broken] == [Code.TAKEN]


def test_what_is_taken_by_ones_own_booking_says_by_which(room: Room) -> None:
    haruka = a_high_schooler()
    mine = a_booking(room, FRIDAY_EVENING, haruka)
    for asker, booking in ((alone(haruka), mine.public_id), (alone(a_high_schooler()), None)):
        (reason, *_) = lengths(room, mine.start, asker, NOW)[0].verdict.broken
        assert (reason.code, reason.values.get("booking")) == (Code.TAKEN, booking)


def test_bands_that_touch_are_lengths_too(room: Room) -> None:
    found = lengths(room, at("2026-12-04 17:00"), alone(a_junior_high_student()), NOW)
    assert [length.span.end for length in found] == [at("2026-12-04 19:00"), at("2026-12-04 21:00")]
    assert [[reason.code for reason in length.verdict.broken] for length in found] == [[], [Code.LEAVE_BY]]


SPLIT = """
[[clauses]]
id = "T3"
ja = "コマの一部だけを使えるのは、バンドです。"
en = "Bands may use a part of a slot."
over = ["S1"]
  [[clauses.says]]
  type = "split"
  rooms = ["band"]
  may = { kinds = ["band"] }
"""


def test_whoever_may_have_a_part_of_a_band_is_offered_both() -> None:
    band_room = the_room(a_hall(SAMPLE + SPLIT), "band")
    haruka = a_high_schooler()
    together = asker_of(haruka, Company(a_band(haruka).pk), NOW)

    def offered(asker: Asker, start: str) -> list[int]:
        found = lengths(band_room, at(start), asker, NOW)
        return [one.span.seconds // 60 for one in found if one.verdict.outcome is Outcome.ALLOW]

    assert offered(alone(haruka), "2026-12-04 13:00") == [120, 240, 360, 480]
    assert offered(together, "2026-12-04 13:00") == [15, 30, 45, 60, 75, 90, 105, 120, 240, 360, 480]
    assert offered(together, "2026-12-04 14:30") == [15, 30]
    assert offered(alone(haruka), "2026-12-04 14:30") == []


def test_where_nothing_begins_there_is_no_length(room: Room) -> None:
    for start in ("2026-12-04 17:30", "2026-12-07 10:00", "2026-12-04 12:00"):
        assert lengths(room, at(start), None, NOW) == ()


NOT_LENT = """
[[clauses]]
id = "T2"
ja = "13時から14時は貸し出しません。"
en = "Not lent from 13:00 to 14:00."
  [[clauses.says]]
  type = "not_lent"
  bands = [{ from = "13:00", to = "14:00" }]
"""


def test_a_length_that_leaves_no_time_before_the_next_booking_says_so() -> None:
    craft = the_room(a_hall(SAMPLE + TURNOVER), "craft")
    a_booking(craft, span("2026-12-04", "19:00", "20:00"))
    found = lengths(craft, at("2026-12-04 17:00"), alone(a_high_schooler()), NOW)
    broken = [[reason.code for reason in length.verdict.broken] for length in found]
    assert broken == [[], [Code.TURNOVER], [Code.TAKEN]]
