"""A closure over bookings: whom it displaces is told, offered another place, and carried through."""

from typing import Any

import pytest

from booking.actions.bookings import Refused, cancel, move
from booking.actions.closures import OneClosure, close, lift_closure
from booking.actions.displacements import Unseen, accept, pass_over
from booking.actions.evenings import cancel_evening, restore_evening
from booking.actions.notices import note_call
from booking.models import Act, Booking, Caller, Claim, Displacement, Incident, Notice, Person
from booking.queries.bookings import Absent
from booking.queries.displacing import displaced, shut_by_closing, with_places
from booking.queries.nearby import Near
from booking.queries.notices import calls_at
from booking.rules.displacing import Answer
from booking.rules.lifecycle import State
from booking.rules.staff import Role
from facilities.models import Facility, Room
from facilities.rules.spans import Span
from tests.factories import NOW, a_booking, an_evening, at, span, the_room
from tests.people import a_high_schooler, a_young_adult, staff
from tests.rounds import a_round, entered

pytestmark = pytest.mark.django_db
EVENING = span("2026-12-18", "17:00", "21:00")
USE = span("2026-12-18", "17:00", "19:00")
INSTEAD = span("2026-12-18", "17:00", "19:00")


@pytest.fixture
def band(hall: Facility) -> Room:
    return the_room(hall, "band")


def booked(room: Room, when: Span, person: Person, **fields: Any) -> Booking:
    booking = a_booking(room, when, person, **fields)
    booking.people.set([person])
    return booking


def closed(hall: Facility, desk: Person, offers: Any, *rooms: str, when: Span = EVENING) -> Any:
    wanted = OneClosure(when, rooms, reason_ja="照明の工事のため", reason_en="Lighting works")
    return close(facility=hall, closures=[wanted], offers=offers, actor=desk, now=NOW)[0]


def moved_to_craft(hall: Facility, desk: Person, booking: Booking) -> Displacement:
    closed(hall, desk, {booking.public_id: Near(the_room(hall, "craft"), INSTEAD)}, "band")
    booking.refresh_from_db()
    return Displacement.objects.get()


def test_a_closure_keeps_the_old_place_and_holds_the_one_that_it_offers(
    hall: Facility, band: Room, desk: Person
) -> None:
    booking = booked(band, USE, a_high_schooler(email="mio@example.org"))
    one = moved_to_craft(hall, desk, booking)
    assert one.offer is not None
    assert (one.state, one.offer.state, one.offer.lapses_at) == (Answer.OPEN, State.OFFERED, USE.start)
    assert {claim.booking_id for claim in Claim.objects.all()} == {booking.pk, one.offer.pk}
    booking.refresh_from_db()
    assert booking.state == State.BOOKED


def test_whoever_is_displaced_is_told_why_and_what_is_held_for_them(
    hall: Facility, band: Room, desk: Person
) -> None:
    booking = booked(band, USE, a_high_schooler(email="mio@example.org"))
    moved_to_craft(hall, desk, booking)
    notice = Notice.objects.get()
    assert "照明の工事のため" in notice.body
    assert "工作室" in notice.body
    assert notice.call == Notice.Call.NONE


def test_whoever_has_no_mail_comes_onto_the_call_list(hall: Facility, band: Room, desk: Person) -> None:
    booking = booked(band, USE, a_high_schooler(email=""))
    closed(hall, desk, {booking.public_id: None})
    assert Notice.objects.get().call == Notice.Call.DUE


def test_whoever_has_called_and_has_no_account_comes_onto_the_call_list(
    hall: Facility, band: Room, desk: Person
) -> None:
    booking = a_booking(band, USE, None, headcount=3)
    Caller.objects.create(booking=booking, name="田中", phone="090-1234-5678")
    nameless = a_booking(the_room(hall, "craft"), USE, None, headcount=2)
    closure = closed(hall, desk, {booking.public_id: None, nameless.public_id: None})
    call = calls_at(hall, NOW).get()
    assert (call.booking, call.person, call.kind, call.call) == (booking, None, "displaced", "due")
    assert "照明の工事のため" in call.body
    assert "田中" not in call.subject + call.body
    note_call(staff=desk, public_id=call.public_id, answered=False, now=NOW + 60)
    assert calls_at(hall, NOW).get().call == "no_answer", "they are called again"
    note_call(staff=desk, public_id=call.public_id, answered=True, now=NOW + 120)
    assert not calls_at(hall, NOW).exists()
    lift_closure(closure=closure, actor=desk, now=NOW + 180)
    assert calls_at(hall, NOW).get().kind == "open_again"


