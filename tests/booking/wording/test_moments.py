"""Moments counted back from a use, as published rules name them."""

from typing import Any

import pytest
from django.utils.translation import override

from booking.rules.clauses.counted import Counted
from booking.wording.moments import besides, between, moment, since, until

FIRST = "the 1st of the month 4 months before the month of use"


@pytest.mark.parametrize(
    ("counted", "ja", "en"),
    [
        ({"days": 0}, "使う日", "the day of use"),
        ({"days": 1, "at": "17:00"}, "使う日の前の日の17時", "the day before the use (17:00)"),
        ({"days": 3}, "使う日の3日前", "3 days before the use"),
        ({"months": 1}, "使う日の1か月前の同じ日", "the same day 1 month before the use"),
        ({"months": 0}, "使う日", "the day of use"),
        ({"months": 4, "day": 1}, "使う月の4か月前の1日", FIRST),
        (
            {"months": 1, "day": 22},
            "使う月の1か月前の22日",
            "the 22nd of the month before the month of use",
        ),
        ({"months": 0, "day": 3}, "使う月の3日", "the 3rd of the month of use"),
        (
            {"months": 2, "day": 31},
            "使う月の2か月前の最後の日",
            "the last day of the month 2 months before the month of use",
        ),
        (
            {"months": 2, "nth": 2, "weekday": "sat", "plus_days": 1},
            "使う月の2か月前の第2土曜日の次の日",
            "the day after the 2nd Saturday of the month 2 months before the month of use",
        ),
        (
            {"months": 1, "nth": -1, "weekday": "mon", "plus_days": 3},
            "使う月の1か月前の最後の月曜日の3日あと",
            "3 days after the last Monday of the month before the month of use",
        ),
        (
            {"months": 1, "day": 11, "of": "quarter"},
            "使う四半期(4月・7月・10月・1月から3か月)の1か月前の11日",
            "the 11th of the month before the quarter of use (from April, July, October, January)",
        ),
        ({"days": 0, "of": "draw"}, "抽選の日", "the day of the draw"),
        ({"days": 1, "of": "draw"}, "抽選の日の前の日", "the day before the draw"),
        ({"days": 3, "of": "draw"}, "抽選の日の3日前", "3 days before the draw"),
        (
            {"months": 0, "plus_days": 1, "of": "draw", "at": "9:00"},
            "抽選の日の次の日の9時",
            "the day after the day of the draw (9:00)",
        ),
        (
            {"months": 1, "of": "draw"},
            "抽選の日の1か月前の同じ日",
            "the same day 1 month before the draw",
        ),
        ({"months": 0, "day": 5, "of": "draw"}, "抽選の月の5日", "the 5th of the month of the draw"),
        (
            {"months": 1, "day": 15, "of": "draw"},
            "抽選の月の1か月前の15日",
            "the 15th of the month before the month of the draw",
        ),
        ({"minutes": 30}, "使いはじめる30分前", "30 min before the start"),
        ({"date": "2016-06-17"}, "2016年6月17日", "17 Jun 2016"),
    ],
)
def test_a_moment_is_named_from_the_use(counted: dict[str, Any], ja: str, en: str) -> None:
    meant = Counted.model_validate(counted)
    assert moment(meant) == ja
    with override("en"):
        assert moment(meant) == en


def test_what_stands_for_a_day_that_is_missing_or_closed_is_said_besides() -> None:
    counted = Counted.model_validate({"months": 1, "missing": "next", "if_closed": "next_open_day"})
    assert list(besides(counted)) == [
        "その月に同じ日がないときは、次の月の1日です。",
        "その日がお休みのときは、次に開く日です。",
    ]
    assert list(besides(Counted(months=1))) == list(besides(None)) == []


def test_between_says_both_ends_or_the_one_that_is_given() -> None:
    first, last = Counted(days=10), Counted(days=3)
    assert between(first, last) == "使う日の10日前から使う日の3日前まで"
    assert between(first, first) == "使う日の10日前に"
    assert [between(first, None), between(None, last)] == [since(first), until(last)]
    assert between(None, None) == ""
