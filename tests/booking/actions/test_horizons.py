"""Somebody waits for an evening that is not bookable yet: when it becomes so, the line is asked first."""

from dataclasses import replace
from datetime import date

import pytest

from booking.actions.bookings import Refused, book
from booking.actions.horizons import look_ahead
from booking.actions.waiting import decline, wait
from booking.actions.wanted import Wanted
from booking.management import horizons as duty
from booking.models import Booking, Claim, Horizon, Person
from booking.queries.duties import duties
from booking.queries.party import Company, asker_of
from booking.queries.waiting import unserved
from booking.rules.codes import Code
from booking.rules.duties import LATE, Duty
from booking.rules.horizons import LEAD
from booking.rules.waiting import Wish, wish_for
from facilities.models import Facility, Room
from facilities.rules.spans import Span
from tests.booking.refusals import codes
from tests.booking.waiting import kept_place, served, waits
from tests.factories import NOW, SAMPLE, TOKYO, a_booking, a_hall, at, span, the_room
from tests.people import a_high_schooler

pytestmark = pytest.mark.django_db
FAR = span("2027-01-08", "17:00", "19:00")  # a Friday, more than thirty days ahead
OPENS = at("2026-12-09 00:00")
JUST_BEFORE = OPENS - LEAD
ONLY_FROM_NINE = SAMPLE.replace("days = 30\n", 'days = 30\nat = "09:00"\n')
AN_HOUR_BEFORE = SAMPLE.replace("days = 30\n", "minutes = 60\n")
OTHERS_LATER = (
    SAMPLE
    + """
[[clauses]]
id = "O2"
ja = "高校生世代は14日前からです。"
en = "Those of high-school age may book 14 days ahead."
  [[clauses.says]]
  type = "opens"
  days = 14
  users = { ages = { from_stage = "high_school", to_stage = "high_school" } }
"""
)


def waits_for(room: Room, use: Span = FAR) -> Person:
    person = a_high_schooler()
    waits(room, person, wish_for(room.pk, [use], TOKYO))
    return person


def test_before_anybody_can_book_it_it_is_kept_and_at_its_moment_the_first_is_asked(
    room: Room, hall: Facility
) -> None:
    first, _second = waits_for(room), waits_for(room)
    assert look_ahead(hall=hall, now=JUST_BEFORE - 1) == 0
    assert look_ahead(hall=hall, now=JUST_BEFORE) == 1
    assert Claim.objects.get().start == FAR.start
    assert unserved(OPENS - 1) is None, "until then nobody in line may have it either"
    offer = served(OPENS)
    assert offer is not None
    assert (offer.person, Span(offer.start, offer.end)) == (first, FAR)
    with pytest.raises(Refused) as taken:
        book(person=a_high_schooler(), wanted=Wanted(room, FAR), now=OPENS)
    assert codes(taken) == {Code.TAKEN}


def test_without_an_answer_from_the_line_it_is_anybodys_and_not_kept_again(
    room: Room, hall: Facility
) -> None:
    person = waits_for(room)
    look_ahead(hall=hall, now=JUST_BEFORE)
    offer = served(OPENS)
    assert offer is not None
    decline(booking=offer, actor=person, now=OPENS + 60)
    waits_for(room)
    assert look_ahead(hall=hall, now=OPENS + 120) == 0
    assert book(person=a_high_schooler(), wanted=Wanted(room, FAR), now=OPENS + 121).start == FAR.start


def test_a_second_look_at_the_same_moment_changes_nothing(room: Room, hall: Facility) -> None:
    waits_for(room)
    assert look_ahead(hall=hall, now=JUST_BEFORE) == 1
    before = list(Booking.objects.values())
    assert look_ahead(hall=hall, now=JUST_BEFORE) == 0
    assert list(Booking.objects.values()) == before


def test_what_opened_while_nobody_looked_is_kept_as_soon_as_somebody_does(room: Room, hall: Facility) -> None:
    first = waits_for(room)
    assert look_ahead(hall=hall, now=OPENS + 3600) == 1
    offer = served(OPENS + 3600)
    assert offer is not None
    assert offer.person == first


def test_what_somebody_has_booked_meanwhile_is_not_kept(room: Room, hall: Facility) -> None:
    waits_for(room)
    a_booking(room, FAR, a_high_schooler())
    look_ahead(hall=hall, now=JUST_BEFORE)
    assert kept_place() is None


