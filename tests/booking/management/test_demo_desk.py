"""What the demo's desks have to do, on Wednesday 2 December 2026, in a city where nobody has booked yet."""

from datetime import date, timedelta

import pytest

from booking.actions.rulebooks import import_rulebooks
from booking.management.commands.import_rulebook import read_files
from booking.management.demo.city import city
from booking.management.demo.desk import count_who_drops_in, go_on_duty, hand_over
from booking.management.demo.places import furnish, rulebook_files, show
from booking.management.demo.residents import settle
from booking.models import Booking, HourCount, KeyLoan, OnDuty, Post
from booking.queries.handover import keys_out, notes_open, overdue
from booking.queries.occurrences import occurrences_of
from booking.queries.rosters import on_duty
from booking.rules.lifecycle import State
from facilities.models import Facility
from facilities.queries.faults import faults_since
from tests.factories import NOW, TODAY, TOKYO, a_booking, at, span, the_room
from tests.people import a_high_schooler

pytestmark = pytest.mark.django_db
A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)


@pytest.fixture
def nukui() -> Facility:
    import_rulebooks(files=read_files(rulebook_files()), actor=None, now=NOW)
    show(NOW)
    furnish(city())
    settle(city(), TODAY)
    return Facility.objects.get(slug="nukui-minami")


def cards(hall: Facility, day: date) -> list[str]:
    return [one.card_number for one in on_duty(hall, day, day).get(day, [])]


def test_who_serves_does_so_to_the_end_of_march_and_from_february_through_the_next_year(
    nukui: Facility,
) -> None:
    assert {one.until for one in Post.objects.all()} == {date(2027, 3, 31)}
    settle(city(), date(2027, 3, 31))
    assert {one.until for one in Post.objects.all()} == {date(2028, 3, 31)}


def test_somebody_is_on_duty_and_on_an_open_evening_somebody_more(nukui: Facility) -> None:
    go_on_duty(NOW)
    assert cards(nukui, TODAY) == ["100005", "100081"]
    assert cards(nukui, TODAY + A_DAY) == ["100005"]


def test_duty_goes_on_where_it_ended_and_what_was_set_stays(nukui: Facility) -> None:
    go_on_duty(NOW)
    OnDuty.objects.filter(day=TODAY + A_WEEK).delete()
    last = OnDuty.objects.latest("day").day
    go_on_duty(NOW + 7 * 86400)
    assert cards(nukui, TODAY + A_WEEK) == []
    assert OnDuty.objects.filter(day__gt=last).exists()


def test_the_shift_before_has_left_a_key_notes_a_fault_and_a_complaint(nukui: Facility) -> None:
    use = span("2026-12-01", "15:00", "16:00")
    booking = a_booking(the_room(nukui, "music"), use, a_high_schooler(), counted={"high_school": 3})
    hand_over(NOW)
    assert Booking.objects.get(pk=booking.pk).state == State.USED
    assert [loan.booking for loan in overdue(keys_out(nukui), NOW, TOKYO)] == [booking]
    assert {one.room.slug if one.room else "" for one in notes_open(nukui)} == {"", "music"}
    (noise,) = occurrences_of(nukui, use.start, use.end)
    assert noise.kind == "noise"
    assert [one.equipment.slug for one in faults_since(nukui, NOW)] == ["guitar-amp"]


@pytest.mark.parametrize("loaded", ["2026-12-02 00:05", "2026-12-02 03:01", "2026-12-02 23:01"])
def test_what_was_heard_was_heard_while_they_played_whenever_the_demo_is_loaded(
    nukui: Facility, loaded: str
) -> None:
    use = span("2026-12-01", "15:00", "16:00")
    a_booking(the_room(nukui, "music"), use, a_high_schooler(), counted={"high_school": 3})
    hand_over(at(loaded))
    assert [one.at for one in occurrences_of(nukui, 0, at(loaded))] == [at("2026-12-01 15:40")]
    assert {one.at for one in notes_open(nukui)} == {use.end}, "and nobody writes notes at night"
    assert any("12月3日の10時" in one.text for one in notes_open(nukui))


@pytest.mark.parametrize("day", ["", "2026-11-25"])
def test_where_nobody_came_lately_no_key_is_missed_and_nobody_was_loud(nukui: Facility, day: str) -> None:
    if day:
        a_booking(the_room(nukui, "music"), span(day, "15:00", "16:00"), a_high_schooler())
    hand_over(NOW)
    assert not KeyLoan.objects.exists()
    assert not occurrences_of(nukui, 0, NOW)
    assert notes_open(nukui)


def test_who_dropped_in_was_counted_up_to_this_hour(nukui: Facility) -> None:
    count_who_drops_in(NOW)
    hours = HourCount.objects.filter(room__slug="teens", room__facility__slug="honcho")
    assert hours.filter(at__gte=at("2026-12-02 00:00")).exists()
    assert not hours.filter(at__gt=NOW).exists()
