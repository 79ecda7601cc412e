"""A clause is drawn where it speaks of the plain case, and each drawing says in words what it shows."""

from typing import Any

import pytest

from booking.rules.rulebook import Rulebook
from booking.web.clause_drawings import example
from booking.web.drawings import Drawing
from booking.wording import Vocabulary
from tests.asks import a_document

CHILDREN = {"type": "leave_by", "ages": {"to_stage": "elementary"}, "time": "17:00"}
TEENS = {"type": "leave_by", "ages": {"to_stage": "high_school"}, "time": "20:30"}


def drawn(*says: dict[str, Any]) -> Drawing | None:
    names = {"course": {"ja": "器材の講習"}}
    book = Rulebook.model_validate(a_document(list(says), names=names))
    return example(book.clauses[0].says, Vocabulary.of(book, "higashi"))


def cells(*says: dict[str, Any]) -> list[str]:
    found = drawn(*says)
    return [] if found is None else [f"{words} {pane.look}{pane.words}" for pane, words in found.cells]


@pytest.mark.parametrize(
    ("term", "halves"),
    [
        ({"type": "outstanding"}, ["mine 今の予約 1つ使い終わると", "lit 次の予約 できます"]),
        ({"type": "outstanding", "most": 3}, ["mine 予約3つ 1つ使い終わると", "lit 次の予約 できます"]),
        (
            {"type": "induction", "course": "course"},
            ["cond 器材の講習 先に受けます", "lit 予約 できます"],
        ),
    ],
)
def test_what_comes_first_stands_before_what_it_opens(term: dict[str, Any], halves: list[str]) -> None:
    found = drawn(term)
    assert found is not None
    assert [f"{half.look} {half.title} {half.words}" for half in found.pair] == halves


def test_each_of_several_ages_has_its_own_hours_beside_the_others() -> None:
    found = drawn(CHILDREN, TEENS)
    assert found is not None
    assert found.hours == (15, 16, 17, 18, 19, 20, 21, 22)
    looks = {row.words: [pane.look for pane in row.panes] for row in found.rows}
    assert looks == {
        "小学生まで": ["lit"] * 2 + ["wall"] * 6,
        "高校生世代まで": ["lit"] * 5 + ["part"] + ["wall"] * 2,
    }


def test_the_last_day_for_giving_up_lies_among_those_around_it() -> None:
    three = ["5日前 lit", "4日前 lit", "3日前 lit", "2日前 dark", "前の日 dark"]
    assert cells({"type": "cancel_by", "days": 3}) == three
    assert cells({"type": "cancel_by", "days": 0}) == ["2日前 lit", "前の日 lit", "使う日 lit"]


def test_what_comes_back_of_a_fee_stands_in_its_tier() -> None:
    tiers = [{"days_before": 7, "percent": 100}, {"days_before": 1, "percent": 50}]
    assert cells({"type": "refund", "tiers": tiers}) == [
        "7日前まで lit100%",
        "前の日まで part50%",
        "そのあと dark0%",
    ]


@pytest.mark.parametrize(
    "term",
    [
        {**CHILDREN, "unless_accompanied": True},
        {**CHILDREN, "of": "only"},
        {**CHILDREN, "on": {"days": ["sat"]}},
        {"type": "outstanding", "users": {"group": True}},
        {"type": "cancel_by", "days": 3, "at": "17:00"},
        {"type": "cancel_by", "months": 1},
        {"type": "cancel_by"},
        {"type": "refund"},
        {"type": "residency", "ties": ["lives"]},
    ],
)
def test_what_depends_on_more_is_left_to_the_sentences(term: dict[str, Any]) -> None:
    assert drawn(term) is None
    assert drawn(CHILDREN, {**TEENS, "time": "24:00"}) is None, "so many hours do not fit"
