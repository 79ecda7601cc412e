"""Taking back what the desk did: a day long, judged now, once, and not past somebody else."""

from datetime import date

import pytest

from booking.actions.bookings import Answering, Refused, book, cancel, move, restore
from booking.actions.closures import OneClosure, close, close_regularly, hold_festival
from booking.actions.desk_bookings import book_for
from booking.actions.displacements import Unseen
from booking.actions.emergencies import close_now
from booking.actions.evenings import cancel_evening, move_evening, open_evening, open_evenings
from booking.actions.money import take
from booking.actions.posts import change_role, end_post, give_post
from booking.actions.reductions import decide_reduction
from booking.actions.rosters import set_on_duty
from booking.actions.stays import hand_back
from booking.actions.undo import A_DAY, UNDO, NoInverse, Overtaken, TooLate, may_undo, undo
from booking.actions.wanted import Wanted
from booking.actions.warnings import announce
from booking.labels.acts import VERBS
from booking.models import Act, Booking, Membership, OnDuty, Person, Post
from booking.queries.bookings import Absent
from booking.queries.money import bill
from booking.rules.ask import Channel
from booking.rules.lifecycle import State
from booking.rules.staff import RIGHTS, Role
from facilities.actions.evenings import OneEvening
from facilities.models import Closure, Evening, Facility, Room, WeatherWarning
from facilities.rules.closures import ClosurePlan
from facilities.rules.evenings import EveningPlan
from tests.factories import COSTING, NOW, a_booking, a_facility, a_hall, an_evening, at, span, the_room
from tests.people import a_band, a_high_schooler, a_manager, a_third_grader, a_young_adult, staff

pytestmark = pytest.mark.django_db
FRIDAY, SATURDAY = span("2026-12-04", "17:00", "19:00"), span("2026-12-05", "13:00", "15:00")
THURSDAY, LATE = span("2026-12-10", "10:00", "12:00"), span("2026-12-10", "18:00", "20:00")


@pytest.fixture
def booking(room: Room) -> Booking:
    return book(person=a_high_schooler(), wanted=Wanted(room, FRIDAY), now=NOW)


def last(verb: str) -> Act:
    return Act.objects.filter(verb=verb).latest("pk")


def as_it_is(booking: Booking) -> Booking:
    return Booking.objects.select_related("room__facility").get(pk=booking.pk)


def test_a_cancellation_is_taken_back_by_a_verb_of_its_own(desk: Person, booking: Booking) -> None:
    cancel(booking=booking, actor=desk, now=NOW, why="電話で聞いた")
    undo(act=last("cancel"), actor=desk, now=NOW + A_DAY - 1)
    assert as_it_is(booking).state == State.BOOKED
    assert last("restore").actor == desk


def test_what_the_desk_had_set_aside_is_no_obstacle_when_a_slip_is_taken_back(
    desk: Person, room: Room
) -> None:
    """A third grader in the music room, for a reason that is on record: it holds a minute later."""
    for_reason = Answering("保護者が2人、いっしょに来るため")
    wanted = Wanted(room, FRIDAY, channel=Channel.PHONE)
    made = book_for(whom=a_third_grader(), wanted=wanted, actor=desk, answering=for_reason, now=NOW)
    cancel(booking=as_it_is(made), actor=desk, now=NOW)
    undo(act=last("cancel"), actor=desk, now=NOW + 60)
    assert as_it_is(made).state == State.BOOKED


def test_a_rule_that_nobody_has_set_aside_speaks_against_it_still(desk: Person, hall: Facility) -> None:
    """What was answered for was another booking's."""
    room, child = the_room(hall, "band"), a_third_grader()
    refused = a_booking(room, FRIDAY, child, state=State.CANCELLED)
    wanted = Wanted(room, SATURDAY, channel=Channel.PHONE)
    book_for(whom=child, wanted=wanted, actor=desk, answering=Answering("特別に"), now=NOW)
    with pytest.raises(Refused):
        restore(booking=as_it_is(refused), actor=desk, now=NOW + 60)


