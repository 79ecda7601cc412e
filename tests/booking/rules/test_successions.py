"""Who answers for a department of the plan on a day."""

from datetime import date

from booking.rules.successions import Step, Successions

WELFARE = Successions(
    {"welfare": (Step(date(2010, 4, 1), "community"), Step(date(2020, 4, 1), "living-together"))}
)


def test_a_department_of_which_nothing_is_said_answers_for_itself() -> None:
    assert WELFARE.on("children", date(2026, 5, 1)) == "children"
    assert WELFARE.of("children") == {"children"}


def test_each_step_holds_from_its_day_until_the_next() -> None:
    days = {date(2010, 3, 31): "welfare", date(2010, 4, 1): "community", date(2020, 4, 1): "living-together"}
    assert {day: WELFARE.on("welfare", day) for day in days} == days
    assert [step.department for step in WELFARE.until("welfare", date(2019, 3, 31))] == ["community"]


def test_a_successors_records_count_from_its_day_on_and_the_plans_own_always() -> None:
    assert not WELFARE.counts("welfare", "community", date(2010, 3, 31))
    assert WELFARE.counts("welfare", "community", date(2010, 4, 1))
    assert not WELFARE.counts("welfare", "community", date(2020, 4, 1))
    assert WELFARE.counts("welfare", "welfare", date(2026, 5, 1))
