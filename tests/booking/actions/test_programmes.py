"""A programme takes place in rooms that it holds like anybody, or elsewhere; its hall says how many came."""

from typing import Any

import pytest

from booking.actions.allowing import Answering
from booking.actions.changes import Stale
from booking.actions.programmes import (
    About,
    NoPlace,
    TooEarly,
    cancel_programme,
    cancel_session,
    change_programme,
    count_session,
    hold_session,
    make_programme,
    move_session,
    publish_programme,
)
from booking.actions.texts import Missing, Unfit
from booking.models import Act, Booking, Claim, Person, Programme, Session
from booking.queries.bookings import Absent
from booking.rules.attendance import Heads, Part
from booking.rules.lifecycle import State
from booking.rules.staff import Role
from booking.rules.verdict import Refused
from facilities.models import Department, Facility, Room
from facilities.rules.spans import Span
from tests.booking.programmes import a_department, a_programme
from tests.factories import NOW, a_booking, a_facility, at, span, the_room
from tests.people import staff

pytestmark = pytest.mark.django_db
EXCHANGE = About(
    name="むかしの歌を、バンドで。",
    plan="B1",
    of="honcho",
    about="地域の人がおぼえている歌を聞いて、中高生がバンドにします。",
    bands_wanted=2,
    places={("elementary", None): 3, ("senior", None): 6},
)
SATURDAY = span("2026-12-12", "14:00", "16:00")
SUNDAY = span("2026-12-13", "10:00", "12:00")
AFTER = at("2026-12-12 16:30")
OURS = Answering(why="館の事業")
CAME = {Heads(Part.TAKING_PART, "elementary"): 6, Heads(Part.ACCOMPANYING, "adult"): 3}


@pytest.fixture
def department(hall: Facility) -> Department:
    return a_department(hall)


@pytest.fixture
def programme(department: Department, hall: Facility, desk: Person) -> Programme:
    return a_programme(hall, desk, EXCHANGE)


def a_session(programme: Programme, actor: Person, *rooms: Room, **said: Any) -> Session:
    told = {"span": SATURDAY, "answering": OURS, "now": NOW, **said}
    return hold_session(programme=programme, rooms=rooms, actor=actor, **told)


def verbs() -> list[str]:
    return list(Act.objects.filter(subject="programme").order_by("pk").values_list("verb", flat=True))


def test_a_new_programme_is_seen_by_nobody_until_it_is_published(programme: Programme, desk: Person) -> None:
    assert programme.state == Programme.State.DRAFT
    assert publish_programme(programme=programme, actor=desk, now=NOW).state == Programme.State.OPEN
    assert verbs() == ["make_programme", "publish_programme"]


def test_it_is_published_once_however_often_the_button_is_pressed(programme: Programme, desk: Person) -> None:
    for _ in range(2):
        publish_programme(programme=programme, actor=desk, now=NOW)
    assert verbs().count("publish_programme") == 1


def test_it_says_what_it_belongs_to_and_for_whom_it_has_places(programme: Programme) -> None:
    assert (programme.plan, programme.of) == ("B1", "honcho")
    assert {one.band: one.count for one in programme.places.all()} == {"elementary": 3, "senior": 6}


def test_of_two_who_change_it_the_second_is_told_and_nothing_is_half_written(
    programme: Programme, desk: Person
) -> None:
    by, seen = {"actor": desk, "now": NOW}, Programme.objects.get().revision
    change_programme(programme=programme, about=About(name="歌の会"), seen=seen, **by)
    with pytest.raises(Stale):
        change_programme(programme=programme, about=About(name="ほかの会"), seen=seen, **by)
    assert Programme.objects.get().name_ja == "歌の会"
    assert not Programme.objects.get().places.exists()


