from datetime import date
from typing import Any

import pytest

from booking.rules.ask import Group, Person, Registered
from tests.asks import SETTING, a_group, a_registration, a_term, an_ask, found

MARCH, APRIL = date(2027, 3, 31), date(2027, 4, 1)
MAY_2026 = a_registration(on=date(2026, 5, 1))
RENEWED = a_registration(on=date(2027, 4, 1))
DATELESS = a_registration()
ELSEWHERE = a_registration(registry="elsewhere")
ENDED = a_registration(until=date(2026, 12, 3))
ENDING = a_registration(until=date(2026, 12, 4))


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        (a_group(DATELESS), ["holds REG_REQUIRED"]),
        (a_group(MAY_2026), ["holds REG_REQUIRED"]),
        (a_group(), ["broken REG_REQUIRED"]),
        (a_group(ELSEWHERE), ["broken REG_REQUIRED"]),
        (a_group(ENDED), ["broken REG_EXPIRED"]),
        (a_group(ENDING), ["holds REG_REQUIRED"]),
        (a_group(ENDED, DATELESS), ["holds REG_REQUIRED"]),
        (False, ["broken REG_REQUIRED"]),
        (True, ["unknown REG_REQUIRED: registrations"]),
        (Group(), ["unknown REG_REQUIRED: registrations"]),
        (None, ["unknown REG_REQUIRED: group"]),
    ],
)
def test_the_group_is_registered_on_the_day_of_use(group: Any, expected: list[str]) -> None:
    assert found(a_term("registration", of="group"), an_ask(group=group)) == expected


def test_a_registry_may_be_another_than_the_rulebooks_own() -> None:
    term = a_term("registration", of="group", registry="elsewhere")
    assert found(term, an_ask(group=a_group(ELSEWHERE))) == ["holds REG_REQUIRED"]
    assert found(term, an_ask(group=a_group(DATELESS))) == ["broken REG_REQUIRED"]


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ([(DATELESS,), (MAY_2026,)], ["holds GROUP_ALL_REG"]),
        ([(DATELESS,), ()], ["broken GROUP_ALL_REG"]),
        ([(DATELESS,), (ENDED,)], ["broken REG_EXPIRED"]),
        ([(DATELESS,), None], ["holds GROUP_ALL_REG", "unknown GROUP_ALL_REG: registrations"]),
        ([(ELSEWHERE,), None], ["broken GROUP_ALL_REG"]),
        ([], ["unknown GROUP_ALL_REG: people"]),
    ],
)
def test_everyone_who_comes_is_registered(
    people: list[tuple[Registered, ...] | None], expected: list[str]
) -> None:
    ask = an_ask(*(Person(registrations=registrations) for registrations in people))
    assert found(a_term("registration", of="everyone"), ask) == expected


@pytest.mark.parametrize(
    ("registrations", "day", "expected"),
    [
        ((MAY_2026,), MARCH, ["holds REG_EXPIRED"]),
        ((MAY_2026,), APRIL, ["broken REG_EXPIRED"]),
        ((MAY_2026, RENEWED), APRIL, ["holds REG_EXPIRED"]),
        ((DATELESS,), APRIL, ["unknown REG_EXPIRED: registered_on"]),
        ((DATELESS, RENEWED), APRIL, ["holds REG_EXPIRED"]),
        ((ENDED,), date(2026, 12, 4), ["broken REG_EXPIRED"]),
        ((), APRIL, ["holds REG_EXPIRED"]),
        ((ELSEWHERE,), APRIL, ["holds REG_EXPIRED"]),
        (None, APRIL, ["unknown REG_EXPIRED: registrations"]),
    ],
)
def test_a_registration_lapses_with_its_fiscal_year(
    registrations: tuple[Registered, ...] | None, day: date, expected: list[str]
) -> None:
    of_group = a_term("registration_until", of="group", until="fiscal_year_end")
    of_everyone = a_term("registration_until", of="everyone", until="fiscal_year_end")
    assert found(of_group, an_ask(group=Group(registrations), day=day)) == expected
    assert found(of_everyone, an_ask(Person(registrations=registrations), day=day)) == expected


def test_a_lapse_is_no_concern_of_somebody_without_a_group() -> None:
    term = a_term("registration_until", of="group", until="fiscal_year_end")
    assert found(term, an_ask(group=False)) == ["holds REG_EXPIRED"]
    assert found(term, an_ask(group=None)) == ["unknown REG_EXPIRED: group"]


def test_a_refusal_says_which_was_the_last_day() -> None:
    term = a_term("registration_until", of="group", until="fiscal_year_end")
    (reason,) = term.find(an_ask(group=a_group(MAY_2026), day=APRIL), SETTING)
    assert reason.values == {"registry": "higashi-rules", "until_on": MARCH}