def test_what_was_paid_or_decided_about_a_fee_is_taken_back_from_the_log(teen: Person) -> None:
    hall = a_hall(COSTING)
    booking, desk = a_booking(the_room(hall, "band"), FRIDAY, teen), staff(hall)
    take(booking=booking, staff=desk, yen=300, now=NOW)
    undo(act=last("pay"), actor=desk, now=NOW)
    decide_reduction(booking=booking, staff=desk, percent=50, now=NOW)
    undo(act=last("reduce"), actor=desk, now=NOW)
    owed = bill(booking, desk)
    assert (owed.paid, owed.owed) == (0, 300)


def test_after_a_day_it_is_too_late(desk: Person, booking: Booking) -> None:
    cancel(booking=booking, actor=desk, now=NOW)
    with pytest.raises(TooLate):
        undo(act=last("cancel"), actor=desk, now=NOW + A_DAY)


def test_twice_is_told(desk: Person, booking: Booking) -> None:
    cancel(booking=booking, actor=desk, now=NOW)
    act = last("cancel")
    undo(act=act, actor=desk, now=NOW)
    with pytest.raises(Overtaken) as told:
        undo(act=act, actor=staff(booking.room.facility), now=NOW)
    assert told.value.undone


def test_somebody_elses_change_since_is_told(desk: Person, room: Room, booking: Booking) -> None:
    move(booking=booking, actor=desk, room=room, span=SATURDAY, now=NOW)
    act = last("move")
    cancel(booking=as_it_is(booking), actor=desk, now=NOW)
    with pytest.raises(Overtaken) as told:
        undo(act=act, actor=desk, now=NOW)
    assert not told.value.undone


def test_it_is_judged_now_and_a_rival_keeps_the_place(desk: Person, room: Room, booking: Booking) -> None:
    cancel(booking=booking, actor=desk, now=NOW)
    act = last("cancel")
    rival = book(person=a_high_schooler(), wanted=Wanted(room, FRIDAY), now=NOW)
    with pytest.raises(Refused):
        undo(act=act, actor=desk, now=NOW)
    assert as_it_is(rival).state == State.BOOKED


def test_a_move_goes_back(desk: Person, room: Room, booking: Booking) -> None:
    move(booking=booking, actor=desk, room=room, span=SATURDAY, now=NOW)
    undo(act=last("move"), actor=desk, now=NOW)
    assert (as_it_is(booking).start, as_it_is(booking).end) == (FRIDAY.start, FRIDAY.end)


def test_a_booking_that_the_desk_made_is_given_up_without_consequences(desk: Person, room: Room) -> None:
    made = book_for(whom=a_high_schooler(), wanted=Wanted(room, FRIDAY), actor=desk, now=NOW)
    undo(act=last("book"), actor=desk, now=NOW)
    assert as_it_is(made).state == State.CANCELLED
    assert not made.incidents.exists()


def test_a_rest_that_was_handed_back_is_taken_again(desk: Person, booking: Booking) -> None:
    within = at("2026-12-04 18:00")
    hand_back(booking=booking, actor=desk, now=within)
    undo(act=last("hand_back"), actor=desk, now=within + 30)
    assert as_it_is(booking).end == FRIDAY.end


def test_an_evening_is_restored_and_moved_back(hall: Facility) -> None:
    manager = a_manager(hall)
    evening = an_evening(hall, FRIDAY)
    other = an_evening(hall, SATURDAY)
    cancel_evening(evening=evening, actor=manager, now=NOW)
    act = last("cancel_evening")
    # Another evening of the same hall is another thing.
    move_evening(evening=other, span=span("2026-12-05", "17:00", "20:00"), actor=manager, now=NOW)
    undo(act=act, actor=manager, now=NOW)
    evening.refresh_from_db()
    assert not evening.cancelled
    undo(act=last("move_evening"), actor=manager, now=NOW)
    other.refresh_from_db()
    assert (other.start, other.end) == (SATURDAY.start, SATURDAY.end)


def test_a_post_comes_back_as_it_was(hall: Facility) -> None:
    manager, person = a_manager(hall), a_young_adult()
    post = give_post(hall=hall, person=person, role=Role.EVENING, actor=manager, now=NOW)
    change_role(post=post, role=Role.DESK, actor=manager, now=NOW)
    undo(act=last("change_role"), actor=manager, now=NOW)
    assert Post.objects.get(person=person).role == "evening"
    end_post(post=post, actor=manager, now=NOW)
    undo(act=last("end_post"), actor=manager, now=NOW)
    again = Post.objects.get(person=person)
    assert (again.role, str(again.until)) == ("evening", "2027-03-31")
    undo(act=last("give_post"), actor=manager, now=NOW)
    assert not Post.objects.filter(person=person).exists()