@pytest.mark.parametrize(("said", "wrong"), [({"name": " "}, Missing), ({"about": "あ" * 1001}, Unfit)])
def test_a_programme_that_cannot_be_read_is_not_made(
    department: Department, hall: Facility, desk: Person, said: dict[str, str], wrong: type[ValueError]
) -> None:
    with pytest.raises(wrong):
        make_programme(
            department=department, facility=hall, about=About(**{"name": "会", **said}), actor=desk, now=NOW
        )
    assert not Programme.objects.exists()


def test_a_hall_of_no_office_leads_nothing(hall: Facility, desk: Person) -> None:
    with pytest.raises(Absent):
        make_programme(department=hall.department, facility=hall, about=EXCHANGE, actor=desk, now=NOW)


def test_a_session_holds_its_rooms_as_bookings_like_any_other(
    programme: Programme, desk: Person, hall: Facility
) -> None:
    session = a_session(programme, desk, the_room(hall, "band"), the_room(hall, "craft"))
    held = session.bookings.order_by("room__slug")
    assert [(one.room.slug, one.start, one.end, one.state, one.headcount) for one in held] == [
        ("band", SATURDAY.start, SATURDAY.end, State.BOOKED, 9),
        ("craft", SATURDAY.start, SATURDAY.end, State.BOOKED, 9),
    ]
    assert Claim.objects.filter(booking__session=session).count() == 2


def test_a_room_that_somebody_has_is_not_taken_for_a_programme_and_nothing_is_half_held(
    programme: Programme, desk: Person, hall: Facility, teen: Person
) -> None:
    a_booking(the_room(hall, "craft"), SATURDAY, teen)
    with pytest.raises(Refused):
        a_session(programme, desk, the_room(hall, "band"), the_room(hall, "craft"))
    assert not Session.objects.exists()
    assert Booking.objects.count() == 1


def test_what_the_desk_answers_for_is_on_record(programme: Programme, desk: Person, room: Room) -> None:
    late = span("2026-12-12", "19:00", "21:00")  # a Saturday: only Wednesdays and Fridays are open so late
    with pytest.raises(Refused):
        a_session(programme, desk, room, span=late, answering=Answering())
    session = a_session(programme, desk, room, span=late)
    booking = session.bookings.get()
    assert Act.objects.get(subject_id=booking.public_id, verb="overrule").why == "館の事業"


def test_a_session_may_take_place_in_a_park_and_holds_no_room_then(
    programme: Programme, desk: Person
) -> None:
    session = a_session(programme, desk, elsewhere="武蔵小金井公園")
    assert session.elsewhere == "武蔵小金井公園"
    assert not session.bookings.exists()


@pytest.mark.parametrize("elsewhere", ["", "公園"])
def test_a_session_takes_place_in_rooms_or_elsewhere_and_not_in_both_or_neither(
    programme: Programme, desk: Person, room: Room, elsewhere: str
) -> None:
    rooms = [room] if elsewhere else []
    with pytest.raises(NoPlace):
        a_session(programme, desk, *rooms, elsewhere=elsewhere)
    assert not Session.objects.exists()


def test_a_session_that_is_cancelled_gives_its_rooms_back_and_stays_on_record(
    programme: Programme, desk: Person, room: Room
) -> None:
    session = a_session(programme, desk, room)
    for _ in range(2):
        cancel_session(session=session, actor=desk, now=NOW, why="雨のため")
    session.refresh_from_db()
    assert (session.cancelled_at, session.sequence) == (NOW, 1)
    assert not Claim.objects.exists()
    assert verbs().count("cancel_session") == 1


def test_a_session_that_is_moved_takes_its_rooms_along(
    programme: Programme, desk: Person, hall: Facility
) -> None:
    session = a_session(programme, desk, the_room(hall, "band"), the_room(hall, "craft"))
    moved = move_session(session=session, span=SUNDAY, answering=OURS, actor=desk, now=NOW + 60)
    assert (moved.start, moved.end, moved.sequence) == (SUNDAY.start, SUNDAY.end, 1)
    assert {(one.start, one.end) for one in moved.bookings.all()} == {(SUNDAY.start, SUNDAY.end)}
    assert {one.start for one in Claim.objects.all()} == {SUNDAY.start}
    told = Act.objects.get(verb="move_session")
    assert told.before == {"start": SATURDAY.start, "end": SATURDAY.end}
    assert told.after == {"session": session.public_id, "start": SUNDAY.start, "end": SUNDAY.end}


