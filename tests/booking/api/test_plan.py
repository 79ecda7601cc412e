"""The plan's table, what a figure counts and the dashboard by the API; a public copy hides small counts."""

import pytest
from django.test import Client

from booking.models import Person
from booking.rules.staff import Role
from facilities.models import Facility
from tests.booking.api.callers import get, signed_in
from tests.booking.years import children, of_office, two_dates
from tests.factories import a_facility
from tests.people import a_high_schooler, staff

PLAN, FIGURES = "plan/2025/", "figures/2025/"


@pytest.fixture
def client(hall: Facility, desk: Person) -> Client:
    department = children(hall)
    two_dates(hall, desk)
    return signed_in(of_office(department))


def test_each_figure_says_what_it_came_to_and_how_it_is_counted(client: Client) -> None:
    rows = {(one["programme"], one["row"]): one for one in get(client, PLAN).json()["rows"]}
    figures = [one for one in rows["B1", "children"]["figures"] if one["records"]]
    assert figures
    assert all(one["definition"] and one["unit"]["ja"] and one["hidden"] is None for one in figures)
    assert 8 in [one["value"] for one in figures]


def test_a_public_copy_withholds_what_would_tell_a_small_count(client: Client) -> None:
    """Of eight who came six were children and two elders."""
    own, public = (
        [figure for row in get(client, PLAN, copy=copy).json()["rows"] for figure in row["figures"]]
        for copy in ("office", "public")
    )
    assert len(own) == len(public)
    small = [both for both in zip(own, public, strict=True) if both[1]["hidden"]]
    for mine, everybodys in small:
        assert (everybodys["value"], everybodys["frozen"]) == (None, None)
        assert mine["value"] is not None
    people = get(client, FIGURES, copy="public").json()["people"]
    november = {one["band"]: (one["value"], one["hidden"]) for one in people if one["month"] == "2025-11"}
    assert november["elementary"] == (None, "withheld"), "with two elders no age is told"
    assert november[None] == (None, "withheld")
    assert all(one["people"] is None for one in get(client, FIGURES, copy="public").json()["halls"])


def test_the_records_behind_a_figure_name_nobody(client: Client) -> None:
    rows = get(client, PLAN).json()["rows"]
    row = next(one for one in rows if (one["programme"], one["row"]) == ("B1", "children"))
    place = next(number for number, one in enumerate(row["figures"]) if one["value"] == 8)
    found = get(client, f"plan/2025/evidence/B1/{row['row']}/{place}/").json()["records"]
    assert [(one["day"], one["counted"]) for one in found] == [("2025-11-08", True), ("2025-11-22", False)]
    assert [one["value"] for one in found] == [8, None]
    assert get(client, f"plan/2025/evidence/B1/{row['row']}/99/").status_code == 404
    assert get(client, "plan/2025/evidence/Z9/children/0/").status_code == 404


def test_the_dashboard_says_how_it_is_counted(client: Client) -> None:
    told = get(client, FIGURES).json()
    assert (told["first"], told["last"]) == ("2025-04-01", "2026-03-31")
    assert sum(one["value"] for one in told["people"] if one["month"] == "2025-11") == 8
    assert told["definitions"]


@pytest.mark.parametrize("at", [PLAN, FIGURES, "plan/2025/evidence/B1/children/0/"])
def test_they_are_for_whoever_may_see_figures_at_a_hall_or_an_office(client: Client, at: str) -> None:
    anywhere = signed_in(staff(a_facility("nishi"), role=Role.MANAGER))
    assert get(anywhere, PLAN).status_code == 200
    assert get(signed_in(a_high_schooler()), at).status_code == 404
    assert get(Client(), at).status_code == 401


@pytest.mark.parametrize("at", ["plan/1999/", "plan/2027/", "figures/1999/", "figures/2027/"])
def test_a_year_that_is_not_on_record_is_not_there(client: Client, at: str) -> None:
    assert get(client, at).status_code == 404
