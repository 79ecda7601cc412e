"""The preview of a series: every date with its verdict, and what is possible instead."""

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from booking.actions.bookings import Absent, Company, Refused, book, cancel
from booking.actions.wanted import Wanted
from booking.models import Person
from booking.queries.party import Asker, asker_of
from booking.queries.series import Preview, Wish, is_allowed, judge_dates, preview, series_of
from booking.rules.codes import Code
from booking.rules.series import use_on
from facilities.models import Facility, Room
from facilities.rules.spans import Span
from tests.booking.series import TERM, a_craft_room, booked, weekly, wishes
from tests.factories import NOW, TOKYO, a_booking, a_closure, a_hall, span, the_room
from tests.people import a_band, a_high_schooler, a_person, a_young_adult

pytestmark = [pytest.mark.django_db, pytest.mark.both]
THIRD = date(2026, 12, 23)


@pytest.fixture
def room() -> Room:
    return a_craft_room()


def asking(person: Person) -> Asker:
    return asker_of(person, Company(), NOW)


def seen(room: Room, person: Person, dates: list[Wish] | None = None, **given: object) -> list[Preview]:
    """Fortnightly Wednesdays from 9 December, unless told otherwise."""
    found = dates or list(wishes(room, weekly(4, way="2w")))
    return preview(wishes=found, asker=asking(person), now=NOW, room=room, **given)  # type: ignore[arg-type]


def codes(one: Preview) -> set[str]:
    return {reason.code for reason in one.verdict.broken}


def test_every_date_says_whether_it_is_possible_and_why_not(room: Room, haruka: Person) -> None:
    a_closure(room.facility, span("2026-12-23", "00:00", "24:00"))
    a_booking(room, span("2027-01-06", "14:00", "15:00"), a_young_adult())
    found = seen(room, haruka)
    assert [one.possible for one in found] == [True, False, False, True]
    assert (codes(found[1]), codes(found[2])) == ({Code.CLOSED}, {Code.TAKEN})


def test_what_would_be_possible_instead_is_near_and_allowed(room: Room, haruka: Person) -> None:
    a_booking(room, span("2026-12-23", "13:00", "15:00"), a_young_adult())
    near = seen(room, haruka)[1].near
    assert near
    assert all(is_allowed(judge_one(use.room, use.span, haruka)) for use in near)
    assert {use.span.start >= span("2026-12-23", "10:00", "12:00").start for use in near} == {True}
    assert max(use.span.end for use in near) <= span("2026-12-29", "10:00", "21:00").end


def test_what_is_offered_for_one_date_leaves_the_place_of_the_others_alone(
    room: Room, haruka: Person
) -> None:
    a_booking(room, span("2026-12-23", "13:00", "15:00"), a_young_adult())
    days = [THIRD + timedelta(days=ahead) for ahead in range(4)]
    dates = [Wish(day, room, span(day.isoformat(), "13:00", "15:00")) for day in days]
    first, *others = seen(room, haruka, dates)
    assert [one.possible for one in (first, *others)] == [False, True, True, True]
    taken = [one.wish.span for one in others]
    assert first.near
    assert not [use for use in first.near if use.room == room and any(use.span.overlaps(t) for t in taken)]


def judge_one(room: Room, at: Span, person: Person) -> object:
    wish = Wish(THIRD, room, at)
    return judge_dates(wishes=[wish], asker=asking(person), now=NOW)[0].verdict  # type: ignore[return-value]


def test_a_date_beyond_the_quota_is_offered_nothing_in_that_room_within_the_month(
    room: Room, haruka: Person
) -> None:
    """Beside the four that are possible, what is near may only be in another room, or in the next month."""
    (*four, fifth) = seen(room, haruka, list(wishes(room, weekly(5, first=date(2027, 6, 2)))))
    assert [one.possible for one in four] == [True] * 4
    assert codes(fifth) == {Code.QUOTA}
    july = span("2027-07-01", "00:00", "01:00").start
    assert fifth.near
    assert all(use.room != room or use.span.start >= july for use in fifth.near)


def test_leaving_an_earlier_date_out_makes_room_for_the_fifth(room: Room, haruka: Person) -> None:
    dates = list(wishes(room, weekly(5, first=date(2027, 6, 2))))
    assert [one.possible for one in seen(room, haruka, dates[1:])] == [True] * 4


def test_a_date_that_only_opens_later_is_offered_nothing_else(haruka: Person) -> None:
    room = the_room(a_hall(), "craft")  # where booking opens thirty days ahead
    *_, last = seen(room, haruka)
    assert codes(last) == {Code.TOO_EARLY}
    assert last.near == ()


def test_a_date_that_is_possible_shows_other_times_only_when_it_is_to_be_shifted(
    room: Room, haruka: Person
) -> None:
    assert [bool(one.near) for one in seen(room, haruka)] == [False] * 4
    found = seen(room, haruka, shifting=THIRD)
    assert [bool(one.near) for one in found] == [False, True, False, False]
    assert all((use.room, use.span) != (room, found[1].wish.span) for use in found[1].near)


