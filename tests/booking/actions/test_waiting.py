"""When something frees, the next in line is offered it; nobody snatches it, the canceller included."""

from datetime import date
from typing import Any

import pytest

from booking.actions import lines
from booking.actions.bookings import Refused, book, cancel, move, restore
from booking.actions.groups import dissolve
from booking.actions.memberships import leave, remove
from booking.actions.parties import change_party
from booking.actions.stays import extend, hand_back
from booking.actions.visits import add_room
from booking.actions.waiting import MOST, Impossible, TooMany, accept, decline, lapse_offers, stop, wait
from booking.actions.wanted import Wanted
from booking.models import Act, Booking, Group, Notice, Person, Wait
from booking.queries.bookings import Absent, upcoming
from booking.queries.party import Company, asker_of
from booking.queries.waiting import in_line, place_in_line, waits_of
from booking.rules.lifecycle import State
from booking.rules.waiting import Wish
from facilities.models import Room
from facilities.rules.spans import Span
from tests.booking.waiting import FRIDAY, kept_place, served, the_slot, waits
from tests.factories import NOW, a_booking, a_hall, a_room, span, the_room
from tests.people import a_band, a_high_schooler, a_third_grader

pytestmark = pytest.mark.django_db
LATER = span("2026-12-04", "19:00", "21:00")


@pytest.fixture
def holder(room: Room) -> Booking:
    """Somebody has the room on Friday evening, from five to seven."""
    person = a_high_schooler()
    made = a_booking(room, FRIDAY, person)
    made.people.add(person)
    return made


def given_up(booking: Booking, now: int = NOW) -> Booking:
    assert booking.person is not None
    return cancel(booking=booking, actor=booking.person, now=now)


def test_the_first_in_line_is_offered_what_was_given_back(room: Room, holder: Booking) -> None:
    first, second = waits(room), waits(room)
    given_up(holder)
    offered = served()
    assert offered is not None
    assert (offered.person, offered.state, Span(offered.start, offered.end)) == (
        first.person,
        State.OFFERED,
        FRIDAY,
    )
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.offer, second.state) == ("offered", offered, "waiting")
    told = Notice.objects.get(person=first.person)
    assert (told.kind, told.call) == ("offer", Notice.Call.DUE), "without an address they are called"


def test_nobody_else_books_it_meanwhile_not_even_whoever_gave_it_back(room: Room, holder: Booking) -> None:
    waits(room)
    gone = given_up(holder)
    assert holder.person is not None
    for attempt in (
        lambda: book(person=a_high_schooler(), wanted=Wanted(room, FRIDAY), now=NOW),
        lambda: restore(booking=gone, actor=gone.person, now=NOW),  # type: ignore[arg-type]
    ):
        with pytest.raises(Refused) as refused:
            attempt()
        assert "TAKEN" in {reason.code for reason in refused.value.verdict.broken}


def test_where_nobody_waits_the_place_is_free_for_all_at_once(room: Room, holder: Booking) -> None:
    waits(room, wish=the_slot(room, LATER))
    given_up(holder)
    assert kept_place() is None
    book(person=a_high_schooler(), wanted=Wanted(room, FRIDAY), now=NOW)


def test_what_is_accepted_is_a_booking_and_ends_the_wait(room: Room, holder: Booking) -> None:
    mine = waits(room)
    given_up(holder)
    offered = served()
    assert offered is not None
    accept(booking=offered, actor=mine.person, now=NOW + 60)
    mine.refresh_from_db()
    offered.refresh_from_db()
    assert (offered.state, offered.lapses_at, mine.state) == (State.BOOKED, None, "taken")
    assert waits_of(mine.person) == []
    assert upcoming(mine.person, NOW) == [offered]


def test_what_is_declined_goes_to_the_next(room: Room, holder: Booking) -> None:
    first, second = waits(room), waits(room)
    given_up(holder)
    offered = served()
    assert offered is not None
    decline(booking=offered, actor=first.person, now=NOW + 60)
    again = served(NOW + 60)
    assert again is not None
    assert again.person == second.person
    first.refresh_from_db()
    assert first.state == "declined"