def test_the_desk_does_not_undo_who_serves(hall: Facility, desk: Person) -> None:
    give_post(hall=hall, person=a_young_adult(), role=Role.EVENING, actor=a_manager(hall), now=NOW)
    with pytest.raises(Absent):
        undo(act=last("give_post"), actor=desk, now=NOW)


def test_what_a_member_did_is_the_members(desk: Person, booking: Booking) -> None:
    with pytest.raises(NoInverse):
        undo(act=last("book"), actor=desk, now=NOW)


def test_what_a_deputy_did_is_no_act_of_the_desks_though_they_serve_there(desk: Person, room: Room) -> None:
    band = a_band()
    for deputy, when in ((staff(room.facility), SATURDAY), (staff(a_facility("nukui")), THURSDAY)):
        Membership.objects.create(group=band, person=deputy, role=Membership.Role.DEPUTY)
        cancel(booking=a_booking(room, when, band.members.first(), group=band), actor=deputy, now=NOW)
        assert not may_undo(last("cancel"), RIGHTS[Role.MANAGER], NOW)
        with pytest.raises(NoInverse):
            undo(act=last("cancel"), actor=desk, now=NOW)


def test_who_has_left_the_desk_since_has_done_it_at_the_desk(desk: Person, booking: Booking) -> None:
    left = staff(booking.room.facility)
    cancel(booking=booking, actor=left, now=NOW)
    left.posts.all().delete()
    Person.objects.filter(pk=left.pk).update(is_staff=False)
    undo(act=last("cancel"), actor=desk, now=NOW)
    assert as_it_is(booking).state == State.BOOKED


def test_what_has_no_inverse_says_so(desk: Person, booking: Booking) -> None:
    act = Act.objects.create(
        at=NOW, actor=desk, verb="take", hall=booking.room.facility, subject="booking", subject_id="x"
    )
    with pytest.raises(NoInverse):
        undo(act=act, actor=desk, now=NOW)


def test_another_halls_desk_undoes_nothing_here(desk: Person, booking: Booking) -> None:
    cancel(booking=booking, actor=desk, now=NOW)
    with pytest.raises(Absent):
        undo(act=last("cancel"), actor=staff(a_facility("nukui")), now=NOW)


def closures_of(act: Act) -> list[Closure]:
    return list(Closure.objects.filter(pk__in=act.after["closures"]))


def test_all_that_one_act_closed_is_opened_again(hall: Facility, desk: Person) -> None:
    parts = [OneClosure(FRIDAY, reason_ja="準備"), OneClosure(SATURDAY, reason_ja="まつり")]
    hold_festival(facility=hall, parts=parts, actor=desk, now=NOW)
    close(facility=hall, closures=[OneClosure(THURSDAY)], actor=desk, now=NOW)
    # Another closure of the same hall is another thing.
    undo(act=last("festival"), actor=desk, now=NOW)
    assert [one.cancelled for one in closures_of(last("festival"))] == [True, True]
    assert [one.cancelled for one in closures_of(last("close"))] == [False]
    with pytest.raises(Overtaken) as told:
        undo(act=last("festival"), actor=desk, now=NOW)
    assert told.value.undone


def test_a_closure_from_now_on_ends_and_of_one_that_is_over_nothing_is_left(
    hall: Facility, desk: Person
) -> None:
    close_now(facility=hall, until=NOW + 3600, actor=desk, now=NOW)
    with pytest.raises(Absent):
        undo(act=last("close_now"), actor=desk, now=NOW + 3600)
    undo(act=last("close_now"), actor=desk, now=NOW + 60)
    assert [one.end for one in closures_of(last("close_now"))] == [NOW + 60]


