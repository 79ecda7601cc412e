"""A hall's day at its desk, on Friday 4 December 2026: teens have the house until 21:00."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from booking.actions.attendance import add_free_use, check_in, count_free_use
from booking.actions.handover import hand_key, note
from booking.actions.no_show import wait_longer
from booking.actions.walk_ins import WalkIn, let_in
from booking.models import Booking, Person
from booking.queries.party import Company
from booking.queries.today import Today, Use, today, version_seen
from booking.rules.attendance import Heads, Part
from booking.rules.lifecycle import State
from booking.rules.staff import Role
from booking.rules.today import Seen
from facilities.models import Department, Facility
from tests.factories import (
    SAMPLE,
    TOKYO,
    a_booking,
    a_closure,
    a_facility,
    a_hall,
    a_room,
    at,
    span,
    the_room,
)
from tests.people import a_band, a_high_schooler, a_person, staff

pytestmark = pytest.mark.django_db
DAY = date(2026, 12, 4)
NOW = at("2026-12-04 17:42")
FIVE = {Heads(Part.TAKING_PART, "high_school"): 5}
NO_SHOW = """
[[clauses]]
id = "N1"
ja = "30分たっても来ないときは、無断キャンセルです。"
en = "Whoever is not there after 30 minutes has not turned up."
  [[clauses.says]]
  type = "no_show"
  after_minutes = 30
