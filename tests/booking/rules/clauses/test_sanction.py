"""Sanctions as 09 名古屋 and 55 金沢 have them: counted from the day found, judged on that of asking."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from booking.rules.ask import Ask, Group, Incident, Step
from booking.rules.clauses.sanction import months_after
from booking.rules.clauses.setting import Tariff
from booking.rules.verdict import Sought, Status
from tests.asks import FRIDAY, SETTING, a_term, aged, an_ask, at, found

HOLDS, BROKEN = ["holds SANCTION"], ["broken SANCTION"]
CAUGHT = date(2026, 7, 20)
HALF_A_YEAR = {"when": {"events": ["no_majority"]}, "effect": "suspended", "months": 6}
TWO_POINTS = {"when": {"points": 2}, "effect": "deregistered"}
POINTS = replace(
    SETTING,
    tariffs=(
        Tariff("no_show", Decimal(1)),
        Tariff("late_cancel", Decimal("0.5"), frozenset({"rain"})),
    ),
)


def asks(*incidents: Incident, on: date, day: date | None = FRIDAY, step: Step = Step.BOOK) -> Ask:
    """A group of which these incidents are known."""
    return an_ask(day=day, asked_at=at(on, "10:00"), step=step, group=Group(incidents=incidents))


@pytest.mark.parametrize(
    ("asked", "use", "expected"),
    [
        (date(2026, 7, 19), date(2026, 9, 12), HOLDS),
        (date(2026, 7, 20), date(2026, 9, 12), BROKEN),
        (date(2026, 8, 1), date(2026, 9, 12), BROKEN),
        (date(2026, 8, 1), date(2027, 6, 10), BROKEN),
        (date(2027, 1, 20), date(2027, 1, 21), BROKEN),
        (date(2027, 1, 21), date(2027, 1, 21), HOLDS),
    ],
)
def test_the_ban_bites_on_the_day_of_asking_whatever_the_day_of_use(
    asked: date, use: date, expected: list[str]
) -> None:
    ask = asks(Incident("no_majority", CAUGHT), on=asked, day=use)
    assert found(a_term("sanction", **HALF_A_YEAR), ask) == expected
    assert found(a_term("sanction", **HALF_A_YEAR), replace(ask, day=None)) == expected


def test_a_refusal_says_until_when_and_what_follows() -> None:
    ask = asks(Incident("no_majority", CAUGHT), on=date(2026, 8, 1))
    (reason,) = a_term("sanction", **HALF_A_YEAR).find(ask, SETTING)
    assert reason.values == {"effect": "suspended", "until_on": date(2027, 1, 20)}
    (reason,) = a_term("sanction", **TWO_POINTS).find(
        asks(Incident("no_show", CAUGHT, count=2), on=date(2030, 1, 1)), POINTS
    )
    assert reason.values == {"effect": "deregistered"}


@pytest.mark.parametrize(
    ("incidents", "expected"),
    [
        ([Incident("no_show", CAUGHT), Incident("late_cancel", CAUGHT, count=2)], BROKEN),
        ([Incident("no_show", CAUGHT), Incident("late_cancel", CAUGHT)], HOLDS),
        ([Incident("no_show", CAUGHT), Incident("late_cancel", CAUGHT, cause="rain", count=9)], HOLDS),
        ([Incident("no_show", CAUGHT, cause="rain"), Incident("no_show", CAUGHT)], BROKEN),
        ([Incident("lost_key", CAUGHT, count=9)], HOLDS),
        ([], HOLDS),
    ],
)
def test_points_add_up_to_the_sanction(incidents: list[Incident], expected: list[str]) -> None:
    ask = asks(*incidents, on=date(2026, 8, 1))
    assert found(a_term("sanction", **TWO_POINTS), ask, POINTS) == expected


def test_only_what_happened_lately_counts_where_the_rulebook_says_so() -> None:
    when = {"events": ["no_show"], "times": 2, "within_months": 12}
    term = a_term("sanction", when=when, effect="suspended", months=1)
    first = Incident("no_show", date(2026, 1, 10))
    in_time, too_late = Incident("no_show", date(2027, 1, 9)), Incident("no_show", date(2027, 1, 10))
    assert found(term, asks(first, in_time, on=date(2027, 1, 11))) == BROKEN
    assert found(term, asks(first, too_late, on=date(2027, 1, 11))) == HOLDS


def test_what_happens_again_is_counted_from_its_own_day() -> None:
    term = a_term("sanction", when={"events": ["no_show"]}, effect="suspended", days=30)
    incidents = [Incident("no_show", date(2026, 5, 1)), Incident("no_show", date(2026, 7, 1))]
    assert found(term, asks(*incidents, on=date(2026, 6, 15))) == HOLDS
    assert found(term, asks(*incidents, on=date(2026, 7, 31))) == BROKEN
    assert found(term, asks(*incidents, on=date(2026, 8, 1))) == HOLDS


def test_another_kind_of_incident_does_not_prolong_it() -> None:
    term = a_term("sanction", when={"events": ["no_show"]}, effect="suspended", days=30)
    incidents = [Incident("no_show", date(2026, 5, 1)), Incident("lost_key", date(2026, 6, 20))]
    assert found(term, asks(*incidents, on=date(2026, 6, 21))) == HOLDS


def test_it_may_last_until_the_fiscal_year_ends() -> None:
    term = a_term("sanction", when={"events": ["no_show"]}, effect="suspended", until="fiscal_year_end")
    caught = Incident("no_show", date(2026, 3, 30))
    assert found(term, asks(caught, on=date(2026, 3, 31))) == BROKEN
    assert found(term, asks(caught, on=date(2026, 4, 1))) == HOLDS


def test_who_is_sent_home_may_come_again_the_next_day() -> None:
    """43 C6: another use than was applied for ends that very use."""
    term = a_term("sanction", when={"events": ["other_use"]}, effect="suspended", until="same_day")
    found_out = Incident("other_use", date(2026, 8, 20))
    assert found(term, asks(found_out, on=date(2026, 8, 20))) == BROKEN
    assert found(term, asks(found_out, on=date(2026, 8, 21))) == HOLDS


def test_the_deputy_of_a_deleted_group_cannot_register_anew_for_half_a_year() -> None:
    term = a_term(
        "sanction",
        when={"events": ["deregistered"]},
        effect="suspended",
        months=6,
        of="person",
        roles=["representative", "deputy"],
        steps=["register"],
    )

    def registers(on: date, role: str) -> Ask:
        person = aged(30, incidents=(Incident("deregistered", date(2026, 6, 10), role=role),))
        return an_ask(person, day=None, asked_at=at(on, "12:00"), step=Step.REGISTER)

    assert found(term, registers(date(2026, 10, 1), "deputy")) == BROKEN
    assert found(term, registers(date(2026, 10, 1), "member")) == HOLDS
    assert found(term, registers(date(2026, 12, 10), "deputy")) == BROKEN
    assert found(term, registers(date(2026, 12, 11), "deputy")) == HOLDS
    assert found(term, replace(registers(date(2026, 10, 1), "deputy"), step=Step.BOOK)) == []


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        (None, ["unknown SANCTION: group"]),
        (True, ["unknown SANCTION: incidents"]),
        (Group(), ["unknown SANCTION: incidents"]),
        (False, HOLDS),
    ],
)
def test_what_nobody_said_never_bars(group: Group | bool | None, expected: list[str]) -> None:
    assert found(a_term("sanction", **HALF_A_YEAR), an_ask(group=group)) == expected
    person = a_term("sanction", **HALF_A_YEAR, of="person")
    assert found(person, an_ask(aged(20))) == ["unknown SANCTION: incidents"]


def test_a_status_is_what_it_makes_of_whom_it_judges() -> None:
    term = a_term("sanction", **HALF_A_YEAR)
    caught = Incident("no_majority", CAUGHT)
    during, after = asks(caught, on=date(2026, 8, 1)), asks(caught, on=date(2027, 8, 1))
    assert term.value(Sought.STATUS, during, SETTING) is Status.SUSPENDED
    assert term.value(Sought.STATUS, after, SETTING) is Status.IN_GOOD_STANDING
    assert term.value(Sought.STATUS, an_ask(), SETTING) is None
    assert term.value(Sought.FEE, during, SETTING) is None


@pytest.mark.parametrize(
    "parameters",
    [
        {**HALF_A_YEAR, "days": 3},
        {**HALF_A_YEAR, "roles": ["deputy"]},
        {**HALF_A_YEAR, "effect": "in_good_standing"},
        {**HALF_A_YEAR, "when": {}},
        {**HALF_A_YEAR, "when": {"points": 2, "events": ["no_show"]}},
        {**HALF_A_YEAR, "when": {"points": 2, "times": 3}},
        {**HALF_A_YEAR, "when": {"points": 2, "within": "month", "within_months": 3}},
        {"when": {"points": 2}, "effect": "suspended", "until": "same_day", "begins": "next_month"},
    ],
)
def test_a_sanction_is_written_one_way(parameters: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        a_term("sanction", **parameters)


@given(st.dates(date(2024, 1, 1), date(2032, 12, 31)), st.integers(1, 60))
def test_months_after_is_the_same_day_number_or_the_last_of_the_month(day: date, months: int) -> None:
    later = months_after(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


def test_points_may_end_with_the_fiscal_year_and_cancellations_count_in_one_month() -> None:
    of_the_year = a_term(
        "sanction", when={"points": 2, "within": "fiscal_year"}, effect="suspended", months=1
    )
    march, april = Incident("no_show", date(2027, 3, 31)), Incident("no_show", date(2027, 4, 1))
    assert found(of_the_year, asks(march, april, on=date(2027, 4, 2)), POINTS) == HOLDS
    assert found(of_the_year, asks(march, march, on=date(2027, 4, 2)), POINTS) == BROKEN
    thrice = {"events": ["cancelled", "lapsed"], "times": 3, "within": "month"}
    term = a_term("sanction", when=thrice, effect="suspended", months=1)
    in_june = [Incident("cancelled", date(2026, 6, 1), count=2), Incident("lapsed", date(2026, 6, 30))]
    assert found(term, asks(*in_june, on=date(2026, 7, 1))) == BROKEN
    over_two = [Incident("cancelled", date(2026, 5, 31)), *in_june[1:], Incident("lapsed", date(2026, 6, 2))]
    assert found(term, asks(*over_two, on=date(2026, 7, 1))) == HOLDS


@pytest.mark.parametrize(
    ("begins", "length", "first", "last"),
    [
        ("next_month", {"months": 1}, date(2027, 3, 1), date(2027, 3, 31)),
        ("next_month", {"days": 10}, date(2027, 3, 1), date(2027, 3, 10)),
        ("next_quarter", {"months": 3}, date(2027, 4, 1), date(2027, 6, 30)),
        ("next_fiscal_year", {"until": "fiscal_year_end"}, date(2027, 4, 1), date(2028, 3, 31)),
    ],
)
def test_it_may_begin_with_the_next_month_quarter_or_year(
    begins: str, length: dict[str, Any], first: date, last: date
) -> None:
    term = a_term("sanction", when={"events": ["no_show"]}, effect="suspended", begins=begins, **length)
    caught, day = Incident("no_show", date(2027, 2, 10)), timedelta(days=1)
    told = [found(term, asks(caught, on=on)) for on in (first - day, first, last, last + day)]
    assert told == [HOLDS, BROKEN, BROKEN, HOLDS]


def test_whom_it_bars_may_ask_again_on_the_day_after_its_last() -> None:
    term, caught = a_term("sanction", **HALF_A_YEAR), Incident("no_majority", CAUGHT)
    barred = asks(caught, on=date(2026, 8, 1))
    assert term.value(Sought.FIRST_DAY, barred, SETTING) == date(2027, 1, 21)
    assert term.value(Sought.FIRST_DAY, replace(barred, step=Step.ARRIVE), SETTING) is None
    assert term.value(Sought.FIRST_DAY, asks(caught, on=date(2027, 2, 1)), SETTING) is None
