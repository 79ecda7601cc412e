from typing import Any

import pytest

from booking.rules.ask import Group, Step
from tests.asks import SETTING, a_term, an_ask, found


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        (Group(), ["holds GROUP_ONLY"]),
        (True, ["holds GROUP_ONLY"]),
        (False, ["broken GROUP_ONLY"]),
        (None, ["unknown GROUP_ONLY: group"]),
    ],
)
def test_a_room_for_groups_is_not_for_individuals(group: Any, expected: list[str]) -> None:
    assert found(a_term("group_only"), an_ask(group=group)) == expected


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        (Group(one_family=True), ["broken GROUP_FAMILY"]),
        (Group(one_family=False), ["holds GROUP_FAMILY"]),
        (Group(), ["unknown GROUP_FAMILY: one_family"]),
        (True, ["unknown GROUP_FAMILY: one_family"]),
        (None, ["unknown GROUP_FAMILY: one_family"]),
        (False, ["holds GROUP_FAMILY"]),
    ],
)
def test_a_family_does_not_register_as_a_group(group: Any, expected: list[str]) -> None:
    assert found(a_term("not_one_family"), an_ask(group=group, step=Step.REGISTER)) == expected
    assert found(a_term("not_one_family"), an_ask(group=group)) == []


@pytest.mark.parametrize(
    ("overlap", "expected"),
    [
        (59, ["holds REG_DUP"]),
        (60, ["broken REG_DUP"]),
        (None, ["unknown REG_DUP: overlap"]),
    ],
)
def test_a_group_of_the_same_members_is_the_same_group(overlap: Any, expected: list[str]) -> None:
    ask = an_ask(group=Group(overlap=overlap), step=Step.REGISTER)
    assert found(a_term("not_duplicate", percent=60), ask) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("みどりダンススクール", ["broken GROUP_NAME"]),
        ("ミドリ・ダンス・スクール", ["broken GROUP_NAME"]),
        ("Midori Dance STUDIO", ["broken GROUP_NAME"]),
        ("Midori \uff33\uff54\uff55\uff44\uff49\uff4f", ["broken GROUP_NAME"]),  # wide letters
        ("ダンス\uff7d\uff78\uff70\uff99", ["broken GROUP_NAME"]),  # narrow kana
        ("みどりダンス部", ["holds GROUP_NAME"]),
        (None, ["unknown GROUP_NAME: group_name"]),
    ],
)
def test_a_school_is_known_by_its_name(name: Any, expected: list[str]) -> None:
    term = a_term("group_name", never_words=["スクール", "studio"])
    assert found(term, an_ask(group=Group(name=name), step=Step.REGISTER)) == expected


def test_a_refusal_names_the_words_that_are_in_the_name() -> None:
    term = a_term("group_name", never_words=["スクール", "教室"])
    (reason,) = term.find(an_ask(group=Group(name="絵画教室"), step=Step.REGISTER), SETTING)
    assert reason.values == {"words": ["教室"], "registering": True}
