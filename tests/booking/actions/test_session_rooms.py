"""What a desk does to the room of a programme's date becomes of the date; who has signed up hears of it."""

import pytest

from booking.actions.allowing import Answering
from booking.actions.bookings import cancel, move, restore
from booking.actions.closures import OneClosure, close, lift_closure
from booking.actions.displacements import pass_over
from booking.actions.emergencies import close_now
from booking.actions.no_show import release_no_show, take_back_release
from booking.actions.programmes import (
    About,
    cancel_programme,
    cancel_session,
    hold_session,
    move_session,
    publish_programme,
)
from booking.actions.session_restoring import restore_session
from booking.actions.signups import sign_up
from booking.actions.stays import extend, hand_back
from booking.actions.undo import undo
from booking.actions.warnings import announce, lift
from booking.models import Act, Booking, Notice, Person, Session
from booking.queries.bookings import Absent
from booking.rules.exchange import Comer
from booking.rules.lifecycle import HOLDING, State
from booking.rules.staff import Role
from booking.rules.verdict import Refused
from facilities.models import Closure, Facility, Room
from facilities.rules.spans import Span
from tests.booking.programmes import a_department, a_programme
from tests.factories import NOW, a_booking, a_facility, at, span, the_room
from tests.people import a_senior, staff

pytestmark = pytest.mark.django_db
SATURDAY = span("2026-12-12", "14:00", "16:00")
SUNDAY = span("2026-12-13", "10:00", "12:00")
OURS = Answering(why="館の行事")
LATER = NOW + 60
HALF_PAST_TWO = at("2026-12-12 14:30")


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


def test_a_date_that_was_called_off_is_held_again_with_all_its_rooms_and_its_people_hear_of_it(
    date: Session, desk: Person
) -> None:
    cancel_session(session=date, actor=desk, now=LATER)
    for again in range(2):
        restore_session(session=date, actor=desk, now=LATER + 60 + again)
    date.refresh_from_db()
    assert date.cancelled_at is None
    assert {one.state for one in date.bookings.all()} <= set(HOLDING)
    assert news().count("session_stands") == 1


def test_where_a_room_is_gone_the_date_stays_called_off_and_no_room_is_held(
    date: Session, desk: Person
) -> None:
    cancel_session(session=date, actor=desk, now=LATER)
    a_booking(use(date, "craft").room, SATURDAY, a_senior())
    with pytest.raises(Refused):
        undo(act=Act.objects.get(verb="cancel_session"), actor=desk, now=LATER + 60)
    date.refresh_from_db()
    assert date.cancelled_at == LATER
    assert use(date).state == State.CANCELLED


def test_a_room_that_had_gone_before_does_not_come_back_with_the_date(date: Session, desk: Person) -> None:
    cancel(booking=use(date, "craft"), actor=desk, now=LATER)
    cancel_session(session=date, actor=desk, now=LATER + 60)
    restore_session(session=date, actor=desk, now=LATER + 120)
    assert use(date).state in HOLDING
    assert use(date, "craft").state == State.CANCELLED


def test_what_has_begun_or_belongs_to_a_cancelled_programme_is_not_held_again(
    date: Session, desk: Person
) -> None:
    cancel_session(session=date, actor=desk, now=LATER)
    with pytest.raises(Refused):
        restore_session(session=date, actor=desk, now=SATURDAY.start)
    cancel_programme(programme=date.programme, actor=desk, now=LATER + 60)
    with pytest.raises(Refused):
        restore_session(session=date, actor=desk, now=LATER + 120)


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
    assert news() == ["session_uncertain"], "of what is over nobody is told besides"


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


def test_a_date_lasts_as_long_as_the_last_of_its_rooms_and_its_people_hear_of_it(
    date: Session, desk: Person
) -> None:
    later = at("2026-12-12 16:30")
    extend(booking=use(date), actor=desk, until=later, answering=OURS, now=HALF_PAST_TWO)
    assert at_now(date) == Span(SATURDAY.start, later)
    assert use(date, "craft").end == SATURDAY.end
    assert news() == ["session_moved"]
    act = Act.objects.get(subject="programme", verb="move_session")
    assert (act.before["end"], act.after["end"]) == (SATURDAY.end, later)
    assert not Notice.objects.filter(kind="session_moved").exclude(call_by=None).exists(), "it is running"


