"""会議の記録: a department enters its meetings; nobody else reads which they were."""

import pytest
from django.test import Client

from booking.models import Booking, Meeting, Person
from booking.rules.staff import Role
from facilities.models import Room
from tests.booking.activities import department_of, the_office
from tests.booking.centre import a_room_of_the_centre
from tests.booking.meetings import CASE, GUIDANCE, TO_COME, met
from tests.booking.network import a_body
from tests.booking.web.conftest import html_of, said
from tests.factories import a_booking
from tests.people import a_high_schooler, staff

pytestmark = pytest.mark.django_db
PAGE = "/office/meetings/children/"
NEW = f"{PAGE}new/"
TYPED = {
    "sort": "meeting/case",
    "day": "2026-11-12",
    "from": "14:00",
    "to": "16:00",
    "place": "",
    "headcount": "6",
}


@pytest.fixture
def office(client: Client) -> Person:
    person = the_office("children")
    client.force_login(person)
    return person


@pytest.fixture
def room(office: Person) -> Room:
    return a_room_of_the_centre(department_of(office))


def test_a_meeting_is_entered_and_stands_in_its_year_with_the_count(client: Client, office: Person) -> None:
    body = a_body(office)
    answer = client.post(NEW, {**TYPED, "body": [body.public_id]}, follow=True)
    page = said(answer)
    assert "会議を入れました。" in page
    assert "各機関合同ケース会議" in page
    assert "1回" in page
    assert body.name_ja in page
    assert "6人" in page
    assert "開いた会議の記録は、まだありません。" in said(client.get(f"{PAGE}?y=2025"))


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"sort": "meeting/palace"}, "sort", "会議の種類をえらんでください。"),
        ({"day": "あした"}, "day", "日にちを入れてください。"),
        ({"to": "13:00"}, "to", "終わりは、始まりよりあとにしてください。"),
        ({"place": "nowhere/room"}, "place", "場所をえらんでください。"),
        ({"headcount": "0"}, "headcount", "1から999まで"),
        ({"headcount": "１" * 5000}, "headcount", "1から999まで"),
    ],
)
def test_what_is_wrong_is_named_at_its_field_and_nothing_is_entered(
    client: Client, typed: dict[str, str], field: str, words: str
) -> None:
    answer = client.post(NEW, {**TYPED, **typed})
    assert answer.status_code == 422
    assert f'href="#{field}"' in html_of(answer)
    assert words in said(answer)
    assert not Meeting.objects.exists()


def test_a_room_is_booked_with_the_meeting_and_one_that_is_taken_says_why(client: Client, room: Room) -> None:
    wanted = {**TYPED, "day": "2026-12-04", "place": f"{room.facility.slug}/{room.slug}"}
    client.post(NEW, wanted)
    assert Booking.objects.get().room == room
    answer = client.post(NEW, wanted)
    assert answer.status_code == 409
    assert 'id="e-f"' in html_of(answer)
    assert Meeting.objects.count() == 1


def test_a_meeting_is_changed_as_it_was_read(client: Client, office: Person) -> None:
    made = met(office)
    one = f"{PAGE}m/{made.public_id}/"
    assert 'name="seen" value="0"' in html_of(client.get(one))
    client.post(one, {**TYPED, "headcount": "12", "seen": "0"})
    assert Meeting.objects.get().headcount == 12
    late = client.post(one, {**TYPED, "headcount": "13", "seen": "0"})
    assert late.status_code == 409
    assert 'value="12"' in html_of(late)


def test_a_cancelled_meeting_is_put_back_by_one_press(client: Client, room: Room, office: Person) -> None:
    made = met(office, when=TO_COME, rooms=[room])
    one = f"{PAGE}m/{made.public_id}/"
    assert "取り消しました。" in said(client.post(f"{one}cancel/", follow=True))
    assert "もとにもどしました。" in said(client.post(f"{one}restore/", follow=True))
    client.post(f"{one}cancel/")
    a_booking(room, TO_COME, a_high_schooler())
    assert "もどせませんでした。" in said(client.post(f"{one}restore/", follow=True))


def test_nobody_else_reads_that_a_meeting_was_about_a_case(room: Room, office: Person) -> None:
    case = met(office, CASE, TO_COME, rooms=[room])
    other = met(office, GUIDANCE, TO_COME)
    desk = Client()
    desk.force_login(staff(room.facility, role=Role.MANAGER))
    hall = room.facility.slug
    use = case.bookings.get()
    pages = [
        *(f"/desk/{hall}/?d=2026-12-04", f"/desk/{hall}/b/{use.public_id}/", f"/desk/{hall}/acts/"),
        *(f"/desk/{hall}/print/day/?d=2026-12-04", f"/h/{hall}/r/{room.slug}/?from=2026-12-04"),
        *(f"/api/v1/desk/{hall}/board?date=2026-12-04", "/office/plan/2026/A1/children/1/"),
    ]
    seen = [desk.get(page) for page in pages]
    assert all("ケース" not in html_of(page) and '"case"' not in html_of(page) for page in seen)
    assert all("会議" in said(page) for page in (*seen[:2], seen[3]))
    assert desk.get(f"{PAGE}m/{other.public_id}/").status_code == 404
