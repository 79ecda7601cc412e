"""Words and data of a clause that name other times, days and figures."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from booking.rules.doubted_words import A_TIME, contradicted
from booking.rules.drafts import check, with_clause
from booking.rules.rulebook import Rulebook, read

BOOKS = settings.BASE_DIR / "rulebooks"
PUBLISHED = sorted([*BOOKS.glob("*.toml"), *BOOKS.glob("sample/*.toml")])
QUIET = {"type": "quiet", "from": "20:00"}
HOURS = {"type": "hours", "from": "9:00", "to": "17:30", "on": {"days": ["mon", "tue", "wed", "thu", "fri"]}}
WEDNESDAY = {"type": "closed", "on": {"days": ["wed"]}}
CAP = {"type": "headcount", "least": 2, "most": 8}
WINDOW = {"type": "opens", "months": 2, "at": "9:00"}
YEAR_END = {"type": "closed", "on": {"every_year": [["12-29", "01-04"]]}}


REGISTERED = {
    "type": "registration_until",
    "of": "group",
    "until": "fiscal_year_end",
    "renewal_from": "02-01",
}
BANDS = {
    "type": "bands",
    "bands": [
        {"name": {"ja": "午前"}, "from": "9:30", "to": "12:00"},
        {"name": {"ja": "午後"}, "from": "13:00", "to": "15:00"},
    ],
}


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
        ("9人以上のときは相談します。", CAP),
        ("講習会は15分です(2人から8人)。", CAP | {"most": 15}),
        ("火曜日と水曜日の9時から17時30分です。", HOURS | {"on": {"days": ["tue", "wed"]}}),
        ("登録は3月31日までです。2月からは更新できます。", REGISTERED),
        ("年末年始の6日間は休みです。", {"type": "closed", "on": {"every_year": [["12-29", "01-03"]]}}),
        ("小学生60人(学年ごとに10人)です。", {"type": "headcount", "most": 60}),
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


@pytest.mark.parametrize(
    ("words", "data"),
    [
        ("土曜日は17時30分までです。", HOURS | {"on": {"days": ["sat"]}}),
        ("2つの区分(9時30分から、13時から)です。", BANDS),
        ("区分は9時30分から12時までと、午後です。", BANDS),
    ],
)
def test_words_may_name_one_end_of_a_span_or_some_of_many_rows(words: str, data: dict[str, Any]) -> None:
    assert doubts(words, data) == []


@pytest.mark.parametrize(
    ("words", "data", "named"),
    [
        ("9時から17時30分までです。大きな音は17時30分からです。", {"to": "18:00"}, "18:00"),
        ("9時から17時30分までです。9時に始まります。", {"from": "9:30"}, "9:30"),
    ],
)
def test_of_a_range_that_the_words_name_whole_the_data_may_change_neither_end(
    words: str, data: dict[str, Any], named: str
) -> None:
    also = {"type": "quiet", "from": "17:30"}, {"type": "leave_by", "ages": {"to_grade": 3}, "time": "9:00"}
    assert doubts(words, HOURS | data, *also) == [f"its data names times that its words do not: {named}"]


def test_words_may_point_to_what_another_clause_says_but_to_nothing_that_none_says() -> None:
    spoken = "大きな音は20時までです。閉まる%sまで静かにします。"
    hall = {**HOURS, "to": "22:00"}
    found = {
        time: list(contradicted(_with_another(book(spoken % time, QUIET), hall))) for time in ("22時", "21時")
    }
    assert [one.what for one in found["21時"]] == only_in_words("times", "21:00")
    assert found["22時"] == []


def _with_another(rulebook: Rulebook, says: dict[str, Any]) -> Rulebook:
    clause = {"id": "C2", "ja": "開いている時間です。", "en": "-", "says": [says]}
    return Rulebook.model_validate(with_clause(rulebook.document, clause))


def test_what_is_only_shown_stands_in_the_words_alone() -> None:
    shown = {"type": "shown", "topic": "WHO"}
    assert doubts("30歳未満の人のための、21時までの場所です。", shown) == []
    # What is judged beside it is held against the words all the same.
    assert doubts("大きな音は21時までです。", QUIET, shown) == [
        *only_in_words("times", "21:00"),
        "its data names times that its words do not: 20:00",
    ]


def test_days_of_some_of_the_terms_say_enough_and_runs_are_read_in_both_languages() -> None:
    on = {"days": ["mon", "tue", "wed", "thu", "fri", "sat"]}
    sunday = HOURS | {"on": {"days": ["sun"]}, "to": "16:00"}
    both = (HOURS | {"on": on}, sunday)
    assert (
        doubts("17時30分まで、日曜日は16時までです。", *both, en="Until 16:00 on Sundays, else 17:30.") == []
    )
    assert doubts("開いています。", *both, en="Monday to Saturday until 17:30, Sundays until 16:00.") == []
    assert "its words name other weekdays than its data" in doubts("土曜日は16時までです。", *both)


def test_no_published_clause_is_doubted_for_its_words() -> None:
    books = [read(path.read_text(encoding="utf-8"), path.name) for path in PUBLISHED]
    assert sum(len(one.clauses) for one in books) > 340
    found = [(one.key, str(doubt)) for one in books for doubt in contradicted(one)]
    assert found == []


def test_a_slip_in_the_hours_of_a_published_clause_is_doubted_nine_times_of_ten() -> None:
    """Every time that a clause's words name is half an hour later in its data, one after the other."""
    told = [doubted for path in PUBLISHED for doubted in _slips(path)]
    assert len(told) > 180
    assert sum(told) > len(told) * 0.9


def _slips(path: Path) -> Iterator[bool]:
    rulebook = read(path.read_text(encoding="utf-8"), path.name)
    for clause in rulebook.document["clauses"]:
        for slip in _later(clause["says"], clause["ja"]):
            changed = with_clause(rulebook.document, {**clause, "says": slip}, clause["id"])
            yield any(one.clause == clause["id"] for one in contradicted(_Slipped(changed)))  # type: ignore[arg-type]


@dataclass(frozen=True)
class _Slipped:
    """A document that was slipped with: what is doubted need not be possible."""

    document: Mapping[str, Any]


def _later(part: Any, words: str) -> Iterator[Any]:
    """The part with one of the times that the words name half an hour later."""
    pairs = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for key, one in pairs:
        for other in _later(one, words):
            yield {**part, key: other} if isinstance(part, dict) else [*part[:key], other, *part[key + 1 :]]
    if isinstance(part, str) and (found := A_TIME.fullmatch(part)):
        hour, minute = int(found[1]), int(found[2])
        spoken = f"{hour}時{minute}分" if minute else f"{hour}時"
        if re.search(rf"(?<!\d){spoken}(?![\d間半])", words):
            yield f"{hour + (minute + 30) // 60}:{(minute + 30) % 60:02}"