def test_accepting_moves_the_booking_into_the_place_that_was_held(
    hall: Facility, band: Room, desk: Person
) -> None:
    person = a_high_schooler()
    booking = booked(band, USE, person)
    moved_to_craft(hall, desk, booking)
    accepted = accept(booking=booking, actor=person, now=NOW + 60)
    one = Displacement.objects.get()
    assert (accepted.room.slug, accepted.state, one.state) == ("craft", State.BOOKED, Answer.ACCEPTED)
    assert Booking.objects.count() == 1, "the offer was nobody's booking, and is gone"
    assert [claim.booking_id for claim in Claim.objects.all()] == [booking.pk]


def test_the_desk_accepts_on_the_telephone_for_whoever_was_called(
    hall: Facility, band: Room, desk: Person
) -> None:
    booking = booked(band, USE, a_high_schooler())
    moved_to_craft(hall, desk, booking)
    assert accept(booking=booking, actor=desk, now=NOW + 60).room.slug == "craft"


def test_a_stranger_accepts_nothing(hall: Facility, band: Room, desk: Person) -> None:
    booking = booked(band, USE, a_high_schooler())
    moved_to_craft(hall, desk, booking)
    with pytest.raises(Absent):
        accept(booking=booking, actor=a_young_adult(), now=NOW + 60)


def test_choosing_another_place_frees_the_one_that_was_held(hall: Facility, band: Room, desk: Person) -> None:
    person = a_high_schooler()
    booking = booked(band, USE, person)
    moved_to_craft(hall, desk, booking)
    elsewhere = span("2026-12-19", "15:00", "17:00")
    move(booking=booking, actor=person, room=band, span=elsewhere, now=NOW + 60)
    assert Displacement.objects.get().state == Answer.CHOSEN
    assert [(claim.booking_id, claim.start) for claim in Claim.objects.all()] == [
        (booking.pk, elsewhere.start)
    ]


def test_a_place_that_overlaps_the_one_that_was_held_can_be_chosen(
    hall: Facility, band: Room, desk: Person
) -> None:
    person = a_high_schooler()
    booking = booked(band, USE, person)
    moved_to_craft(hall, desk, booking)
    later = span("2026-12-18", "18:00", "20:00")
    move(booking=booking, actor=person, room=the_room(hall, "craft"), span=later, now=NOW + 60)
    assert Displacement.objects.get().state == Answer.CHOSEN


def test_giving_up_costs_nothing_even_a_minute_before(hall: Facility, band: Room, desk: Person) -> None:
    person = a_high_schooler()
    booking = booked(band, USE, person, made_at=NOW - 86_400)
    moved_to_craft(hall, desk, booking)
    cancel(booking=booking, actor=person, now=USE.start - 60)
    assert Displacement.objects.get().state == Answer.CANCELLED
    assert not Incident.objects.exists()
    assert not Claim.objects.exists()


def test_a_lifted_closure_gives_back_what_nobody_has_answered(
    hall: Facility, band: Room, desk: Person
) -> None:
    booking = booked(band, USE, a_high_schooler())
    one = moved_to_craft(hall, desk, booking)
    assert one.closure is not None
    lift_closure(closure=one.closure, actor=desk, now=NOW + 60)
    one.refresh_from_db()
    assert (one.state, one.offer) == (Answer.LIFTED, None)
    assert [claim.booking_id for claim in Claim.objects.all()] == [booking.pk]
    assert Notice.objects.filter(kind="open_again").exists()


def test_a_lifted_closure_takes_back_the_calls_that_nobody_has_made(
    hall: Facility, band: Room, desk: Person
) -> None:
    """Whoever has not heard that it is closed need not be told that it is open again."""
    booking = booked(band, USE, a_high_schooler(email=""))
    closure = closed(hall, desk, {booking.public_id: None})
    note_call(staff=desk, public_id=calls_at(hall, NOW).get().public_id, answered=False, now=NOW + 30)
    lift_closure(closure=closure, actor=desk, now=NOW + 60)
    assert not calls_at(hall, NOW).exists()
    assert Notice.objects.filter(kind="open_again", person=booking.person).exists(), "it is on their page"


def test_whoever_has_heard_that_it_is_closed_is_rung_up_again(
    hall: Facility, band: Room, desk: Person
) -> None:
    booking = booked(band, USE, a_high_schooler(email=""))
    closure = closed(hall, desk, {booking.public_id: None})
    note_call(staff=desk, public_id=calls_at(hall, NOW).get().public_id, answered=True, now=NOW + 30)
    lift_closure(closure=closure, actor=desk, now=NOW + 60)
    assert calls_at(hall, NOW).get().kind == "open_again"
    assert Notice.objects.get(kind="displaced").call == "told", "that they were told stays on record"