def test_the_queries_do_not_grow_with_the_dates(room: Room, haruka: Person) -> None:
    def queries(times: int) -> int:
        dates = list(wishes(room, weekly(times)))
        with CaptureQueriesContext(connection) as captured:
            seen(room, haruka, dates)
        return len(captured)

    queries(1)
    assert queries(3) == queries(53) == 8, "three for the asker, five for the dates"


def test_an_own_booking_in_the_way_is_named_and_a_strangers_is_not(room: Room, haruka: Person) -> None:
    mine = a_booking(room, span("2026-12-23", "13:00", "15:00"), haruka)
    a_booking(room, span("2027-01-06", "13:00", "15:00"), a_young_adult())
    found = seen(room, haruka)
    named = [one.verdict.broken[0].values.get("booking", "") for one in found[1:3]]
    assert named == [mine.public_id, ""]


def test_a_series_is_seen_by_those_whose_bookings_are_in_it(room: Room, haruka: Person) -> None:
    mate = a_high_schooler()
    band = a_band(haruka, mate)
    series = booked(room, haruka, company=Company(band.pk, (haruka.pk,)))
    for reader in (haruka, mate):
        found, bookings = series_of(series.public_id, reader)
        assert (found, len(bookings)) == (series, 4)
    for wrong in (series.public_id, "23456789abcdefgh", "\x00"):
        with pytest.raises(Absent):
            series_of(wrong, a_high_schooler())


# Against the verb for a single booking, asked once for each date

PLACES = ["craft", "a", "ab", "band"]
HOURS = [(10, 12), (13, 15), (14, 16), (15, 17), (17, 19)]


@st.composite
def terms(draw: st.DrawFn) -> tuple[list[tuple[date, str, int, int]], list[tuple[date, str, int, int]]]:
    """Dates of a series, each in a room at some hours; and what others have booked."""
    first = draw(st.dates(date(2026, 12, 3), date(2027, 5, 1)))
    days = [first + timedelta(days=7 * week) for week in range(draw(st.integers(3, 9)))]
    usual = draw(st.tuples(st.sampled_from(PLACES), st.sampled_from(HOURS)))
    elsewhere = st.tuples(st.sampled_from(PLACES), st.sampled_from(HOURS))
    strays = draw(st.sets(st.sampled_from(days), max_size=2))
    dates = [(day, *(draw(elsewhere) if day in strays else usual)) for day in days]
    others = draw(st.lists(st.tuples(st.sampled_from(days), elsewhere), max_size=4))
    return [(day, room, *at) for day, room, at in dates], [(day, room, *at) for day, (room, at) in others]


class OneAfterTheOther(TestCase):
    @settings(max_examples=60, deadline=None)
    @given(terms(), st.sampled_from([date(2014, 8, 1), date(2009, 5, 11)]), st.booleans())
    def test_a_series_is_judged_as_if_date_after_date_were_booked(
        self,
        drawn: tuple[list[tuple[date, str, int, int]], list[tuple[date, str, int, int]]],
        born: date,
        as_group: bool,
    ) -> None:
        dates, others = drawn
        hall, person = _the_hall(), a_person(born)
        company = Company(a_band(person).pk if as_group else None, (person.pk,))
        rooms = {slug: the_room(hall, slug) for slug in PLACES}
        for day, slug, *hours in others:
            try:
                book(person=a_young_adult(), wanted=Wanted(rooms[slug], _at(day, *hours)), now=NOW)
            except Refused:
                continue
        asked = [Wish(day, rooms[slug], _at(day, *hours)) for day, slug, *hours in dates]
        judged = judge_dates(wishes=asked, asker=asker_of(person, company, NOW), now=NOW)
        with transaction.atomic():
            one_by_one = [_booked(person, company, wish) for wish in asked]
            transaction.set_rollback(True)
        for one, alone in zip(judged, one_by_one, strict=True):
            told = {(reason.code, reason.clause) for reason in one.verdict.broken}
            assert told == alone, one.wish


def _booked(person: Person, company: Company, wish: Wish) -> set[tuple[str, str]]:
    """Why `book` refuses it; nothing if it is booked."""
    try:
        book(person=person, wanted=Wanted(wish.room, wish.span, company), now=NOW)
    except Refused as refused:
        return {(reason.code, reason.clause) for reason in refused.verdict.broken}
    return set()


def _at(day: date, start: int, end: int) -> Span:
    found = use_on(day, start * 60, end * 60, TOKYO)
    assert found is not None
    return found


def _the_hall() -> Facility:
    return Facility.objects.filter(slug="higashi").first() or a_hall(TERM)


def test_what_was_given_back_is_possible_again(room: Room, haruka: Person) -> None:
    series = booked(room, haruka, times=3)
    other = a_young_adult()
    assert not any(one.possible for one in seen(room, other)[:3])
    cancel(booking=series.bookings.get(original_day=THIRD), actor=haruka, now=NOW)
    assert [one.possible for one in seen(room, other)] == [False, True, False, True]
