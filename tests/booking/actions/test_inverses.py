"""A slip of the desk's day is taken back from the log: who came, keys, notes, things, doors, answers."""

import pytest

from booking.actions.attendance import check_in, check_out, correct_headcount, count_free_use
from booking.actions.emergencies import pick_up
from booking.actions.faults import mend, report
from booking.actions.handover import hand_key, note, note_done, take_key_back
from booking.actions.kiosks import make_kiosk
from booking.actions.no_show import release_no_show
from booking.actions.occurrences import note_occurrence
from booking.actions.requests import refuse, request
from booking.actions.undo import Overtaken, undo
from booking.actions.walk_ins import WalkIn, let_in
from booking.actions.wanted import Wanted
from booking.models import (
    Act,
    Booking,
    HandoverNote,
    Headcount,
    HourCount,
    Kiosk,
    Occurrence,
    Person,
    Pickup,
    Wait,
)
from booking.queries.attendance import counts_of
from booking.queries.bookings import Absent
from booking.queries.handover import keys_out
from booking.queries.party import Company
from booking.rules.attendance import Heads, Part
from booking.rules.lifecycle import State
from booking.rules.verdict import Refused
from facilities.models import Equipment, Facility, Fault, Room
from tests.booking.waiting import a_wait
from tests.factories import ASKING, a_booking, a_facility, a_hall, a_room, at, span, the_room
from tests.people import a_high_schooler, staff

pytestmark = pytest.mark.django_db
NOW = at("2026-12-04 17:42")
THREE = {Heads(Part.TAKING_PART, "junior_high"): 3}
FOUR = {Heads(Part.TAKING_PART, "junior_high"): 4}


@pytest.fixture
def booking(room: Room) -> Booking:
    return a_booking(room, span("2026-12-04", "17:00", "19:00"), a_high_schooler(), headcount=3)


def again(booking: Booking) -> Booking:
    return Booking.objects.select_related("room__facility").get(pk=booking.pk)


def take_back(verb: str, desk: Person, now: int = NOW) -> None:
    undo(act=Act.objects.filter(verb=verb).latest("pk"), actor=desk, now=now)


def test_a_check_in_is_taken_back_with_its_count_and_the_key_apart(booking: Booking, desk: Person) -> None:
    check_in(booking=booking, counts=THREE, actor=desk, now=NOW, key=True)
    take_back("check_in", desk)
    assert (again(booking).state, counts_of(booking)) == (State.BOOKED, {})
    assert keys_out(booking.room.facility), "whoever has it has it still"
    take_back("hand_key", desk)
    assert not keys_out(booking.room.facility)


def test_what_was_noted_after_the_end_is_taken_back_too(booking: Booking, desk: Person) -> None:
    late = booking.end + 600
    check_in(booking=booking, counts=THREE, actor=desk, now=late)
    take_back("check_in", desk, late + 60)
    assert (again(booking).state, counts_of(booking)) == (State.BOOKED, {})


def test_those_who_had_not_gone_are_here_again(booking: Booking, desk: Person) -> None:
    check_in(booking=booking, counts=THREE, actor=desk, now=NOW)
    check_out(booking=again(booking), counts=THREE, actor=desk, now=NOW)
    with pytest.raises(Overtaken):
        take_back("check_in", desk)
    take_back("check_out", desk)
    assert again(booking).state == State.IN_USE


def test_the_old_number_comes_back_unless_somebody_has_counted_since(booking: Booking, desk: Person) -> None:
    check_in(booking=booking, counts=THREE, actor=desk, now=NOW)
    correct_headcount(booking=again(booking), counts=FOUR, seen=THREE, actor=desk, now=NOW)
    first = Act.objects.get(verb="correct_headcount")
    take_back("correct_headcount", desk)
    assert counts_of(booking) == THREE
    with pytest.raises(Overtaken):
        undo(act=first, actor=desk, now=NOW)


def test_an_hour_is_counted_as_before_and_another_hour_is_left_alone(hall: Facility, desk: Person) -> None:
    corner = a_room(hall, "corner", bookable=False)
    for hour, count in (("16:00", 5), ("16:00", 50), ("17:00", 7)):
        counts = {"elementary": count}
        count_free_use(room=corner, at=at(f"2026-12-04 {hour}"), counts=counts, actor=desk, now=NOW)
    undo(act=Act.objects.order_by("pk")[1], actor=desk, now=NOW)
    assert list(HourCount.objects.order_by("at").values_list("count", flat=True)) == [5, 7]


def test_a_key_goes_back_and_out_again(booking: Booking, desk: Person) -> None:
    hand_key(booking=booking, actor=desk, now=NOW)
    take_back("hand_key", desk)
    assert not keys_out(booking.room.facility)
    hand_key(booking=booking, actor=desk, now=NOW)
    take_key_back(booking=booking, actor=desk, now=NOW)
    take_back("take_key_back", desk)
    assert [loan.booking for loan in keys_out(booking.room.facility)] == [booking]


