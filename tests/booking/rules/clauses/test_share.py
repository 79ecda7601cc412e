"""A share is reached, missed or unknown: against every way in which what nobody said might be."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from booking.rules.ask import Person, TieKind
from tests.asks import SETTING, a_registration, a_term, aged, an_ask, found

HOLDS, BROKEN = ["holds SHARE"], ["broken SHARE"]
YOUTH = {"to_age": 29}
LOCAL, STRANGER = frozenset({TieKind.LIVES}), frozenset[TieKind]()


@pytest.mark.parametrize(
    ("share", "youths", "others", "expected"),
    [
        ({"more_than": "1/2"}, 3, 3, BROKEN),
        ({"more_than": "1/2"}, 4, 3, HOLDS),
        ({"at_least": "1/2"}, 3, 3, HOLDS),
        ({"at_least": "1/2"}, 3, 4, BROKEN),
        ({"at_least": "2/3"}, 4, 2, HOLDS),
        ({"at_least": "2/3"}, 3, 2, BROKEN),
        ({"least": 5}, 5, 20, HOLDS),
        ({"least": 5}, 4, 1, BROKEN),
    ],
)
def test_half_is_at_least_half_and_no_majority(
    share: Any, youths: int, others: int, expected: list[str]
) -> None:
    ask = an_ask(aged(20, count=youths), aged(40, count=others))
    assert found(a_term("share", ages=YOUTH, **share), ask) == expected


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ([aged(20, ties=LOCAL), aged(40, ties=LOCAL)], BROKEN),
        ([aged(20, ties=LOCAL), aged(20, ties=STRANGER)], BROKEN),
        ([aged(20, ties=LOCAL), aged(20)], ["unknown SHARE: ties"]),
        ([aged(20, ties=LOCAL), Person()], ["unknown SHARE: ages ties"]),
        ([], ["unknown SHARE: people"]),
    ],
)
def test_all_that_is_given_must_be_so_of_whoever_counts(people: list[Person], expected: list[str]) -> None:
    term = a_term("share", ages=YOUTH, ties=["lives"], more_than="1/2")
    assert found(term, an_ask(*people)) == expected


@pytest.mark.parametrize(
    ("registrations", "expected"),
    [
        ((a_registration(),), HOLDS),
        ((), BROKEN),
        ((a_registration(registry="elsewhere"),), BROKEN),
        (None, ["unknown SHARE: registrations"]),
    ],
)
def test_those_who_are_registered_may_be_counted(registrations: Any, expected: list[str]) -> None:
    term = a_term("share", registered=True, at_least="1/2")
    ask = an_ask(Person(registrations=registrations))
    assert found(term, ask) == expected
    assert all(reason.values.get("registered") for reason in term.find(ask, SETTING) if reason.values)


def test_those_of_whom_only_the_number_is_known_may_be_of_either_kind() -> None:
    term = a_term("share", ages=YOUTH, more_than="1/2")
    assert found(term, an_ask(aged(20, count=4), size=6)) == HOLDS
    assert found(term, an_ask(aged(20, count=3), size=6)) == ["unknown SHARE: ages"]
    assert found(term, an_ask(aged(40, count=3), size=6)) == BROKEN


@pytest.mark.parametrize(
    ("accompanies", "left_out"),
    [(True, HOLDS), (False, BROKEN), (None, ["unknown SHARE: accompanies"])],
)
def test_those_who_look_after_the_others_may_be_left_out(accompanies: Any, left_out: list[str]) -> None:
    ask = an_ask(aged(12, count=2), aged(40, accompanies=accompanies, count=2))
    assert found(a_term("share", ages=YOUTH, more_than="1/2", carers="leave_out"), ask) == left_out
    assert found(a_term("share", ages=YOUTH, more_than="1/2"), ask) == BROKEN


def test_a_refusal_says_how_many_are_meant_and_how_many_would_be_needed() -> None:
    (reason,) = a_term("share", ages=YOUTH, at_least="2/3").find(an_ask(aged(20), aged(40)), SETTING)
    assert reason.values == {"at_least": "2/3", "size": 2, "meant": 1, "ties": [], "to_age": 29}


@pytest.mark.parametrize(
    "parameters",
    [
        {"at_least": "1/2"},
        {"ages": YOUTH},
        {"ages": YOUTH, "at_least": "1/2", "least": 3},
        {"ages": YOUTH, "at_least": "3/2"},
        {"ages": YOUTH, "at_least": "0/2"},
        {"ages": YOUTH, "at_least": "half"},
        {"ages": YOUTH, "at_least": "1/0"},
    ],
)
def test_a_share_is_said_one_way_and_lies_between_nobody_and_everybody(parameters: Any) -> None:
    with pytest.raises(ValidationError):
        a_term("share", **parameters)


people = st.builds(
    Person,
    ties=st.sampled_from([None, LOCAL, STRANGER]),
    accompanies=st.sampled_from([None, True, False]),
    count=st.integers(1, 3),
)
KINDS = ["at_least", "more_than"]
PARTS = ["1/2", "2/3", "1/1", "1/3"]


@given(
    st.lists(people, min_size=1, max_size=5),
    st.sampled_from(KINDS),
    st.sampled_from(PARTS),
    st.sampled_from(["count", "leave_out"]),
)
def test_it_is_unknown_exactly_where_what_nobody_said_decides(
    party: list[Person], kind: str, part: str, carers: str
) -> None:
    verdict = found(a_term("share", ties=["lives"], carers=carers, **{kind: part}), an_ask(*party))
    outcomes = {
        _enough(complete, kind, Fraction(part), carers)
        for complete in product(*(list(_ways(person, carers)) for person in party))
    }
    expected = {True: "holds", False: "broken", None: "unknown"}
    if all(person.accompanies for person in party) and carers == "leave_out":
        assert verdict == ["unknown SHARE: people"]
    else:
        assert verdict[0].split()[0] == expected[outcomes.pop() if len(outcomes) == 1 else None]


def _ways(person: Person, carers: str) -> Iterator[tuple[bool, bool, int]]:
    """Whether they are local and whether they look after the others, each way that may be.

    Of a local of whom nobody said that they do, they do not: they are meant for themselves.
    """
    for local in (True, False) if person.ties is None else (person.ties == LOCAL,):
        may = (True, False) if person.accompanies is None and not local else (bool(person.accompanies),)
        yield from ((local, carer and carers == "leave_out", person.count) for carer in may)


def _enough(complete: tuple[tuple[bool, bool, int], ...], kind: str, part: Fraction, carers: str) -> bool:
    counted = [(local, count) for local, carer, count in complete if not carer]
    meant, total = sum(count for local, count in counted if local), sum(count for _, count in counted)
    return meant > total * part if kind == "more_than" else meant >= total * part
