"""Where a clause's own words and its data name other times, days and figures.

Words may leave things out, and often do: of a kind of thing that they do not name at all nothing is said,
and of figures only those that they name, since data counts much that nobody would say (months in advance).
Words for numbers (ふたり, "two") are not read, and neither are names with a number in them (第2会議室).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from unicodedata import normalize

from booking.rules.looks import Doubt
from booking.rules.rulebook import Rulebook
from facilities.rules.days import WEEKDAYS

Document = Mapping[str, Any]
TIMES = re.compile(r"(午前|午後)?(\d{1,2})(?:時(?!間)(?:(\d{1,2})分|(半))?|:(\d\d))|(正午)")
DATES = re.compile(r"(?:\d{4}年)?(\d{1,2})月(\d{1,2})日")
DAYS_JA = re.compile(r"([月火水木金土日](?:[・、と〜~–-]?[月火水木金土日])*)曜")
DAYS_EN = re.compile(r"\b(mon|tues|wednes|thurs|fri|satur|sun)days?\b", re.IGNORECASE)
RUN = re.compile(r"([月火水木金土日])(?:曜日?)?(?:から|[〜~–-])([月火水木金土日])曜")
SAME_MONTH = re.compile(r"(\d{1,2})月\d{1,2}日(?:から|まで|[・、〜~–-])+(\d{1,2})日")
IN_ORDER = "月火水木金土日"
# A figure is one with what it counts: 8人, 2か月, 200円.
FIGURES = re.compile(
    r"(?<![第\d.])(\d[\d,]*)(人|名|回|日|[かヶカケ]月|週間?|分|時間|円|歳|才|年生|つ|件|枠|コマ|区分|%|パーセント|点)"
)
A_TIME = re.compile(r"(\d{1,2}):(\d\d)")
A_DATE = re.compile(r"(?:\d{4}-)?(\d\d)-(\d\d)")
OF_WEEKDAYS = set(WEEKDAYS[:5])
NOON = 12 * 60


def contradicted(rulebook: Rulebook) -> Iterator[Doubt]:
    """A doubt for each clause and kind of thing in which its words and its data part, in the file's order."""
    for clause in rulebook.document["clauses"]:
        yield from (Doubt(clause["id"], what) for what in dict.fromkeys(_parting(clause)))


def _parting(clause: Document) -> Iterator[str]:
    data = list(_leaves(clause["says"]))
    japanese, english = normalize("NFKC", clause["ja"]), normalize("NFKC", clause.get("en", ""))
    for words in (japanese, english):
        yield from _told(
            "times", _times(words), {time for text in data if (time := _minutes(text)) is not None}
        )
    yield from _told("dates", _dates(japanese), {day for text in data if (day := _day(text))})
    if (_weekdays_ja(japanese) or _weekdays_en(english)) and _other_days(japanese, english, data):
        yield "its words name other weekdays than its data"
    yield from _figures(japanese, clause["says"])


def _told(what: str, words: set[Any], data: set[Any]) -> Iterator[str]:
    """Where words and data both name such a thing: what only one of them names."""
    if words and data:
        if more := words - data:
            yield f"its words name {what} that its data does not: {_listed(more)}"
        if more := data - words:
            yield f"its data names {what} that its words do not: {_listed(more)}"


def _listed(found: set[Any]) -> str:
    """Minutes as 17:30, days of the year as 12-29, figures as they are."""
    return ", ".join(_written(one) for one in sorted(found))


def _written(one: Any) -> str:
    if isinstance(one, tuple):
        return f"{one[0]:02}-{one[1]:02}"
    return f"{one // 60}:{one % 60:02}"


def _leaves(value: Any) -> Iterator[Any]:
    """Numbers and texts of a part of a document; words for people in it say nothing that is judged."""
    if isinstance(value, Mapping):
        yield from (
            one for key, part in value.items() if key not in ("ja", "en", "type") for one in _leaves(part)
        )
    elif isinstance(value, Sequence) and not isinstance(value, str):
        yield from (one for part in value for one in _leaves(part))
    elif not isinstance(value, bool):
        yield value


def _times(words: str) -> set[int]:
    """Minutes since midnight."""
    return {
        NOON if noon else _clock(half, hour, minute or colon, thirty)
        for half, hour, minute, thirty, colon, noon in TIMES.findall(words)
    }


def _clock(half: str, hour: str, minutes: str, thirty: str) -> int:
    afternoon = NOON if half == "午後" and int(hour) < 12 else 0
    return int(hour) * 60 + afternoon + (30 if thirty else int(minutes or 0))


def _minutes(one: Any) -> int | None:
    found = A_TIME.fullmatch(one) if isinstance(one, str) else None
    return int(found[1]) * 60 + int(found[2]) if found else None


def _dates(words: str) -> set[tuple[int, int]]:
    return {(int(month), int(day)) for one in (DATES, SAME_MONTH) for month, day in one.findall(words)}


def _day(one: Any) -> tuple[int, int] | None:
    text = one.isoformat() if isinstance(one, date) else one
    found = A_DATE.fullmatch(text) if isinstance(text, str) else None
    return (int(found[1]), int(found[2])) if found else None


def _other_days(japanese: str, english: str, data: Sequence[Any]) -> bool:
    """All but these days is the same as only the others: 「日曜日をのぞいて」."""
    said = {one for one in data if isinstance(one, str) and one in WEEKDAYS}
    every = OF_WEEKDAYS if "平日" in japanese or "weekday" in english else set[str]()
    return bool(said) and any(
        days and days != set(WEEKDAYS) - said and not days <= said <= days | every
        for days in (_weekdays_ja(japanese), _weekdays_en(english))
    )


def _weekdays_ja(words: str) -> set[str]:
    found = {
        WEEKDAYS[IN_ORDER.index(day)] for run in DAYS_JA.findall(words) for day in run if day in IN_ORDER
    }
    for first, last in RUN.findall(words):
        found |= set(WEEKDAYS[IN_ORDER.index(first) : IN_ORDER.index(last) + 1])
    return found


def _weekdays_en(words: str) -> set[str]:
    return {day[:3].lower() for day in DAYS_EN.findall(words)}


def _figures(words: str, says: Any) -> Iterator[str]:
    """One of something is said in too many ways to mean anything."""
    known = set(_counted(says))
    found = [(int(number.replace(",", "")), unit) for number, unit in FIGURES.findall(_without_clock(words))]
    more = [f"{number}{unit}" for number, unit in found if number > 1 and not _meant(number, unit) & known]
    if known and more:
        yield f"its words name figures that its data does not: {', '.join(dict.fromkeys(more))}"


def _counted(value: Any) -> Iterator[int]:
    """The numbers of a part of a document, those within its texts (2/3), and how long its lists are (4つ)."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        yield len(value)
    for one in _leaves(value):
        yield from [one] if isinstance(one, int) else map(int, re.findall(r"\d+", str(one)))
    for part in value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ():
        if isinstance(part, (Mapping, list)):
            yield from _counted(part)


def _without_clock(words: str) -> str:
    return TIMES.sub(" ", DATES.sub(" ", SAME_MONTH.sub(" ", words)))


def _meant(number: int, unit: str) -> set[int]:
    """What the data may write for it: hours in minutes, weeks in days, grades counted on, and an age
    below which (未満) one less."""
    more = {
        "時間": {number * 60},
        "週": {number * 7},
        "週間": {number * 7},
        "年生": {number + 6, number + 9},
        "歳": {number - 1},
        "才": {number - 1},
    }
    return {number} | more.get(unit, set())
