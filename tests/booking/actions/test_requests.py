"""Asking the hall: held until it answers; every answer is told, explained, and can be taken back."""

from datetime import date
from typing import Any

import pytest

from booking.actions.bookings import cancel
from booking.actions.lapses import lapse_provisional
from booking.actions.renewals import confirm
from booking.actions.requests import (
    MOST,
    TooLate,
    TooMany,
    WhyMissing,
    accept_proposal,
    approve,
    propose,
    refuse,
    reopen,
    request,
)
from booking.actions.texts import Missing
from booking.actions.wanted import Wanted
from booking.models import Act, Booking, Claim, Notice, Person, Request
from booking.queries.bookings import Absent
from booking.rules.lifecycle import HALL, State
from booking.rules.staff import Role
from booking.rules.verdict import Refused
from facilities.models import Facility, Room
from facilities.rules.spans import Span
from tests.factories import ASKING, NOW, a_booking, a_facility, a_hall, at, span, the_room
from tests.people import a_high_schooler, a_third_grader, staff

pytestmark = pytest.mark.django_db
FRIDAY = span("2026-12-18", "13:00", "15:00")
LATER = span("2026-12-19", "13:00", "15:00")
SAID = "文化祭のかざりを作ります。"


@pytest.fixture
def hall() -> Facility:
    return a_hall(ASKING)


@pytest.fixture
def room(hall: Facility) -> Room:
    return the_room(hall, "craft")


def asked(
    room: Room, person: Person | None = None, when: Span = FRIDAY, purpose: str = "other", **more: Any
) -> Booking:
    wanted = Wanted(room, when, purpose=purpose)
    return request(person=person or a_high_schooler(), wanted=wanted, **{"said": SAID, "now": NOW, **more})


def test_what_the_rules_leave_to_the_hall_is_held_for_a_week_until_it_answers(room: Room) -> None:
    made = asked(room)
    assert (made.state, made.lapses_at) == (State.PROVISIONAL, at("2026-12-09 16:10"))
    assert Claim.objects.filter(booking=made).exists()
    assert made.request.said == SAID
    assert Notice.objects.get(booking=made).kind == "requested"


def test_what_the_hall_refuses_is_the_halls_doing_until_it_is_open_again(room: Room) -> None:
    made, desk = asked(room), staff(room.facility)
    refused = refuse(booking=made, actor=desk, words="その日は使えません。", now=NOW + 60)
    assert refused.cause == HALL, "what was paid already comes back whole"
    assert reopen(booking=refused, actor=desk, now=NOW + 120).cause == ""


def test_what_begins_sooner_is_held_until_it_begins(room: Room) -> None:
    made = asked(room, when=span("2026-12-04", "13:00", "15:00"))
    assert made.lapses_at == made.start


def test_what_the_rules_allow_is_booked_and_what_they_refuse_is_refused(room: Room) -> None:
    assert asked(room, purpose="study").state == State.BOOKED
    with pytest.raises(Refused):
        asked(room, when=span("2026-12-21", "13:00", "15:00"))  # closed on Mondays


def test_a_request_without_a_word_is_not_made(room: Room) -> None:
    with pytest.raises(Missing):
        asked(room, said=" ")


def test_asking_twice_with_one_key_is_asking_once(room: Room) -> None:
    person = a_high_schooler()
    assert asked(room, person, key="k1") == asked(room, person, key="k1")


def test_nobody_fills_a_hall_with_requests(room: Room) -> None:
    person = a_high_schooler()
    for day in range(8, 8 + MOST):
        asked(room, person, span("2026-12-16", f"{day + 2}:00", f"{day + 3}:00"))
    with pytest.raises(TooMany):
        asked(room, person)


def test_an_approved_request_is_a_booking_with_the_halls_conditions(hall: Facility, room: Room) -> None:
    made = asked(room)
    sure = approve(booking=made, actor=staff(hall), words="20時までに片づけてください。", now=NOW + 60)
    assert (sure.state, sure.lapses_at) == (State.BOOKED, None)
    told = Notice.objects.filter(booking=made, kind="request_approved").get()
    assert "20時までに片づけてください。" in told.body


def test_where_a_clause_is_broken_by_now_approving_needs_a_reason_that_stays_on_record(
    hall: Facility, room: Room
) -> None:
    made, desk = asked(room), staff(hall)
    Booking.objects.filter(pk=made.pk).update(start=made.start + 60)  # off the hour
    made.refresh_from_db()
    with pytest.raises(WhyMissing):
        approve(booking=made, actor=desk, now=NOW + 60)
    approve(booking=made, actor=desk, why="館の行事に合わせます。", now=NOW + 60)
    assert Act.objects.filter(verb="approve").get().why == "館の行事に合わせます。"
    assert "館の行事に合わせます。" in Notice.objects.get(kind="request_approved").body


