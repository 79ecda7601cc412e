"""Sets of days in words: 「第1・第3火曜日」, 「12月29日–1月3日」, "2nd and 4th Monday", "May–September".

The parts stand in another order in each language, so they are put together here; the words are the
catalogue's.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _

from facilities.labels.noted import noted_words
from facilities.labels.times import MONTHS_EN, WEEKDAYS_EN, WEEKDAYS_JA, in_english, listed
from facilities.rules.days import WEEKDAYS, Days, Holiday
from facilities.rules.holidays import HolidayName
from facilities.rules.words import Words

ORDINALS = {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 5: "5th", -1: "last"}
LONG_MONTHS_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
ALWAYS = set(range(7))
Names = Mapping[str, Words]


def days_words(days: Days, names: Names | None = None) -> str:
    """Which days are meant; "" for every day. `names` are the words of the rulebook's day sets."""
    named = names or {}
    season, week = _season(days, named), _week(days)
    if days.any_of and week:
        words = _("%(days)sにあたる%(after)s") % {"days": season, "after": week}
    elif in_english():
        words = ", ".join(filter(None, (week, season)))
    else:
        words = "の".join(filter(None, (season, week)))
    left_out = _left_out(days, named)
    return f"{words}{left_out}" if words or not left_out else _("毎日") + left_out


def _season(days: Days, names: Names) -> str:
    parts = [
        _months(days.months) if days.months else "",
        listed(_year_span(*span) for span in days.every_year) if days.every_year else "",
        listed(long_date(day) for day in days.dates) if days.dates else "",
        listed(_named(key, names) for key in days.in_) if days.in_ else "",
        noted_words(days.noted, days.schools) if days.noted else "",
        listed(days_words(inner, names) for inner in days.any_of) if days.any_of else "",
        _("月の最後の日") if days.month_end else "",
    ]
    # The months or days, then the years in which they are meant: 「2026年12月1日からの5月–9月」.
    bounds = _bounds(days.from_, days.until)
    if in_english():
        return ", ".join(filter(None, (*parts, bounds)))
    return "の".join(filter(None, (bounds, *parts)))


def _week(days: Days) -> str:
    if days.after_holiday:
        return _after_holiday(days)
    words = [_weekdays(days)] if days.days or days.nth else []
    if days.holidays:
        words = [listed(holiday_words(name) for name in days.holidays)]
    if days.holiday is Holiday.ONLY:
        words = [_("祝日")]
    if days.holiday is Holiday.INCLUDE:
        words.append(_("祝日"))
    if days.eve_of_holiday is Holiday.ONLY:
        words = [_("祝日の前の日")]
    if days.eve_of_holiday is Holiday.INCLUDE:
        words.append(_("祝日の前の日"))
    return listed(filter(None, words))


def _after_holiday(days: Days) -> str:
    after = _("祝日の次の日")
    if days.days is None:
        return after
    return _("%(days)sにあたる%(after)s") % {"days": _weekdays(days), "after": after}


def _weekdays(days: Days) -> str:
    numbers = [WEEKDAYS.index(day) for day in days.days or WEEKDAYS]
    if set(numbers) == ALWAYS and not days.nth:
        return _("毎日")
    nths = _nths(days.nth) if days.nth else ""
    if in_english():
        alone = len(numbers) == 1
        named = WEEKDAYS_EN[numbers[0]] if alone else _runs(numbers, [name[:3] for name in WEEKDAYS_EN])
        return f"{nths} {named}".strip()
    return f"{nths}{_runs(numbers, WEEKDAYS_JA)}曜日"


def _nths(nths: Sequence[int]) -> str:
    if in_english():
        return " and ".join(ORDINALS[nth] for nth in nths)
    return listed(_("最後の") if nth == -1 else f"第{nth}" for nth in nths)


def _runs(numbers: Sequence[int], names: Sequence[str]) -> str:
    """「月–金」 for three or more days that follow each other, 「月・水」 for others."""
    in_order = groupby(enumerate(sorted(numbers)), key=lambda pair: pair[1] - pair[0])
    runs = [[names[number] for _index, number in run] for _key, run in in_order]
    return listed(f"{run[0]}–{run[-1]}" if len(run) > 2 else listed(run) for run in runs)


