"""A row of the plan says in which state a department's list of people is, as the department has said it."""

import pytest

from booking.actions.talent_lists import set_list_state
from booking.queries.figures import Reported, reported
from booking.queries.plan_rows import figure_lines, year_parts
from booking.queries.plans import the_plan
from booking.rules.plans import Plan
from booking.rules.talents import ListState
from tests.booking.activities import department_of
from tests.booking.talents import an_office
from tests.factories import NOW, TOKYO, at

pytestmark = pytest.mark.django_db
JANUARY = at("2027-01-15 10:00")


def rows(department: str, now: int = NOW, year: int = 2026) -> list[Reported]:
    plan = the_plan()
    assert plan is not None
    found = reported(plan, year, TOKYO, now)
    return [one for one in found if one.entry.row.department == department]


def lines(one: Reported) -> list[str]:
    plan = the_plan()
    assert plan is not None
    assert [line for line in figure_lines(plan, one) if "リスト" in line] == [
        line for line in told(plan, one) if "リスト" in line
    ]
    return [line for line in told(plan, one) if line.startswith("リストの状態")]


def told(plan: Plan, one: Reported) -> list[str]:
    return [line for part, _figure in year_parts(plan, one) for line in part]


def of_the_list(department: str, now: int = NOW, year: int = 2026) -> list[str]:
    return [line for one in rows(department, now, year) for line in lines(one)]


def test_the_state_stands_with_its_day_and_the_last_one_holds() -> None:
    office = an_office("children", ListState.NOT_RUN)
    assert of_the_list("children") == ["リストの状態:未実施(令和8年12月2日から)"]
    set_list_state(department=department_of(office), state=ListState.CONSIDERED, actor=office, now=JANUARY)
    assert of_the_list("children", JANUARY) == ["リストの状態:検討中(令和9年1月15日から)"]


def test_each_department_says_its_own_and_who_has_said_nothing_has_decided_nothing() -> None:
    an_office("lifelong-learning")
    assert of_the_list("lifelong-learning") == ["リストの状態:実施(令和8年12月2日から)"]
    assert of_the_list("children") == ["リストの状態:まだ決めていません"]


def test_a_row_that_counts_no_list_says_nothing_of_one() -> None:
    an_office("lifelong-learning")
    assert of_the_list("child-rearing") == []