def test_where_one_room_is_taken_no_room_moves(programme: Programme, desk: Person, hall: Facility) -> None:
    session = a_session(programme, desk, the_room(hall, "band"), the_room(hall, "craft"))
    a_booking(the_room(hall, "craft"), SUNDAY, staff(hall))
    with pytest.raises(Refused):
        move_session(session=session, span=SUNDAY, answering=OURS, actor=desk, now=NOW)
    assert {one.start for one in session.bookings.all()} == {SATURDAY.start}
    assert Session.objects.get().start == SATURDAY.start
    assert "move_session" not in verbs()


def test_a_session_elsewhere_moves_alone_and_moving_it_back_undoes_it(
    programme: Programme, desk: Person
) -> None:
    session = a_session(programme, desk, elsewhere="公園")
    moved = move_session(session=session, span=SUNDAY, actor=desk, now=NOW)
    back = move_session(session=moved, span=SATURDAY, actor=desk, now=NOW)
    assert (back.start, back.end, back.elsewhere) == (SATURDAY.start, SATURDAY.end, "公園")


def test_a_session_is_moved_once_however_often_the_button_is_pressed(
    programme: Programme, desk: Person
) -> None:
    session = a_session(programme, desk, elsewhere="公園")
    for _ in range(2):
        move_session(session=session, span=SUNDAY, actor=desk, now=NOW)
    assert verbs().count("move_session") == 1


def test_of_two_who_move_a_session_the_second_is_told(programme: Programme, desk: Person) -> None:
    session = a_session(programme, desk, elsewhere="公園")
    by, seen = {"actor": desk, "now": NOW}, session.version
    move_session(session=session, span=SUNDAY, seen=seen, **by)
    with pytest.raises(Stale):
        move_session(session=session, span=span("2026-12-14", "10:00", "12:00"), seen=seen, **by)
    with pytest.raises(Stale):
        cancel_session(session=session, seen=seen, **by)
    assert Session.objects.get().cancelled_at is None


@pytest.mark.parametrize(
    ("to", "now"),
    [
        (SUNDAY, SATURDAY.start),  # it has begun
        (span("2026-12-01", "10:00", "12:00"), NOW),  # nobody comes yesterday
    ],
)
def test_what_has_begun_is_not_moved_and_nothing_is_moved_into_the_past(
    programme: Programme, desk: Person, to: Span, now: int
) -> None:
    session = a_session(programme, desk, elsewhere="公園")
    with pytest.raises(Refused):
        move_session(session=session, span=to, actor=desk, now=now)


def test_what_was_cancelled_is_not_moved(programme: Programme, desk: Person) -> None:
    session = cancel_session(session=a_session(programme, desk, elsewhere="公園"), actor=desk, now=NOW)
    with pytest.raises(Refused):
        move_session(session=session, span=SUNDAY, actor=desk, now=NOW)


def test_the_desk_of_another_hall_moves_nothing_here(programme: Programme, desk: Person) -> None:
    session = a_session(programme, desk, elsewhere="公園")
    with pytest.raises(Absent):
        move_session(session=session, span=SUNDAY, actor=staff(a_facility("minami")), now=NOW)


def test_a_programme_that_is_cancelled_leaves_what_was_held(
    programme: Programme, desk: Person, room: Room
) -> None:
    past = a_session(programme, desk, elsewhere="公園", span=span("2026-12-05", "14:00", "16:00"))
    coming = a_session(programme, desk, room)
    cancel_programme(programme=programme, actor=desk, now=at("2026-12-06 10:00"))
    past.refresh_from_db()
    coming.refresh_from_db()
    assert past.cancelled_at is None
    assert coming.cancelled_at == at("2026-12-06 10:00")
    assert not Claim.objects.exists()