def test_a_caller_who_was_not_reached_is_not_told_that_it_is_open_again(
    hall: Facility, band: Room, desk: Person
) -> None:
    booking = a_booking(band, USE, None, headcount=3)
    Caller.objects.create(booking=booking, name="田中", phone="090-1234-5678")
    closure = closed(hall, desk, {booking.public_id: None})
    lift_closure(closure=closure, actor=desk, now=NOW + 60)
    assert not calls_at(hall, NOW).exists()


def test_whoever_is_closed_out_again_is_rung_up_about_that(hall: Facility, band: Room, desk: Person) -> None:
    """A slip and its correction leave the list as the second closing means it."""
    booking = booked(band, USE, a_high_schooler(email=""))
    closure = closed(hall, desk, {booking.public_id: None})
    lift_closure(closure=closure, actor=desk, now=NOW + 60)
    closed(hall, desk, {booking.public_id: None})
    assert [one.kind for one in calls_at(hall, NOW)] == ["displaced"]


def test_whoever_has_chosen_by_themselves_is_not_rung_up(hall: Facility, band: Room, desk: Person) -> None:
    person = a_high_schooler(email="")
    booking = booked(band, USE, person)
    moved_to_craft(hall, desk, booking)
    accept(booking=booking, actor=person, now=NOW + 60)
    assert "displaced" not in [one.kind for one in calls_at(hall, NOW)]


def test_a_lifted_closure_leaves_a_new_place_alone(hall: Facility, band: Room, desk: Person) -> None:
    person = a_high_schooler()
    booking = booked(band, USE, person)
    one = moved_to_craft(hall, desk, booking)
    accept(booking=booking, actor=person, now=NOW + 60)
    assert one.closure is not None
    lift_closure(closure=one.closure, actor=desk, now=NOW + 120)
    booking.refresh_from_db()
    assert (booking.room.slug, Displacement.objects.get().state) == ("craft", Answer.ACCEPTED)


def test_a_second_closure_over_the_first_keeps_them_waiting_when_the_first_is_lifted(
    hall: Facility, band: Room, desk: Person
) -> None:
    booking = booked(band, USE, a_high_schooler())
    one = moved_to_craft(hall, desk, booking)
    closed(hall, desk, {booking.public_id: None}, "band", when=span("2026-12-18", "18:00", "20:00"))
    assert one.closure is not None
    lift_closure(closure=one.closure, actor=desk, now=NOW + 60)
    assert Displacement.objects.get().state == Answer.OPEN


def test_a_second_closure_takes_back_the_offer_that_it_shuts(
    hall: Facility, band: Room, desk: Person
) -> None:
    booking = booked(band, USE, a_high_schooler())
    moved_to_craft(hall, desk, booking)
    closed(hall, desk, {}, "craft")
    assert Displacement.objects.get().offer is None
    with pytest.raises(Refused):
        accept(booking=booking, actor=desk, now=NOW + 60)


def test_a_booking_made_while_the_desk_looked_is_not_displaced_unseen(
    hall: Facility, band: Room, desk: Person
) -> None:
    booked(band, USE, a_high_schooler())
    with pytest.raises(Unseen):
        closed(hall, desk, {})
    assert not Displacement.objects.exists()
    assert not hall.closures.exists()


def test_nothing_is_offered_that_the_judge_does_not_allow(hall: Facility, band: Room, desk: Person) -> None:
    booking = booked(the_room(hall, "craft"), USE, a_young_adult())
    three_hours = Near(band, span("2026-12-18", "17:00", "20:00"))  # its bands are two hours
    with pytest.raises(Refused):
        closed(hall, desk, {booking.public_id: three_hours}, "craft")
    assert not hall.closures.exists()


def test_who_is_proposed_another_place_is_proposed_none_that_is_being_closed(
    hall: Facility, band: Room, desk: Person
) -> None:
    booking = booked(band, USE, a_high_schooler())
    shut = shut_by_closing(hall, [EVENING], [])
    found = with_places(hall, displaced(hall, shut, NOW), shut, NOW, desk)
    assert [one.booking for one in found] == [booking]
    assert found[0].instead
    assert not any(near.span.overlaps(EVENING) for one in found for near in one.instead)


