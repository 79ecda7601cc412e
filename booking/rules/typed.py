"""One line as it is heard on the telephone: room, day, times, how many, for whom, in any order.

「音1 4日 17-19 5」「金曜 17時から2時間 音楽室 よるかぜ」「集会A 12/4 小6 1 中学 3」. What is read is
shown beside the line and can be corrected there, so a guess is better than a question. What is none of
these stays in `rest`: it may be somebody's name.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from unicodedata import normalize

from booking.rules.rooms_named import RoomNames, named_by
from facilities.rules.spans import MINUTES_A_DAY

# What is heard on a telephone is shorter; a pasted letter would keep every pattern busy.
LONGEST = 200  # characters of a line that are read
# Nobody asks for a room at two in the night: 「5時」 is the afternoon's.
AFTERNOON_UNTIL = 7
NOON = 12 * 60
DAYS_BACK = timedelta(days=6)  # 「金曜」 of this week may be over

NEAR = {"しあさって": 3, "明後日": 2, "あさって": 2, "明日": 1, "あした": 1, "あす": 1}
NEAR |= {"今日": 0, "きょう": 0, "本日": 0}
WEEKDAYS = "月火水木金土日"
WEEKS = {"再来週": 2, "来週": 1, "今週": 0}
BANDS: Mapping[str, Sequence[str]] = {
    "preschool": ("未就学", "乳幼児", "幼児", "園児"),
    "elementary": ("小学生", "小学", "小"),
    "junior_high": ("中学生", "中学", "中"),
    "high_school": ("高校生", "高校", "高"),
    "adult": ("大人", "おとな", "成人", "一般"),
    "senior": ("65歳以上", "高齢者", "シニア"),
}
BAND_OF = {word: band for band, words in BANDS.items() for word in words}
PARTICLES = frozenset({"で", "の", "に", "を", "と", "は", "から", "まで", "より", "お願いします"})


@dataclass(frozen=True, slots=True)
class Typed:
    """What a line says. `rooms` are keys: one, several among which is to be chosen, or none. `start` and
    `end` are minutes after the day's midnight; `count` is everybody, `bands` those whose age was said."""

    rooms: tuple[str, ...] = ()
    day: date | None = None
    start: int | None = None
    end: int | None = None
    count: int | None = None
    bands: Mapping[str, int] = field(default_factory=dict)
    phone: str = ""
    rest: tuple[str, ...] = ()


@dataclass
class _Reading:
    """What is left of the line, and what was read so far. A thing that is said twice stays in the line."""

    left: str
    today: date
    day: date | None = None
    start: int | None = None
    end: int | None = None
    seconds: int | None = None
    count: int | None = None
    bands: dict[str, int] = field(default_factory=dict)
    phone: str = ""

    def take(self, pattern: re.Pattern[str], read: Callable[["_Reading", re.Match[str]], bool]) -> None:
        """Whatever `read` understands is taken out of the line."""
        self.left = pattern.sub(lambda found: " " if read(self, found) else found.group(), self.left)


def read(text: str, rooms: Sequence[RoomNames], today: date) -> Typed:
    """What a line says on `today`, to somebody of a hall with these rooms."""
    reading = _Reading(_plain(text), today)
    for pattern, reader in READERS:
        reading.take(pattern, reader)
    # Rooms before people: 「集会A 3」 would lose its room's number to a count, and no count has letters.
    found, words = named_by(reading.left.split(), rooms)
    reading.left = " ".join(words)
    for pattern, reader in PEOPLE:
        reading.take(pattern, reader)
    start, end = _times(reading)
    return Typed(
        rooms=found,
        day=reading.day,
        start=start,
        end=end,
        count=reading.count or sum(reading.bands.values()) or None,
        bands=reading.bands,
        phone=reading.phone,
        rest=tuple(word for word in reading.left.split() if word not in PARTICLES),
    )


def _plain(text: str) -> str:
    """In one width and case, with one sign for 「から」 between figures, and blanks for what only divides."""
    text = normalize("NFKC", text[:LONGEST]).casefold()
    text = re.sub(r"(?<=[\d時分半])\s*[-~〜ー–—−]\s*(?=[\d午夜朝夕])", "-", text)
    text = re.sub(r"(?<![a-z])・|・(?![a-z])", " ", text)
    return re.sub(r"[\s、。,()「」\x00]+", " ", text)