def test_a_refusal_says_why_and_frees_the_place(hall: Facility, room: Room) -> None:
    made, desk = asked(room), staff(hall)
    with pytest.raises(Missing):
        refuse(booking=made, actor=desk, words=" ", now=NOW + 60)
    gone = refuse(booking=made, actor=desk, words="その日は館の行事があります。", now=NOW + 60)
    assert gone.state == State.CANCELLED
    assert not Claim.objects.filter(booking=made).exists()
    assert "館の行事があります" in Notice.objects.get(kind="request_refused").body


def test_another_time_is_held_until_the_member_takes_it(hall: Facility, room: Room) -> None:
    person = a_high_schooler()
    made = asked(room, person)
    there = propose(booking=made, actor=staff(hall), room=room, span=LATER, words="土曜日なら", now=NOW + 60)
    assert (there.start, there.state) == (LATER.start, State.PROVISIONAL)
    assert accept_proposal(booking=there, actor=person, now=NOW + 120).state == State.BOOKED


def test_a_time_that_others_have_is_not_proposed(hall: Facility, room: Room) -> None:
    made = asked(room)
    a_booking(room, LATER, a_third_grader())
    with pytest.raises(Refused):
        propose(booking=made, actor=staff(hall), room=room, span=LATER, now=NOW + 60)


def test_every_answer_can_be_taken_back_for_a_day(hall: Facility, room: Room) -> None:
    desk = staff(hall)
    made = asked(room)
    for answer in (
        lambda one: approve(booking=one, actor=desk, now=NOW + 60),
        lambda one: refuse(booking=one, actor=desk, words="行事", now=NOW + 60),
        lambda one: propose(booking=one, actor=desk, room=room, span=LATER, now=NOW + 60),
    ):
        back = reopen(booking=answer(made), actor=desk, now=NOW + 120)
        assert (back.state, back.start, back.request.answer) == (State.PROVISIONAL, FRIDAY.start, "")
        made = back
    sure = approve(booking=made, actor=desk, now=NOW + 180)
    with pytest.raises(TooLate):
        reopen(booking=sure, actor=desk, now=NOW + 180 + 24 * 60 * 60)


def test_what_was_refused_is_not_taken_back_over_somebody_who_has_the_place_now(
    hall: Facility, room: Room
) -> None:
    desk, made = staff(hall), asked(room)
    gone = refuse(booking=made, actor=desk, words="行事", now=NOW + 60)
    a_booking(room, FRIDAY, a_third_grader())
    with pytest.raises(Refused):
        reopen(booking=gone, actor=desk, now=NOW + 120)
    assert Booking.objects.get(pk=made.pk).state == State.CANCELLED


def test_of_two_who_answer_the_second_is_told(hall: Facility, room: Room) -> None:
    made, desk = asked(room), staff(hall)
    seen = Booking.objects.get(pk=made.pk)
    approve(booking=made, actor=desk, now=NOW + 60)
    with pytest.raises(TooLate):
        refuse(booking=seen, actor=desk, words="行事", now=NOW + 61)


def test_only_who_may_overrule_at_that_hall_answers(hall: Facility, room: Room) -> None:
    made = asked(room)
    for stranger in (staff(a_facility("nishi")), staff(hall, role=Role.CONTRACTOR), a_high_schooler()):
        with pytest.raises(Absent):
            approve(booking=made, actor=stranger, now=NOW + 60)


def test_a_request_without_an_answer_lapses_and_nobody_is_blamed(room: Room) -> None:
    made = asked(room)
    assert lapse_provisional(now=at("2026-12-09 16:10")) == 1
    assert Booking.objects.get(pk=made.pk).state == State.LAPSED
    assert "館のお返事が間にあいませんでした" in Notice.objects.get(kind="request_lapsed").body


def test_a_renewal_never_answers_for_the_hall(room: Room) -> None:
    person = a_high_schooler()
    made = asked(room, person, when=span("2026-12-04", "13:00", "15:00"))
    # It is held up to its beginning, as what waits for a renewal is.
    confirm(person, date(2027, 3, 31), None, NOW + 60)
    assert Booking.objects.get(pk=made.pk).state == State.PROVISIONAL


def test_the_member_may_take_the_request_back(room: Room) -> None:
    person = a_high_schooler()
    made = asked(room, person)
    assert cancel(booking=made, actor=person, now=NOW + 60).state == State.CANCELLED
    assert Request.objects.count() == 1
