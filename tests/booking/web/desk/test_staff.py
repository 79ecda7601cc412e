"""職員: who serves at a hall; a post is given to whoever the card belongs to, and ends on 31 March."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from booking.models import Person, Post
from booking.rules.staff import Role
from facilities.models import Department, Facility
from tests.booking.web.conftest import said
from tests.factories import a_facility
from tests.people import a_manager, a_person, a_young_adult, staff

pytestmark = pytest.mark.django_db
STAFF = "/desk/higashi/staff/"


@pytest.fixture
def manager(client: Client, hall: Facility) -> Person:
    person = a_manager(hall, name="大石 亮")
    client.force_login(person)
    return person


def test_it_says_who_serves_as_what_until_when_and_who_lacks_a_second_factor(
    client: Client, hall: Facility, manager: Person
) -> None:
    evening = a_person(date(1999, 5, 5), name="夜野 灯", is_staff=True)
    Post.objects.create(person=evening, facility=hall, role=Role.EVENING, until=date(2027, 3, 31))
    page = said(client.get(STAFF))
    assert "夜野 灯 3月31日(水)まで 夜の職員 2つめの鍵がまだ" in page
    assert "大石 亮 (あなた) 期限なし" in page


def test_a_card_is_looked_up_before_a_post_is_given(client: Client, hall: Facility, manager: Person) -> None:
    person = a_young_adult(name="新田 葵")
    page = said(client.post(f"{STAFF}find/", {"card": person.card_number}))
    assert "新田 葵 さん" in page.replace("新田 葵さん", "新田 葵 さん")
    assert "持ち場は3月31日(水)までです。" in page
    answer = client.post(f"{STAFF}give/", {"card": person.card_number, "role": "evening"})
    assert answer.headers["Location"] == STAFF
    assert Post.objects.get(person=person).role == "evening"


@pytest.mark.parametrize("card", ["", "nobody", "x" * 500, "a@example.org", "=1"])
def test_a_card_that_is_none_is_told(client: Client, manager: Person, card: str) -> None:
    answer = client.post(f"{STAFF}find/", {"card": card})
    assert answer.status_code == 422
    assert "この番号のカードは見つかりません" in said(answer)


@pytest.mark.parametrize("role", ["", "office", "king"])
def test_a_role_that_no_hall_gives_is_told(client: Client, manager: Person, role: str) -> None:
    person = a_young_adult()
    answer = client.post(f"{STAFF}give/", {"card": person.card_number, "role": role})
    assert answer.status_code == 422
    assert not Post.objects.filter(person=person).exists()


def test_ones_own_post_cannot_be_changed_and_the_last_managers_not_ended(
    client: Client, manager: Person
) -> None:
    own = f"{STAFF}{Post.objects.get(person=manager).pk}/"
    changed = client.post(own, {"do": "change", "role": "desk"})
    assert changed.status_code == 409
    assert "自分では変えられません" in said(changed)
    assert "最後の責任者です" in said(client.post(own, {"do": "end"}))
    assert client.post(own, {"do": "reset"}).status_code == 409


def test_a_post_is_changed_and_ended(client: Client, hall: Facility, manager: Person) -> None:
    other = staff(hall)
    address = f"{STAFF}{Post.objects.get(person=other).pk}/"
    assert "これに変える" in said(client.get(address))
    client.post(address, {"do": "change", "role": "instructor"})
    assert Post.objects.get(person=other).role == "instructor"
    client.post(address, {"do": "end"})
    assert not Post.objects.filter(person=other).exists()


def test_a_post_of_another_hall_is_not_there(client: Client, manager: Person) -> None:
    elsewhere = Post.objects.get(person=staff(a_facility("nukui")))
    assert client.get(f"{STAFF}{elsewhere.pk}/").status_code == 404
    assert client.post(f"{STAFF}{elsewhere.pk}/", {"do": "end"}).status_code == 404


def test_from_february_on_one_form_renews_all(
    client: Client, hall: Facility, manager: Person, settings: Any
) -> None:
    posts = [Post.objects.get(person=staff(hall)) for _ in range(2)]
    assert "えらんだ人を更新する" not in said(client.get(STAFF))
    early = client.post(f"{STAFF}renew/", {"post": [posts[0].pk]})
    assert "次の年度の更新は、2月からできます。" in said(early)
    settings.CLOCK = "2027-02-01T09:00:00+09:00"
    assert "えらんだ人を更新する" in said(client.get(STAFF))
    client.post(f"{STAFF}renew/", {"post": [post.pk for post in posts] + ["x"]})
    assert set(Post.objects.exclude(person=manager).values_list("until", flat=True)) == {date(2028, 3, 31)}
    assert "2028年3月31日(金)まで" in said(client.get(STAFF)), (
        "with its year: this year's ends on the same day"
    )


def test_an_office_sees_the_halls_of_its_department_and_no_others(client: Client, hall: Facility) -> None:
    department = Department.objects.create(slug="children", name_ja="子どもの課")
    Facility.objects.filter(pk=hall.pk).update(department=department)
    a_facility("honkan", department=Department.objects.create(slug="learning", name_ja="公民館"))
    office = a_person(date(1980, 5, 5), is_staff=True, name="課の人")
    Post.objects.create(person=office, department=department, role=Role.OFFICE)
    client.force_login(office)
    ways = client.get("/desk/").content.decode()
    assert f'href="{STAFF}"' in ways
    assert "/desk/honkan/" not in ways
    assert "担当の課・子どもの課 課が決めます" in said(client.get(STAFF))
    assert client.get("/desk/honkan/staff/").status_code == 404
