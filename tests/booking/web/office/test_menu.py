"""The menu of the offices' pages: every page lies under one entry, and nobody sees what they may not open."""

import re

import pytest
from django.core.management import call_command
from django.test import Client

from booking.models import Person, Post
from booking.rules.staff import Role
from booking.web.office.menu import page_of
from booking.web.office.urls import urlpatterns
from facilities.models import Department, Facility
from tests.booking.activities import the_office
from tests.booking.news import an_editor
from tests.booking.programmes import FILE
from tests.people import staff

pytestmark = pytest.mark.django_db
RAIL, PAGES = (
    re.compile('<nav class="rail".*?<div class="sp">', re.DOTALL),
    re.compile('<div class="pages.*?</div>', re.DOTALL),
)
LINK = re.compile('<a href="([^"]+)"( aria-current="[a-z]+")?>')


def links(client: Client, path: str, part: re.Pattern[str]) -> dict[str, bool]:
    """Where a part of a page's menu leads, and whether it says that one is there."""
    found = part.search(client.get(path, follow=True).content.decode())
    return {href: bool(current) for href, current in LINK.findall(found.group())} if found else {}


def signed_in(client: Client, person: Person) -> Client:
    client.force_login(person)
    return client


def test_every_address_of_the_offices_lies_under_an_entry_of_the_menu() -> None:
    assert [one.name for one in urlpatterns if page_of(str(one.name)) is None] == []


def test_an_office_sees_its_subjects_and_the_pages_of_the_one_that_is_open(client: Client) -> None:
    signed_in(client, the_office())
    assert links(client, "/office/meetings/child-rearing/", RAIL) == {
        "/office/figures/": False,
        "/office/activity/child-rearing/": True,
        "/office/talents/child-rearing/": False,
    }
    assert links(client, "/office/meetings/child-rearing/new/", PAGES) == {
        "/office/activity/child-rearing/": False,
        "/office/activity/child-rearing/asked/": False,
        "/office/committees/child-rearing/": False,
        "/office/meetings/child-rearing/": True,
        "/office/lectures/child-rearing/": False,
    }


def test_the_newsletter_is_in_the_menu_of_the_office_that_makes_it_alone(client: Client) -> None:
    signed_in(client, an_editor())
    assert links(client, "/office/news/public-relations/articles/", PAGES) == {
        "/office/news/public-relations/": False,
        "/office/news/public-relations/articles/": True,
    }


def test_whoever_serves_at_a_hall_sees_the_figures_and_no_page_of_a_department(
    client: Client, hall: Facility
) -> None:
    call_command("import_plan", FILE, stdout=None)
    signed_in(client, staff(hall, role=Role.MANAGER))
    assert links(client, "/office/plan/", RAIL) == {"/office/figures/": True}
    assert links(client, "/office/plan/", PAGES) == {"/office/figures/": False, "/office/plan/": True}


def test_an_evening_worker_at_an_office_sees_no_menu_of_it(client: Client) -> None:
    person = signed_in(client, the_office(role=Role.EVENING))
    assert person.get("/office/plan/").status_code == 404


def test_whoever_serves_at_two_departments_goes_from_one_to_the_same_page_of_the_other(
    client: Client,
) -> None:
    person = the_office()
    welfare = Department.objects.get(slug="welfare")
    Post.objects.create(person=person, department=welfare, role=Role.OFFICE)
    signed_in(client, person)
    told = links(client, "/office/grants/welfare/", PAGES)
    assert told["/office/supported/welfare/"] is False
    assert told["/office/grants/child-rearing/"] is False
    assert told["/office/grants/welfare/"] is True


def test_whoever_serves_at_an_office_alone_begins_at_it(client: Client) -> None:
    person = the_office()
    person.set_password("akari-2026")
    person.save()
    answer = client.post("/in/login/", {"login": person.card_number, "password": "akari-2026"})
    assert answer.headers["Location"] == "/desk/"