def test_what_is_only_offered_cannot_be_changed_as_if_it_were_booked(room: Room, holder: Booking) -> None:
    mine = waits(room)
    given_up(holder)
    offered = served()
    assert offered is not None
    told: dict[str, Any] = {"booking": offered, "actor": mine.person, "now": NOW + 60}
    for change in (
        lambda: move(room=room, span=LATER, **told),
        lambda: change_party(company=Company(counted={"high_school": 3}), **told),
        lambda: extend(until=FRIDAY.end + 3600, **told),
        lambda: hand_back(**told),
        lambda: add_room(room=the_room(room.facility, "craft"), **told),
    ):
        with pytest.raises(Absent):
            change()
    mine.refresh_from_db()
    assert (mine.state, Booking.objects.filter(person=mine.person).count()) == ("offered", 1)


def test_what_nobody_answers_goes_to_the_next(room: Room, holder: Booking) -> None:
    first, second = waits(room), waits(room)
    given_up(holder)
    offered = served()
    assert offered is not None
    assert offered.lapses_at is not None
    assert lapse_offers(now=offered.lapses_at - 1) == 0
    assert lapse_offers(now=offered.lapses_at) == 1
    assert lapse_offers(now=offered.lapses_at) == 0
    again = served(offered.lapses_at)
    assert again is not None
    assert again.person == second.person
    first.refresh_from_db()
    offered.refresh_from_db()
    assert (first.state, offered.state) == ("lapsed", State.LAPSED)


def test_an_answer_that_comes_too_late_is_told_so(room: Room, holder: Booking) -> None:
    mine = waits(room)
    given_up(holder)
    offered = served()
    assert offered is not None
    with pytest.raises(Refused) as refused:
        accept(booking=offered, actor=mine.person, now=offered.lapses_at or 0)
    assert [reason.code for reason in refused.value.verdict.broken] == ["PAST"]


def test_when_the_line_has_run_out_the_place_is_free_for_all(room: Room, holder: Booking) -> None:
    mine = waits(room)
    given_up(holder)
    offered = served()
    assert offered is not None
    decline(booking=offered, actor=mine.person, now=NOW + 60)
    assert kept_place() is None, "nobody is left to be asked"
    book(person=a_high_schooler(), wanted=Wanted(room, FRIDAY), now=NOW + 120)


def test_whom_the_hall_does_not_admit_is_passed_over_and_keeps_the_place(room: Room, holder: Booking) -> None:
    child, teen = waits(room, a_third_grader()), waits(room)
    given_up(holder)
    offered = served()
    assert offered is not None
    assert offered.person == teen.person
    child.refresh_from_db()
    assert child.state == "waiting"


def test_if_nobody_in_line_is_admitted_the_place_is_let_go(room: Room, holder: Booking) -> None:
    waits(room, a_third_grader())
    given_up(holder)
    assert served() is None
    assert kept_place() is None
    book(person=a_high_schooler(), wanted=Wanted(room, FRIDAY), now=NOW)


def test_a_wish_is_offered_a_part_and_the_rest_is_free(room: Room) -> None:
    owner = a_high_schooler()
    whole = a_booking(room, span("2026-12-04", "17:00", "21:00"), owner)
    evenings = Wish(
        frozenset([room.pk]), date(2026, 12, 2), date(2026, 12, 30), frozenset([4]), 17 * 60, 21 * 60, 7200
    )
    mine = waits(room, wish=evenings)
    given_up(whole)
    offered = served()
    assert offered is not None
    assert (offered.person, Span(offered.start, offered.end)) == (mine.person, FRIDAY)
    book(person=a_high_schooler(), wanted=Wanted(room, LATER), now=NOW)


def test_the_rest_goes_to_the_next_whom_it_suits(room: Room) -> None:
    whole = a_booking(room, span("2026-12-04", "17:00", "21:00"), a_high_schooler())
    waits(room)
    late = waits(room, wish=the_slot(room, LATER))
    given_up(whole)
    assert served() is not None
    offered = served()
    assert offered is not None
    assert (offered.person, Span(offered.start, offered.end)) == (late.person, LATER)