def _months(months: Iterable[int]) -> str:
    """Runs of months, also over New Year: 「5月–9月」, 「10月–4月」."""
    ends = _ends(_over_new_year(sorted(months)))
    return listed("–".join(_month(number) for number in dict.fromkeys(pair)) for pair in ends)


def _over_new_year(months: list[int]) -> list[int]:
    """In order, from the first after a gap where they go on from December to January."""
    gap = next((n for n in range(1, len(months)) if months[n] - months[n - 1] > 1), None)
    if gap is None or (months[0], months[-1]) != (1, 12):
        return months
    return [*months[gap:], *months[:gap]]


def _ends(ordered: Sequence[int]) -> list[tuple[int, int]]:
    ends: list[tuple[int, int]] = []
    for number in ordered:
        if ends and number == ends[-1][1] % 12 + 1:
            ends[-1] = (ends[-1][0], number)
        else:
            ends.append((number, number))
    return ends


def _month(number: int) -> str:
    return LONG_MONTHS_EN[number - 1] if in_english() else f"{number}月"


def _year_span(first: tuple[int, int], last: tuple[int, int]) -> str:
    if first == last:
        return year_day_words(first)
    return f"{year_day_words(first)}–{year_day_words(last)}"


def year_day_words(pair: tuple[int, int]) -> str:
    """A day of every year: 「12月29日」, "29 December"."""
    month, day = pair
    return f"{day} {_month(month)}" if in_english() else f"{month}月{day}日"


def long_date(day: date) -> str:
    """「2026年12月4日」, "4 Dec 2026"."""
    if in_english():
        return f"{day.day} {MONTHS_EN[day.month - 1]} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日"


def _bounds(first: date | None, last: date | None) -> str:
    if first and last:
        if first == last:
            return long_date(first)
        return _("%(first)sから%(last)sまで") % {"first": long_date(first), "last": long_date(last)}
    if first:
        return _("%(first)sから") % {"first": long_date(first)}
    return _("%(last)sまで") % {"last": long_date(last)} if last else ""


def _left_out(days: Days, names: Names) -> str:
    out = [_("祝日")] if days.holiday is Holiday.EXCLUDE else []
    out += [_("祝日の前の日")] if days.eve_of_holiday is Holiday.EXCLUDE else []
    out += [_named(key, names) for key in days.not_in or ()]
    out += [days_words(inner, names) for inner in days.but or ()]
    return _("(%(days)sをのぞく)") % {"days": listed(out)} if out else ""


def _named(key: str, names: Names) -> str:
    words = names.get(key)
    return key if words is None else (in_english() and words.en) or words.ja


def holiday_words(name: HolidayName) -> str:
    return {
        HolidayName.NEW_YEAR: _("元日"),
        HolidayName.COMING_OF_AGE: _("成人の日"),
        HolidayName.FOUNDATION: _("建国記念の日"),
        HolidayName.EMPEROR: _("天皇誕生日"),
        HolidayName.VERNAL_EQUINOX: _("春分の日"),
        HolidayName.SHOWA: _("昭和の日"),
        HolidayName.CONSTITUTION: _("憲法記念日"),
        HolidayName.GREENERY: _("みどりの日"),
        HolidayName.CHILDREN: _("こどもの日"),
        HolidayName.MARINE: _("海の日"),
        HolidayName.MOUNTAIN: _("山の日"),
        HolidayName.RESPECT_FOR_AGED: _("敬老の日"),
        HolidayName.AUTUMNAL_EQUINOX: _("秋分の日"),
        HolidayName.SPORTS: _("スポーツの日"),
        HolidayName.CULTURE: _("文化の日"),
        HolidayName.LABOUR: _("勤労感謝の日"),
        HolidayName.SUBSTITUTE: _("振替休日"),
        HolidayName.CITIZENS: _("国民の休日"),
    }[name]
