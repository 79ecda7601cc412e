"""A room's day as somebody sees it: lit is what the verb would book, and nothing else."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from booking.actions.bookings import Refused, book
from booking.actions.wanted import Wanted
from booking.models import Claim, Person
from booking.queries.party import Company, asker_of
from booking.queries.purposes import purposes
from booking.queries.slots import room_days
from booking.rules.codes import Code
from booking.rules.weeks import Slot, State
from facilities.models import Facility, Room
from facilities.rules.spans import Span, local
from tests.booking.days_seen import FRIDAY, alone, friday, states
from tests.factories import (
    DEMANDING,
    NIGHTS,
    NOW,
    SAMPLE,
    TODAY,
    TOKYO,
    TURNOVER,
    a_booking,
    a_closure,
    a_hall,
    an_evening,
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
    inducted,
)

pytestmark = pytest.mark.django_db
ALONE = Company()
FRIDAY_EVENING = span("2026-12-04", "17:00", "19:00")
NOT_LENT = """
[[clauses]]
id = "T2"
ja = "13時から14時は貸し出しません。"
en = "Not lent from 13:00 to 14:00."
  [[clauses.says]]
  type = "not_lent"
  bands = [{ from = "13:00", to = "14:00" }]
"""


def test_a_day_shows_what_is_free_what_is_taken_and_what_is_ones_own(room: Room) -> None:
    haruka, friend = a_high_schooler(), a_high_schooler()
    band = a_band(friend, haruka)
    mine = a_booking(room, FRIDAY_EVENING, haruka)
    ours = a_booking(room, span("2026-12-04", "13:00", "15:00"), friend, group=band)
    a_booking(room, span("2026-12-04", "10:00", "12:00"))
    day = friday(room, alone(haruka))
    assert states(day) == [
        ("10:00", "taken"), ("13:00", "mine"), ("15:00", "free"), ("17:00", "mine"), ("19:00", "free"),
    ]  # fmt: skip
    assert {slot.booking for slot in day.slots} == {"", mine.public_id, ours.public_id}
    assert [state for _, state in states(friday(room))] == ["taken", "taken", "free", "taken", "free"]


def test_the_same_evening_is_lit_for_one_and_not_for_another(room: Room) -> None:
    seen = {
        person: [state for at, state in states(friday(room, alone(person))) if at >= "17:00"]
        for person in (a_high_schooler(), a_junior_high_student(), a_young_adult(), a_third_grader())
    }
    assert list(seen.values()) == [
        ["free", "free"],
        ["free", "conditional"],
        ["conditional", "conditional"],
        ["conditional", "conditional"],
    ]


def test_what_is_not_for_somebody_says_by_which_clause(room: Room) -> None:
    late = friday(room, alone(a_junior_high_student())).slots[-2]
    assert [(reason.code, reason.clause) for reason in late.reasons] == [(Code.LEAVE_BY, "W3")]


def test_what_opens_later_says_when(room: Room) -> None:
    (day,) = room_days(room, date(2027, 1, 20), date(2027, 1, 20), alone(a_high_schooler()), NOW)
    assert [state for _, state in states(day)] == ["not_yet"] * 5
    slot = next(slot for slot in day.slots if slot.state is State.NOT_YET)
    assert slot.reasons[0].values["opens_at"] == at("2026-12-21 00:00")


def test_a_day_knows_its_evening_its_holiday_and_why_it_is_closed(room: Room) -> None:
    a_closure(room.facility, span("2026-12-06", "00:00", "24:00"), reason_ja="点検")
    days = room_days(room, date(2026, 12, 4), date(2026, 12, 7), None, NOW)
    assert [day.evening for day in days] == [True, False, False, False]
    assert [day.closed and (day.closed.clause, day.closed.reason_ja) for day in days] == [
        None, None, ("", "点検"), ("H3", "休館日"),
    ]  # fmt: skip
    (new_year,) = room_days(room, date(2027, 1, 1), date(2027, 1, 1), None, NOW)
    assert new_year.holiday


def test_a_dated_evening_lights_the_room_it_names(room: Room) -> None:
    an_evening(room.facility, span("2026-12-03", "17:00", "21:00"), room)
    thursday = date(2026, 12, 3)
    assert room_days(room, thursday, thursday, None, NOW)[0].evening
    assert not room_days(the_room(room.facility, "craft"), thursday, thursday, None, NOW)[0].evening


def test_a_joined_room_is_taken_when_one_of_its_parts_is() -> None:
    hall = a_hall()
    a_booking(the_room(hall, "a"), span("2026-12-05", "10:00", "11:00"))
    saturday = date(2026, 12, 5)
    seen = {
        slug: states(room_days(the_room(hall, slug), saturday, saturday, None, NOW)[0])[0][1]
        for slug in ("a", "b", "ab")
    }
    assert seen == {"a": "taken", "b": "free", "ab": "taken"}


def test_a_booking_that_ends_at_midnight_keeps_the_next_day_waiting() -> None:
    craft = the_room(a_hall(NIGHTS + TURNOVER), "craft")
    a_booking(craft, span("2026-12-04", "23:00", "24:00"))
    saturday = date(2026, 12, 5)
    (day,) = room_days(craft, saturday, saturday, alone(a_high_schooler()), NOW)
    free = [local(slot.span.start, TOKYO).hour for slot in day.slots if slot.state is State.FREE]
    assert free == list(range(1, 24))


PEOPLE = {
    "a high-schooler": a_high_schooler,
    "a junior-high student": a_junior_high_student,
    "a third-grader": a_third_grader,
    "a young adult": a_young_adult,
}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    who=st.sampled_from(sorted(PEOPLE)),
    slug=st.sampled_from(["band", "craft", "ab"]),
    ahead=st.integers(-2, 40),
    held=st.lists(st.tuples(st.sampled_from(["band", "craft", "a"]), st.integers(10, 20)), max_size=4),
    more=st.lists(st.sampled_from([TURNOVER, NOT_LENT]), unique=True),
)
def test_what_is_lit_can_be_booked_and_what_is_not_is_refused(
    db: Any, who: str, slug: str, ahead: int, held: list[tuple[str, int]], more: list[str]
) -> None:
    from django.db import transaction

    with transaction.atomic():
        hall = a_hall("".join([SAMPLE, *more]))
        day = TODAY + timedelta(days=ahead)
        _hold(hall, day, held)
        person, room = PEOPLE[who](), the_room(hall, slug)
        (shown,) = room_days(room, day, day, alone(person), NOW)
        for slot in shown.slots:
            lit = slot.state is State.FREE
            assert _can_be_booked(person, room, slot) is lit, (who, slug, slot)
        transaction.set_rollback(True)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    slug=st.sampled_from(["band", "craft", "a"]),
    inducted_too=st.booleans(),
    counted=st.sampled_from([{}, {"high_school": 3}, {"junior_high": 2, "adult": 1}, {"elementary": 1}]),
    named=st.booleans(),
)
def test_where_more_is_asked_a_lit_window_still_books_with_what_its_form_asks_for(
    db: Any, slug: str, inducted_too: bool, counted: dict[str, int], named: bool
) -> None:
    from django.db import transaction

    with transaction.atomic():
        room, person = the_room(a_hall(DEMANDING), slug), a_high_schooler()
        if inducted_too:
            inducted(person, "band-room", date(2026, 5, 1))
        company = Company(people=(person.pk,) if named else (), counted=counted)
        (shown,) = room_days(room, FRIDAY, FRIDAY, asker_of(person, company, NOW), NOW)
        for slot in shown.slots:
            said = ["", *purposes(room, FRIDAY)]
            books = any(_can_be_booked(person, room, slot, company, purpose) for purpose in said)
            assert books is (slot.state is State.FREE), (slug, counted, slot)
        transaction.set_rollback(True)


def test_a_window_of_which_a_fact_is_lacking_says_which_and_is_not_lit() -> None:
    room = the_room(a_hall(DEMANDING), "band")
    strangers = Company(counted={"high_school": 3})
    day = room_days(room, FRIDAY, FRIDAY, asker_of(a_high_schooler(), strangers, NOW), NOW)[0]
    asked = [slot for slot in day.slots if slot.offer]
    assert {(slot.state, slot.reasons[0].lacking) for slot in asked} == {(State.CONDITIONAL, ("inductions",))}
    assert {slot.state for slot in room_days(room, FRIDAY, FRIDAY, None, NOW)[0].slots if slot.offer} == {
        State.FREE
    }


def _hold(hall: Facility, day: date, held: list[tuple[str, int]]) -> None:
    taken: set[tuple[str, int]] = set()
    for slug, hour in held:
        start = at(f"{day} {hour:02}:00")
        if not taken & {(slug, hour - 1), (slug, hour), (slug, hour + 1)}:
            a_booking(the_room(hall, slug), Span(start, start + 3600))
            taken.add((slug, hour))


def _can_be_booked(
    person: Person, room: Room, slot: Slot, company: Company = ALONE, purpose: str = ""
) -> bool:
    from django.db import transaction

    use = slot.offer or slot.span
    try:
        with transaction.atomic():
            book(person=person, wanted=Wanted(room, use, company, purpose=purpose), now=NOW)
            assert Claim.objects.filter(start=use.start).exists()
            transaction.set_rollback(True)
    except Refused:
        return False
    return True