def test_a_room_that_is_part_of_a_joined_one_is_offered_when_the_joined_one_is_given_back() -> None:
    hall = a_hall()
    joined, part = the_room(hall, "ab"), the_room(hall, "a")
    use = span("2026-12-04", "13:00", "15:00")
    whole = a_booking(joined, use, a_high_schooler())
    minutes = 13 * 60
    day = date(2026, 12, 4)
    wish = Wish(frozenset([part.pk]), day, day, frozenset([4]), minutes, minutes + 120, 3600)
    mine = waits(part, wish=wish)
    given_up(whole)
    offered = served()
    assert offered is not None
    assert (offered.person, offered.room) == (mine.person, part)


@pytest.mark.parametrize("by", ["move", "hand_back"])
def test_every_way_of_giving_a_place_back_serves_the_line(room: Room, holder: Booking, by: str) -> None:
    assert holder.person is not None
    if by == "move":
        waits(room)
        move(booking=holder, actor=holder.person, room=room, span=LATER, now=NOW)
    else:
        waits(room, wish=the_slot(room, Span(FRIDAY.start + 3600, FRIDAY.end)))
        hand_back(booking=holder, actor=holder.person, now=FRIDAY.start + 600)
    assert served(NOW if by == "move" else FRIDAY.start + 660) is not None


def test_whoever_stops_waiting_is_asked_no_more(room: Room, holder: Booking) -> None:
    mine = waits(room)
    with pytest.raises(Absent):
        stop(public_id=mine.public_id, actor=a_high_schooler(), now=NOW)
    stop(public_id=mine.public_id, actor=mine.person, now=NOW)
    stop(public_id=mine.public_id, actor=mine.person, now=NOW)
    given_up(holder)
    assert kept_place() is None
    acts = Act.objects.filter(subject="wait").order_by("pk")
    assert [act.verb for act in acts] == ["wait", "stop"]


def test_who_asks_twice_keeps_the_one_place(room: Room) -> None:
    person = a_high_schooler()
    first = waits(room, person)
    others = waits(room)
    assert waits(room, person) == first
    assert [place_in_line(first), place_in_line(others)] == [1, 2]


def test_an_offer_does_not_count_against_what_one_may_book(room: Room, holder: Booking) -> None:
    mine = waits(room)
    given_up(holder)
    served()
    asker = asker_of(mine.person, Company(), NOW)
    assert asker.history == ()


@pytest.mark.parametrize(
    "wish",
    [
        Wish(frozenset(), date(2026, 12, 4), date(2026, 12, 4), frozenset([4]), 1020, 1140, 7200),
        Wish(frozenset([0]), date(2026, 12, 4), date(2026, 12, 3), frozenset([4]), 1020, 1140, 7200),
        Wish(frozenset([0]), date(2026, 12, 4), date(2026, 12, 4), frozenset(), 1020, 1140, 7200),
        Wish(frozenset([0]), date(2026, 12, 4), date(2026, 12, 4), frozenset([4]), 1020, 1140, 7201),
    ],
    ids=["no room", "no day", "no weekday", "no such time"],
)
def test_a_wish_that_nothing_could_suit_is_not_taken(room: Room, wish: Wish) -> None:
    rooms = frozenset([room.pk]) if wish.rooms else frozenset[int]()
    told = Wish(
        rooms, wish.first, wish.last, wish.weekdays, wish.from_minute, wish.until_minute, wish.seconds
    )
    with pytest.raises(Impossible):
        waits(room, wish=told)


def test_nobody_waits_for_a_room_that_is_not_lent(room: Room) -> None:
    hidden = a_room(room.facility, "hidden", published=False)
    with pytest.raises(Absent):
        waits(room, wish=the_slot(hidden))


def test_there_is_an_end_to_wishing(room: Room) -> None:
    person = a_high_schooler()
    for minutes in range(MOST):
        day = date(2026, 12, 4)
        waits(
            room,
            person,
            Wish(frozenset([room.pk]), day, day, frozenset([4]), 1020, 1140 + minutes, 3600),
        )
    with pytest.raises(TooMany):
        waits(room, person)


