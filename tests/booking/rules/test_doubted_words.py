"""Words and data of a clause that name other times, days and figures."""

from typing import Any

import pytest

from booking.rules.doubted_words import contradicted
from booking.rules.drafts import check, with_clause
from booking.rules.rulebook import Rulebook

QUIET = {"type": "quiet", "from": "20:00"}
HOURS = {"type": "hours", "from": "9:00", "to": "17:30", "on": {"days": ["mon", "tue", "wed", "thu", "fri"]}}
WEDNESDAY = {"type": "closed", "on": {"days": ["wed"]}}
CAP = {"type": "headcount", "least": 2, "most": 8}
WINDOW = {"type": "opens", "months": 2, "at": "9:00"}
YEAR_END = {"type": "closed", "on": {"every_year": [["12-29", "01-04"]]}}


def book(ja: str, *says: dict[str, Any], en: str = "-") -> Rulebook:
    return Rulebook.model_validate(
        {
            "format": 1,
            "key": "aozora",
            "valid_from": "2026-04-01",
            "title": {"ja": "きまり"},
            "city": {"ja": "見本市"},
            "source": "ちらし",
            "standing": {"ja": "見本です。"},
            "halls": [{"key": "aozora", "name": {"ja": "あおぞら館"}, "kind": "youth_centre"}],
            "clauses": [{"id": "C1", "ja": ja, "en": en, "says": list(says)}],
        }
    )


def doubts(ja: str, *says: dict[str, Any], en: str = "-") -> list[str]:
    return [one.what for one in contradicted(book(ja, *says, en=en))]


def only_in_words(kind: str, named: str) -> list[str]:
    return [f"its words name {kind} that its data does not: {named}"]


@pytest.mark.parametrize(
    ("words", "data"),
    [
        ("大きな音は20時までです。", QUIET),
        ("大きな音は20:00までです。", QUIET),
        ("大きな音は午後8時までです。", QUIET),
        ("大きな音は２０時までです。", QUIET),
        ("平日の9時から17時30分まで、または17時半までです。", HOURS),
        ("月曜日から金曜日は、9時から17時30分まで開いています。", HOURS),
        ("月〜金曜日は、9時から17時30分まで開いています。", HOURS),
        ("土・日曜日をのぞいて、9時から17時30分まで開いています。", HOURS),
        ("2人から8人までです。", CAP),
        ("第3会議室は、2人から8人までです。", CAP),
        ("使う日の2か月前の同じ日の9時からです。", WINDOW),
        ("12月29日から1月4日まではお休みです。", YEAR_END),
        ("1回は2時間までです。", {"type": "unit", "minutes": 60, "max_minutes": 120}),
        ("中学1年生からです。", {"type": "who", "ages": {"from_grade": 7}}),
        ("20歳未満の人です。", {"type": "who", "ages": {"to_age": 19}}),
        ("1枠1,200円です。", {"type": "fee", "yen": 1200, "per": "band"}),
    ],
)
def test_words_that_say_what_the_data_says_are_not_doubted(words: str, data: dict[str, Any]) -> None:
    assert doubts(words, data) == []


@pytest.mark.parametrize(
    ("words", "data"),
    [("夜は静かにします。", QUIET), ("平日に開いています。", HOURS), ("少ない人数で使います。", CAP)],
)
def test_words_may_leave_out_what_the_data_says(words: str, data: dict[str, Any]) -> None:
    assert doubts(words, data) == []


def test_an_hour_of_the_words_that_the_data_lacks_is_doubted_both_ways() -> None:
    assert doubts("大きな音は21時までです。", QUIET) == [
        *only_in_words("times", "21:00"),
        "its data names times that its words do not: 20:00",
    ]


def test_a_duration_is_no_time_of_day() -> None:
    assert doubts("音楽室は2時間までです。", QUIET) == only_in_words("figures", "2時間")


def test_another_weekday_is_doubted_in_each_language() -> None:
    what = ["its words name other weekdays than its data"]
    assert doubts("火曜日はお休みです。", WEDNESDAY) == what
    assert doubts("お休みです。", WEDNESDAY, en="Closed on Tuesdays.") == what
    assert doubts("水曜日はお休みです。", WEDNESDAY, en="Closed on Wednesdays.") == []


def test_another_figure_is_doubted_with_what_it_counts() -> None:
    assert doubts("2人から10人までです。", CAP) == only_in_words("figures", "10人")


def test_another_day_of_the_year_is_doubted() -> None:
    assert doubts("12月28日から1月4日まではお休みです。", YEAR_END) == [
        *only_in_words("dates", "12-28"),
        "its data names dates that its words do not: 12-29",
    ]


def test_the_terms_of_a_clause_are_looked_at_together() -> None:
    assert doubts("9時から17時30分までです。大きな音は20時までです。", HOURS, QUIET) == []


def test_a_draft_is_told_only_what_it_has_brought_in_and_may_be_published_all_the_same() -> None:
    before = book("大きな音は21時までです。", QUIET)
    assert [one for one in check(before, before).doubted("C1") if "words" in one.what] == []
    was = book("大きな音は20時までです。", QUIET)
    later = {**was.document["clauses"][0], "says": [{"type": "quiet", "from": "19:00"}]}
    checked = check(Rulebook.model_validate(with_clause(was.document, later, "C1")), was)
    assert checked.mistakes == ()
    assert next(one.what for one in checked.doubted("C1") if "words" in one.what) == (
        "its words name times that its data does not: 20:00"
    )
