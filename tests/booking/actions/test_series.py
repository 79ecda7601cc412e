"""Series: every date or none, one notice, and what follows can be given back or moved at once."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from post_office.models import Email
from schedule.models import Event

from booking.actions.bookings import Absent, Company, KeyReused, Refused, Stale, book, cancel, move, restore
from booking.actions.series import Shift, book_series, cancel_series, move_series
from booking.actions.wanted import Wanted
from booking.actions.wanted_series import WantedSeries
from booking.models import Act, Booking, Claim, Incident, Notice, Person, Series
from booking.queries.series import Wish
from booking.rules.codes import Code
from booking.rules.lifecycle import State
from booking.rules.series import DatesRefused, TooMany
from facilities.models import Room
from facilities.rules.spans import Span, local_day
from tests.booking.giving_up import A_POINT
from tests.booking.series import TERM, a_craft_room, booked, codes, first_of, weekly, wishes
from tests.booking.written import everything
from tests.factories import NOW, TOKYO, a_booking, a_closure, a_hall, at, span, the_room
from tests.people import a_band, a_high_schooler, a_person, a_young_adult, staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored_mail")]
THIRD = date(2026, 12, 23)
EIGHT = """
[[clauses]]
id = "W9"
ja = "工作室は8人までです。"
en = "At most eight people in the craft room."
  [[clauses.says]]
  type = "headcount"
  rooms = ["craft"]
  most = 8