def test_how_many_came_is_kept_by_part_and_band_and_counted_anew_when_it_was_wrong(
    programme: Programme, desk: Person
) -> None:
    session = a_session(programme, desk, elsewhere="公園")
    count_session(session=session, counts=CAME, actor=desk, now=AFTER)
    count_session(session=session, counts={**CAME, Heads(Part.HELPING, "senior"): 0}, actor=desk, now=AFTER)
    assert {(one.part, one.band): one.count for one in session.counts.all()} == {
        ("part", "elementary"): 6,
        ("accompany", "adult"): 3,
        ("help", "senior"): 0,
    }
    last = Act.objects.filter(verb="count_session").order_by("pk").last()
    assert last is not None
    assert last.before == {"accompany.adult": 3, "part.elementary": 6}


def test_of_two_who_count_a_session_the_second_is_told_and_who_counts_the_same_counts_once(
    programme: Programme, desk: Person
) -> None:
    session = a_session(programme, desk, elsewhere="公園")
    by, seen = {"actor": desk, "now": AFTER}, session.version
    for _ in range(2):
        count_session(session=session, counts=CAME, seen=seen, **by)
    with pytest.raises(Stale):
        count_session(session=session, counts={}, seen=seen, **by)
    assert session.counts.count() == 2
    assert verbs().count("count_session") == 1
    assert Session.objects.get().sequence == 0, "to calendars a count is no change"


def test_what_others_have_changed_is_neither_shown_to_everybody_nor_called_off_unseen(
    programme: Programme, desk: Person
) -> None:
    by, seen = {"actor": desk, "now": NOW}, Programme.objects.get().revision
    change_programme(programme=programme, about=About(name="歌の会"), seen=seen, **by)
    for verb in (publish_programme, cancel_programme):
        with pytest.raises(Stale):
            verb(programme=programme, seen=seen, **by)
    assert Programme.objects.get().state == Programme.State.DRAFT


def test_nobody_is_counted_before_it_has_begun(programme: Programme, desk: Person) -> None:
    session = a_session(programme, desk, elsewhere="公園")
    with pytest.raises(TooEarly):
        count_session(session=session, counts=CAME, actor=desk, now=SATURDAY.start - 1)
    assert not session.counts.exists()
    count_session(session=session, counts=CAME, actor=desk, now=SATURDAY.start)
    assert session.counts.count() == 2


def test_the_desk_of_another_hall_knows_of_no_programme_here(programme: Programme, hall: Facility) -> None:
    stranger = staff(a_facility("midori"))
    for verb in (publish_programme, cancel_programme):
        with pytest.raises(Absent):
            verb(programme=programme, actor=stranger, now=NOW)
    with pytest.raises(Absent):
        a_session(programme, stranger, elsewhere="公園")


def test_a_programme_of_the_hall_holds_no_room_of_a_hall_where_nobody_asked_the_desk(
    programme: Programme, desk: Person
) -> None:
    other = Room.objects.create(facility=a_facility("midori"), slug="hall", name_ja="ホール")
    with pytest.raises(Absent):
        a_session(programme, desk, other)


def test_the_department_leads_what_several_halls_carry_out_together(
    department: Department, hall: Facility
) -> None:
    office = staff(hall, role=Role.OFFICE)
    made = make_programme(
        department=department, facility=None, about=About(name="わんぱく団"), actor=office, now=NOW
    )
    assert publish_programme(programme=made, actor=office, now=NOW).state == Programme.State.OPEN


def test_whoever_opens_and_closes_for_a_company_makes_no_programme(
    department: Department, hall: Facility
) -> None:
    contractor = staff(hall, role=Role.CONTRACTOR)
    with pytest.raises(Absent):
        make_programme(department=department, facility=hall, about=EXCHANGE, actor=contractor, now=NOW)