def _phone(reading: _Reading, found: re.Match[str]) -> bool:
    # With its area code a number here has ten figures, a mobile one eleven; nine, where one was misheard.
    if reading.phone or not 9 <= sum(sign.isdigit() for sign in found.group()) <= 11:
        return False
    reading.phone = found.group()
    return True


def _on(reading: _Reading, day: date | None) -> bool:
    if day is None or reading.day not in (None, day):
        return False
    reading.day = day
    return True


def _whole_date(reading: _Reading, found: re.Match[str]) -> bool:
    """Not of long ago: what is over by more than a week is nothing that is booked, and stays in the line."""
    day = _date(*map(int, found.groups()))
    return _on(reading, None if day is None or day < reading.today - DAYS_BACK else day)


def _month_and_day(reading: _Reading, found: re.Match[str]) -> bool:
    """Of this year, or of the next if it is over; 29 February of whichever has one."""
    month, day = map(int, found.groups())
    # Nine years hold a leap year even across 2100, which is none.
    years = range(reading.today.year, reading.today.year + 9)
    return _on(reading, _first((_date(year, month, day) for year in years), reading.today))


def _day_of_month(reading: _Reading, found: re.Match[str]) -> bool:
    today, day = reading.today, int(found.group(1))
    # Of three months in a row one has a 31st, and one that is not over.
    months = (divmod(today.month - 1 + ahead, 12) for ahead in range(3))
    return _on(reading, _first((_date(today.year + year, month + 1, day) for year, month in months), today))


def _near_day(reading: _Reading, found: re.Match[str]) -> bool:
    return _on(reading, reading.today + timedelta(days=NEAR[found.group()]))


def _weekday(reading: _Reading, found: re.Match[str]) -> bool:
    """The next one, today included; of this or a later week, that week's. Beside a day it must agree."""
    week, name = found.group(1), WEEKDAYS.index(found.group(2))
    today = reading.today
    # Said beside a date it corrects or confirms it; where they disagree, the word stays in the line to be
    # seen.
    if week is None and reading.day is not None:
        return reading.day.weekday() == name
    if week is None:
        return _on(reading, today + timedelta(days=(name - today.weekday()) % 7))
    return _on(reading, today + timedelta(days=name - today.weekday() + 7 * WEEKS[week]))


def _range(reading: _Reading, found: re.Match[str]) -> bool:
    start, end = _minutes(*found.groups()[:5]), _minutes(*found.groups()[5:])
    return _from_to(reading, start, end, said=found.group(6) is not None)


def _digits(reading: _Reading, found: re.Match[str]) -> bool:
    """「1700-1900」."""
    start, end = (
        _minutes(None, hour, minute, None, None) for hour, minute in (found.group(1, 2), found.group(3, 4))
    )
    return _from_to(reading, start, end, said=False)


def _from_to(reading: _Reading, start: int | None, end: int | None, *, said: bool) -> bool:
    if start is None or end is None or reading.start is not None or reading.end is not None:
        return False
    if end <= start and not said:  # 「午後8時から9時」「10-1」
        end += NOON
    if not start < end <= MINUTES_A_DAY:
        return False
    reading.start, reading.end = start, end
    return True


def _hours(reading: _Reading, found: re.Match[str]) -> bool:
    hours, point, minutes, half = found.groups()
    return _long(reading, int(hours) * 60 + int(minutes or 0) + (30 if half or point else 0))


def _some_minutes(reading: _Reading, found: re.Match[str]) -> bool:
    return _long(reading, int(found.group(1)))


def _long(reading: _Reading, minutes: int) -> bool:
    if reading.seconds is not None or not 0 < minutes <= MINUTES_A_DAY:
        return False
    reading.seconds = minutes
    return True


def _until(reading: _Reading, found: re.Match[str]) -> bool:
    end = _minutes(*found.groups())
    if end is None or reading.end is not None:
        return False
    reading.end = end
    return True


def _since(reading: _Reading, found: re.Match[str]) -> bool:
    start = _minutes(*found.groups())
    if start is None or reading.start is not None:
        return False
    reading.start = start
    return True


def _band(reading: _Reading, found: re.Match[str]) -> bool:
    """「小6 1」 is one of the sixth grade, 「中3」 alone are three."""
    word, grade, count = found.groups()
    # A band alone says nothing of how many: it may be part of a name.
    if count is None and grade is None:
        return False
    band = BAND_OF[word]
    reading.bands[band] = reading.bands.get(band, 0) + int(count or 1)
    return True