def test_a_warning_is_lifted_and_the_same_one_at_another_time_stays(hall: Facility, desk: Person) -> None:
    announce(halls=[hall], key="storm", span=FRIDAY, actor=desk, now=NOW)
    act = last("warn")
    announce(halls=[hall], key="storm", span=SATURDAY, actor=desk, now=NOW)
    undo(act=act, actor=desk, now=NOW)
    assert [one.start for one in WeatherWarning.objects.all()] == [SATURDAY.start]
    with pytest.raises(Overtaken) as told:
        undo(act=act, actor=desk, now=NOW)
    assert told.value.undone


def test_what_recurs_is_ended(hall: Facility, desk: Person) -> None:
    thursdays = {"first": date(2026, 12, 3), "weekdays": ["thu"]}
    plan = {"recurrence": thursdays, "from": "17:00", "to": "21:00"}
    open_evenings(facility=hall, plan=EveningPlan.model_validate(plan), actor=desk, now=NOW)
    close_regularly(facility=hall, plan=ClosurePlan.model_validate(plan), actor=desk, now=NOW)
    undo(act=last("open_evenings"), actor=desk, now=NOW)
    assert not Evening.objects.exists()
    assert Closure.objects.exists()
    undo(act=last("close_regularly"), actor=desk, now=NOW)
    assert not Closure.objects.exists()


def test_an_evening_that_was_added_is_taken_out_unless_that_displaces_somebody(
    hall: Facility, room: Room, desk: Person
) -> None:
    evening = open_evening(facility=hall, evening=OneEvening(LATE), actor=desk, now=NOW)
    booking = a_booking(room, LATE, a_high_schooler())
    with pytest.raises(Unseen):
        undo(act=last("open_evening"), actor=desk, now=NOW)
    cancel(booking=as_it_is(booking), actor=desk, now=NOW)
    undo(act=last("open_evening"), actor=desk, now=NOW)
    evening.refresh_from_db()
    assert evening.cancelled


def test_those_are_on_duty_again_who_were(hall: Facility, desk: Person) -> None:
    day, other = date(2026, 12, 4), staff(hall)
    for people in ([desk], [other]):
        set_on_duty(facility=hall, day=day, people=people, actor=desk, now=NOW)
    act = last("set_on_duty")
    set_on_duty(facility=hall, day=date(2026, 12, 5), people=[other], actor=desk, now=NOW)
    undo(act=act, actor=desk, now=NOW)
    assert [one.person for one in OnDuty.objects.filter(day=day)] == [desk]


def test_who_decides_no_hours_takes_none_back(hall: Facility, desk: Person) -> None:
    evening_staff = staff(hall, role=Role.EVENING)
    announce(halls=[hall], key="storm", span=FRIDAY, actor=desk, now=NOW)
    set_on_duty(facility=hall, day=date(2026, 12, 4), people=[desk], actor=desk, now=NOW)
    for verb in ("warn", "set_on_duty"):
        assert not may_undo(last(verb), RIGHTS[Role.EVENING], NOW)
        assert may_undo(last(verb), RIGHTS[Role.DESK], NOW)
        with pytest.raises(Absent):
            undo(act=last(verb), actor=evening_staff, now=NOW)
    assert not Closure.objects.filter(cancelled=True).exists()


def test_the_evening_opens_again_what_it_has_closed_at_once(hall: Facility, desk: Person) -> None:
    evening_staff = staff(hall, role=Role.EVENING)
    close_now(facility=hall, until=NOW + 3600, actor=evening_staff, now=NOW)
    assert may_undo(last("close_now"), RIGHTS[Role.EVENING], NOW)
    undo(act=last("close_now"), actor=evening_staff, now=NOW)
    assert Closure.objects.get().cancelled


def test_of_every_line_of_the_table_the_inverse_can_be_taken_back_or_is_done_anew() -> None:
    anew = {"extend", "lift", "unwarn", "end_closures", "end_evenings"}
    anew |= {"strike_payment", "strike_refund", "reopen_reduction", "restore_series", "restore_session"}
    anew |= {"undo_check_in", "undo_check_out", "take_back_walk_in", "take_back_release", "not_picked_up"}
    anew |= {"reopen", "take_back_occurrence", "revoke_kiosk", "take_back_outside"}
    assert {one.comes_to for one in UNDO.values()} - set(UNDO) == anew
    assert {one.comes_to for one in UNDO.values()} <= set(VERBS)
