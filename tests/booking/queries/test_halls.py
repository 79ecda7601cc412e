"""Halls as a whole: the week of all rooms, what is free tonight, the street of facades."""

from datetime import date
from typing import Any

import pytest

from booking.queries.halls import City, HallWeek, city, hall_week
from booking.queries.party import Asker, Company, asker_of
from booking.queries.slots import room_week
from booking.rules.weeks import State
from facilities.models import Facility, Room
from facilities.rules.spans import Span, local
from tests.factories import (
    NOW,
    SAMPLE,
    TODAY,
    TOKYO,
    a_booking,
    a_closure,
    a_hall,
    a_room,
    an_evening,
    at,
    span,
    the_room,
)
from tests.people import a_high_schooler, a_junior_high_student, a_young_adult

pytestmark = pytest.mark.django_db
WEST = SAMPLE.replace('key = "higashi"', 'key = "nishi"').replace("higashi-rules", "nishi-rules")


def student() -> Asker:
    return asker_of(a_high_schooler(), Company(), NOW)


def panes(week: HallWeek, slug: str) -> list[str]:
    """A room's days as three letters: (f)ree, (t)aken, (p)ast, (o)utside, (c)losed, c(o)nditional as x."""
    letters = {State.CONDITIONAL: "x"}
    (found,) = (room for room in week.rooms if room.room.slug == slug)
    return ["".join(letters.get(pane.state, str(pane.state)[0]) for pane in day) for day in found.days]


def test_a_pane_is_lit_if_anything_of_its_part_of_the_day_is_free(hall: Facility) -> None:
    band = the_room(hall, "band")
    a_booking(band, span("2026-12-03", "10:00", "12:00"))
    a_booking(band, span("2026-12-03", "13:00", "15:00"))
    a_booking(band, span("2026-12-04", "17:00", "19:00"))
    a_booking(band, span("2026-12-04", "19:00", "21:00"))
    week = hall_week(hall, TODAY, student(), NOW)
    assert panes(week, "band") == ["pff", "tfo", "fft", "ffo", "ffo", "ccc", "ffo"]
    assert panes(week, "craft") == ["pff", "ffo", "fff", "ffo", "ffo", "ccc", "ffo"]


def test_an_evening_that_is_not_for_the_asker_is_not_lit(hall: Facility) -> None:
    adult = asker_of(a_young_adult(), Company(), NOW)
    week = hall_week(hall, TODAY, adult, NOW)
    assert panes(week, "craft")[2] == "ffx"
    (craft,) = (room for room in week.rooms if room.room.slug == "craft")
    assert [reason.clause for reason in craft.days[2][2].reasons] == ["H2"]


def test_the_panes_agree_with_the_rooms_own_week(hall: Facility) -> None:
    a_booking(the_room(hall, "a"), span("2026-12-05", "10:00", "12:00"))
    asker = asker_of(a_junior_high_student(), Company(), NOW)
    week = hall_week(hall, TODAY, asker, NOW)
    for shown in week.rooms:
        days = room_week(shown.room, TODAY, asker, NOW).days
        lit = [any(slot.state is State.FREE for slot in day.slots) for day in days]
        assert [any(pane.state is State.FREE for pane in day) for day in shown.days] == lit


def test_the_hall_is_open_where_one_of_its_rooms_is(hall: Facility) -> None:
    an_evening(hall, span("2026-12-05", "17:00", "20:00"), the_room(hall, "band"))
    week = hall_week(hall, TODAY, None, NOW)
    assert [day.evening for day in week.days] == [True, False, True, True, False, False, False]
    assert [bool(day.closed) for day in week.days] == [False] * 5 + [True, False]


def test_rooms_that_are_not_lent_or_not_published_have_no_windows(hall: Facility) -> None:
    Room.objects.filter(slug="craft").update(bookable=False)
    Room.objects.filter(slug="b").update(published=False)
    assert [room.room.slug for room in hall_week(hall, TODAY, None, NOW).rooms] == ["a", "ab", "band"]


def test_a_hall_without_rooms_still_has_its_hours(hall: Facility) -> None:
    Room.objects.all().delete()
    week = hall_week(hall, TODAY, None, NOW)
    assert week.rooms == ()
    assert [day.evening for day in week.days] == [True, False, True, False, False, False, False]


