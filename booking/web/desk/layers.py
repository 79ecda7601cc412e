"""The layers of a hall's hours in words: what each says of a day, what becomes of it, and how it recurs."""

from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from booking.queries.openings import Alike, HallDay, HallMonth, Row
from booking.rules.openings import Number
from facilities.labels import (
    ages_words,
    in_english,
    listed,
    times_words,
    weekday_words,
)
from facilities.rules.closures import ClosurePlan
from facilities.rules.days import WEEKDAYS
from facilities.rules.evenings import EveningPlan
from facilities.rules.layers import Layer, Source
from facilities.rules.spans import Span, instant
from facilities.rules.walltime import write_wall_time

MONDAY = date(2026, 11, 30)  # any: weekdays are counted from it
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Line:
    """A layer of the chosen day: what it says, and what becomes of it."""

    number: int
    words: str
    outcome: str
    wins: bool


def lines_of(month: HallMonth, day: date, zone: ZoneInfo) -> list[Line]:
    """Every layer that speaks of a day, and what becomes of it."""
    return [
        Line(row.number, _row_words(row, day, zone), _outcome(row, zone), row.wins) for row in month.rows(day)
    ]


def groups_of(one: HallDay, zone: ZoneInfo) -> list[tuple[str, str]]:
    """Where rooms differ: which rooms, and when they are open; nothing where all are alike."""
    if len(one.alike) < 2:
        return []
    return [(listed(room.name for room in group.rooms), _open_words(group, zone)) for group in one.alike]


def reason_of(source: Source) -> str:
    """Why, in the reader's language; "" where nothing says so."""
    return (in_english() and source.reason_en) or source.reason_ja


def plan_words(plan: EveningPlan | ClosurePlan) -> str:
    """「水・金 17:00–21:00 中学生・高校生世代」: how an evening or a closure recurs."""
    times = f"{write_wall_time(plan.from_).lstrip('0')}–{write_wall_time(plan.to).lstrip('0')}"
    days = listed(weekday_words(MONDAY + A_DAY * WEEKDAYS.index(day)) for day in plan.recurrence.weekdays)
    told = {"days": days, "times": times, "every": plan.recurrence.every}
    if plan.recurrence.nth:
        nths = listed(
            _("最後") if nth == -1 else _("第%(nth)d") % {"nth": nth} for nth in plan.recurrence.nth
        )
        words = _("毎月 %(nths)s %(days)s曜 %(times)s") % {**told, "nths": nths}
    elif plan.recurrence.month_day:
        words = _("毎月 %(day)d日 %(times)s") % {**told, "day": plan.recurrence.month_day}
    elif plan.recurrence.every > 1:
        words = _("%(every)d週ごと %(days)s曜 %(times)s") % told
    else:
        words = _("毎週 %(days)s曜 %(times)s") % told
    if isinstance(plan, EveningPlan) and plan.admits:
        words = f"{words} {ages_words(plan.admits)}"
    return words


def number_words(number: Number) -> str:
    return {
        Number.USUAL: _("いつもの時間"),
        Number.SEASON: _("季節"),
        Number.EVENING: _("夜間開放"),
        Number.DATED: _("休館・点検・特別開館"),
    }[number]


def _open_words(group: Alike, zone: ZoneInfo) -> str:
    return _("・").join(times_words(span, zone) for span in group.plan.open_spans) or _("お休み")


def _row_words(row: Row, day: date, zone: ZoneInfo) -> str:
    whole = row.closes and all(span.seconds >= 24 * 3600 for span in row.spans)
    times = _("一日") if whole else _("・").join(_within(span, day, zone) for span in row.spans)
    name = reason_of(row.source) or _name_of(row)
    where = f" ({listed(room.name for room in row.rooms)})" if row.rooms else ""
    return f"{name} {times}{where}"


def _within(span: Span, day: date, zone: ZoneInfo) -> str:
    today = Span(instant(day, 0, zone), instant(day + A_DAY, 0, zone))
    part = span.intersection(today) or span
    return times_words(span if span.start in today else part, zone)


def _name_of(row: Row) -> str:
    names = {
        Layer.HOURS: _("季節の時間") if row.number is Number.SEASON else _("いつもの時間"),
        Layer.EVENING: _("夜間開放"),
        Layer.CLOSED: _("きまりの休み"),
        Layer.SPECIAL: _("特別開館"),
        Layer.CLOSURE: _("休み"),
    }
    return names[row.source.layer]


def _outcome(row: Row, zone: ZoneInfo) -> str:
    if row.wins:
        return _("優先")
    if not row.stands:
        return _("上の層が重なる")
    if row.stands == row.spans:
        return _("そのまま")
    return _("残り %(times)s") % {"times": _("・").join(times_words(span, zone) for span in row.stands)}