"""


@pytest.fixture
def room() -> Room:
    return a_craft_room()


def stored() -> list[tuple[date | None, str]]:
    """Every date with when it is, or what became of it."""
    rows = Booking.objects.order_by("original_day", "start")
    return [(row.original_day, row.state if row.state != State.BOOKED else _when(row)) for row in rows]


def _when(booking: Booking) -> str:
    return f"{local_day(booking.start, TOKYO)}"


# Booking


def test_every_date_is_a_booking_with_its_claim_and_knows_its_day(room: Room, haruka: Person) -> None:
    series = booked(room, haruka, times=3)
    days = [date(2026, 12, 9), THIRD, date(2027, 1, 6)]
    assert stored() == [(day, day.isoformat()) for day in days]
    assert Claim.objects.count() == 3
    assert {booking.series for booking in Booking.objects.all()} == {series}
    assert (series.room, series.person, series.group, series.headcount) == (room, haruka, None, 1)


def test_one_notice_speaks_of_all_dates(room: Room, haruka: Person) -> None:
    booked(room, haruka, times=3)
    notice, mail = Notice.objects.get(), Email.objects.get()
    assert notice.kind == "series_booked"
    assert mail.subject == "くりかえして予約しました:12月9日(水) 13:00–15:00 工作室(全部で3回)"
    for day in ("12月9日(水)", "12月23日(水)", "1月6日(水)"):
        assert f"{day} 13:00–15:00 東児童館 工作室" in notice.body


def test_the_log_has_an_act_for_each_date_and_one_for_the_series(room: Room, haruka: Person) -> None:
    series = booked(room, haruka, times=3)
    assert Act.objects.filter(subject="booking", verb="book", actor=haruka).count() == 3
    act = Act.objects.get(subject="series")
    assert (act.verb, act.subject_id, act.after["dates"]) == ("book_series", series.public_id, 3)


def test_how_it_recurs_is_an_event_in_the_rooms_calendar_without_anybodys_name(
    room: Room, haruka: Person
) -> None:
    series = booked(room, haruka, times=3)
    event = Event.objects.get(pk=series.event_id)
    assert (event.calendar.slug, event.title) == ("room-higashi-craft", "bookings:higashi/craft")
    assert event.creator is None


def test_a_date_that_is_not_allowed_stops_all_and_is_named(room: Room, haruka: Person) -> None:
    a_booking(room, span("2026-12-23", "14:00", "16:00"), a_young_adult())
    before = everything()
    with pytest.raises(DatesRefused) as refused:
        booked(room, haruka)
    assert codes(refused) == {THIRD: {Code.TAKEN}}
    assert everything() == before


def test_the_fifth_of_a_month_is_refused_by_a_quota_of_four(room: Room, haruka: Person) -> None:
    recurrence = weekly(5, first=date(2027, 6, 2))
    with pytest.raises(DatesRefused) as refused:
        booked(room, haruka, recurrence=recurrence)
    assert codes(refused) == {date(2027, 6, 30): {Code.QUOTA}}
    booked(room, haruka, recurrence=recurrence, wishes=wishes(room, recurrence)[:4])
    assert Booking.objects.count() == 4


def test_a_date_may_be_booked_elsewhere_and_keeps_the_day_for_which_it_was_meant(
    room: Room, haruka: Person
) -> None:
    recurrence = weekly(2, way="2w")
    first, second = wishes(room, recurrence)
    other = Wish(second.day, the_room(room.facility, "a"), span("2026-12-24", "10:00", "12:00"))
    booked(room, haruka, recurrence=recurrence, wishes=[first, other])
    moved = Booking.objects.get(original_day=THIRD)
    assert (moved.room.slug, _when(moved)) == ("a", "2026-12-24")


def test_two_dates_that_would_meet_in_one_place_are_not_both_allowed(room: Room, haruka: Person) -> None:
    """Also where they want two rooms that are made of the same space."""
    recurrence = weekly(2)
    a, both = the_room(room.facility, "a"), the_room(room.facility, "ab")
    at = span("2026-12-10", "10:00", "12:00")
    first, second = (wish.day for wish in wishes(room, recurrence))
    with pytest.raises(DatesRefused) as refused:
        booked(room, haruka, recurrence=recurrence, wishes=[Wish(first, a, at), Wish(second, both, at)])
    assert codes(refused) == {second: {Code.TAKEN}}


def test_a_closure_that_came_meanwhile_refuses_its_date_alone(room: Room, haruka: Person) -> None:
    a_closure(room.facility, span("2026-12-23", "00:00", "24:00"), reason_ja="工事")
    with pytest.raises(DatesRefused) as refused:
        booked(room, haruka)
    assert codes(refused) == {THIRD: {Code.CLOSED}}


def test_the_same_key_books_once_and_another_body_is_refused(room: Room, haruka: Person) -> None:
    series = booked(room, haruka, key="k")
    assert booked(room, haruka, key="k") == series
    assert Booking.objects.count() == 4
    with pytest.raises(KeyReused):
        booked(room, haruka, times=3, key="k")


def test_nobody_books_a_series_for_a_group_that_is_not_theirs(room: Room, haruka: Person) -> None:
    before = [Booking.objects.count(), Event.objects.count()]
    with pytest.raises(Absent):
        booked(room, haruka, company=Company(a_band().pk))
    assert [Booking.objects.count(), Event.objects.count()] == before


def test_what_is_no_day_of_the_recurrence_is_a_mistake_of_the_caller(room: Room, haruka: Person) -> None:
    recurrence = weekly(2)
    thursday = Wish(date(2026, 12, 10), room, span("2026-12-10", "13:00", "15:00"))
    for wrong in ([], [thursday], [*wishes(room, recurrence), wishes(room, recurrence)[0]]):
        with pytest.raises(ValueError, match="each once"):
            booked(room, haruka, recurrence=recurrence, wishes=wrong)
    with pytest.raises(TooMany):
        booked(room, haruka, recurrence=recurrence, wishes=[*wishes(room, recurrence)] * 27)


def test_a_year_costs_as_many_queries_as_a_month(room: Room, haruka: Person) -> None:
    def queries(times: int, person: Person, room: Room, start: int) -> int:
        recurrence = weekly(times, first=date(2026, 12, 10))
        dates, first = wishes(room, recurrence, start, start + 60), first_of(recurrence, start, start + 60)
        wanted = WantedSeries(room, recurrence, first, dates)
        with CaptureQueriesContext(connection) as captured:
            book_series(person=person, wanted=wanted, now=NOW)
        return len(captured)

    a, b = the_room(room.facility, "a"), the_room(room.facility, "b")
    queries(2, a_young_adult(), a, 10 * 60)  # rulebooks are compiled, the calendar is made
    queries(2, a_young_adult(), b, 10 * 60)
    few = queries(4, a_young_adult(), a, 11 * 60)
    # A year is more than SQLite takes in one statement.
    assert queries(51, a_young_adult(), b, 11 * 60) <= few + 1


# Across the school year, month ends and leap days


def test_each_date_is_judged_by_the_stage_of_its_own_day(room: Room) -> None:
    """Somebody in the last year of elementary school: from 1 April on the music room is theirs."""
    band = the_room(room.facility, "band")
    child = a_person(date(2014, 8, 1))
    recurrence = weekly(3, first=date(2027, 3, 24))
    with pytest.raises(DatesRefused) as refused:
        booked(band, child, recurrence=recurrence, wishes=wishes(band, recurrence))
    assert codes(refused) == {date(2027, 3, 24): {Code.AGE_MIN}, date(2027, 3, 31): {Code.AGE_MIN}}


# Single dates


def test_a_single_date_goes_its_own_way_by_the_ordinary_verbs(room: Room, haruka: Person) -> None:
    series = booked(room, haruka, times=3)
    first, second, third = series.bookings.order_by("start")
    cancel(booking=first, actor=haruka, now=NOW)
    move(booking=second, actor=haruka, room=room, span=span("2026-12-24", "13:00", "15:00"), now=NOW)
    assert [one.series_id for one in Booking.objects.all()] == [series.pk] * 3
    assert stored()[:2] == [(date(2026, 12, 9), State.CANCELLED), (THIRD, "2026-12-24")]
    assert third.original_day == date(2027, 1, 6)


# Giving back


def test_this_and_all_that_follow_are_given_back_with_one_notice(room: Room, haruka: Person) -> None:
    series = booked(room, haruka)
    gone = cancel_series(series=series, actor=haruka, now=NOW, from_day=THIRD)
    assert [booking.original_day for booking in gone] == [THIRD, date(2027, 1, 6), date(2027, 1, 20)]
    assert stored()[0] == (date(2026, 12, 9), "2026-12-09")
    assert Claim.objects.count() == 1
    assert Notice.objects.filter(kind="series_cancelled").count() == 1
    assert Act.objects.filter(verb="cancel", subject="booking").count() == 3
    assert Act.objects.get(verb="cancel_series").after == {"dates": 3, "from": "2026-12-23"}


def test_what_is_over_stays_when_all_are_given_back(room: Room, haruka: Person) -> None:
    series = booked(room, haruka)
    later = span("2026-12-10", "09:00", "10:00").start
    assert len(cancel_series(series=series, actor=haruka, now=later)) == 3
    assert stored()[0] == (date(2026, 12, 9), "2026-12-09")


def test_giving_back_twice_changes_nothing_more(room: Room, haruka: Person) -> None:
    series = booked(room, haruka)
    cancel_series(series=series, actor=haruka, now=NOW)
    before = everything()
    assert cancel_series(series=series, actor=haruka, now=NOW) == []
    assert everything() == before


def test_a_date_that_was_given_back_with_others_is_restored_alone(room: Room, haruka: Person) -> None:
    series = booked(room, haruka, times=2)
    first, _ = cancel_series(series=series, actor=haruka, now=NOW)
    restore(booking=Booking.objects.get(pk=first.pk), actor=haruka, now=NOW)
    assert [state for _, state in stored()] == ["2026-12-09", State.CANCELLED]


def test_who_is_a_plain_member_of_the_group_changes_nothing_and_a_leader_and_the_desk_do(
    room: Room, haruka: Person
) -> None:
    mate = a_high_schooler()
    band = a_band(haruka, mate)
    series = booked(room, haruka, company=Company(band.pk, (haruka.pk, mate.pk)))
    for stranger in (mate, a_high_schooler(), staff()):
        with pytest.raises(Absent):
            cancel_series(series=series, actor=stranger, now=NOW)
        with pytest.raises(Absent):
            move_series(series=series, actor=stranger, shift=Shift(0, 600, 720), now=NOW)
    assert len(cancel_series(series=series, actor=staff(room.facility), now=NOW, from_day=THIRD)) == 3
    series.refresh_from_db()
    assert len(cancel_series(series=series, actor=haruka, now=NOW)) == 1


def test_of_two_who_change_a_series_the_second_is_told(room: Room, haruka: Person) -> None:
    seen = booked(room, haruka)
    cancel_series(series=Series.objects.get(), actor=haruka, now=NOW, from_day=date(2027, 1, 20))
    with pytest.raises(Stale):
        cancel_series(series=seen, actor=haruka, now=NOW)
    with pytest.raises(Stale):
        move_series(series=seen, actor=haruka, shift=Shift(1, 13 * 60, 15 * 60), now=NOW)


# Moving


def test_this_and_all_that_follow_move_to_another_day_and_time(room: Room, haruka: Person) -> None:
    series = booked(room, haruka, times=3)
    move_series(series=series, actor=haruka, shift=Shift(1, 10 * 60, 11 * 60), now=NOW, from_day=THIRD)
    assert [when for _, when in stored()] == ["2026-12-09", "2026-12-24", "2027-01-07"]
    moved = Booking.objects.get(original_day=THIRD)
    assert Span(moved.start, moved.end) == span("2026-12-24", "10:00", "11:00")
    assert list(moved.claims.values_list("start", "end")) == [(moved.start, moved.end)]
    assert Notice.objects.filter(kind="series_moved").count() == 1


def test_the_old_places_are_not_in_the_way(room: Room, haruka: Person) -> None:
    """Every week a week later: each goes where the next one was."""
    series = booked(room, haruka, times=3, way="1w")
    move_series(series=series, actor=haruka, shift=Shift(7, 14 * 60, 16 * 60), now=NOW)
    assert [when for _, when in stored()] == ["2026-12-16", "2026-12-23", "2026-12-30"]


def test_they_do_not_count_twice_against_a_quota(room: Room, haruka: Person) -> None:
    recurrence = weekly(4, first=date(2027, 6, 2))
    series = booked(room, haruka, recurrence=recurrence)
    move_series(series=series, actor=haruka, shift=Shift(1, 13 * 60, 15 * 60), now=NOW)
    assert stored()[-1][1] == "2027-06-24"


def test_a_date_that_cannot_move_keeps_all_where_they_are_unless_it_may_stay(
    room: Room, haruka: Person
) -> None:
    series = booked(room, haruka, times=3)
    a_closure(room.facility, span("2026-12-24", "00:00", "24:00"))
    before = everything()
    told: Any = {"series": series, "actor": haruka, "shift": Shift(1, 13 * 60, 15 * 60), "now": NOW}
    with pytest.raises(DatesRefused) as refused:
        move_series(**told)
    assert codes(refused) == {THIRD: {Code.CLOSED}}
    assert everything() == before
    moved = move_series(**told, stay=[THIRD])
    assert [booking.original_day for booking in moved] == [date(2026, 12, 9), date(2027, 1, 6)]
    assert [when for _, when in stored()] == ["2026-12-10", "2026-12-23", "2027-01-07"]


def test_a_date_that_stays_is_in_the_way_of_the_others(room: Room, haruka: Person) -> None:
    series = booked(room, haruka, times=2, way="1w")
    with pytest.raises(DatesRefused) as refused:
        move_series(
            series=series, actor=haruka, shift=Shift(7, 13 * 60, 15 * 60), now=NOW, stay=[date(2026, 12, 16)]
        )
    assert codes(refused) == {date(2026, 12, 9): {Code.TAKEN}}


def test_nothing_is_left_to_move_in_a_series_that_was_given_back(room: Room, haruka: Person) -> None:
    series = booked(room, haruka)
    cancel_series(series=series, actor=haruka, now=NOW)
    series.refresh_from_db()
    with pytest.raises(Refused) as refused:
        move_series(series=series, actor=haruka, shift=Shift(1, 600, 720), now=NOW)
    assert [reason.code for reason in refused.value.verdict.broken] == [Code.PAST]


def test_cancelling_and_moving_cost_as_many_queries_for_many_as_for_few(room: Room) -> None:
    def queries(times: int) -> tuple[int, int]:
        person = a_young_adult()
        series = booked(room, person, times=times, way="2w")
        with CaptureQueriesContext(connection) as moving:
            move_series(series=series, actor=person, shift=Shift(1, 13 * 60, 15 * 60), now=NOW)
        series.refresh_from_db()
        with CaptureQueriesContext(connection) as cancelling:
            cancel_series(series=series, actor=person, now=NOW)
        return len(moving), len(cancelling)

    queries(2)
    assert queries(2) == queries(20)


def test_each_date_moves_for_its_own_people() -> None:
    """On the second date ten come since the party was changed, and the room has become one for eight."""
    room = the_room(a_hall(TERM + EIGHT), "craft")
    leader = a_young_adult()
    series = booked(room, leader, times=2)
    second = Booking.objects.latest("original_day")
    Booking.objects.filter(pk=second.pk).update(counted={"adult": 9}, headcount=10)
    with pytest.raises(DatesRefused) as refused:
        move_series(series=series, actor=leader, shift=Shift(1, 13 * 60, 15 * 60), now=NOW)
    assert codes(refused) == {THIRD: {Code.CAPACITY}}


def test_each_date_is_late_or_in_time_by_its_own_deadline() -> None:
    """The first was moved to a later day, so that it is in time; the second is not."""
    room = the_room(a_hall(TERM + A_POINT), "craft")
    person = a_young_adult()
    series = booked(room, person, times=2, way="1w")
    first, second = Booking.objects.order_by("original_day")
    move(booking=first, actor=person, room=room, span=span("2026-12-24", "13:00", "15:00"), now=NOW)
    series.refresh_from_db()
    cancel_series(series=series, actor=person, now=at("2026-12-15 12:00"))
    assert [incident.booking for incident in Incident.objects.all()] == [second]


def test_booking_one_by_one_and_as_a_series_holds_the_same(room: Room, haruka: Person) -> None:
    one_by_one = a_high_schooler()
    other = the_room(room.facility, "a")
    for wish in wishes(other, weekly(3)):
        book(person=one_by_one, wanted=Wanted(other, wish.span), now=NOW)
    booked(room, haruka, times=3, way="1w")
    alone = Booking.objects.filter(person=one_by_one).order_by("start")
    together = Booking.objects.filter(person=haruka).order_by("start")
    same = ("start", "end", "state", "headcount", "channel", "counted", "made_at")
    assert list(alone.values(*same)) == list(together.values(*same))