def test_whoever_begins_to_wait_for_what_is_open_already_did_not_wait_for_its_opening(
    room: Room, hall: Facility
) -> None:
    near = span("2026-12-04", "17:00", "19:00")
    waits_for(room, near)
    assert look_ahead(hall=hall, now=NOW) == 0


def test_a_wish_over_weeks_is_asked_for_each_day_as_it_opens(room: Room, hall: Facility) -> None:
    fridays = Wish(
        frozenset([room.pk]), date(2026, 12, 2), date(2027, 1, 29), frozenset([4]), 17 * 60, 21 * 60, 7200
    )
    waits(room, wish=fridays)
    assert look_ahead(hall=hall, now=NOW) == 0
    assert look_ahead(hall=hall, now=JUST_BEFORE) == 1
    assert (kept := kept_place()) is not None
    assert Span(kept.start, kept.end) == span("2027-01-08", "17:00", "21:00")
    assert look_ahead(hall=hall, now=at("2026-12-10 12:00")) == 0, "no Friday opens on a Thursday"


def test_the_moment_is_the_halls_clause(room: Room) -> None:
    nine = a_hall(ONLY_FROM_NINE.replace("higashi", "nukui"))
    band = the_room(nine, "band")
    waits_for(band)
    assert look_ahead(hall=nine, now=OPENS) == 0
    assert look_ahead(hall=nine, now=at("2026-12-09 08:59")) == 1
    assert (kept := kept_place()) is not None
    assert kept.lapses_at == at("2026-12-09 09:00")


def test_who_may_book_only_later_is_asked_at_their_own_moment() -> None:
    hall = a_hall(OTHERS_LATER)
    room = the_room(hall, "band")
    mine = waits_for(room)
    look_ahead(hall=hall, now=JUST_BEFORE)
    assert served(OPENS) is None, "it opens for others"
    later = at("2026-12-25 00:00")
    assert look_ahead(hall=hall, now=later - 60) == 1
    offer = served(later)
    assert (offer and offer.person) == mine


def test_the_duty_looks_once_a_minute_and_only_where_somebody_waits(
    room: Room, hall: Facility, settings: object
) -> None:
    settings.CLOCK = "2026-12-08T23:58:00+09:00"  # type: ignore[attr-defined]
    assert not duty.due()
    waits_for(room)
    assert duty.due()
    duty.step()
    assert not duty.due()
    assert Horizon.objects.get(facility=hall).until == OPENS
    assert kept_place() is not None
    settings.CLOCK = "2026-12-08T23:59:00+09:00"  # type: ignore[attr-defined]
    assert duty.due()


def test_the_desk_sees_when_it_is_behind(room: Room) -> None:
    def behind(now: int) -> set[Duty]:
        return {one.duty for one in duties(now, now) if one.late} & {Duty.HORIZONS}

    assert behind(NOW + LATE) == set()
    waits_for(room)
    assert behind(NOW + LATE + 1) == {Duty.HORIZONS}
    look_ahead(hall=room.facility, now=NOW + LATE)
    assert behind(NOW + LATE + 1) == set()


def test_a_part_is_not_kept_before_the_joined_room_that_another_waits_for(hall: Facility) -> None:
    joined, part = the_room(hall, "ab"), the_room(hall, "a")
    afternoon = span("2027-01-08", "13:00", "15:00")
    first = a_high_schooler()
    wish = replace(wish_for(joined.pk, [afternoon], TOKYO))
    wait(asker=asker_of(first, Company(), NOW), wish=wish, now=NOW)
    waits_for(part, afternoon)
    look_ahead(hall=hall, now=JUST_BEFORE)
    offer = served(OPENS)
    assert (offer and offer.person) == first


def test_what_opens_so_many_minutes_before_is_counted_from_the_use_and_not_from_its_day() -> None:
    """Counted from midnight it was kept the evening before, and nobody was asked an hour ahead."""
    hall = a_hall(AN_HOUR_BEFORE)
    waits_for(the_room(hall, "band"))
    opens = at("2027-01-08 16:00")
    for too_early in (at("2027-01-07 23:00") - LEAD, opens - LEAD - 1):
        assert look_ahead(hall=hall, now=too_early) == 0
    assert look_ahead(hall=hall, now=opens - LEAD) == 1
    offer = served(opens)
    assert offer is not None
    assert Span(offer.start, offer.end) == FAR
