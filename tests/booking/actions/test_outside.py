"""Bringing in other people's calendars: once, with whom it displaces seen, and taken back for a day."""

import pytest

from booking.actions.displacements import Unseen
from booking.actions.outside import Overtaken as BroughtSince
from booking.actions.outside import bring_in, take_back_outside
from booking.actions.sweeping import INTAKE_LIFETIME, sweep
from booking.actions.texts import Missing, Unfit
from booking.actions.undo import A_DAY, NoInverse, Overtaken, undo
from booking.models import Act, Booking, Displacement, Notice, Person
from booking.queries.bookings import Absent
from booking.rules.displacing import Answer
from booking.rules.staff import Role
from facilities.models import Closure, Facility, OutsideCalendar, OutsideEvent, OutsideIntake
from facilities.queries.outside import last_intake
from facilities.rules.outside import Becomes, Outside, Settled
from facilities.rules.spans import Span
from tests.factories import NOW, a_booking, a_facility, span, the_room
from tests.people import a_high_schooler, staff

pytestmark = [pytest.mark.django_db, pytest.mark.both]
DAY, NEXT = span("2026-12-18", "00:00", "24:00"), span("2026-12-19", "00:00", "24:00")
SCHOOL = "緑中学校"


def settled(
    key: str = "1",
    becomes: Becomes = Becomes.EXAM,
    when: Span = DAY,
    title: str = "期末考査",
    rooms: frozenset[str] = frozenset(),
) -> Settled:
    return Settled(Outside(key, title, when), becomes, rooms)


CLOSURE = settled(becomes=Becomes.CLOSURE, title="文化祭")
HOLD = settled(becomes=Becomes.HOLD, title="合唱の練習", rooms=frozenset({"band"}))


@pytest.fixture
def booked(hall: Facility) -> Booking:
    teen = a_high_schooler(email="mio@example.org")
    booking = a_booking(the_room(hall, "band"), span("2026-12-18", "17:00", "19:00"), teen)
    booking.people.set([teen])
    return booking


def last(verb: str) -> Act:
    return Act.objects.filter(verb=verb).latest("pk")


def standing() -> list[str]:
    return [one.reason_ja for one in Closure.objects.filter(cancelled=False)]


def test_a_note_closes_nothing_and_moves_the_halls_counter(hall: Facility, desk: Person) -> None:
    before = hall.revision
    bring_in(facility=hall, name=SCHOOL, settled=[settled()], actor=desk, now=NOW)
    hall.refresh_from_db()
    assert (standing(), hall.revision) == ([], before + 1)
    assert OutsideEvent.objects.get().becomes == Becomes.EXAM


def test_a_closure_is_of_the_whole_hall_and_a_hold_of_the_rooms_that_share_a_space(
    hall: Facility, desk: Person
) -> None:
    away = settled("2", Becomes.CLOSURE, NEXT, "大掃除")
    bring_in(facility=hall, name=SCHOOL, settled=[HOLD, away], actor=desk, now=NOW)
    hold, closure = Closure.objects.order_by("start")
    assert (hold.reason_ja, [room.slug for room in hold.rooms.all()]) == ("合唱の練習", ["band"])
    assert (closure.reason_ja, closure.rooms.count()) == ("大掃除", 0)


def test_whom_a_closure_displaces_must_have_been_seen_and_is_told(
    hall: Facility, desk: Person, booked: Booking
) -> None:
    with pytest.raises(Unseen):
        bring_in(facility=hall, name=SCHOOL, settled=[CLOSURE], actor=desk, now=NOW)
    assert not OutsideCalendar.objects.exists()
    seen = {booked.public_id: None}
    bring_in(facility=hall, name=SCHOOL, settled=[CLOSURE], offers=seen, actor=desk, now=NOW)
    assert Displacement.objects.get().state == Answer.OPEN
    assert "文化祭" in Notice.objects.get().body


def test_a_second_time_nothing_changes_and_nothing_is_logged(
    hall: Facility, desk: Person, booked: Booking
) -> None:
    both = [CLOSURE, settled("2", when=NEXT)]
    bring_in(facility=hall, name=SCHOOL, settled=both, offers={booked.public_id: None}, actor=desk, now=NOW)
    known = bring_in(facility=hall, name=SCHOOL, settled=both, actor=desk, now=NOW + 60)
    assert (Act.objects.filter(verb="bring_in").count(), Closure.objects.count()) == (1, 1)
    known.refresh_from_db()
    assert known.brought_at == NOW + 60
    assert Notice.objects.count() == 1


def test_a_hold_of_a_room_that_shares_a_space_is_the_same_a_second_time(hall: Facility, desk: Person) -> None:
    for _turn in range(2):
        bring_in(facility=hall, name=SCHOOL, settled=[HOLD], actor=desk, now=NOW)
    assert Closure.objects.count() == 1