def test_a_group_stands_in_a_line_once_whoever_of_it_asks(room: Room, holder: Booking) -> None:
    leader, deputy = a_high_schooler(), a_high_schooler()
    band = a_band(leader, deputy)
    first, second = (
        wait(asker=asker_of(one, Company(band.pk), NOW), wish=the_slot(room), now=NOW)
        for one in (leader, deputy)
    )
    assert first == second
    assert (waits(room, deputy) == first, Wait.objects.count()) == (False, 2), (
        "for oneself it is another wish"
    )


def test_a_group_waits_and_its_leader_answers(room: Room, holder: Booking) -> None:
    leader = a_high_schooler()
    band = a_band(leader)
    people = tuple(sorted(band.members.values_list("pk", flat=True)))
    company = Company(band.pk, people)
    mine = wait(asker=asker_of(leader, company, NOW), wish=the_slot(room), now=NOW)
    given_up(holder)
    offered = served()
    assert offered is not None
    assert (offered.group, offered.headcount, mine.headcount) == (band, 3, 3)
    accept(booking=offered, actor=leader, now=NOW + 60)
    assert sorted(offered.people.values_list("pk", flat=True)) == list(people)


def a_groups_wait(room: Room) -> tuple[Group, Person, Person, Wait]:
    """A member of a band has begun to wait in its name; the band, its leader, and them."""
    leader, member = a_high_schooler(), a_high_schooler()
    band = a_band(leader, member)
    company = Company(band.pk, tuple(sorted([leader.pk, member.pk])))
    return band, leader, member, wait(asker=asker_of(member, company, NOW), wish=the_slot(room), now=NOW)


def test_whoever_has_left_the_group_is_offered_nothing_in_its_name(room: Room, holder: Booking) -> None:
    band, leader, member, _ = a_groups_wait(room)
    leave(group=band, person=member, now=NOW)
    given_up(holder)
    offered = served()
    assert offered is not None
    assert (offered.person, offered.group, list(offered.people.all())) == (leader, band, [leader])
    assert not Notice.objects.filter(person=member, kind="offered").exists()


def test_whoever_is_taken_out_of_the_group_is_offered_nothing_either(room: Room) -> None:
    band, leader, member, waiting = a_groups_wait(room)
    remove(group=band, actor=leader, person=member, now=NOW)
    waiting.refresh_from_db()
    assert (waiting.person, list(waiting.people.all())) == (leader, [leader])


def test_who_leaves_while_the_line_is_read_is_not_offered_the_place(room: Room, holder: Booking) -> None:
    band, _, member, waiting = a_groups_wait(room)
    given_up(holder)
    kept = kept_place()
    assert kept is not None
    (read,) = in_line(room, FRIDAY)
    leave(group=band, person=member, now=NOW)
    assert not lines._still(kept, read)
    assert lines._still(kept, Wait.objects.get(pk=waiting.pk))


def test_a_group_that_is_no_more_waits_for_nothing(room: Room, holder: Booking) -> None:
    band, leader, _, _ = a_groups_wait(room)
    dissolve(group=band, actor=leader, now=NOW)
    given_up(holder)
    assert kept_place() is None
    assert Wait.objects.get().state == Wait.State.WITHDRAWN


def test_only_what_was_offered_is_accepted_or_declined(room: Room) -> None:
    booking = a_booking(room, FRIDAY, a_high_schooler())
    assert booking.person is not None
    for answer in (accept, decline):
        with pytest.raises(Absent):
            answer(booking=booking, actor=booking.person, now=NOW)
    assert not Act.objects.filter(verb__in=("accept", "decline")).exists()


def test_whoever_accepts_twice_has_it_once(room: Room, holder: Booking) -> None:
    mine = waits(room)
    given_up(holder)
    offered = served()
    assert offered is not None
    for _ in range(2):
        assert accept(booking=offered, actor=mine.person, now=NOW + 60).state == State.BOOKED
    assert Act.objects.filter(verb="accept").count() == 1
