"""Leaving the line is taken back for ten minutes, in the place that one had; waiting anew, too."""

from dataclasses import replace
from datetime import timedelta

import pytest

from booking.actions.bookings import Refused, cancel
from booking.actions.groups import dissolve
from booking.actions.memberships import change_role
from booking.actions.waiting import MOST, TooMany, decline, stop, wait, wait_again
from booking.models import Act, Booking
from booking.queries.bookings import Absent
from booking.queries.party import Company, asker_of
from booking.queries.waiting import left_by, place_in_line, waits_of
from facilities.models import Room
from tests.booking.waiting import FRIDAY, served, the_slot, waits
from tests.factories import NOW, a_booking
from tests.people import a_band, a_high_schooler

pytestmark = pytest.mark.django_db


@pytest.fixture
def holder(room: Room) -> Booking:
    """Somebody has the room on Friday evening, from five to seven."""
    person = a_high_schooler()
    made = a_booking(room, FRIDAY, person)
    made.people.add(person)
    return made


def given_up(booking: Booking, now: int) -> None:
    assert booking.person is not None
    cancel(booking=booking, actor=booking.person, now=now)


@pytest.mark.parametrize(("after", "place"), [(0, 1), (599, 1), (600, 0), (86400, 0)])
def test_for_ten_minutes_whoever_left_the_line_has_the_same_place_again(
    room: Room, after: int, place: int
) -> None:
    mine, later = waits(room), waits(room)
    stop(public_id=mine.public_id, actor=mine.person, now=NOW)
    assert place_in_line(later) == 1
    if place:
        wait_again(public_id=mine.public_id, actor=mine.person, now=NOW + after)
        wait_again(public_id=mine.public_id, actor=mine.person, now=NOW + after)
        assert [place_in_line(mine), place_in_line(later)] == [1, 2]
    else:
        with pytest.raises(Refused) as refused:
            wait_again(public_id=mine.public_id, actor=mine.person, now=NOW + after)
        assert [reason.code for reason in refused.value.verdict.broken] == ["PAST"]
    mine.refresh_from_db()
    assert mine.state == ("waiting" if place else "withdrawn")
    verbs = [act.verb for act in Act.objects.filter(subject_id=mine.public_id).order_by("pk")]
    assert verbs == ["wait", "stop", *(["wait_again"] if place else [])]


def test_who_is_back_in_line_is_offered_what_frees(room: Room, holder: Booking) -> None:
    mine = waits(room)
    waits(room)
    stop(public_id=mine.public_id, actor=mine.person, now=NOW)
    wait_again(public_id=mine.public_id, actor=mine.person, now=NOW + 60)
    given_up(holder, NOW + 120)
    offered = served(NOW + 120)
    assert offered is not None
    assert offered.person == mine.person


def test_what_was_offered_to_the_next_meanwhile_stays_theirs(room: Room, holder: Booking) -> None:
    mine, second = waits(room), waits(room)
    stop(public_id=mine.public_id, actor=mine.person, now=NOW)
    given_up(holder, NOW + 60)
    offered = served(NOW + 60)
    wait_again(public_id=mine.public_id, actor=mine.person, now=NOW + 120)
    assert offered is not None
    assert (offered.person, place_in_line(mine)) == (second.person, 1)


def test_nobody_else_puts_somebody_back_in_line(room: Room) -> None:
    mine = waits(room)
    stop(public_id=mine.public_id, actor=mine.person, now=NOW)
    with pytest.raises(Absent):
        wait_again(public_id=mine.public_id, actor=a_high_schooler(), now=NOW)


def test_what_was_answered_is_not_taken_back_as_if_the_line_had_been_left(
    room: Room, holder: Booking
) -> None:
    mine = waits(room)
    given_up(holder, NOW)
    offered = served()
    assert offered is not None
    decline(booking=offered, actor=mine.person, now=NOW + 60)
    with pytest.raises(Refused):
        wait_again(public_id=mine.public_id, actor=mine.person, now=NOW + 61)


