"""出前講座: everybody reads the catalogue; who leads a group asks, and answers what is proposed."""

import pytest
from django.test import Client

from booking.actions.lecture_requests import propose_date, take_date
from booking.models import Group, Lecture, LectureRequest, Person
from booking.rules.lectures import State
from tests.booking.activities import department_of, the_office
from tests.booking.centre import IN_BANDS, a_room_of_the_centre
from tests.booking.lectures import SECOND, THIRD, a_lecture, a_request
from tests.booking.web.conftest import html_of, said
from tests.factories import NOW, a_booking
from tests.people import a_band, a_high_schooler

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Person:
    return the_office("lifelong-learning")


@pytest.fixture
def lecture(office: Person) -> Lecture:
    return a_lecture(
        department_of(office), audience_ja="どなたでも", name_en="Water", about_easy="水のはなし。"
    )


@pytest.fixture
def leader(client: Client) -> Person:
    person = a_high_schooler()
    client.force_login(person)
    return person


@pytest.fixture
def group(leader: Person) -> Group:
    return a_band(leader)


@pytest.fixture
def typed(group: Group) -> dict[str, str]:
    return {
        "group": group.public_id,
        "day-0": "2026-12-18",
        "time-0": "14:00",
        "day-1": "2026-12-25",
        "time-1": "14:00",
        "day-2": "",
        "time-2": "",
        "room": "",
        "place": "集会所",
        "expected": "20",
    }


def test_everybody_reads_what_there_is_and_by_whom(lecture: Lecture) -> None:
    page = said(Client().get("/lectures/"))
    assert "生涯学習課" in page
    assert "水の話" in page
    assert "60分" in page
    one = said(Client().get(f"/lectures/{lecture.public_id}/"))
    assert "どなたでも" in one
    assert "グループの代表が、サインインしてたのみます。" in one


@pytest.mark.parametrize(("look", "words"), [("language-en", "Water"), ("language-ja-easy", "水のはなし。")])
def test_it_is_told_in_the_readers_language(client: Client, lecture: Lecture, look: str, words: str) -> None:
    client.cookies["look"] = look
    assert words in said(client.get(f"/lectures/{lecture.public_id}/"))


@pytest.mark.usefixtures("leader")
def test_who_leads_no_group_is_told_who_may_ask(client: Client, lecture: Lecture) -> None:
    page = client.get(f"/lectures/{lecture.public_id}/")
    assert "グループの代表か副代表が、たのめます。" in said(page)
    assert 'name="day-0"' not in html_of(page)


def test_a_group_asks_and_reads_how_it_stands(
    client: Client, lecture: Lecture, typed: dict[str, str]
) -> None:
    page = said(client.post(f"/lectures/{lecture.public_id}/", typed, follow=True))
    assert "たのみました。" in page
    assert "お返事を待っています" in page
    assert "お返事を待っています" in said(client.get("/lectures/"))
    asked = LectureRequest.objects.get()
    assert [date.end - date.start for date in asked.dates.all()] == [3600, 3600]


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"group": "nobody"}, "group", "どのグループかを、えらんでください。"),
        ({"day-1": ""}, "day-1", "日にちを入れてください。"),
        ({"time-0": "二時"}, "time-0", "時間を"),
        ({"day-1": "2026-12-18"}, "day-0", "これからの、ちがう日時を2つか3つ入れてください。"),
        ({"day-0": "2026-11-01"}, "day-0", "これからの、ちがう日時を"),
        ({"place": ""}, "place", "部屋をえらぶか、場所を入れてください。"),
        ({"room": "nowhere/at-all"}, "room", "部屋をえらんでください。"),
        ({"expected": "0"}, "expected", "人数は、1から999まで"),
        ({"expected": "²"}, "expected", "人数は、1から999まで"),
    ],
)
def test_what_is_wrong_is_named_at_its_field_and_the_form_is_kept(
    client: Client, lecture: Lecture, typed: dict[str, str], change: dict[str, str], field: str, words: str
) -> None:
    answer = client.post(f"/lectures/{lecture.public_id}/", {**typed, **change})
    assert answer.status_code == 422
    assert f'href="#{field}"' in html_of(answer)
    assert words in said(answer)
    assert 'value="14:00"' in html_of(answer)
    assert not LectureRequest.objects.exists()


def test_a_date_on_which_the_room_is_taken_is_named_with_why(
    client: Client, lecture: Lecture, typed: dict[str, str]
) -> None:
    room = a_room_of_the_centre()
    a_booking(room, SECOND, a_high_schooler())
    wish = {**typed, "place": "", "room": f"{room.facility.slug}/{room.slug}"}
    answer = client.post(f"/lectures/{lecture.public_id}/", wish)
    assert answer.status_code == 422
    assert 'href="#day-1"' in html_of(answer)
    assert "12月25日(金)" in said(answer)
    assert "この部屋を使えません。" in said(answer)
    assert f'href="/h/{room.facility.slug}/r/{room.slug}/"' in answer.content.decode()


def test_a_time_that_lies_across_two_blocks_of_the_room_is_refused_with_the_blocks(
    client: Client, lecture: Lecture, typed: dict[str, str]
) -> None:
    room = a_room_of_the_centre(text=IN_BANDS)
    wish = {**typed, "time-0": "11:30", "place": "", "room": f"{room.facility.slug}/{room.slug}"}
    answer = client.post(f"/lectures/{lecture.public_id}/", wish)
    assert answer.status_code == 422
    assert "12月18日(金) 11:30–12:30は、この部屋を使えません。" in said(answer)
    assert "9:00–12:00" in said(answer)
    assert "の中の時間にしてください" in said(answer)


def test_a_proposed_date_is_taken_by_one_press(
    client: Client, lecture: Lecture, leader: Person, group: Group, office: Person
) -> None:
    asked = a_request(lecture, leader, group)
    propose_date(request=asked, span=THIRD, seen=0, actor=office, now=NOW)
    page = f"/lectures/asked/{asked.public_id}/"
    assert "この日で決める" in said(client.get(page))
    assert "この日に決まりました。" in said(client.post(f"{page}accept/", follow=True))
    assert LectureRequest.objects.get().state == State.AGREED


def test_a_group_does_without_and_a_second_press_says_so_as_well(
    client: Client, lecture: Lecture, leader: Person, group: Group
) -> None:
    page = f"/lectures/asked/{a_request(lecture, leader, group).public_id}/"
    for _twice in range(2):
        assert "やめました。" in said(client.post(f"{page}withdraw/", follow=True))
    assert "この講座をやめる" not in said(client.get(page))


def test_where_a_room_came_with_it_the_page_leads_to_its_booking(
    client: Client, lecture: Lecture, leader: Person, group: Group, office: Person, typed: dict[str, str]
) -> None:
    room = a_room_of_the_centre()
    client.post(
        f"/lectures/{lecture.public_id}/",
        {**typed, "place": "", "room": f"{room.facility.slug}/{room.slug}"},
    )
    asked = LectureRequest.objects.get()
    agreed = take_date(request=asked, date=asked.dates.all()[0].pk, seen=0, actor=office, now=NOW)
    assert agreed.booking is not None
    page = html_of(client.get(f"/lectures/asked/{asked.public_id}/"))
    assert f'href="/b/{agreed.booking.public_id}/"' in page
    assert client.get(f"/b/{agreed.booking.public_id}/").status_code == 200
