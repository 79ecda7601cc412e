"""出前講座の対応: what waits is answered by a date, another date or a kind no; then who came is counted."""

import pytest
from django.test import Client

from booking.actions.lecture_requests import Wish
from booking.models import Lecture, LectureRequest, Person
from booking.rules.lectures import State
from tests.booking.activities import department_of, the_office
from tests.booking.centre import a_room_of_the_centre
from tests.booking.lectures import FIRST, SECOND, TEXTS, a_lecture, a_request
from tests.booking.web.conftest import html_of, said
from tests.factories import NOW, a_booking
from tests.people import a_band, a_high_schooler

pytestmark = pytest.mark.django_db
PAGE = "/office/lectures/lifelong-learning/"
CATALOGUE = f"{PAGE}catalogue/"


@pytest.fixture
def office(client: Client) -> Person:
    person = the_office("lifelong-learning")
    client.force_login(person)
    return person


@pytest.fixture
def lecture(office: Person) -> Lecture:
    return a_lecture(department_of(office))


@pytest.fixture
def asked(lecture: Lecture) -> LectureRequest:
    leader = a_high_schooler()
    return a_request(lecture, leader, a_band(leader))


def answer(client: Client, asked: LectureRequest, how: str, **typed: str) -> tuple[int, str]:
    """What comes of an answer: the status, and what the page says then."""
    sent = client.post(f"{PAGE}r/{asked.public_id}/{how}/", {"seen": "0", **typed})
    return sent.status_code, said(client.get(PAGE) if sent.status_code == 302 else sent)


def test_what_waits_is_taken_on_one_of_its_dates(client: Client, asked: LectureRequest) -> None:
    page = said(client.get(PAGE))
    assert "待っている申しこみ 1" in page
    assert asked.group.name in page
    status, page = answer(client, asked, "take", date=str(asked.dates.all()[1].pk))
    assert (status, "日を決めました。" in page) == (302, True)
    assert LectureRequest.objects.get().start == SECOND.start


def test_another_date_is_proposed_and_it_takes_as_long_as_the_lecture(
    client: Client, asked: LectureRequest
) -> None:
    status, page = answer(client, asked, "propose", day="2027-01-15", time="10:00")
    assert (status, "別の日をすすめました。" in page) == (302, True)
    now = LectureRequest.objects.get()
    assert (now.end or 0) - (now.start or 0) == 3600


def test_a_decline_has_one_of_the_usual_reasons_or_another(client: Client, asked: LectureRequest) -> None:
    assert answer(client, asked, "decline")[0] == 422
    status, page = answer(client, asked, "decline", why="ごめんなさい。", other="話す人が足りません。")
    assert (status, "話す人が足りません。" in page) == (302, True)
    status, page = answer(client, asked, "reopen")
    assert (status, LectureRequest.objects.get().state) == (302, State.ASKED)


@pytest.mark.parametrize(
    ("how", "typed"),
    [
        ("take", {}),
        ("take", {"date": "x"}),
        ("propose", {"day": "いつか", "time": "10:00"}),
        ("propose", {"day": "2027-01-15", "time": ""}),
        ("decline", {"why": "x" * 201}),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_is_answered(
    client: Client, asked: LectureRequest, how: str, typed: dict[str, str]
) -> None:
    status, page = answer(client, asked, how, **typed)
    assert status == 422
    assert "待っている申しこみ 1" in page
    assert LectureRequest.objects.get().state == State.ASKED


def test_who_answers_what_was_answered_since_is_told(client: Client, asked: LectureRequest) -> None:
    date = str(asked.dates.all()[0].pk)
    answer(client, asked, "take", date=date)
    status, page = answer(client, asked, "take", date=date)
    assert (status, "先に変わっていました。" in page) == (409, True)


def test_a_room_that_is_taken_meanwhile_says_so_and_it_goes_on_waiting(
    client: Client, lecture: Lecture
) -> None:
    room, leader = a_room_of_the_centre(), a_high_schooler()
    asked = a_request(lecture, leader, a_band(leader), Wish([FIRST, SECOND], 9, room=room))
    a_booking(room, FIRST, a_high_schooler())
    status, page = answer(client, asked, "take", date=str(asked.dates.all()[0].pk))
    assert (status, "待っている申しこみ 1" in page) == (409, True)


def test_what_was_agreed_is_called_off(client: Client, asked: LectureRequest) -> None:
    answer(client, asked, "take", date=str(asked.dates.all()[0].pk))
    assert "このわけで中止にする" in said(client.get(PAGE))
    status, _page = answer(client, asked, "call-off", why="話す人が病気です。")
    assert (status, LectureRequest.objects.get().state) == (302, State.DECLINED)


def test_there_is_no_other_answer(client: Client, asked: LectureRequest) -> None:
    assert answer(client, asked, "ignore")[0] == 404


def test_who_came_is_entered_after_it_and_shown(client: Client, asked: LectureRequest) -> None:
    page = f"{PAGE}r/{asked.public_id}/count/"
    assert client.get(page).status_code == 404  # nobody has agreed to it
    answer(client, asked, "take", date=str(asked.dates.all()[0].pk))
    assert client.post(page, {"part-senior": "12"}).status_code == 409
    LectureRequest.objects.update(start=NOW - 7200, end=NOW - 3600)
    wrong = client.post(page, {"part-senior": "many"})
    assert wrong.status_code == 422
    assert "65歳以上」の人数は、0から10000までの数で" in said(wrong)
    assert "人数は入っていません。" in said(client.post(page, {"part-senior": ""}, follow=True))
    assert "人数を入れました。" in said(client.post(page, {"part-senior": "12"}, follow=True))
    assert 'value="12"' in html_of(client.get(page))


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize(
    ("change", "field"),
    [({"name_ja": ""}, "name_ja"), ({"about_ja": " "}, "about_ja"), ({"minutes": "0"}, "minutes")],
)
def test_a_lecture_is_added_and_what_is_wrong_is_named(
    client: Client, change: dict[str, str], field: str
) -> None:
    typed = {**TEXTS, "minutes": "45", "speakers": "welfare"}
    wrong = client.post(CATALOGUE, {**typed, **change})
    assert (wrong.status_code, f'href="#{field}"' in html_of(wrong)) == (422, True)
    assert "講座を加えました。" in said(client.post(CATALOGUE, typed, follow=True))
    made = Lecture.objects.get()
    assert (made.minutes, made.speakers.slug, made.department.slug) == (45, "welfare", "lifelong-learning")


def test_a_lecture_is_changed_as_it_was_read_taken_down_and_put_up(client: Client, lecture: Lecture) -> None:
    one = f"{CATALOGUE}{lecture.public_id}/"
    typed = {**TEXTS, "minutes": "90", "speakers": "lifelong-learning"}
    assert client.post(one, {**typed, "seen": "0"}).status_code == 302
    assert client.post(one, {**typed, "seen": "0"}).status_code == 409
    client.post(f"{one}down/")
    assert "水の話" not in said(Client().get("/lectures/"))
    client.post(f"{one}up/")
    assert "90分" in said(Client().get("/lectures/"))