def test_who_waits_anew_within_the_ten_minutes_stands_where_they_stood_and_once(room: Room) -> None:
    person = a_high_schooler()
    mine, later = waits(room, person), waits(room)
    stop(public_id=mine.public_id, actor=person, now=NOW)
    assert waits(room, person) == mine
    assert [place_in_line(mine), place_in_line(later)] == [1, 2]
    assert waits_of(person) == [mine]


def test_who_waits_anew_after_the_ten_minutes_goes_to_the_end(room: Room) -> None:
    person = a_high_schooler()
    mine, later = waits(room, person), waits(room)
    stop(public_id=mine.public_id, actor=person, now=NOW - 600)
    anew = waits(room, person)
    assert [place_in_line(later), place_in_line(anew)] == [1, 2]
    mine.refresh_from_db()
    assert mine.state == "withdrawn"


def test_who_has_taken_up_the_last_of_the_wishes_since_does_not_come_back_above_the_most(room: Room) -> None:
    person = a_high_schooler()
    mine = waits(room, person)
    stop(public_id=mine.public_id, actor=person, now=NOW)
    day = the_slot(room).first
    for n in range(1, MOST + 1):
        moved = replace(the_slot(room), first=day + timedelta(weeks=n), last=day + timedelta(weeks=n))
        waits(room, person, moved)
    with pytest.raises(TooMany):
        wait_again(public_id=mine.public_id, actor=person, now=NOW + 60)


def test_a_deputy_puts_the_group_back_in_its_place(room: Room) -> None:
    leader, other = a_high_schooler(), a_high_schooler()
    band = a_band(leader, other)
    band.memberships.filter(person=other).update(role="deputy")
    company = Company(band.pk, (leader.pk,))
    mine = wait(asker=asker_of(leader, company, NOW), wish=the_slot(room), now=NOW)
    later = waits(room)
    stop(public_id=mine.public_id, actor=leader, now=NOW)
    assert [(one.pk, at) for one, at in left_by(other, NOW + 60)] == [(mine.pk, NOW)]
    wait_again(public_id=mine.public_id, actor=other, now=NOW + 60)
    assert [place_in_line(mine), place_in_line(later)] == [1, 2]
    assert left_by(other, NOW + 60) == []


def test_whoever_leads_the_group_no_more_neither_leaves_its_line_nor_brings_it_back(room: Room) -> None:
    """Though it was they who began to wait in its name, while they were a deputy."""
    leader, deputy = a_high_schooler(), a_high_schooler()
    band = a_band(leader, deputy)
    band.memberships.filter(person=deputy).update(role="deputy")
    mine = wait(asker=asker_of(deputy, Company(band.pk, (deputy.pk,)), NOW), wish=the_slot(room), now=NOW)
    change_role(group=band, actor=leader, person=deputy, role="member", now=NOW)
    with pytest.raises(Absent):
        stop(public_id=mine.public_id, actor=deputy, now=NOW + 1)
    stop(public_id=mine.public_id, actor=leader, now=NOW + 2)
    with pytest.raises(Absent):
        wait_again(public_id=mine.public_id, actor=deputy, now=NOW + 3)
    mine.refresh_from_db()
    assert (mine.state, left_by(deputy, NOW + 3)) == ("withdrawn", [])


def test_what_one_waits_for_alone_is_ones_own_whatever_becomes_of_the_group(room: Room) -> None:
    leader, deputy = a_high_schooler(), a_high_schooler()
    a_band(leader, deputy)
    mine = waits(room, deputy)
    stop(public_id=mine.public_id, actor=deputy, now=NOW)
    wait_again(public_id=mine.public_id, actor=deputy, now=NOW + 60)
    with pytest.raises(Absent):
        stop(public_id=mine.public_id, actor=leader, now=NOW + 60)


def test_a_group_that_is_no_more_stands_in_no_line_again(room: Room) -> None:
    leader = a_high_schooler()
    band = a_band(leader)
    mine = wait(asker=asker_of(leader, Company(band.pk, (leader.pk,)), NOW), wish=the_slot(room), now=NOW)
    stop(public_id=mine.public_id, actor=leader, now=NOW)
    dissolve(group=band, actor=leader, now=NOW + 30)
    with pytest.raises(Absent):
        wait_again(public_id=mine.public_id, actor=leader, now=NOW + 60)
    mine.refresh_from_db()
    assert mine.state == "withdrawn"
