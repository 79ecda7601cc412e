"""A hall's month as cells, one for each day, and where to go from there."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from booking.labels.outside import note_words
from booking.models import Person
from booking.queries.openings import Alike, HallDay, HallMonth, hall_month
from booking.rules.openings import Number, sources_of
from booking.web.desk.door import Desk
from booking.web.desk.layers import A_DAY, MONDAY, number_words, plan_words, reason_of
from facilities.calendars import plans_of
from facilities.labels import (
    day_words,
    holiday_words,
    in_english,
    listed,
    times_words,
    weekday_words,
)
from facilities.labels.times import MONTHS_EN
from facilities.rules.closures import ClosurePlan
from facilities.rules.evenings import EveningPlan
from facilities.rules.holidays import holiday_name
from facilities.rules.layers import Layer, Opening, Source
from facilities.rules.spans import Span, instant, merge

FARTHEST = timedelta(days=800)  # beyond what is laid out nobody plans a day
BACK = timedelta(days=800)
FIRST_HOUR, LAST_HOUR = 8, 22  # what a cell's bar shows of a day
FEW = 2  # rooms that a cell names


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a day's bar, in hundredths of it."""

    left: int
    width: int
    kind: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A day as its button shows it."""

    day: date
    weekday: str
    href: str
    spoken: str
    number: int
    hours: str  # when it is open; "" if it is closed
    evening: str
    special: str
    differs: str  # where rooms do
    why: str
    noted: str  # what schools have that day
    look: str
    bar: tuple[Piece, ...]
    on_duty: str
    chosen: bool
    today: bool


def read_day(text: str | None, today: date) -> date:
    """A day of an address, kept within what a desk plans; today for nonsense."""
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return today
    return min(max(day, today - BACK), today + FARTHEST)


def month_context(desk: Desk, chosen: date, view: str = "") -> dict[str, Any]:
    """What every page of the hours shows: the month of a day, its layers, and where to go from there.

    Five queries, where the desk knows its rules.
    """
    first = chosen.replace(day=1)
    month = hall_month(desk.hall, first, desk.rules)
    cells = [
        _cell(one, desk, chosen, view, listed(map(note_words, month.notes(one.day)))) for one in month.days
    ]
    plans = plans_of(desk.hall)
    return {
        "month": month,
        "chosen": chosen,
        "view": view,
        "month_words": month_words(first),
        "weekdays": [(weekday_words(MONDAY + A_DAY * n), {5: "sa", 6: "su"}.get(n, "")) for n in range(7)],
        "weeks": _weeks(cells),
        "cells": cells,
        "layers": _layers(month, plans.values()),
        "before": address(desk, first - A_DAY, view),
        "after": address(desk, (first + timedelta(days=32)).replace(day=1), view),
        "here": address(desk, chosen, view),
        "plans": plans,
    }


def address(desk: Desk, day: date, view: str = "", page: str = "desk-open") -> str:
    asked = {"m": f"{day:%Y-%m}", "d": day.isoformat()} | ({"v": view} if view else {})
    return f"{reverse(page, args=[desk.hall.slug])}?{urlencode(asked)}"


def month_words(first: date) -> str:
    if in_english():
        return f"{MONTHS_EN[first.month - 1]} {first.year}"
    return f"{first.year}年{first.month}月"


def _cell(one: HallDay, desk: Desk, chosen: date, view: str, noted: str) -> Cell:
    zone, plan = desk.zone, one.alike[0].plan
    hours = _times(plan.openings, (Layer.HOURS,), zone)
    evening = _times(plan.openings, (Layer.EVENING,), zone)
    special = _times(plan.openings, (Layer.SPECIAL,), zone)
    why = _why(one)
    return Cell(
        day=one.day,
        weekday=weekday_words(one.day),
        href=f"{address(desk, one.day, view)}#sel",
        spoken=f"{day_words(one.day)} {number_words(one.number)}",
        number=one.number,
        hours=hours,
        evening=evening,
        special=special,
        differs=_differs(one),
        why=why,
        noted=noted,
        look=_look(one, bool(hours or special), bool(evening)),
        bar=_bar(plan.openings, one.day, zone),
        on_duty=listed(known_as(person) for person in one.on_duty),
        chosen=one.day == chosen,
        today=one.day == desk.today,
    )


def _look(one: HallDay, opens: bool, evening: bool) -> str:
    if not opens and not evening:
        return "k" if one.number is Number.DATED and not _is_standing(one.winner) else "c"
    return "e" if evening else ""


def _is_standing(source: Source | None) -> bool:
    """Whether the rulebook closes it, and not a dated row."""
    return source is not None and source.layer is Layer.CLOSED


def _why(one: HallDay) -> str:
    if one.winner is None:
        return _("何も決まっていません")
    reason = reason_of(one.winner)
    if one.winner.layer is Layer.CLOSURE:
        return reason or _("休み")
    if one.winner.layer is Layer.CLOSED:
        return reason or _("きまりの休み")
    if one.winner.layer is Layer.SPECIAL:
        return reason or _("特別開館")
    if one.number is Number.EVENING:
        return reason or _("夜間開放を足す")
    return _("季節の時間が優先") if one.number is Number.SEASON else _("いつもの時間")


def _differs(one: HallDay) -> str:
    """What closes some rooms and not others; where the rulebook alone lends them differently, nothing."""
    decided = [{s for s in sources_of(group.plan) if s.layer is not Layer.HOURS} for group in one.alike]
    if all(sources == decided[0] for sources in decided):
        return ""
    closed = [room.name for group in one.alike if not group.plan.openings for room in group.rooms]
    if 0 < len(closed) <= FEW:
        return _("%(rooms)sはお休み") % {"rooms": listed(closed)}
    partly = [room.name for group in one.alike if _is_cut(group) for room in group.rooms]
    if 0 < len(partly) <= FEW:
        return _("%(rooms)sは一部お休み") % {"rooms": listed(partly)}
    return _("部屋でちがいます")


def _is_cut(group: Alike) -> bool:
    return any(piece.source.layer is Layer.CLOSURE for piece in group.plan.closings)


def _times(openings: Iterable[Opening], layers: Sequence[Layer], zone: ZoneInfo) -> str:
    spans = merge(one.span for one in openings if one.source.layer in layers)
    return _("・").join(times_words(span, zone) for span in spans)


def _bar(openings: Iterable[Opening], day: date, zone: ZoneInfo) -> tuple[Piece, ...]:
    whole = Span(instant(day, FIRST_HOUR * 60, zone), instant(day, LAST_HOUR * 60, zone))
    kinds = {Layer.EVENING: "ev", Layer.SPECIAL: "sp"}
    found = []
    for one in openings:
        if shown := one.span.intersection(whole):
            left = (shown.start - whole.start) * 100 // whole.seconds
            width = shown.seconds * 100 // whole.seconds
            found.append(Piece(left, width, kinds.get(one.source.layer, "da")))
    return tuple(found)


def _weeks(cells: Sequence[Cell]) -> list[list[Cell | None]]:
    """Weeks from Monday to Sunday, with nothing where the month has no day."""
    padded: list[Cell | None] = [None] * cells[0].day.weekday() + list(cells)
    padded += [None] * (-len(padded) % 7)
    return [padded[n : n + 7] for n in range(0, len(padded), 7)]


def _layers(month: HallMonth, plans: Iterable[object]) -> list[dict[str, Any]]:
    won = Counter(one.number for one in month.days)
    recurs: Mapping[Number, list[str]] = {
        Number.EVENING: [plan_words(plan) for plan in plans if isinstance(plan, EveningPlan)],
        Number.DATED: [plan_words(plan) for plan in plans if isinstance(plan, ClosurePlan)],
    }
    return [
        {
            "number": int(number),
            "words": number_words(number),
            "days": _("今月 %(days)d日") % {"days": won[number]},
            "recurs": recurs.get(number, []),
        }
        for number in Number
    ]


def holiday_of(day: date) -> str:
    """The national holiday, in words; "" for none."""
    name = holiday_name(day)
    return holiday_words(name) if name else ""


def known_as(person: Person) -> str:
    """Somebody's name for the desk; the number of their card where they have told none."""
    return person.name or str(person)
