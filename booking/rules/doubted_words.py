"""Where a clause's own words and its data name other times, days and figures.

Both may leave things out, and often do. Words name one end of a span (「17時まで」) or a few of many rows;
data leaves out asides in brackets, what another clause says (「閉まる20時まで」), and what a type does not
carry. So a doubt is where each names what the other does not, or where one names what nothing accounts for.
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
# 8時間 is a length and no time of day.
TIMES = re.compile(r"(午前|午後)?(\d{1,2})(?:時(?!間)(?:(\d{1,2})分|(半))?|:(\d\d))|(正午)")
A_TIME_SAID = r"(?:午前|午後)?\d{1,2}(?:時(?!間)(?:\d{1,2}分|半)?|:\d\d)|正午"
RANGES = re.compile(rf"({A_TIME_SAID})(?:から|[〜~–-]| to | and )({A_TIME_SAID})")
DATES = re.compile(r"(?:\d{4}年)?(\d{1,2})月(\d{1,2})日")
# What follows 曜 is the 日 of a weekday's name and no Sunday: 「火曜日と水曜日」.
DAYS_JA = re.compile(r"((?<!曜)[月火水木金土日](?:[・、と〜~–-]?[月火水木金土日])*)曜")
DAYS_EN = re.compile(r"\b(mon|tues|wednes|thurs|fri|satur|sun)days?\b", re.IGNORECASE)
RUN_EN = re.compile(rf"{DAYS_EN.pattern} (?:to|through|until) {DAYS_EN.pattern}", re.IGNORECASE)
MONTHS = re.compile(r"(?<!\d)(\d{1,2})月(?!\d)")
BRACKETS = re.compile(r"[((][^()()]*[))]")
RUN = re.compile(r"([月火水木金土日])(?:曜日?)?(?:から|[〜~–-])([月火水木金土日])曜")
SAME_MONTH = re.compile(r"(\d{1,2})月\d{1,2}日(?:から|まで|[・、〜~–-])+(\d{1,2})日")
IN_ORDER = "月火水木金土日"
# A figure is one with what it counts: 8人, 2か月, 200円.
FIGURES = re.compile(
    r"(?<![第\d.])(\d[\d,]*)(人|名|回|日|[かヶカケ]月|週間?|分|時間|円|歳|才|年生|つ|件|枠|コマ|区分|%|パーセント|点)"
    # An edge may be told from either side: below 20 is up to 19, more than 25 is 26 and more.
    r"(以上|から|未満|をこえ)?"
)
A_TIME = re.compile(r"(\d{1,2}):(\d\d)")
A_DATE = re.compile(r"(?:\d{4}-)?(\d\d)-(\d\d)")
OF_WEEKDAYS = set(WEEKDAYS[:5])
# Of what it is about these carry nothing, or of a programme only how one applies for it.
OF_WORDS = {"shown", "programme"}
NOON = 12 * 60


def contradicted(rulebook: Rulebook) -> Iterator[Doubt]:
    """A doubt for each clause and kind of thing in which its words and its data part, in the file's order."""
    clauses = rulebook.document["clauses"]
    elsewhere: dict[str, set[Any]] = {"times": _times_of(clauses), "dates": _dates_of(clauses)}
    for clause in clauses:
        yield from (Doubt(clause["id"], what) for what in dict.fromkeys(_parting(clause, elsewhere)))


def _parting(clause: Document, elsewhere: Mapping[str, set[Any]]) -> Iterator[str]:
    says = clause["says"]
    japanese, english = normalize("NFKC", clause["ja"]), normalize("NFKC", clause.get("en", ""))
    # What is only shown stands in the words alone, whatever it is about.
    alone = any(term["type"] in OF_WORDS for term in says)
    for words in (japanese, english):
        accounted = elsewhere["times"] | _times(" ".join(BRACKETS.findall(words)))
        told = _times(words), _ranges(words)
        untold = set[Any]().union(*(_untold_times(term, *told) for term in says))
        yield from _told("times", _times(words), _times_of(says), untold, accounted, alone)
    days = _dates(japanese)
    silent = _dates_of(says) - days - {(int(month), 1) for month in MONTHS.findall(japanese)}
    yield from _told("dates", days, _dates_of(says), silent, elsewhere["dates"], alone)
    if (_weekdays_ja(japanese) or _weekdays_en(english)) and _other_days(japanese, english, says):
        yield "its words name other weekdays than its data"
    if any(term["type"] != "shown" for term in says):
        yield from _figures(BRACKETS.sub(" ", japanese), says)


def _told(
    what: str, words: set[Any], data: set[Any], untold: set[Any], accounted: set[Any], alone: bool
) -> Iterator[str]:
    """Where both name such a thing: what only one of them names, unless that is accounted for."""
    more, less = words - data, data - words
    if not words or not data:
        return
    if more and (less or not more <= accounted) and not (alone and not less):
        yield f"its words name {what} that its data does not: {_listed(more)}"
    if less and (more or untold):
        yield f"its data names {what} that its words do not: {_listed(less)}"


