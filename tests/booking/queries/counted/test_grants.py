"""Grants count by the day on which they were paid, in the row of the plan for which they were entered."""

import pytest

from booking.actions.grants import take_back_step
from booking.models import GrantStep
from booking.queries.evidence import evidence
from booking.queries.figures import reported
from booking.rules.grants import Step
from booking.rules.indicators import Figure
from tests.booking.activities import the_office
from tests.booking.programmes import the_plan_of_the_city
from tests.booking.supporting import a_grant
from tests.factories import NOW, TOKYO, at

pytestmark = pytest.mark.django_db
PLAN = the_plan_of_the_city()


def of_row(programme: str, department: str, year: int = 2026) -> Figure:
    rows = reported(PLAN, year, TOKYO, at("2027-05-31 22:00"))
    (row,) = (
        one for one in rows if (one.entry.programme.id, one.entry.row.department) == (programme, department)
    )
    return row.figures[-1].figure


def test_a_grant_counts_once_it_is_paid_and_what_follows_adds_nothing() -> None:
    office = the_office("children")
    a_grant(office, 60_000, 50_000)
    assert of_row("B6", "children").value is None
    a_grant(office, 60_000, 50_000, 50_000)
    a_grant(office, 60_000, 50_000, 50_000, 40_000, 40_000)
    assert of_row("B6", "children").value == 2


def test_what_another_department_pays_is_in_its_own_row() -> None:
    a_grant(the_office("welfare"), 60_000, 50_000, 50_000, body="緑寿クラブ", plan="B1")
    assert of_row("B1", "welfare").value == 1
    assert of_row("B6", "children").value is None


def test_a_payment_that_was_taken_back_counts_no_more() -> None:
    office = the_office("children")
    made = a_grant(office, 60_000, 50_000, 50_000)
    take_back_step(grant=made, step=Step.PAID, seen=made.revision, actor=office, now=NOW)
    assert of_row("B6", "children").value is None


def test_it_is_of_the_year_in_which_it_was_paid() -> None:
    a_grant(the_office("children"), 60_000, 50_000, 50_000)
    GrantStep.objects.filter(step="paid").update(day="2027-04-10")
    assert of_row("B6", "children").value is None
    assert of_row("B6", "children", 2027).value == 1


def test_it_is_shown_by_its_scheme_and_its_body() -> None:
    a_grant(the_office("children"), 60_000, 50_000, 50_000)
    (shown,) = evidence(of_row("B6", "children").counted)
    assert (shown.what, shown.where) == ("青少年健全育成事業補助金", "さくら町子ども会")
