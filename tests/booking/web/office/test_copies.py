"""Files that a page offers: named, told with their size, and never another one than was asked for."""

import re

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
PAGE = "/office/plan/2026/"


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("?as=csv", "plan-koganei-2026.csv"),
        ("?as=csv&part=definitions", "plan-koganei-2026-definitions.csv"),
        ("?as=csv&copy=public", "plan-koganei-2026-public.csv"),
    ],
)
def test_a_file_is_named_by_the_plan_the_year_and_what_it_is(office: Client, asked: str, name: str) -> None:
    answer = office.get(f"{PAGE}{asked}")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'


@pytest.mark.parametrize(
    "asked", ["copy=publik", "copy=", "copy=public&part=definitions", "part=public", "copy=public&copy=all"]
)
def test_whoever_mistypes_what_they_want_gets_no_file_rather_than_the_offices(
    office: Client, asked: str
) -> None:
    assert office.get(f"{PAGE}?as=csv&{asked}").status_code == 404


@pytest.mark.parametrize("year", [2003, 2027])
def test_of_a_year_that_nobody_can_count_there_is_no_file(office: Client, year: int) -> None:
    assert office.get(f"/office/plan/{year}/?as=csv&copy=public").status_code == 404


@pytest.mark.usefixtures("dates")
@pytest.mark.parametrize("page", [PAGE, "/office/plan/2026/B1/children/1/"])
def test_each_link_says_what_it_is_in_which_format_and_how_large(office: Client, page: str) -> None:
    html = office.get(page).content.decode()
    links = re.findall(r'href="(\?as=csv[^"]*)" download="[^"]*">[^<]+(CSV、([\d.]+)\xa0(KB|バイト))', html)
    assert links
    for address, _words, number, unit in links:
        size = len(office.get(page + address.replace("&amp;", "&")).content)
        assert abs(float(number) * (1024 if unit == "KB" else 1) - size) < 100