def test_what_is_proposed_first_to_one_is_proposed_first_to_no_other(
    hall: Facility, band: Room, desk: Person
) -> None:
    booked(band, USE, a_high_schooler())
    booked(the_room(hall, "craft"), USE, a_high_schooler())
    shut = shut_by_closing(hall, [EVENING], ["band", "craft"])
    one, other = with_places(hall, displaced(hall, shut, NOW), shut, NOW, desk)
    first, second = one.instead[0], other.instead[0]
    assert (first.room.slug, first.span) != (second.room.slug, second.span)


def test_what_is_proposed_can_be_saved(hall: Facility, band: Room, desk: Person) -> None:
    for slug in ("band", "craft", "a"):
        booked(the_room(hall, slug), USE, a_high_schooler())
    shut = shut_by_closing(hall, [EVENING], [])
    found = with_places(hall, displaced(hall, shut, NOW), shut, NOW, desk)
    closed(hall, desk, {one.booking.public_id: one.instead[0] for one in found})
    assert Displacement.objects.exclude(offer=None).count() == 3


def test_closing_a_room_closes_those_that_share_a_space_with_it(hall: Facility, desk: Person) -> None:
    joined = booked(the_room(hall, "ab"), USE, a_young_adult())
    closure = closed(hall, desk, {joined.public_id: None}, "a")
    assert {room.slug for room in closure.rooms.all()} == {"a", "ab"}


def test_an_evening_that_is_not_held_displaces_whom_it_alone_let_in(hall: Facility, desk: Person) -> None:
    craft = the_room(hall, "craft")
    thursday = an_evening(hall, span("2026-12-17", "17:00", "21:00"))
    late = booked(craft, span("2026-12-17", "18:00", "20:00"), a_high_schooler())
    booked(craft, span("2026-12-17", "15:00", "17:00"), a_high_schooler())
    cancel_evening(evening=thursday, offers={late.public_id: None}, actor=desk, now=NOW)
    assert [one.booking for one in Displacement.objects.all()] == [late]
    restore_evening(evening=thursday, actor=desk, now=NOW + 60)
    assert Displacement.objects.get().state == Answer.LIFTED


def test_an_evening_within_hours_that_stay_displaces_nobody(hall: Facility, desk: Person) -> None:
    friday = an_evening(hall, EVENING)
    booked(the_room(hall, "craft"), USE, a_high_schooler())
    cancel_evening(evening=friday, actor=desk, now=NOW)
    assert not Displacement.objects.exists(), "the rulebook opens Friday evenings by itself"


def test_what_nobody_answers_is_given_up_at_no_cost_when_its_time_has_passed(
    hall: Facility, band: Room, desk: Person
) -> None:
    booking = booked(band, USE, a_high_schooler())
    moved_to_craft(hall, desk, booking)
    assert pass_over(now=USE.start) == 1, "the offer's time has come"
    assert Displacement.objects.get().offer is None
    assert pass_over(now=USE.end) == 1
    booking.refresh_from_db()
    assert (booking.state, Displacement.objects.get().state) == (State.CANCELLED, Answer.OVER)
    assert not Incident.objects.exists()
    assert pass_over(now=USE.end) == 0


def test_the_evening_staff_close_no_day(hall: Facility) -> None:
    with pytest.raises(Absent):
        closed(hall, staff(hall, role=Role.EVENING), {})


def test_a_closure_moves_the_halls_counter_and_leaves_an_act_without_names(
    hall: Facility, band: Room, desk: Person
) -> None:
    booking = booked(band, USE, a_high_schooler(name="青山 みお"))
    closed(hall, desk, {booking.public_id: None}, "band")
    act = Act.objects.get(subject="hall")
    assert (act.verb, act.after["displaced"], act.after["spans"]) == (
        "close",
        1,
        [[EVENING.start, EVENING.end]],
    )
    assert "青山" not in str([[one.before, one.after, one.why] for one in Act.objects.all()])
    assert Facility.objects.get(pk=hall.pk).revision == hall.revision + 1


def test_lifting_in_the_middle_opens_what_is_left(hall: Facility, desk: Person) -> None:
    closure = closed(hall, desk, {})
    middle = at("2026-12-18 18:00")
    lift_closure(closure=closure, actor=desk, now=middle)
    closure.refresh_from_db()
    assert (closure.cancelled, closure.end) == (False, middle)


def test_whoever_has_entered_a_round_for_what_is_closed_is_told(hall: Facility, desk: Person) -> None:
    entry = entered(a_round(hall), 1)
    date = entry.choices.get().slot.dates.all()[0]
    closed(hall, desk, {}, when=Span(date.start, date.end))
    notice = Notice.objects.get(kind="slots_shut")
    assert notice.person == entry.person