# Tonight


def evening(found: Any) -> list[tuple[str, str, str]]:
    return [(free.room.slug, _clock(free.span.start), _clock(free.span.end)) for free in found]


def _clock(instant: int) -> str:
    return local(instant, TOKYO).strftime("%H:%M")


def test_tonight_is_what_is_free_after_five_the_earliest_first(hall: Facility) -> None:
    a_booking(the_room(hall, "band"), span("2026-12-02", "17:00", "19:00"))
    a_booking(the_room(hall, "craft"), span("2026-12-02", "18:00", "19:00"))
    a_booking(the_room(hall, "ab"), span("2026-12-02", "17:00", "21:00"))
    assert evening(city(student(), NOW).free) == [
        ("craft", "17:00", "18:00"),
        ("band", "19:00", "21:00"),
        ("craft", "19:00", "21:00"),
    ]


def test_tonight_is_what_this_asker_may_have(hall: Facility) -> None:
    younger = asker_of(a_junior_high_student(), Company(), NOW)
    assert ("band", "17:00", "19:00") in evening(city(younger, NOW).free)
    assert city(asker_of(a_young_adult(), Company(), NOW), NOW).free == ()


def test_a_room_that_nobody_has_and_that_is_not_for_the_asker_says_why(hall: Facility) -> None:
    a_booking(the_room(hall, "craft"), span("2026-12-02", "17:00", "21:00"))
    unlit = city(asker_of(a_young_adult(), Company(), NOW), NOW).unlit
    assert [one.room.slug for one in unlit] == ["band", "a", "b", "ab"]
    assert {reason.clause for one in unlit for reason in one.reasons} == {"H2"}


def test_the_halls_take_turns(hall: Facility) -> None:
    a_hall(WEST)
    free = city(student(), NOW).free
    assert [one.room.facility.slug for one in free[:4]] == ["higashi", "nishi", "higashi", "nishi"]


def test_late_in_the_evening_only_the_rest_of_it_is_free(hall: Facility) -> None:
    now = at("2026-12-02 19:30")
    found = evening(city(asker_of(a_high_schooler(), Company(), now), now).free)
    assert ("band", "19:00", "21:00") in found
    assert ("craft", "19:00", "21:00") in found
    assert not [slug for slug, start, _ in found if start < "19:00"]


def test_halls_that_are_not_published_are_dark(hall: Facility) -> None:
    Facility.objects.update(published=False)
    assert city(None, NOW) == City((), (), ())


# The street


def test_a_facade_shows_the_evenings_of_this_week_and_whether_the_hall_is_open(hall: Facility) -> None:
    a_closure(hall, span("2026-12-04", "00:00", "24:00"))
    (facade,) = city(None, NOW).street
    assert facade.facility == hall
    assert facade.evenings == (False, False, True, False, False, False, False)
    assert (facade.today.day, facade.today.evening, facade.is_open) == (TODAY, True, True)
    assert not city(None, at("2026-12-02 21:00")).street[0].is_open


def test_on_a_sunday_the_week_is_the_one_that_ends(hall: Facility) -> None:
    (facade,) = city(None, at("2026-12-06 12:00")).street
    assert (facade.today.day, facade.evenings[2], facade.evenings[4]) == (date(2026, 12, 6), True, True)


def test_every_published_hall_is_on_the_street(hall: Facility) -> None:
    other = a_hall(WEST)
    a_hall(
        SAMPLE.replace('key = "higashi"', 'key = "kita"').replace("higashi-rules", "kita"), published=False
    )
    assert [facade.facility for facade in city(None, NOW).street] == [hall, other]


def test_as_many_queries_for_one_room_as_for_fifty(hall: Facility, django_assert_num_queries: Any) -> None:
    asker = student()
    many = a_hall(WEST)
    for number in range(50):
        room = a_room(many, f"room{number}", bookable=True)
        a_booking(room, Span(at("2026-12-03 10:00"), at("2026-12-03 11:00")))
    Room.objects.filter(facility=hall).exclude(slug="band").delete()
    city(None, NOW)
    for place, queries in ((hall, 4), (many, 4)):
        with django_assert_num_queries(queries):
            hall_week(place, TODAY, asker, NOW)
    with django_assert_num_queries(5):
        city(asker, NOW)
