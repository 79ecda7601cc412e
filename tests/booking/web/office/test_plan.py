"""The plan's table as an office opens it: the plan's own columns, a year beside them, each figure opened."""

import pytest
from django.test import Client

from booking.rules.staff import Role
from facilities.models import Facility
from tests.people import staff

pytestmark = pytest.mark.django_db


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_the_office_begins_with_the_year_that_runs(office: Client) -> None:
    assert office.get("/office/plan/").headers["Location"] == "/office/plan/2026/"


def test_a_year_is_picked_by_a_form_and_what_is_no_year_is_the_one_that_runs(office: Client) -> None:
    assert office.get("/office/plan/?y=2008").headers["Location"] == "/office/plan/2008/"
    assert office.get("/office/plan/?y=昔").headers["Location"] == "/office/plan/2026/"


@pytest.mark.parametrize("year", [2003, 2027])
def test_a_year_before_the_plan_and_one_to_come_are_not_there(office: Client, year: int) -> None:
    assert office.get(f"/office/plan/{year}/").status_code == 404


def test_the_first_year_stands_as_the_plan_prints_it_and_nothing_is_counted(office: Client) -> None:
    page = text(office, "/office/plan/2004/")
    assert "わんぱく団(4館合同) 参加79人(子どもだけ)" in page
    assert "根拠" not in page
    assert page.count("計画に記載なし") > 5


def test_a_row_without_any_record_says_so_once_and_no_zero(office: Client) -> None:
    page = text(office, "/office/plan/2026/")
    assert "まだ入っていません" in page
    assert "回数 0" not in page


@pytest.mark.usefixtures("dates")
def test_what_the_year_came_to_stands_beside_the_plan_with_the_way_to_its_records(office: Client) -> None:
    page = text(office, "/office/plan/2026/")
    assert "本町児童館 参加10人(人数の入力もれ1件)" in page
    assert 'href="/office/plan/2026/B1/children/1/"' in page


@pytest.mark.usefixtures("dates")
def test_a_figure_is_opened_down_to_its_records_and_to_what_is_missing(office: Client) -> None:
    page = text(office, "/office/plan/2026/B1/children/1/")
    assert "延べの人数です。同じ人が3回来たら、3人と数えます。" in page
    assert "参加した人:小学生6人・65歳以上4人、手伝った人:高校生世代2人" in page
    assert "人数がまだの記録 1件" in page
    assert page.index("11月21日") < page.index("11月7日")


@pytest.mark.parametrize(
    "address", ["2026/B9/children/0", "2026/B1/nobody/0", "2026/B1/children/9", "2003/B1/children/0"]
)
def test_a_figure_that_the_plan_does_not_have_is_not_there(office: Client, address: str) -> None:
    assert office.get(f"/office/plan/{address}/").status_code == 404


@pytest.mark.usefixtures("dates")
def test_the_pdf_is_one_of_the_city_whatever_the_readers_language(office: Client) -> None:
    office.cookies["django_language"] = "en"
    answer = office.get("/office/plan/2026/?as=pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_without_a_plan_it_says_how_one_comes_in(hall: Facility, client: Client) -> None:
    client.force_login(staff(hall, role=Role.OFFICE))
    answer = client.get("/office/plan/2026/")
    assert answer.status_code == 404
    assert "import_plan" in answer.content.decode()