def test_whoever_was_let_in_by_mistake_is_not_there_and_who_waited_waits_again(
    room: Room, desk: Person
) -> None:
    wait, now = a_wait(a_high_schooler(), room), at("2026-12-02 17:42")
    until = at("2026-12-02 18:45")
    made = let_in(walk_in=WalkIn(room, until, Company(), wait=wait), actor=desk, now=now)
    take_back("walk_in", desk, now)
    wait.refresh_from_db()
    assert (again(made).state, wait.state, wait.offer) == (State.CANCELLED, Wait.State.WAITING, None)
    assert not Headcount.objects.exists()
    let_in(walk_in=WalkIn(room, until, Company(counted={"junior_high": 2})), actor=desk, now=now)


def test_who_has_gone_already_was_there(room: Room, desk: Person) -> None:
    until = at("2026-12-04 18:45")
    made = let_in(walk_in=WalkIn(room, until, Company(counted={"junior_high": 2})), actor=desk, now=NOW)
    act = Act.objects.get(verb="walk_in")
    check_out(booking=again(made), counts=THREE, actor=desk, now=NOW + 600)
    with pytest.raises(Overtaken):
        undo(act=act, actor=desk, now=NOW + 700)


def test_a_room_that_was_given_back_is_theirs_again(booking: Booking, desk: Person) -> None:
    release_no_show(booking=booking, actor=desk, now=NOW)
    take_back("release_no_show", desk)
    assert again(booking).state == State.BOOKED


def test_a_note_leaves_the_board_and_comes_back(hall: Facility, desk: Person) -> None:
    made = note(facility=hall, text="アンプBは修理中", actor=desk, now=NOW)
    take_back("note", desk)
    assert not HandoverNote.objects.filter(done_at=None).exists()
    take_back("note_done", desk)
    assert HandoverNote.objects.get(done_at=None) == made
    note_done(note=made, actor=desk, now=NOW)
    take_back("note_done", desk)
    assert HandoverNote.objects.filter(done_at=None).exists()


def test_what_was_noticed_by_mistake_is_gone(hall: Facility, desk: Person) -> None:
    note_occurrence(
        facility=hall, kind=Occurrence.Kind.NOISE, text="音の電話", at=NOW - 60, actor=desk, now=NOW
    )
    take_back("note_occurrence", desk)
    assert not Occurrence.objects.exists()


def test_a_thing_is_whole_and_broken_again_and_another_things_report_stands(room: Room, desk: Person) -> None:
    drums, amp = (
        Equipment.objects.create(room=room, slug=slug, name_ja=slug, name_en=slug, stock=1)
        for slug in ("drums", "amp")
    )
    for thing in (drums, amp):
        report(thing=thing, count=1, what=Fault.What.SILENT, said="", actor=desk, now=NOW)
    undo(act=Act.objects.filter(verb="report_fault").earliest("pk"), actor=desk, now=NOW)
    assert [one.equipment for one in Fault.objects.filter(mended_at=None)] == [amp]
    mend(fault=Fault.objects.get(equipment=amp), actor=desk, now=NOW)
    take_back("mend", desk)
    assert [one.equipment for one in Fault.objects.filter(mended_at=None)] == [amp]


def test_a_tablet_that_was_made_by_mistake_opens_nothing(room: Room, desk: Person) -> None:
    make_kiosk(room=room, name="音楽室のとびら", groups=False, actor=desk, now=NOW)
    take_back("make_kiosk", desk)
    assert Kiosk.objects.get().revoked_at == NOW


def test_who_was_not_handed_over_is_still_inside(booking: Booking, desk: Person) -> None:
    for relation in ("母", "祖父"):
        pick_up(booking=booking, headcount=1, relation=relation, actor=desk, now=NOW)
    undo(act=Act.objects.filter(verb="pick_up").earliest("pk"), actor=desk, now=NOW)
    assert [one.relation for one in Pickup.objects.all()] == ["祖父"]


def test_an_answer_is_open_again_while_nothing_came_of_it() -> None:
    hall = a_hall(ASKING)
    craft, answers = the_room(hall, "craft"), staff(hall)
    asked = request(
        person=a_high_schooler(),
        wanted=Wanted(craft, span("2026-12-10", "13:00", "15:00"), purpose="other"),
        said="ミシンを使いたいです",
        now=NOW,
    )
    refuse(booking=asked, words="職員がいません", actor=answers, now=NOW)
    act = Act.objects.get(verb="refuse")
    a_booking(craft, span("2026-12-10", "13:00", "15:00"), a_high_schooler())
    with pytest.raises(Refused):
        undo(act=act, actor=answers, now=NOW)
    Booking.objects.exclude(pk=asked.pk).delete()
    undo(act=act, actor=answers, now=NOW)
    assert again(asked).state == State.PROVISIONAL


def test_another_halls_desk_takes_nothing_back(booking: Booking, desk: Person) -> None:
    check_in(booking=booking, counts=THREE, actor=desk, now=NOW)
    with pytest.raises(Absent):
        take_back("check_in", staff(a_facility("kita")))
    assert again(booking).state == State.IN_USE
