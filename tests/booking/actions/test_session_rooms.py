"""What a desk does to the room of a programme's date becomes of the date; who has signed up hears of it."""

import pytest

from booking.actions.allowing import Answering
from booking.actions.bookings import cancel, move, restore
from booking.actions.closures import OneClosure, close
from booking.actions.displacements import pass_over
from booking.actions.programmes import (
    About,
    cancel_session,
    hold_session,
    move_session,
    publish_programme,
)
from booking.actions.signups import sign_up
from booking.actions.warnings import announce, lift
from booking.models import Act, Booking, Notice, Person, Session
from booking.queries.bookings import Absent
from booking.rules.exchange import Comer
from booking.rules.lifecycle import State
from booking.rules.verdict import Refused
from facilities.models import Facility, Room
from facilities.rules.spans import Span
from tests.booking.programmes import a_department, a_programme
from tests.factories import NOW, a_booking, a_facility, span, the_room
from tests.people import a_senior, staff

pytestmark = pytest.mark.django_db
SATURDAY = span("2026-12-12", "14:00", "16:00")
SUNDAY = span("2026-12-13", "10:00", "12:00")
OURS = Answering(why="館の行事")
LATER = NOW + 60


@pytest.fixture
def rooms(hall: Facility) -> list[Room]:
    return [the_room(hall, "band"), the_room(hall, "craft")]


@pytest.fixture
def date(hall: Facility, desk: Person, rooms: list[Room]) -> Session:
    """In two rooms; an elder has signed up for it."""
    a_department(hall)
    songs = a_programme(hall, desk, About(name="歌の会", places={("senior", None): 6}))
    made = hold_session(programme=songs, span=SATURDAY, rooms=rooms, answering=OURS, actor=desk, now=NOW)
    publish_programme(programme=songs, actor=desk, now=NOW)
    told = {"party": [Comer("senior")], "person": a_senior(), "now": NOW}
    sign_up(programme=songs, sessions=[made.public_id], **told)  # type: ignore[arg-type]
    return made


def use(date: Session, room: str = "band") -> Booking:
    return date.bookings.select_related("room__facility", "session").get(room__slug=room)


def to(booking: Booking, when: Span, actor: Person, room: Room | None = None) -> Booking:
    there = room or booking.room
    return move(booking=booking, actor=actor, room=there, span=when, answering=OURS, now=LATER)


def at_now(date: Session) -> Span:
    date.refresh_from_db()
    return Span(date.start, date.end)


def news() -> list[str]:
    return list(Notice.objects.exclude(kind="signed_up").order_by("pk").values_list("kind", flat=True))


def test_a_date_goes_where_one_of_its_rooms_is_moved_and_its_other_room_too(
    date: Session, desk: Person
) -> None:
    to(use(date), SUNDAY, desk)
    assert at_now(date) == SUNDAY
    assert {(one.start, one.end) for one in date.bookings.all()} == {(SUNDAY.start, SUNDAY.end)}
    assert news() == ["session_moved"]
    act = Act.objects.get(subject="programme", verb="move_session")
    assert (act.before["start"], act.after["start"]) == (SATURDAY.start, SUNDAY.start)


def test_where_the_other_room_is_taken_nothing_moves(date: Session, desk: Person, rooms: list[Room]) -> None:
    a_booking(rooms[1], SUNDAY, desk)
    with pytest.raises(Refused):
        to(use(date), SUNDAY, desk)
    assert at_now(date) == SATURDAY
    assert {one.start for one in date.bookings.all()} == {SATURDAY.start}
    assert news() == []


def test_a_date_that_the_programmes_page_moves_is_told_of_once(date: Session, desk: Person) -> None:
    move_session(session=date, span=SUNDAY, answering=OURS, actor=desk, now=LATER)
    assert at_now(date) == SUNDAY
    assert date.sequence == 1
    assert news() == ["session_moved"]
    assert Act.objects.filter(subject="programme", verb="move_session").count() == 1


