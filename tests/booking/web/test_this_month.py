"""This month: for children easy and with readings, for grown-ups without what is for children alone."""

import pytest
from django.core.management import call_command
from django.test import Client

from booking.actions.programmes import About, publish_programme
from booking.models import Person
from facilities.models import Closure, Facility
from tests.booking.programmes import FILE, a_department, a_programme, held
from tests.booking.web.conftest import said
from tests.factories import NOW, at, span

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _programmes(hall: Facility, desk: Person) -> None:
    a_department(hall)
    for name, band, day in (
        ("つみき", "preschool", "12-05"),
        ("しょうぎ", "senior", "12-06"),
        ("もう来た", "senior", "12-01"),
    ):
        made = a_programme(hall, desk, About(name=name, places={(band, None): 5}))
        publish_programme(programme=made, actor=desk, now=NOW)
        held(made, desk, span(f"2026-{day}", "14:00", "16:00"))


def test_each_page_tells_what_is_for_its_readers(client: Client) -> None:
    children, grown_ups = said(client.get("/month/children/")), said(client.get("/month/grown-ups/"))
    assert ("つみき" in children, "しょうぎ" in children) == (True, False)
    assert ("つみき" in grown_ups, "しょうぎ" in grown_ups) == (False, True)
    assert "もう来た" not in grown_ups, "what was before today is over"


def test_each_programme_says_what_is_left_by_age_and_leads_to_its_sign_up(client: Client) -> None:
    answer = client.get("/month/grown-ups/")
    assert "65歳以上 あと5人" in said(answer)
    assert '#sign-up"' in answer.content.decode()


def test_what_the_city_plans_is_told_to_grown_ups_alone(client: Client) -> None:
    call_command("import_plan", FILE, stdout=None)
    assert "市がしていること" in said(client.get("/month/grown-ups/"))
    assert 'id="s-city"' not in client.get("/month/children/").content.decode()


def test_an_evening_for_teens_is_told_to_children_alone(client: Client) -> None:
    words = "17:00から21:00"  # no reading stands in it
    assert words in said(client.get("/month/children/"))
    assert words not in said(client.get("/month/grown-ups/"))


def test_a_closure_is_told_with_its_reason(client: Client, hall: Facility) -> None:
    Closure.objects.create(
        facility=hall, start=at("2026-12-10 00:00"), end=at("2026-12-11 00:00"), reason_ja="点検"
    )
    assert "点検" in said(client.get("/month/grown-ups/"))


def test_children_have_readings_without_a_switch_and_english_has_none(client: Client) -> None:
    assert "<rt" in client.get("/month/children/").content.decode()
    assert "<rt" not in client.get("/month/grown-ups/").content.decode()
    client.post("/pref/", {"language": "en", "next": "/"})
    page = client.get("/month/children/").content.decode()
    assert "<rt" not in page
    assert "This month for children" in page


def test_the_next_month_is_there_and_nonsense_is_not(client: Client) -> None:
    assert "?m=2027-01" in client.get("/month/children/").content.decode()
    assert client.get("/month/children/?m=2027-01").status_code == 200
    assert client.get("/month/children/?m=nonsense").status_code == 404


def test_home_and_the_menu_lead_there(client: Client) -> None:
    html = client.get("/").content.decode()
    assert html.count('href="/p/"') == 2
    assert 'href="/lectures/"' in html
    assert 'href="/news/"' in html
    assert html.count('href="/month/children/"') == 2
    assert html.count('href="/month/grown-ups/"') == 2
