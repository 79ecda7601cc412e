"""Days and times in words, in the reader's language.

A time is always said with its day and weekday: 「12月4日(金) 17:00–19:00」, "Fri 4 Dec 17:00–19:00".
Instants are seconds since the epoch, days are local dates, wall times minutes after midnight. Dates
are built here for each language and not by the catalogue: the order of their parts differs.
"""

from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache, wraps
from typing import Any, TypeVar, cast
from zoneinfo import ZoneInfo

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from facilities.rules.spans import MINUTES_A_DAY, Span, instant, local

WEEKDAYS_JA = "月火水木金土日"
WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

NEAR_DAYS = 300  # so far ahead a date is said without its year: it cannot be taken for last year's

Words = TypeVar("Words", bound=Callable[..., str])


def remembered(words: Words) -> Words:
    """Says it once for each language: a week's windows repeat the same few days, times and states."""

    @lru_cache(maxsize=4096)
    def of_language(language: str, *args: Any) -> str:
        return words(*args)

    @wraps(words)
    def say(*args: Any) -> str:
        # The language decides the words and is no argument of theirs.
        return of_language(get_language(), *args)

    return cast(Words, say)


def in_english() -> bool:
    return (get_language() or "ja").startswith("en")


@remembered
def weekday_words(day: date) -> str:
    """「金」, "Fri"."""
    return WEEKDAYS_EN[day.weekday()][:3] if in_english() else WEEKDAYS_JA[day.weekday()]


def long_weekday(day: date) -> str:
    """「金曜日」, "Friday": for reading aloud."""
    return WEEKDAYS_EN[day.weekday()] if in_english() else f"{WEEKDAYS_JA[day.weekday()]}曜日"


def date_words(day: date, today: date | None = None) -> str:
    """「12月4日」, "4 Dec"; with its year if, seen from `today`, another could be meant."""
    if in_english():
        return f"{day.day} {MONTHS_EN[day.month - 1]}{f' {day.year}' if _is_far(day, today) else ''}"
    return f"{f'{day.year}年' if _is_far(day, today) else ''}{day.month}月{day.day}日"


def short_date_words(day: date) -> str:
    """「12/10」, "10 Dec": where there is little room."""
    return date_words(day) if in_english() else f"{day.month}/{day.day}"


def _is_far(day: date, today: date | None) -> bool:
    if today is None:
        return False
    return (day - today).days > NEAR_DAYS or (day < today and day.year != today.year)


@remembered
def number_words(number: int) -> str:
    """A day of the month as it is read aloud: 「4日」, "4"."""
    return str(number) if in_english() else f"{number}日"


@remembered
def day_words(day: date, today: date | None = None) -> str:
    """「12月4日(金)」, "Fri 4 Dec"; from far away 「2028年1月7日(金)」."""
    if in_english():
        return f"{weekday_words(day)} {date_words(day, today)}"
    return f"{date_words(day, today)}({weekday_words(day)})"


@remembered
def spoken_day(day: date) -> str:
    """「12月4日 金曜日」, "Friday 4 Dec": the form in which a cell of a grid says its day."""
    if in_english():
        return f"{long_weekday(day)} {date_words(day)}"
    return f"{date_words(day)} {long_weekday(day)}"


def week_words(first: date, last: date, today: date) -> str:
    """「12月2日–8日」, "2–8 Dec"."""
    if first.month != last.month:
        return f"{date_words(first, today)}–{date_words(last, today)}"
    if in_english():
        return f"{first.day}–{date_words(last, today)}"
    return f"{date_words(first, today)}–{last.day}日"


def listed(words: Iterable[object]) -> str:
    """「月・水・金」."""
    return _("・").join(str(word) for word in words)


def near_day(day: date, today: date) -> str:
    """「きょう」「あした」「あさって」 beside a date; "" for any other day."""
    near = (_("きょう"), _("あした"), _("あさって"))
    ahead = (day - today).days
    return near[ahead] if 0 <= ahead < len(near) else ""


def clock_words(minutes: int) -> str:
    """A wall time: 1020 is 「17:00」, midnight at the end of a day 「24:00」."""
    hours, rest = divmod(minutes if minutes == MINUTES_A_DAY else minutes % MINUTES_A_DAY, 60)
    return f"{hours}:{rest:02}"


@remembered
def hour_words(minutes: int) -> str:
    """「17時」「9時30分」, "17:00": a wall time as it is said."""
    if in_english():
        return clock_words(minutes)
    hours, rest = divmod(minutes if minutes == MINUTES_A_DAY else minutes % MINUTES_A_DAY, 60)
    return f"{hours}時{rest}分" if rest else f"{hours}時"


def rule_time_words(minutes: int) -> str:
    """「17時」, and past midnight 「次の日の2時」: a wall time as rules name it, counted from their day."""
    if minutes > MINUTES_A_DAY:
        return _("次の日の%(time)s") % {"time": hour_words(minutes)}
    return hour_words(minutes)


def wall_minutes(at: int, zone: ZoneInfo, day: date | None = None) -> int:
    """Minutes that the clock of `zone` shows after midnight of `day` (or of the instant's own day)."""
    moment = local(at, zone)
    days = (moment.date() - (day or moment.date())).days
    return days * MINUTES_A_DAY + moment.hour * 60 + moment.minute


def time_words(at: int, zone: ZoneInfo) -> str:
    return clock_words(wall_minutes(at, zone))


def moment_words(at: int, zone: ZoneInfo, today: date | None = None) -> str:
    """「12月4日(金) 17:00」, "Fri 4 Dec 17:00"."""
    return f"{day_words(local(at, zone).date(), today)} {time_words(at, zone)}"


def times_words(span: Span, zone: ZoneInfo) -> str:
    """「17:00–19:00」; an end on a later day brings its own date."""
    day = local(span.start, zone).date()
    # Midnight is the next day's 0:00, which would bring that day's date.
    if span.end == instant(day, MINUTES_A_DAY, zone):
        return f"{time_words(span.start, zone)}–{clock_words(MINUTES_A_DAY)}"
    end = time_words(span.end, zone) if local(span.end, zone).date() == day else moment_words(span.end, zone)
    return f"{time_words(span.start, zone)}–{end}"


def span_words(span: Span, zone: ZoneInfo, today: date | None = None) -> str:
    """「12月4日(金) 17:00–19:00」; overnight, both days are said."""
    return f"{day_words(local(span.start, zone).date(), today)} {times_words(span, zone)}"


def length_words(seconds: int) -> str:
    """「2時間」「1時間30分」「45分」."""
    hours, minutes = divmod(seconds // 60, 60)
    if not hours:
        return _("%(minutes)d分") % {"minutes": minutes}
    if not minutes:
        return _("%(hours)d時間") % {"hours": hours}
    return _("%(hours)d時間%(minutes)d分") % {"hours": hours, "minutes": minutes}


def part_of_day(index: int) -> str:
    """The three panes of a hall's window."""
    return (_("午前"), _("午後"), pgettext("時間帯", "夜"))[index]
