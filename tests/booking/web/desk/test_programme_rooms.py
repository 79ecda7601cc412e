"""The room of a programme's date as the desk sees it: on the board, before it is closed, and while nobody has
said what becomes of the date."""

import re

import pytest
from django.test import Client

from booking.actions.allowing import Answering
from booking.actions.closures import OneClosure, close
from booking.actions.programmes import About, count_session, hold_session, publish_programme
from booking.models import Act, Booking, Displacement, Person, Programme, Session
from booking.queries.attendance import uncounted
from booking.queries.queues import waiting
from booking.rules.attendance import Heads, Part
from booking.rules.queues import Queue
from booking.rules.staff import RIGHTS, Role
from facilities.models import Facility
from tests.booking.programmes import a_department, a_programme
from tests.booking.web.conftest import text_of
from tests.factories import NOW, a_facility, span, the_room
from tests.people import staff

pytestmark = pytest.mark.django_db
DESK = "/desk/higashi/"
SATURDAY = span("2026-12-12", "14:00", "16:00")
OURS = Answering(why="館の行事")


@pytest.fixture
def who(desk: Client) -> Person:
    return Person.objects.get(pk=desk.session["_auth_user_id"])


@pytest.fixture
def songs(hall: Facility, who: Person) -> Programme:
    a_department(hall)
    made = a_programme(hall, who, About(name="歌の会", places={("senior", None): 6}))
    return publish_programme(programme=made, actor=who, now=NOW)


@pytest.fixture
def date(songs: Programme, hall: Facility, who: Person) -> Session:
    rooms = [the_room(hall, "craft")]
    return hold_session(programme=songs, span=SATURDAY, rooms=rooms, answering=OURS, actor=who, now=NOW)


def the_use(date: Session) -> Booking:
    return date.bookings.get()


def closed(hall: Facility, who: Person, date: Session) -> None:
    offers = {the_use(date).public_id: None}
    wanted = OneClosure(SATURDAY, reason_ja="ゆかの工事")
    close(facility=hall, closures=[wanted], offers=offers, actor=who, now=NOW)


@pytest.mark.parametrize("view", ["board", "table", "list"])
def test_the_board_says_which_programme_has_the_room(desk: Client, date: Session, view: str) -> None:
    told = text_of(desk.get(f"{DESK}?d=2026-12-12&v={view}").content.decode())
    assert "歌の会" in told
    assert "登録なし" not in told


def test_its_booking_says_what_a_change_does_to_the_date_and_leads_to_the_programme(
    desk: Client, date: Session
) -> None:
    html = desk.get(f"{DESK}b/{the_use(date).public_id}/").content.decode()
    assert "行事の日もいっしょに変わります" in html
    assert f"{DESK}p/{date.programme.public_id}/" in html


def test_whoever_does_not_lead_programmes_reads_of_the_date_and_gets_no_link(
    client: Client, date: Session, hall: Facility
) -> None:
    client.force_login(staff(hall, role=Role.EVENING))
    html = client.get(f"{DESK}b/{the_use(date).public_id}/").content.decode()
    assert "行事の日です" in html
    assert f"{DESK}p/" not in html


def test_before_a_closure_is_saved_the_desk_sees_which_programme_it_meets(
    desk: Client, date: Session
) -> None:
    form = {
        "from_day": "2026-12-12",
        "to_day": "2026-12-12",
        "from_time": "10:00",
        "to_time": "17:00",
        "reason_ja": "ゆかの工事",
        "repeat": "once",
    }
    told = text_of(desk.post(f"{DESK}open/close/", form).content.decode())
    assert "歌の会" in told
    assert "行事の担当が" in told
    assert "行事の日が1件あります" in told
    assert not Displacement.objects.exists()


def test_a_closed_room_waits_in_the_queue_and_on_the_programmes_page_until_the_date_is_moved(
    desk: Client, date: Session, hall: Facility, who: Person
) -> None:
    closed(hall, who, date)
    chosen = f"move.{Displacement.objects.get().pk}"
    queue = text_of(desk.get(f"{DESK}ok/?q=move&i={chosen}").content.decode())
    assert "歌の会" in queue
    assert "行事の担当が決めます" in queue
    page = f"{DESK}p/{date.programme.public_id}/"
    told = text_of(desk.get(page).content.decode())
    assert "部屋が使えなくなりました" in told
    assert "ゆかの工事" in told
    there = {"day": "2026-12-13", "from": "10:00", "to": "12:00", "seen": "0", "why": "館の行事"}
    desk.post(f"{page}move/{date.public_id}/", there)
    assert "部屋が使えなくなりました" not in desk.get(page).content.decode()
    assert "対応待ちはありません" in desk.get(f"{DESK}ok/?q=move").content.decode()


def test_everybody_reads_that_the_place_or_the_day_will_change(
    desk: Client, date: Session, hall: Facility, who: Person
) -> None:
    address = f"/p/{date.programme.public_id}/"
    assert "工作室" in Client().get(address).content.decode()
    closed(hall, who, date)
    assert "この時間は部屋が使えません" in Client().get(address).content.decode()


def test_the_hall_that_leads_a_programme_has_to_answer_for_its_room_in_another_hall(
    date: Session, hall: Facility, who: Person
) -> None:
    leading = a_facility("midori")
    Programme.objects.update(facility=leading)
    closed(hall, who, date)
    rights = RIGHTS[Role.DESK]
    for one in (hall, leading):
        assert [found.queue for found in waiting(one, rights, NOW)] == [Queue.MOVES]


def test_who_came_is_asked_once_on_the_programmes_page_or_at_the_desk(
    date: Session, hall: Facility, who: Person
) -> None:
    after = SATURDAY.end + 60
    assert list(uncounted(hall, after)) == [the_use(date)]
    counts = {Heads(Part.TAKING_PART, "senior"): 4}
    count_session(session=date, counts=counts, actor=who, now=after)
    assert list(uncounted(hall, after)) == []


def test_a_date_is_called_off_with_a_reason_that_is_kept(desk: Client, date: Session) -> None:
    page = f"{DESK}p/{date.programme.public_id}/"
    html = desk.get(page).content.decode()
    assert re.search(rf'<input id="why-{date.public_id}" name="why"', html)
    desk.post(
        f"{page}do/call-off/", {"session": date.public_id, "seen": date.version, "why": "講師の都合です。"}
    )
    assert Act.objects.get(verb="cancel_session").why == "講師の都合です。"
    gone = desk.get(f"{DESK}b/{the_use(date).public_id}/").content.decode()
    assert "行事の日でしたが、中止になりました" in gone
    assert "/do/restore/" not in gone


@pytest.mark.parametrize("verb", ["call-off", "cancel"])
def test_a_reason_that_cannot_be_kept_calls_nothing_off(desk: Client, date: Session, verb: str) -> None:
    page = f"{DESK}p/{date.programme.public_id}/"
    answer = desk.post(f"{page}do/{verb}/", {"session": date.public_id, "why": "x" * 301})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    date.refresh_from_db()
    assert date.cancelled_at is None