def test_a_closure_that_moves_is_closed_anew_and_the_old_is_lifted(hall: Facility, desk: Person) -> None:
    bring_in(facility=hall, name=SCHOOL, settled=[CLOSURE], actor=desk, now=NOW)
    moved = settled(becomes=Becomes.CLOSURE, title="文化祭", when=NEXT)
    bring_in(facility=hall, name=SCHOOL, settled=[moved], actor=desk, now=NOW)
    assert [Span(one.start, one.end) for one in Closure.objects.filter(cancelled=False)] == [NEXT]


def test_whom_the_old_and_the_new_time_displace_is_told_once(
    hall: Facility, desk: Person, booked: Booking
) -> None:
    seen = {booked.public_id: None}
    bring_in(facility=hall, name=SCHOOL, settled=[CLOSURE], offers=seen, actor=desk, now=NOW)
    longer = settled(becomes=Becomes.CLOSURE, title="文化祭", when=Span(DAY.start, NEXT.end))
    bring_in(facility=hall, name=SCHOOL, settled=[longer], offers=seen, actor=desk, now=NOW)
    assert (Displacement.objects.get().state, Notice.objects.count()) == (Answer.OPEN, 1)


def test_what_is_gone_from_the_file_is_lifted_and_gives_its_places_back(
    hall: Facility, desk: Person, booked: Booking
) -> None:
    seen = {booked.public_id: None}
    bring_in(facility=hall, name=SCHOOL, settled=[CLOSURE], offers=seen, actor=desk, now=NOW)
    bring_in(facility=hall, name=SCHOOL, settled=[], gone=["1"], actor=desk, now=NOW)
    assert (standing(), OutsideEvent.objects.count()) == ([], 0)
    assert Displacement.objects.get().state != Answer.OPEN


def test_what_staff_have_lifted_by_hand_stays_open_the_next_time(hall: Facility, desk: Person) -> None:
    bring_in(facility=hall, name=SCHOOL, settled=[CLOSURE], actor=desk, now=NOW)
    Closure.objects.update(cancelled=True)
    bring_in(facility=hall, name=SCHOOL, settled=[CLOSURE], actor=desk, now=NOW)
    assert standing() == []


def test_what_is_over_is_neither_closed_nor_taken_away(hall: Facility, desk: Person) -> None:
    bring_in(facility=hall, name=SCHOOL, settled=[CLOSURE], actor=desk, now=NOW)
    bring_in(facility=hall, name=SCHOOL, settled=[], gone=["1"], actor=desk, now=DAY.end)
    assert standing() == ["文化祭"]
    bring_in(facility=hall, name="別の学校", settled=[CLOSURE], actor=desk, now=DAY.end)
    assert standing() == ["文化祭"]


def test_two_calendars_with_one_uid_keep_out_of_each_others_way(hall: Facility, desk: Person) -> None:
    for name in (SCHOOL, "東中学校"):
        bring_in(facility=hall, name=name, settled=[settled()], actor=desk, now=NOW)
    bring_in(facility=hall, name=SCHOOL, settled=[], gone=["1"], actor=desk, now=NOW)
    assert OutsideEvent.objects.get().calendar.name == "東中学校"


def test_taken_back_everything_is_as_it_was(hall: Facility, desk: Person) -> None:
    bring_in(facility=hall, name=SCHOOL, settled=[CLOSURE, settled("2", when=NEXT)], actor=desk, now=NOW)
    moved = settled(becomes=Becomes.CLOSURE, title="文化祭", when=NEXT)
    new = settled("3", Becomes.MAKEUP, NEXT, "振替休業日")
    bring_in(facility=hall, name=SCHOOL, settled=[moved, new], gone=["2"], actor=desk, now=NOW + 60)
    undo(act=last("bring_in"), actor=desk, now=NOW + 120)
    known = {one.key: (one.becomes, one.start) for one in OutsideEvent.objects.all()}
    assert known == {"1": (Becomes.CLOSURE, DAY.start), "2": (Becomes.EXAM, NEXT.start)}
    assert [one.start for one in Closure.objects.filter(cancelled=False)] == [DAY.start]
    assert last("take_back_outside").actor == desk


def test_a_closure_that_would_come_back_over_a_booking_does_not(hall: Facility, desk: Person) -> None:
    bring_in(facility=hall, name=SCHOOL, settled=[CLOSURE], actor=desk, now=NOW)
    bring_in(facility=hall, name=SCHOOL, settled=[], gone=["1"], actor=desk, now=NOW)
    a_booking(the_room(hall, "band"), span("2026-12-18", "17:00", "19:00"), a_high_schooler())
    with pytest.raises(Unseen):
        undo(act=last("bring_in"), actor=desk, now=NOW)
    assert standing() == []