def _untold_times(value: Any, words: set[int], ranges: set[tuple[int, int]]) -> set[int]:
    """The times of a part of a document of which the words name neither end, nor any of its rows; and of a
    span those that part from a range of the words that begins or ends with it."""
    if isinstance(value, Mapping):
        own = {time for one in value.values() if (time := _minutes(one)) is not None}
        within = set[int]().union(*(_untold_times(one, words, ranges) for one in value.values()))
        told = own & words and not _parts(value, ranges)
        return within if told else own | within
    if isinstance(value, Sequence) and not isinstance(value, str):
        rows = set[int]().union(*(_untold_times(one, words, ranges) for one in value))
        parting = any(_parts(one, ranges) for one in value if isinstance(one, Mapping))
        return set() if _times_of(value) & words and not parting else rows
    return set()


def _parts(span: Mapping[str, Any], ranges: set[tuple[int, int]]) -> bool:
    """Whether the words name both ends of what begins or ends with a span, and it is another."""
    ends = _minutes(span.get("from")), _minutes(span.get("to"))
    alike = {one for one in ranges if one[0] == ends[0] or one[1] == ends[1]}
    return None not in ends and bool(alike) and ends not in alike


def _ranges(words: str) -> set[tuple[int, int]]:
    """What the words name from one time to another, in minutes since midnight."""
    return {
        (first, last)
        for found in RANGES.finditer(words)
        for first in _times(found[1])
        for last in _times(found[2])
    }


def _times_of(value: Any) -> set[int]:
    return {time for one in _leaves(value) if (time := _minutes(one)) is not None}


def _dates_of(value: Any) -> set[tuple[int, int]]:
    return {day for one in _leaves(value) if (day := _day(one))}


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
    if one == "fiscal_year_end":
        return (3, 31)
    text = one.isoformat() if isinstance(one, date) else one
    found = A_DATE.fullmatch(text) if isinstance(text, str) else None
    return (int(found[1]), int(found[2])) if found else None


def _other_days(japanese: str, english: str, says: Sequence[Any]) -> bool:
    """Whether a language names others than the days of all of its terms, of some of them (the rest goes
    without saying: 「日曜日は17時まで」), or all but these (「日曜日をのぞいて」)."""
    of_each = [{one for one in _leaves(term) if one in WEEKDAYS} for term in says]
    said = set[str]().union(*of_each)
    every = OF_WEEKDAYS if "平日" in japanese or "weekday" in english else set[str]()
    return bool(said) and any(
        days
        and days != set(WEEKDAYS) - said
        and days != set[str]().union(*(one for one in of_each if one <= days))
        and not days <= said <= days | every
        for days in (_weekdays_ja(japanese), _weekdays_en(english))
    )


def _weekdays_ja(words: str) -> set[str]:
    found = {
        WEEKDAYS[IN_ORDER.index(day)] for run in DAYS_JA.findall(words) for day in run if day in IN_ORDER
    }
    for first, last in RUN.findall(words):
        found |= _run(IN_ORDER.index(first), IN_ORDER.index(last))
    return found


def _weekdays_en(words: str) -> set[str]:
    found = {day[:3].lower() for day in DAYS_EN.findall(words)}
    for first, last in RUN_EN.findall(words):
        found |= _run(WEEKDAYS.index(first[:3].lower()), WEEKDAYS.index(last[:3].lower()))
    return found


def _run(first: int, last: int) -> set[str]:
    """From a weekday to another, past the week's end where that comes first."""
    return {WEEKDAYS[(first + ahead) % 7] for ahead in range((last - first) % 7 + 1)}


def _figures(words: str, says: Any) -> Iterator[str]:
    """One of something is said in too many ways to mean anything."""
    known = set(_counted(says))
    found = [
        (int(number.replace(",", "")), unit, edge)
        for number, unit, edge in FIGURES.findall(_without_clock(words))
    ]
    more = [
        f"{number}{unit}"
        for number, unit, edge in found
        if number > 1 and not known & (_meant(number, unit) | (_meant(number - 1, unit) if edge else set()))
    ]
    if known and more:
        yield f"its words name figures that its data does not: {', '.join(dict.fromkeys(more))}"


def _counted(value: Any) -> Iterator[int]:
    """The numbers of a part of a document, those within its texts (2/3), and how long its lists are (4つ)
    and what their rows come to."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        yield len(value)
        yield from _summed(value)
    for one in _leaves(value):
        yield from [one] if isinstance(one, int) else map(int, re.findall(r"\d+", str(one)))
    for part in value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ():
        if isinstance(part, (Mapping, list)):
            yield from _counted(part)


def _summed(rows: Sequence[Any]) -> Iterator[int]:
    """Rows of numbers together (6学年に10人ずつで60人), and from one day of the year to another (6日間)."""
    numbers: dict[str, int] = {}
    for row in rows:
        for key, one in row.items() if isinstance(row, Mapping) else ():
            if isinstance(one, int):
                numbers[key] = numbers.get(key, 0) + one
    yield from numbers.values()
    if len(rows) == 2 and (first := _day(rows[0])) and (last := _day(rows[1])):
        # In a leap year, so that every day of a year is one of its days.
        yield (date(2028, *last) - date(2028, *first)).days % 366 + 1


def _without_clock(words: str) -> str:
    return TIMES.sub(" ", DATES.sub(" ", SAME_MONTH.sub(" ", words)))


def _meant(number: int, unit: str) -> set[int]:
    """What the data may write for it: hours in minutes, weeks in days, grades counted on."""
    more = {
        "時間": {number * 60},
        "週": {number * 7},
        "週間": {number * 7},
        "年生": {number + 6, number + 9},
    }
    return {number} | more.get(unit, set())