"""


def the_day(hall: Facility, now: int = NOW) -> Today:
    return today(hall, day=DAY, now=now, zone=TOKYO)


def in_band(hall: Facility, start: str, end: str, **fields: object) -> Booking:
    return a_booking(the_room(hall, "band"), span("2026-12-04", start, end), a_high_schooler(), **fields)


def of(day: Today, room: str) -> list[Use]:
    return [use for lane in day.lanes if lane.room.slug == room for use in lane.uses]


def test_every_room_has_a_lane_in_the_halls_order_with_its_uses(hall: Facility) -> None:
    late, nxt = in_band(hall, "17:00", "19:00"), in_band(hall, "19:00", "21:00")
    day = the_day(hall)
    assert [lane.room.slug for lane in day.lanes] == ["a", "ab", "b", "band", "craft"]
    assert [(use.booking, use.seen) for use in of(day, "band")] == [(late, Seen.LATE), (nxt, Seen.NEXT)]


def test_what_was_given_back_or_belongs_to_nobody_is_not_on_the_board(hall: Facility) -> None:
    in_band(hall, "17:00", "19:00", state=State.CANCELLED)
    kept = span("2026-12-04", "19:00", "21:00")
    a_booking(the_room(hall, "band"), kept, None, state=State.OFFERED)
    assert the_day(hall).uses == []


def test_the_board_reaches_from_the_first_opening_to_the_last(hall: Facility) -> None:
    day = the_day(hall)
    assert day.shown == span("2026-12-04", "10:00", "21:00")
    assert day.evening == span("2026-12-04", "17:00", "21:00")


def test_a_room_that_is_closed_says_so_for_as_long_as_it_is(hall: Facility) -> None:
    when = span("2026-12-04", "13:00", "15:00")
    a_closure(hall, when, the_room(hall, "craft"), reason_ja="ワックスがけ")
    (shut,) = next(lane.shut for lane in the_day(hall).lanes if lane.room.slug == "craft")
    assert (shut.span, shut.source and shut.source.reason_ja) == (when, "ワックスがけ")


def test_a_day_on_which_the_house_is_closed_says_why(hall: Facility) -> None:
    monday = today(hall, day=date(2026, 12, 7), now=NOW, zone=TOKYO)
    assert monday.shown is None
    assert monday.closed is not None
    assert monday.closed.reason_ja == "休館日"


def test_a_room_is_taken_by_whoever_has_the_joined_room(hall: Facility) -> None:
    when = span("2026-12-04", "13:00", "15:00")
    a_booking(the_room(hall, "ab"), when, a_high_schooler())
    lanes = {lane.room.slug: lane for lane in the_day(hall).lanes}
    assert [(one.span, one.beside and one.beside.slug) for one in lanes["a"].shut] == [(when, "ab")]
    assert lanes["band"].shut == ()


def test_the_hall_says_after_how_many_minutes_somebody_is_looked_for() -> None:
    hall = a_hall(SAMPLE + NO_SHOW)
    in_band(hall, "17:00", "19:00")
    assert [use.seen for use in the_day(hall, at("2026-12-04 17:29")).uses] == [Seen.NEXT]
    assert [use.seen for use in the_day(hall, at("2026-12-04 17:30")).uses] == [Seen.LATE]


def test_whoever_is_waited_for_longer_is_not_late_before_that(hall: Facility, desk: Person) -> None:
    wait_longer(booking=in_band(hall, "17:00", "19:00"), actor=desk, now=NOW)
    assert [use.seen for use in the_day(hall, NOW + 14 * 60).uses] == [Seen.NEXT]
    assert [use.seen for use in the_day(hall, NOW + 15 * 60).uses] == [Seen.LATE]


def test_whoever_has_no_account_is_on_the_board_as_everybody_else(hall: Facility, desk: Person) -> None:
    until, company = at("2026-12-04 19:00"), Company(counted={"high_school": 3})
    let_in(walk_in=WalkIn(the_room(hall, "band"), until, company), actor=desk, now=NOW)
    assert [(use.seen, use.came) for use in the_day(hall).uses] == [(Seen.IN_USE, 3)]


def test_the_people_in_the_house_are_those_counted_in_what_is_in_use(hall: Facility, desk: Person) -> None:
    check_in(booking=in_band(hall, "17:00", "19:00"), counts=FIVE, actor=desk, now=NOW)
    corner = a_room(hall, "corner", bookable=False, capacity=24)
    hour = at("2026-12-04 17:00")
    count_free_use(room=corner, at=hour - 3600, counts={"adult": 9}, actor=desk, now=NOW)
    count_free_use(room=corner, at=hour, counts={"adult": 3}, actor=desk, now=NOW)
    assert the_day(hall).people_in == 8
    lane = next(lane for lane in the_day(hall).lanes if lane.room == corner)
    assert lane.hours == {hour - 3600: 9, hour: 3}
    assert lane.present(at("2026-12-04 18:05"), TOKYO) is None, "nobody has counted this hour yet"


def test_who_was_here_without_a_number_waits_to_be_counted(hall: Facility, desk: Person) -> None:
    counted, silent = in_band(hall, "13:00", "15:00"), in_band(hall, "15:00", "17:00")
    check_in(booking=counted, counts=FIVE, actor=desk, now=NOW)
    check_in(booking=silent, counts={}, actor=desk, now=NOW)
    assert [use.booking for use in the_day(hall).uses if use.uncounted] == [silent]


def test_nobody_came_is_a_number(hall: Facility, desk: Person) -> None:
    booking = in_band(hall, "13:00", "15:00")
    check_in(booking=booking, counts={Heads(Part.TAKING_PART, "adult"): 0}, actor=desk, now=NOW)
    assert not any(use.uncounted for use in the_day(hall).uses)


class TestTheVersion:
    def version(self, hall: Facility, person: Person) -> object:
        return version_seen(hall.slug, person.pk, DAY)

    def test_it_is_that_of_the_day_as_it_was_loaded(self, hall: Facility, desk: Person) -> None:
        check_in(booking=in_band(hall, "17:00", "19:00"), counts=FIVE, actor=desk, now=NOW)
        fresh = Facility.objects.get(pk=hall.pk)
        assert the_day(fresh).version == self.version(hall, desk)

    def test_everything_that_the_board_shows_moves_it(self, hall: Facility, desk: Person) -> None:
        booking = in_band(hall, "17:00", "19:00")
        corner = a_room(hall, "corner", bookable=False)
        hour = at("2026-12-04 17:00")
        seen = [self.version(hall, desk)]
        for change in (
            lambda: check_in(booking=booking, counts={}, actor=desk, now=NOW),
            lambda: hand_key(booking=booking, actor=desk, now=NOW),
            lambda: note(facility=hall, text="x", actor=desk, now=NOW),
            lambda: add_free_use(room=corner, at=hour, band="adult", add=1, actor=desk, now=NOW),
        ):
            change()
            seen.append(self.version(hall, desk))
        assert len(set(seen)) == len(seen)

    def test_there_is_none_for_whoever_may_not_see_the_day(self, hall: Facility) -> None:
        assert self.version(hall, a_high_schooler()) is None
        assert self.version(hall, staff(a_facility("nukui"))) is None
        assert self.version(hall, staff(hall, role=Role.INSTRUCTOR)) is None
        assert version_seen("nowhere", staff(hall).pk, DAY) is None

    def test_who_serves_at_the_halls_department_sees_it(self, hall: Facility) -> None:
        office = Department.objects.create(slug="children", name_ja="児童課")
        Facility.objects.filter(pk=hall.pk).update(department=office)
        person = a_person(None)
        person.posts.create(department=office, role=Role.DESK)
        assert self.version(hall, person) is not None

    def test_it_costs_one_query(
        self, hall: Facility, desk: Person, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        with django_assert_num_queries(1):
            self.version(hall, desk)


def test_ten_rooms_and_120_bookings_cost_six_queries(
    hall: Facility, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rooms = [*hall.rooms.all(), *(a_room(hall, f"r{number}") for number in range(5))]
    group = a_band()
    for room in rooms:
        for hour in range(12):
            when = span("2026-12-04", f"{hour + 9:02}:00", f"{hour + 9:02}:45")
            a_booking(room, when, a_high_schooler(), group=group, state=State.USED)
    the_day(hall)
    with django_assert_num_queries(6):
        day = the_day(hall)
    assert len(day.uses) == 120