def test_only_the_last_file_is_taken_back_and_only_once(hall: Facility, desk: Person) -> None:
    bring_in(facility=hall, name=SCHOOL, settled=[settled()], actor=desk, now=NOW)
    first = last("bring_in")
    bring_in(facility=hall, name=SCHOOL, settled=[settled(when=NEXT)], actor=desk, now=NOW)
    with pytest.raises(Overtaken):
        undo(act=first, actor=desk, now=NOW)
    undo(act=last("bring_in"), actor=desk, now=NOW)
    with pytest.raises(Overtaken):
        undo(act=last("bring_in"), actor=desk, now=NOW)
    with pytest.raises(NoInverse):
        undo(act=last("take_back_outside"), actor=desk, now=NOW)


def test_another_calendars_file_overtakes_nothing(hall: Facility, desk: Person) -> None:
    bring_in(facility=hall, name=SCHOOL, settled=[settled()], actor=desk, now=NOW)
    first = last("bring_in")
    bring_in(facility=hall, name="東中学校", settled=[settled()], actor=desk, now=NOW)
    undo(act=first, actor=desk, now=NOW)
    assert [one.calendar.name for one in OutsideEvent.objects.all()] == ["東中学校"]


def test_the_act_holds_keys_and_no_word_of_the_file(hall: Facility, desk: Person) -> None:
    bring_in(facility=hall, name=SCHOOL, settled=[CLOSURE], actor=desk, now=NOW)
    act = last("bring_in")
    assert "文化祭" not in str([act.before, act.after])
    assert SCHOOL not in str([act.before, act.after])
    assert act.after["dates"] == 1


def test_what_a_file_changed_is_swept_away_once_nobody_can_take_it_back(hall: Facility, desk: Person) -> None:
    bring_in(facility=hall, name=SCHOOL, settled=[settled()], actor=desk, now=NOW)
    assert INTAKE_LIFETIME > A_DAY
    sweep(now=NOW + INTAKE_LIFETIME - 1)
    assert OutsideIntake.objects.count() == 1
    sweep(now=NOW + INTAKE_LIFETIME)
    assert OutsideIntake.objects.count() == 0
    assert OutsideEvent.objects.count() == 1


@pytest.mark.parametrize("role", [Role.EVENING, Role.INSTRUCTOR, Role.AUDITOR, Role.CONTRACTOR])
def test_whoever_does_not_decide_the_hours_brings_nothing_in(hall: Facility, role: Role) -> None:
    with pytest.raises(Absent):
        bring_in(facility=hall, name=SCHOOL, settled=[CLOSURE], actor=staff(hall, role=role), now=NOW)
    assert not OutsideCalendar.objects.exists()


def test_another_halls_staff_bring_nothing_in_and_take_nothing_back(hall: Facility, desk: Person) -> None:
    foreign = staff(a_facility("nukui"))
    with pytest.raises(Absent):
        bring_in(facility=hall, name=SCHOOL, settled=[CLOSURE], actor=foreign, now=NOW)
    bring_in(facility=hall, name=SCHOOL, settled=[CLOSURE], actor=desk, now=NOW)
    with pytest.raises(Absent):
        take_back_outside(intake=OutsideIntake.objects.get(), actor=foreign, now=NOW)


def test_a_calendar_needs_a_name_that_can_be_shown(hall: Facility, desk: Person) -> None:
    for name, error in (("  ", Missing), ("緑\u202e中", Unfit), ("緑" * 51, Unfit)):
        with pytest.raises(error):
            bring_in(facility=hall, name=name, settled=[settled()], actor=desk, now=NOW)


def test_what_was_decided_beside_another_state_is_not_brought_in(hall: Facility, desk: Person) -> None:
    told = {"facility": hall, "name": SCHOOL, "actor": desk, "now": NOW}
    assert last_intake(hall, SCHOOL) == 0
    bring_in(settled=[settled()], seen=0, **told)
    with pytest.raises(BroughtSince):
        bring_in(settled=[settled(becomes=Becomes.OTHER)], seen=0, **told)
    assert OutsideEvent.objects.get().becomes == Becomes.EXAM
    bring_in(settled=[settled(becomes=Becomes.OTHER)], seen=last_intake(hall, SCHOOL), **told)
    assert OutsideEvent.objects.get().becomes == Becomes.OTHER


def test_taking_back_is_a_change_too_and_another_hall_is_none(hall: Facility, desk: Person) -> None:
    told = {"facility": hall, "name": SCHOOL, "actor": desk, "now": NOW}
    bring_in(settled=[settled()], **told)
    seen = last_intake(hall, SCHOOL)
    take_back_outside(intake=OutsideIntake.objects.get(), actor=desk, now=NOW)
    with pytest.raises(BroughtSince):
        bring_in(settled=[settled()], seen=seen, **told)
    assert not OutsideEvent.objects.exists()
    assert last_intake(a_facility("nishi"), SCHOOL) == 0
