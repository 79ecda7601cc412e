"""Every verb locks in the one order, and changes no counter of a row that it has not locked."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from booking.actions.bookings import book, cancel, move
from booking.actions.closures import OneClosure, close, lift_closure
from booking.actions.displacements import accept
from booking.actions.draws import draw, give_back
from booking.actions.entries import Wishes, enter
from booking.actions.giving import give
from booking.actions.horizons import look_ahead
from booking.actions.lines import serve
from booking.actions.lottery import close_list
from booking.actions.mydata import forget
from booking.actions.no_show import release_no_show
from booking.actions.visits import add_room, cancel_all
from booking.actions.waiting import wait
from booking.actions.wanted import Wanted
from booking.actions.warnings import announce
from booking.models import Booking, Displacement, Membership, Person
from booking.queries.nearby import Near
from booking.queries.party import Company, asker_of
from booking.rules.waiting import Wish, wish_for
from facilities.models import Closure, Equipment, Facility, Room
from tests.booking.waiting import FRIDAY, kept_place, the_slot, waits
from tests.factories import (
    NOW,
    SAMPLE,
    TODAY,
    TOKYO,
    a_booking,
    a_facility,
    a_hall,
    a_room,
    at,
    span,
    the_room,
)
from tests.people import a_band, a_high_schooler, staff
from tests.rounds import AFTER, DRAWS, a_round, drawn, entered

pytestmark = pytest.mark.django_db
ORDER = [
    *("booking_round", "booking_group", "booking_person", "booking_coursedate"),
    *("facilities_equipment", "facilities_space"),
]
LOCK = re.compile(r'SELECT "(\w+)"\."id" AS "pk" FROM "\1" WHERE "\1"\."id" IN \(([\d, ]+)\) ORDER BY 1 ASC')
COUNTER = re.compile(r'UPDATE "(\w+)" SET "revision" = .* WHERE "\1"\."id" IN \(([\d, ]+)\)')
NOON = span("2026-12-04", "13:00", "15:00")


def rows(pattern: re.Pattern[str], sql: str) -> Iterator[tuple[str, int]]:
    if found := pattern.match(sql):
        table, keys = found.groups()
        # However they are listed, they are locked by their keys.
        yield from ((table, key) for key in sorted(map(int, keys.split(","))))


def must_lock_in_order(verb: Callable[[], object]) -> None:
    """Of what a verb has locked it may lock anything again; what is new comes after all that it holds."""
    with CaptureQueriesContext(connection) as asked:
        verb()
    held: list[tuple[int, int]] = []
    for sql in (query["sql"] for query in asked.captured_queries):
        for table, key in rows(LOCK, sql):
            row = (ORDER.index(table), key)
            if row not in held:
                assert row > max(held, default=(-1, -1)), f"{table} {key} after {held}"
                held.append(row)
        for table, key in rows(COUNTER, sql):
            if table in ORDER:
                assert (ORDER.index(table), key) in held, f"{table} {key} is changed and not locked"
    assert held, "the verb has locked nothing, or the locks look otherwise by now"


def test_giving_up_several_rooms_with_their_things(hall: Facility) -> None:
    craft, person = the_room(hall, "craft"), a_high_schooler()
    thing = Equipment.objects.create(room=craft, slug="beamer", name_ja="映写機", name_en="Beamer", stock=1)
    first = book(person=person, wanted=Wanted(craft, NOON, things={thing.pk: 1}), now=NOW)
    add_room(booking=first, room=the_room(hall, "a"), actor=person, now=NOW)
    first.refresh_from_db()
    must_lock_in_order(lambda: cancel_all(booking=first, actor=person, now=NOW))


def test_booking_moving_and_giving_up(hall: Facility) -> None:
    craft, person = the_room(hall, "craft"), a_high_schooler()
    thing = Equipment.objects.create(room=craft, slug="beamer", name_ja="映写機", name_en="Beamer", stock=1)
    wanted = Wanted(craft, NOON, things={thing.pk: 1})
    must_lock_in_order(lambda: book(person=person, wanted=wanted, now=NOW))
    booking = person.bookings.get()
    later = span("2026-12-04", "15:00", "17:00")
    must_lock_in_order(lambda: move(booking=booking, actor=person, room=craft, span=later, now=NOW))
    booking.refresh_from_db()
    must_lock_in_order(lambda: cancel(booking=booking, actor=person, now=NOW))


def test_a_draw_in_which_the_leader_stands_in_for_whoever_has_left(hall: Facility) -> None:
    lottery = a_round(hall)
    member, leader = a_high_schooler(), a_high_schooler()
    band = a_band(leader, member, a_high_schooler())
    third = band.members.exclude(pk__in=[leader.pk, member.pk]).get()
    company = Company(band.pk, (member.pk, third.pk))
    enter(lottery=lottery, person=member, company=company, wishes=Wishes((1,)), now=NOW)
    close_list(lottery=lottery, now=AFTER)
    Membership.objects.filter(person=member).delete()
    must_lock_in_order(lambda: draw(lottery=lottery, now=DRAWS))


def test_giving_back_a_win_to_whose_dates_different_people_come(hall: Facility) -> None:
    entry = entered(a_round(hall), 1)
    drawn(entry.round)
    friend = a_high_schooler()
    assert entry.group is not None
    Membership.objects.create(group=entry.group, person=friend)
    last = entry.choices.get().bookings.order_by("start").last()
    assert last is not None
    last.people.add(friend)
    choice = entry.choices.get()
    must_lock_in_order(lambda: give_back(choice=choice, actor=entry.person, now=DRAWS))


def test_serving_the_line_and_forgetting_whoever_is_in_it(hall: Facility) -> None:
    room, holder, person = the_room(hall, "band"), a_high_schooler(), a_high_schooler()
    band = a_band(a_high_schooler(), person)
    wish = Wish(frozenset([room.pk]), TODAY, date(2026, 12, 30), frozenset([4]), 1020, 1140, 7200)
    for company in (Company(), Company(band.pk, (person.pk,))):
        wait(asker=asker_of(person, company, NOW), wish=wish, now=NOW)
    booking = a_booking(room, span("2026-12-04", "17:00", "19:00"), holder)
    cancel(booking=booking, actor=holder, now=NOW)
    kept = kept_place()
    assert kept is not None
    must_lock_in_order(lambda: serve(kept=kept, now=NOW))
    cancel(booking=person.bookings.get(), actor=person, now=NOW)
    enter(lottery=a_round(hall), person=person, wishes=Wishes((1,)), now=NOW)
    must_lock_in_order(lambda: forget(person=person, now=NOW))


def test_closing_over_a_booking_moving_it_away_and_lifting(hall: Facility) -> None:
    craft, person, desk = the_room(hall, "craft"), a_high_schooler(), staff(hall)
    bookings = [a_booking(the_room(hall, slug), NOON, person) for slug in ("craft", "b")]
    for booking in bookings:
        booking.people.set([person])
    free = Near(the_room(hall, "a"), NOON)
    offers = {bookings[0].public_id: free, bookings[1].public_id: None}
    wanted = [OneClosure(NOON, (craft.slug, "b"))]
    must_lock_in_order(lambda: close(facility=hall, closures=wanted, offers=offers, actor=desk, now=NOW))
    bookings[0].refresh_from_db()
    must_lock_in_order(lambda: accept(booking=bookings[0], actor=person, now=NOW))
    closure = Displacement.objects.get(booking=bookings[1]).closure
    assert closure is not None
    must_lock_in_order(lambda: lift_closure(closure=closure, actor=desk, now=NOW))


def test_closing_several_halls_locks_the_spaces_of_all_in_one_order(hall: Facility) -> None:
    """As whoever moves a booking from one hall to another locks them."""
    other = a_facility("nukui")
    a_room(hall, "late"), a_room(other, "early")
    halls, desk = [other, hall], staff(hall, other)
    must_lock_in_order(lambda: announce(halls=halls, key="storm", span=NOON, actor=desk, now=NOW))


def test_a_place_in_another_hall_is_offered_accepted_and_taken_back_in_the_one_order() -> None:
    """The other hall's spaces have the lower keys, so that locking it second would be the wrong order."""
    other, hall = a_hall(SAMPLE.replace("higashi", "nukui")), a_hall()
    band, person, desk = the_room(hall, "band"), a_high_schooler(), staff(hall)
    for accepts in (True, False):
        booking = a_booking(band, NOON, person)
        booking.people.set([person])
        offers = {booking.public_id: Near(the_room(other, "band"), NOON)}
        shut = OneClosure(NOON, (), "工事", "Works")
        given = {"facility": hall, "closures": [shut], "offers": offers, "actor": desk, "now": NOW}
        must_lock_in_order(partial(close, **given))
        booking.refresh_from_db()
        if accepts:
            must_lock_in_order(partial(accept, booking=booking, actor=person, now=NOW))
            cancel(booking=Booking.objects.get(pk=booking.pk), actor=person, now=NOW)
        closure = Closure.objects.filter(cancelled=False).get()
        must_lock_in_order(partial(lift_closure, closure=closure, actor=desk, now=NOW))


def test_the_desk_gives_what_is_left_of_a_slot(hall: Facility, room: Room, desk: Person) -> None:
    leader = a_high_schooler()
    band, now = a_band(leader, a_high_schooler()), FRIDAY.start + 15 * 60
    gone = a_booking(room, FRIDAY, a_high_schooler())
    gone = release_no_show(booking=gone, actor=desk, now=now)
    mine = wait(asker=asker_of(leader, Company(band.pk), NOW), wish=the_slot(room), now=NOW)
    must_lock_in_order(lambda: give(wait=mine, gone=gone, actor=desk, now=now))


def test_what_becomes_bookable_is_kept_for_the_line(hall: Facility, room: Room) -> None:
    waits(room, wish=wish_for(room.pk, [span("2027-01-08", "17:00", "19:00")], TOKYO))
    must_lock_in_order(lambda: look_ahead(hall=hall, now=at("2026-12-09 00:00")))
    assert kept_place() is not None