def _count(reading: _Reading, found: re.Match[str]) -> bool:
    if reading.count is not None or not int(found.group(1)):
        return False
    reading.count = int(found.group(1))
    return True


def _minutes(
    part: str | None, hour: str, colon: str | None, minute: str | None, half: str | None
) -> int | None:
    """Minutes after midnight; None for a time that no clock shows."""
    hours, rest = int(hour), 30 if half else int(colon or minute or 0)
    if (part is None and 1 <= hours <= AFTERNOON_UNTIL) or (part in LATE and hours < 12):
        hours += 12
    total = hours * 60 + rest
    return total if rest < 60 and total <= MINUTES_A_DAY else None


def _times(reading: _Reading) -> tuple[int | None, int | None]:
    """Start and end, one of them by how long it is."""
    start, end, long = reading.start, reading.end, reading.seconds
    if end is None and start is not None and long is not None:
        end = start + long
    elif start is None and end is not None and long is not None:
        start = end - long
    if start is not None and end is not None and not 0 <= start < end <= MINUTES_A_DAY:
        return start if start >= 0 else None, None
    return start, end


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _first(days: Iterable[date | None], today: date) -> date | None:
    return next((day for day in days if day is not None and day >= today), None)


LATE = ("午後", "夜", "夕方", "pm")
PART = r"(午前|午後|朝|夜|夕方|am|pm)?"
TIME = PART + r"(?<!\d)(\d{1,2})(?::(\d{2})|時(?:(\d{1,2})分|(半))?)?"
MARKED = PART + r"(?<!\d)(\d{1,2})(?::(\d{2})|時(?!間)(?:(\d{1,2})分|(半))?)"
# The longest first: of two words with one beginning the shorter would leave the other's end in the line.
WORDS_OF_BANDS = "|".join(sorted(BAND_OF, key=len, reverse=True))
WEEK = f"({'|'.join(WEEKS)})?の?([{WEEKDAYS}])"
Reader = tuple[re.Pattern[str], Callable[[_Reading, re.Match[str]], bool]]
# In this order: what says most about itself first, a mere number last.
READERS: Sequence[Reader] = (
    (re.compile(r"(?<!\S)0\d{1,4}-?\d{1,4}-?\d{3,4}(?!\S)"), _phone),
    (re.compile(r"(?<!\d)(\d{4})[-/年](\d{1,2})[-/月](\d{1,2})日?(?!\d)"), _whole_date),
    (re.compile(r"(?<![\d/])(\d{1,2})[/月](\d{1,2})日?(?![\d/])"), _month_and_day),
    (re.compile(r"(?<![\d/月])(\d{1,2})日(?!間)"), _day_of_month),
    (re.compile("|".join(NEAR)), _near_day),
    (re.compile(r"(?<!\d)(\d{1,2})(\d{2})-(\d{1,2})(\d{2})(?!\d)"), _digits),
    (re.compile(TIME + r"(?:-|から)" + TIME + r"(?![\d時分間:半])(?:まで)?"), _range),
    (re.compile(r"(?<!\d)(\d{1,2})(\.5)?時間(?:(\d{1,2})分|(半))?"), _hours),
    (re.compile(MARKED + "まで"), _until),
    (re.compile(MARKED + "(?:から|より|に)?"), _since),
    (re.compile(r"(?<!\S)" + PART + r"(\d{1,2})()()()から"), _since),
    (re.compile(r"(?<!\d)(\d{2,3})分間?"), _some_minutes),
    (re.compile(f"{WEEK}曜日?"), _weekday),
    (re.compile(rf"(?<!\S){WEEK}(?!\S)"), _weekday),
)
PEOPLE: Sequence[Reader] = (
    (
        re.compile(
            rf"(?<!\S)({WORDS_OF_BANDS})\s?(?:([1-6])(?:年生?(?!\S)\s?|\s(?=\d)))?(\d{{1,3}})?(?:人|名)?(?!\S)"
        ),
        _band,
    ),
    (re.compile(r"(?<!\S)(\d{1,3})\s?(?:人|名)(?!\S)"), _count),
    (re.compile(r"(?<!\S)(\d{1,3})(?!\S)"), _count),
)