def test_another_room_at_the_same_time_is_news_of_the_place_alone(
    date: Session, desk: Person, hall: Facility
) -> None:
    before = date.programme.revision
    to(use(date), SATURDAY, desk, the_room(hall, "a"))
    assert at_now(date) == SATURDAY
    notice = Notice.objects.exclude(kind="signed_up").get()
    assert "行事の場所が変わりました" in notice.subject
    date.programme.refresh_from_db()
    assert date.programme.revision > before, "feeds and pages are made anew"


def test_a_date_that_loses_one_room_of_two_takes_place(date: Session, desk: Person) -> None:
    cancel(booking=use(date), actor=desk, now=LATER)
    date.refresh_from_db()
    assert date.cancelled_at is None
    assert news() == []


def test_a_date_without_any_room_does_not_take_place_and_is_not_held_again(
    date: Session, desk: Person
) -> None:
    for room in ("band", "craft"):
        cancel(booking=use(date, room), actor=desk, now=LATER, why="ゆかの工事")
    date.refresh_from_db()
    assert date.cancelled_at == LATER
    assert news() == ["session_called_off"]
    assert "ゆかの工事" in Notice.objects.get(kind="session_called_off").body
    with pytest.raises(Refused):
        restore(booking=use(date), actor=desk, now=LATER)


def test_a_room_of_a_date_that_stands_is_taken_back_like_any_other(date: Session, desk: Person) -> None:
    gone = cancel(booking=use(date), actor=desk, now=LATER)
    assert restore(booking=gone, actor=desk, now=LATER).state == State.BOOKED


def test_a_date_called_off_on_its_own_page_is_called_off_once_with_its_reason(
    date: Session, desk: Person
) -> None:
    for _ in range(2):
        cancel_session(session=date, actor=desk, now=LATER, why="講師の都合です。")
    assert news() == ["session_called_off"]
    assert "講師の都合です。" in Notice.objects.get(kind="session_called_off").body
    assert Act.objects.get(verb="cancel_session").why == "講師の都合です。"


def test_the_desk_of_another_hall_moves_no_room_and_so_no_date(date: Session) -> None:
    stranger = staff(a_facility("midori"))
    with pytest.raises(Absent):
        to(use(date), SUNDAY, stranger)
    assert at_now(date) == SATURDAY


def test_a_date_whose_rooms_were_closed_and_that_nobody_answered_for_did_not_take_place(
    date: Session, desk: Person, hall: Facility
) -> None:
    offers = {one.public_id: None for one in date.bookings.all()}
    close(facility=hall, closures=[OneClosure(SATURDAY)], offers=offers, actor=desk, now=LATER)
    date.refresh_from_db()
    assert date.cancelled_at is None, "whoever leads it says what becomes of it"
    pass_over(now=SATURDAY.end)
    date.refresh_from_db()
    assert date.cancelled_at == SATURDAY.end
    assert news() == [], "of what is over nobody is told"


def test_a_weather_warning_calls_dates_off_and_they_stay_off(
    date: Session, desk: Person, hall: Facility
) -> None:
    told = {"key": "storm", "reason_ja": "暴風警報", "actor": desk}
    (warning,) = announce(halls=[hall], span=SATURDAY, now=LATER, **told)  # type: ignore[arg-type]
    date.refresh_from_db()
    assert date.cancelled_at == LATER
    assert "暴風警報" in Notice.objects.get(kind="session_called_off").body
    lift(warning=warning, actor=desk, now=LATER + 60)
    assert {one.state for one in date.bookings.all()} == {State.CANCELLED}


def test_a_weather_warning_leaves_the_dates_of_other_days_alone(
    date: Session, desk: Person, hall: Facility
) -> None:
    announce(halls=[hall], key="storm", span=SUNDAY, actor=desk, now=LATER)
    date.refresh_from_db()
    assert date.cancelled_at is None
