"""What becomes possible without anybody's giving it back is offered to the line first."""

from dataclasses import replace
from datetime import date

import pytest

from booking.actions.bookings import Refused, book
from booking.actions.evenings import cancel_evening, move_evening, open_evenings, restore_evening
from booking.actions.lines import serve
from booking.actions.openings import open_up
from booking.actions.waiting import wait
from booking.actions.wanted import Wanted
from booking.queries.party import Company, asker_of
from booking.rules.waiting import Wish
from facilities.models import Evening, Room
from facilities.rules.evenings import EveningPlan
from facilities.rules.spans import Span
from tests.booking.waiting import kept_place, served, waits
from tests.factories import NOW, a_booking, a_hall, at, span, the_room
from tests.people import a_high_schooler, staff
from tests.rounds import LATE, a_round, drawn, entered, fridays

pytestmark = pytest.mark.django_db
THURSDAY = span("2026-12-10", "17:00", "19:00")  # the hall closes at five


def thursday_evenings(room: Room) -> Wish:
    return Wish(
        frozenset([room.pk]), date(2026, 12, 2), date(2026, 12, 31), frozenset([3]), 17 * 60, 21 * 60, 7200
    )


def a_new_evening(room: Room) -> None:
    plan = EveningPlan.model_validate(
        {"recurrence": {"first": date(2026, 12, 10), "weekdays": ["thu"]}, "from": "17:00", "to": "19:00"}
    )
    open_evenings(facility=room.facility, plan=plan, actor=staff(room.facility), now=NOW)


def test_a_wish_is_asked_when_a_new_evening_makes_it_possible(room: Room) -> None:
    mine = waits(room, wish=thursday_evenings(room))
    a_new_evening(room)
    offered = served()
    assert offered is not None
    assert (offered.person, Span(offered.start, offered.end)) == (mine.person, THURSDAY)
    with pytest.raises(Refused, match="TAKEN"):
        book(person=a_high_schooler(), wanted=Wanted(room, THURSDAY), now=NOW)


def test_a_new_evening_is_anybodys_at_once_where_nobody_waits_for_it(room: Room) -> None:
    waits(room)
    a_new_evening(room)
    assert kept_place() is None
    assert book(person=a_high_schooler(), wanted=Wanted(room, THURSDAY), now=NOW).start == THURSDAY.start


def test_an_evening_that_is_restored_or_moved_is_offered_to_the_line(room: Room) -> None:
    a_new_evening(room)
    evening = Evening.objects.get(original_day=date(2026, 12, 10))
    desk = staff(room.facility)
    cancel_evening(evening=evening, actor=desk, now=NOW)
    first, _second = (waits(room, wish=thursday_evenings(room)) for _ in range(2))
    restore_evening(evening=evening, actor=desk, now=NOW)
    offered = served()
    assert offered is not None
    assert (offered.person, offered.start) == (first.person, THURSDAY.start)
    move_evening(
        evening=Evening.objects.get(original_day=date(2026, 12, 17)),
        span=span("2026-12-17", "17:00", "21:00"),
        actor=desk,
        now=NOW,
    )
    assert (kept := kept_place()) is not None
    assert Span(kept.start, kept.end) == span("2026-12-17", "19:00", "21:00")


def test_what_somebody_holds_of_a_new_evening_is_not_offered(room: Room) -> None:
    a_booking(room, THURSDAY, a_high_schooler())
    waits(room, wish=thursday_evenings(room))
    a_new_evening(room)
    kept = kept_place()
    assert kept is not None
    assert kept.start == span("2026-12-17", "17:00", "19:00").start


def test_a_new_evening_that_a_round_gives_out_is_left_to_the_draw() -> None:
    lottery = a_round()
    room = the_room(lottery.facility, "band")
    (friday, *_) = fridays()
    waits(room, wish=replace(thursday_evenings(room), last=date(2027, 1, 31), weekdays=frozenset([4])))
    open_up([room], [friday], NOW)
    assert kept_place() is None


def test_what_nobody_wins_is_offered_first_to_whoever_waits_for_such_an_evening() -> None:
    """Slot 2 is wished for by nobody; somebody waits for a Friday evening of January."""
    hall = a_hall()
    room = the_room(hall, "band")
    january = Wish(
        frozenset([room.pk]), date(2027, 1, 1), date(2027, 1, 31), frozenset([4]), 18 * 60, 21 * 60, 7200
    )
    lottery = a_round(hall)
    waiting = a_high_schooler()
    wait(asker=asker_of(waiting, Company(), NOW), wish=january, now=NOW)
    entered(lottery, 1)
    drawn(lottery)
    now = at("2026-12-20 10:00")
    kept = kept_place()
    assert kept is not None
    offered = serve(kept=kept, now=now)
    assert offered is not None
    assert (offered.person, Span(offered.start, offered.end)) == (waiting, span("2027-01-08", *LATE))
