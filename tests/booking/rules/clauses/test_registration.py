from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from booking.rules.ask import Group, Person, Registered
from booking.rules.lifecycle import State
from tests.asks import SETTING, a_group, a_registration, a_term, an_ask, found, held

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


MEMBER, STRANGER = Person(registrations=(DATELESS,)), Person(registrations=())


@pytest.mark.parametrize(
    ("people", "group", "person", "asker"),
    [
        ([MEMBER], False, "holds", "holds"),
        ([STRANGER], False, "broken", "broken"),
        ([MEMBER], a_group(), "holds", "broken"),
        ([STRANGER], a_group(DATELESS), "broken", "holds"),
        ([replace(MEMBER, represents=True), STRANGER], False, "holds", "holds"),
        ([MEMBER, STRANGER], False, "unknown REQUIRED: represents", "unknown REQUIRED: represents"),
        ([MEMBER], None, "holds", "unknown REQUIRED: group"),
    ],
)
def test_whoever_asks_is_registered_or_the_group_in_whose_name_they_do(
    people: list[Person], group: Any, person: str, asker: str
) -> None:
    for of, expected in (("person", person), ("asker", asker)):
        (says,) = found(a_term("registration", of=of), an_ask(*people, group=group))
        assert says.replace("REG_", "").removesuffix(" REQUIRED") == expected


def test_a_registry_that_is_shared_is_as_good_as_the_own() -> None:
    sharing = replace(SETTING, shared=frozenset({"elsewhere"}))
    own, named = a_term("registration", of="group"), a_term("registration", of="group", registry="third")
    ask = an_ask(group=a_group(ELSEWHERE))
    assert found(own, ask, sharing) == ["holds REG_REQUIRED"]
    assert found(own, ask) == ["broken REG_REQUIRED"]
    assert found(named, ask, sharing) == ["broken REG_REQUIRED"]


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        (a_group(ELSEWHERE), ["holds REG_REQUIRED"]),
        (a_group(DATELESS), ["holds REG_REQUIRED"]),
        (a_group(a_registration(registry="third")), []),
        (a_group(), []),
        (True, []),
        (None, []),
        (False, []),
    ],
)
def test_sharing_speaks_for_those_who_are_registered_and_says_nothing_else(
    group: Any, expected: list[str]
) -> None:
    assert found(a_term("registration_shared", registries=["elsewhere"]), an_ask(group=group)) == expected


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (Registered("higashi-rules", user_class="youth"), ["holds REG_REQUIRED"]),
        (Registered("higashi-rules", user_class="general"), ["broken REG_CLASS"]),
        (DATELESS, ["unknown REG_REQUIRED: user_class"]),
        (ENDED, ["broken REG_EXPIRED"]),
    ],
)
def test_a_registration_may_have_to_be_in_a_class(made: Registered, expected: list[str]) -> None:
    term = a_term("registration", of="group", classes=["youth"])
    assert found(term, an_ask(group=a_group(made))) == expected


@pytest.mark.parametrize(
    ("ends", "last"),
    [
        ({"until": "fiscal_year_end"}, date(2027, 3, 31)),
        ({"months": 24}, date(2028, 5, 1)),
        ({"until_day": "06-30"}, date(2026, 6, 30)),
        ({"until_day": "04-30"}, date(2027, 4, 30)),
        ({"until_day": "05-01"}, date(2026, 5, 1)),
        ({"until_day": "02-29"}, date(2027, 2, 28)),
        ({"until": "fiscal_year_end", "plus_years": 1}, date(2028, 3, 31)),
        ({"until_day": "06-30", "plus_years": 2}, date(2028, 6, 30)),
    ],
)
def test_until_when_a_registration_of_1_may_holds(ends: Any, last: date) -> None:
    term = a_term("registration_until", of="group", **ends)
    for day, finding in ((last, "holds"), (last + timedelta(days=1), "broken")):
        assert found(term, an_ask(group=a_group(MAY_2026), day=day)) == [f"{finding} REG_EXPIRED"]


@pytest.mark.parametrize(
    ("made", "day", "finding"),
    [
        ((MAY_2026, a_registration(on=date(2027, 2, 1))), date(2028, 3, 31), "holds"),
        ((MAY_2026, a_registration(on=date(2027, 2, 1))), date(2028, 4, 1), "broken"),
        ((MAY_2026, a_registration(on=date(2027, 1, 31))), APRIL, "broken"),
        ((a_registration(on=date(2027, 2, 1)),), MARCH, "holds"),
        ((a_registration(on=date(2027, 2, 1)),), APRIL, "broken"),
    ],
)
def test_a_renewal_in_time_holds_for_the_next_year_and_a_first_registration_does_not(
    made: Any, day: date, finding: str
) -> None:
    term = a_term("registration_until", of="group", until="fiscal_year_end", renewal_from="02-01")
    assert found(term, an_ask(group=a_group(*made), day=day)) == [f"{finding} REG_EXPIRED"]


@pytest.mark.parametrize(
    ("history", "finding"),
    [
        ((), "broken"),
        ((held(date(2025, 12, 2), "10:00", "12:00", by_group=True),), "holds"),
        ((held(date(2025, 12, 1), "10:00", "12:00", by_group=True),), "broken"),
        ((held(date(2026, 5, 1), "10:00", "12:00"),), "broken"),
        ((held(date(2026, 5, 1), "10:00", "12:00", by_group=True, state=State.CANCELLED),), "broken"),
        ((held(date(2026, 12, 3), "10:00", "12:00", by_group=True),), "broken"),
        (None, "holds"),
    ],
)
def test_a_registration_may_lapse_when_it_is_not_used(history: Any, finding: str) -> None:
    made = a_group(a_registration(on=date(2024, 5, 1)))
    term = a_term("registration_until", of="group", unused_months=12)
    assert found(term, an_ask(group=made, history=history)) == [f"{finding} REG_EXPIRED"]


def test_a_registration_of_no_known_day_may_be_in_use() -> None:
    term = a_term("registration_until", of="group", unused_months=12)
    assert found(term, an_ask(group=a_group(DATELESS), history=())) == ["holds REG_EXPIRED"]


@pytest.mark.parametrize(
    "ends",
    [
        {},
        {"until": "fiscal_year_end", "months": 12},
        {"months": 12, "renewal_from": "02-01"},
        {"months": 12, "plus_years": 1},
        {"until_day": "13-01"},
    ],
)
def test_an_end_is_given_one_way(ends: Any) -> None:
    with pytest.raises(ValidationError):
        a_term("registration_until", of="group", **ends)