def test_a_date_ends_when_its_last_room_is_handed_back_and_not_before(date: Session, desk: Person) -> None:
    hand_back(booking=use(date), actor=desk, now=HALF_PAST_TWO)
    assert at_now(date) == SATURDAY
    assert news() == []
    hand_back(booking=use(date, "craft"), actor=desk, now=HALF_PAST_TWO)
    assert at_now(date).end == HALF_PAST_TWO + 60
    assert news() == ["session_moved"]


def test_what_was_handed_back_is_taken_back_with_the_end_of_the_date(date: Session, desk: Person) -> None:
    for room in ("band", "craft"):
        hand_back(booking=use(date, room), actor=desk, now=HALF_PAST_TWO)
    act = Act.objects.filter(verb="hand_back").latest("pk")
    undo(act=act, actor=desk, now=HALF_PAST_TWO + 10)
    assert at_now(date) == SATURDAY


def test_a_date_to_which_nobody_came_is_called_off_with_its_last_room(date: Session, desk: Person) -> None:
    release_no_show(booking=use(date), actor=desk, now=HALF_PAST_TWO)
    date.refresh_from_db()
    assert date.cancelled_at is None
    release_no_show(booking=use(date, "craft"), actor=desk, now=HALF_PAST_TWO)
    date.refresh_from_db()
    assert date.cancelled_at == HALF_PAST_TWO
    assert news() == ["session_called_off"]
    assert Act.objects.filter(subject="programme", verb="cancel_session").count() == 1


def test_they_came_after_all_and_the_date_takes_place(date: Session, desk: Person) -> None:
    for room in ("band", "craft"):
        release_no_show(booking=use(date, room), actor=desk, now=HALF_PAST_TWO)
    act = Act.objects.filter(verb="release_no_show").latest("pk")
    undo(act=act, actor=desk, now=HALF_PAST_TWO + 60)
    date.refresh_from_db()
    assert date.cancelled_at is None
    assert use(date, "craft").state == State.BOOKED
    assert "行事はあります" in Notice.objects.latest("pk").subject
    assert Act.objects.filter(subject="programme", verb="restore_session").count() == 1


def test_a_room_of_a_date_that_was_called_off_otherwise_is_not_taken_back(
    date: Session, desk: Person
) -> None:
    gone = release_no_show(booking=use(date), actor=desk, now=HALF_PAST_TWO)
    cancel_session(session=date, actor=desk, now=HALF_PAST_TWO + 10)
    with pytest.raises(Refused):
        take_back_release(booking=gone, actor=desk, now=HALF_PAST_TWO + 60)
    date.refresh_from_db()
    assert date.cancelled_at is not None


def shut(date: Session, actor: Person, *rooms: str) -> list[Closure]:
    hall = use(date).room.facility
    offers = {one.public_id: None for one in date.bookings.all() if not rooms or one.room.slug in rooms}
    closures = [OneClosure(SATURDAY, rooms=rooms)]
    return close(facility=hall, closures=closures, offers=offers, actor=actor, now=LATER)


def test_whoever_has_signed_up_hears_at_once_that_a_closure_has_taken_its_rooms(
    date: Session, desk: Person
) -> None:
    shut(date, desk)
    assert news() == ["session_uncertain"], "once, though it has two rooms"
    notice = Notice.objects.get(kind="session_uncertain")
    assert "今たしかめています" in notice.body
    assert notice.call_by == SATURDAY.start


def test_a_house_that_is_closed_at_once_tells_those_of_its_later_dates(date: Session, desk: Person) -> None:
    morning = at("2026-12-12 13:00")
    close_now(facility=use(date).room.facility, until=SATURDAY.end, actor=desk, now=morning)
    assert news() == ["session_uncertain"]


def test_when_its_rooms_can_be_used_again_they_hear_that_it_is_held(date: Session, desk: Person) -> None:
    (closure,) = shut(date, desk)
    lift_closure(closure=closure, actor=desk, now=LATER + 60)
    assert news() == ["session_uncertain", "session_stands"]


def test_of_a_room_that_is_given_up_they_hear_in_which_it_is_held(date: Session, desk: Person) -> None:
    shut(date, desk, "band")
    cancel(booking=use(date), actor=desk, now=LATER + 60)
    assert news() == ["session_uncertain", "session_moved"]
    assert "行事の場所が変わりました" in Notice.objects.latest("pk").subject


def test_a_warning_that_calls_a_date_off_says_that_alone(date: Session, desk: Person) -> None:
    told = {"halls": [use(date).room.facility], "key": "storm", "span": SATURDAY}
    announce(**told, actor=staff(use(date).room.facility, role=Role.MANAGER), now=LATER)  # type: ignore[arg-type]
    assert news() == ["session_called_off"]
