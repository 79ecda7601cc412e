"""Days, times, stages and ages in words, in the reader's language. Below the edges, above the rules.

A time is always said with its day and weekday: 「12月4日(金) 17:00–19:00」, "Fri 4 Dec 17:00–19:00".
Instants are seconds since the epoch, days are local dates, wall times minutes after midnight. Dates
are built here for each language and not by the catalogue: the order of their parts differs.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, wraps
from typing import Any, TypeVar, cast
from zoneinfo import ZoneInfo

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from facilities.models.facility import Accessible
from facilities.rules.ages import Ages
from facilities.rules.spans import MINUTES_A_DAY, Span, instant, local
from facilities.rules.stages import Stage

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


def stage_words(stage: Stage | str) -> str:
    return {
        Stage.PRESCHOOL: _("未就学のお子さん"),
        Stage.ELEMENTARY: _("小学生"),
        Stage.JUNIOR_HIGH: _("中学生"),
        Stage.HIGH_SCHOOL: _("高校生世代"),
        Stage.ADULT: _("おとな"),
    }[Stage(stage)]


def grade_words(grade: int) -> str:
    """School grades counted through: 「小学4年生」「中学1年生」「高校2年生の学年」."""
    if grade <= 6:
        return _("小学%(grade)d年生") % {"grade": grade}
    if grade <= 9:
        return _("中学%(grade)d年生") % {"grade": grade - 6}
    return _("高校%(grade)d年生の学年") % {"grade": grade - 9}


def _lower(ages: Ages) -> str:
    if ages.from_age is not None:
        return _("%(age)d歳") % {"age": ages.from_age}
    if ages.from_grade is not None:
        return grade_words(ages.from_grade)
    return stage_words(ages.from_stage) if ages.from_stage else ""


def _upper(ages: Ages) -> str:
    if ages.to_age is not None:
        return _("%(age)d歳") % {"age": ages.to_age}
    if ages.to_fiscal_year_of is not None:
        return _("%(age)d歳になる年度の終わり") % {"age": ages.to_fiscal_year_of}
    if ages.to_grade is not None:
        return grade_words(ages.to_grade)
    return stage_words(ages.to_stage) if ages.to_stage else ""


def ages_words(ages: Ages | None) -> str:
    """「中学生から」「小学生から高校生世代まで」「29歳まで」; everybody for None."""
    if ages is None:
        return _("どなたでも")
    lower, upper = _lower(ages), _upper(ages)
    if lower and upper and lower != upper:
        return _("%(lower)sから%(upper)sまで") % {"lower": lower, "upper": upper}
    if lower == upper:
        return lower
    if lower:
        return _("%(lower)sから") % {"lower": lower}
    return _("%(upper)sまで") % {"upper": upper}


def part_of_day(index: int) -> str:
    """The three panes of a hall's window."""
    return (_("午前"), _("午後"), pgettext("時間帯", "夜"))[index]


@dataclass(frozen=True, slots=True)
class AccessFact:
    """One thing that somebody needs to know before coming. Not known is said, not left out."""

    label: str
    words: str
    known: bool


def access_facts(place: Accessible) -> list[AccessFact]:
    """Steps, lift, toilets, hearing, parking, contact without voice; last, what nobody has looked at yet."""
    asked = (
        (_("入口"), place.step_free, _("段差はありません。"), _("段差があります。")),
        (_("エレベーター"), place.lift, _("あります。"), _("ありません。")),
        (_("車いすのトイレ"), place.wheelchair_toilet, _("あります。"), _("ありません。")),
        (_("オストメイト対応トイレ"), place.ostomate_toilet, _("あります。"), _("ありません。")),
        (_("聞こえの支援"), place.hearing_loop, _("磁気ループがあります。"), _("磁気ループはありません。")),
        (_("駐車場"), place.parking, _("あります。"), _("ありません。")),
    )
    contact = _("声を使わない連絡")
    known = [
        AccessFact(label, yes if is_so else no, True) for label, is_so, yes, no in asked if is_so is not None
    ]
    unknown = [label for label, is_so, *_words in asked if is_so is None]
    if place.voiceless_contact:
        known.append(AccessFact(contact, place.voiceless_contact, True))
    else:
        unknown.append(contact)
    if unknown:
        words = _("まだ確かめていません(%(things)s)。") % {"things": listed(unknown)}
        known.append(AccessFact(_("そのほか"), words, False))
    return known
