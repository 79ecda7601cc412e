"""What the dashboard of a year shows: tiles, charts and their tables, of one hall or of all."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from booking.labels.figures import (
    CAUSES,
    brightest_words,
    compared_words,
    definitions,
    demand_words,
    evenings_words,
    halls_words,
    month_name,
    teens_words,
    weekday_name,
)
from booking.labels.states import band_words
from booking.queries.year_of_halls import YearOfHalls
from booking.queries.year_of_people import months_of
from booking.queries.year_of_use import RoomUse
from booking.rules.bands import BANDS
from booking.rules.demand import Cause
from booking.rules.usage import Cell, Use, brightest, together
from booking.web.charts import Bar, Series, bars, columns, stacked
from facilities.models import Facility

TEENS = ("junior_high", "high_school")
# A band's pattern besides its colour; the others differ enough in how dark they are.
PATTERNS = {"junior_high": "dots", "high_school": "lines", "adult": "rows"}
# Of the hours of a heat map how bright each is: below 20 %, 40 %, 60 %, 80 %, and above.
STEPS = (20, 40, 60, 80)


def figures_told(found: YearOfHalls, room: str) -> dict[str, Any]:
    """`room` is the key of the room whose hours are shown ("hall/room"); the most used one without it."""
    rooms = [one for one in found.use.rooms if one.cells]
    shown = next((one for one in rooms if room_key(one) == room), None) or max(
        rooms, key=lambda one: one.whole.rate, default=None
    )
    return {
        "tiles": _tiles(found),
        "people": _people(found),
        "heat": _heat(shown) if shown else None,
        "rooms": [
            {"key": room_key(one), "words": room_words(one, found), "shown": one is shown} for one in rooms
        ],
        "evenings": _evenings(found),
        "demand": _demand(found),
        "halls": _halls(found) if len(found.halls) > 1 else None,
    }


def room_key(one: RoomUse) -> str:
    return f"{one.room.facility.slug}/{one.room.slug}"


def room_words(one: RoomUse, found: YearOfHalls) -> str:
    """By its hall, too, where there are several."""
    return f"{one.room.facility.name} {one.room.name}" if len(found.halls) > 1 else one.room.name


def whole_use(found: YearOfHalls) -> Use:
    return together(one.whole for one in found.use.rooms)


def percent(use: Use) -> str:
    return "–" if use.percent is None else f"{use.percent}%"


def demand_rows(found: YearOfHalls) -> list[tuple[Cause, int]]:
    """How often for which cause, the commonest first; a cause that nobody met is not there."""
    sums = {cause: sum(count for (of, _h), count in found.demand.items() if of is cause) for cause in CAUSES}
    return sorted(((cause, count) for cause, count in sums.items() if count), key=lambda one: -one[1])


def _tiles(found: YearOfHalls) -> list[dict[str, Any]]:
    people, before, use = found.people, found.before, whole_use(found)
    told = definitions()
    values = [
        (
            people.days_of_halls,
            pgettext("単位", "日"),
            compared_words(people.days_of_halls, before and before.days_of_halls),
        ),
        (people.total, pgettext("単位", "人"), compared_words(people.total, before and before.total)),
        (sum(map(len, found.use.evenings.values())), pgettext("単位", "日"), ""),
        ("–" if use.percent is None else use.percent, "%", _late_words(found)),
        (people.met, pgettext("単位", "回"), _("参加%(heads)s人") % {"heads": f"{people.met_heads:,}"}),
        (sum(found.demand.values()), pgettext("単位", "件"), _("わけは、下の図にあります。")),
    ]
    return [
        {
            "name": name,
            "how": how,
            "value": f"{value:,}" if isinstance(value, int) else value,
            "unit": unit,
            "more": more,
        }
        for (name, how), (value, unit, more) in zip(told.items(), values, strict=True)
    ]


def _late_words(found: YearOfHalls) -> str:
    late = together(use for one in found.use.rooms for cell, use in one.cells.items() if cell.hour >= 17)
    return _("17時からは%(percent)s") % {"percent": percent(late)} if late.open else ""


def _people(found: YearOfHalls) -> dict[str, Any]:
    months, people = months_of(found.year), found.people
    sentence = teens_words(people.of(bands=TEENS), found.before and found.before.of(bands=TEENS))
    series = [
        Series(
            band_words(band),
            f"b-{band}",
            PATTERNS.get(band, ""),
            [people.of(month=month, bands=[band]) for month in months],
        )
        for band in BANDS
    ]
    names = [month_name(month) for month in months]
    return {
        "sentence": sentence,
        "chart": stacked(sentence, names, series),
        "months": names,
        "rows": [
            {"words": one.words, "look": one.look, "values": one.values, "total": sum(one.values)}
            for one in series
        ],
        "totals": [people.of(month=month) for month in months],
        "total": people.total,
        "some": people.total > 0,
    }


def _heat(one: RoomUse) -> dict[str, Any]:
    best = brightest(one.cells)
    hours = range(min(cell.hour for cell in one.cells), max(cell.hour for cell in one.cells) + 1)
    return {
        "sentence": brightest_words(*best, one.cells[best].percent or 0)
        if best
        else _("まだ使われていません。"),
        "weekdays": [weekday_name(place) for place in range(7)],
        "rows": [
            {
                "hour": _("%(hour)d時") % {"hour": hour},
                "cells": [_cell(one.cells.get(Cell(weekday, hour))) for weekday in range(7)],
            }
            for hour in hours
        ],
    }


def _cell(use: Use | None) -> dict[str, Any]:
    """What stands in an hour: how bright it is, and its number; an hour that was never open has neither."""
    if use is None or use.percent is None:
        return {"look": "hx", "words": ""}
    step = sum(use.percent >= one for one in STEPS)
    return {"look": f"h{step}", "words": use.percent}


def _evenings(found: YearOfHalls) -> dict[str, Any]:
    months = months_of(found.year)
    by_hall = {
        hall: [sum(day.month == month.month for day in found.use.evenings[hall.pk]) for month in months]
        for hall in found.halls
    }
    # A city without a hall has the months, too.
    totals = [sum(of_all) for of_all in zip(*by_hall.values(), strict=True)] or [0] * len(months)
    names = [month_name(month) for month in months]
    most = names[totals.index(max(totals))]
    sentence = evenings_words(sum(totals), most)
    return {
        "sentence": sentence,
        "chart": columns(sentence, names, totals, "c-eve"),
        "months": names,
        "rows": [{"hall": hall, "values": row, "total": sum(row)} for hall, row in by_hall.items()],
        "some": sum(totals) > 0,
    }


def _demand(found: YearOfHalls) -> dict[str, Any]:
    rows = demand_rows(found)
    total = sum(count for _cause, count in rows)
    sentence = demand_words(total, rows[0][0] if rows else None, rows[0][1] if rows else 0)
    drawn = [Bar(str(CAUSES[cause]), count, f"{count:,}") for cause, count in rows]
    return {
        "sentence": sentence,
        "chart": bars(sentence, drawn, "c-want"),
        "rows": [
            {"words": CAUSES[cause], "total": count, "values": _by_hall(found, cause)}
            for cause, count in rows
        ],
        "halls": found.halls if len(found.halls) > 1 else (),
        "some": bool(rows),
    }


def _by_hall(found: YearOfHalls, cause: Cause) -> list[int]:
    if len(found.halls) < 2:
        return []
    return [found.demand[cause, hall.pk] for hall in found.halls]


def hall_numbers(found: YearOfHalls, hall: Facility) -> dict[str, Any]:
    """One hall's figures beside the others'."""
    return {
        "hall": hall,
        "days": len(found.people.days[hall.pk]),
        "people": found.people.of(hall=hall.pk),
        "teens": found.people.of(hall=hall.pk, bands=TEENS),
        "evenings": len(found.use.evenings[hall.pk]),
        "use": found.use.of_hall(hall),
    }


def _halls(found: YearOfHalls) -> dict[str, Any]:
    rows: Sequence[Mapping[str, Any]] = [hall_numbers(found, hall) for hall in found.halls]
    in_order = sorted(rows, key=lambda one: -one["use"].rate)
    best = in_order[0]["hall"].name if in_order and in_order[0]["use"].used else ""
    sentence = halls_words(best)
    drawn = [Bar(one["hall"].name, one["use"].percent or 0, percent(one["use"])) for one in in_order]
    return {
        "sentence": sentence,
        "chart": bars(sentence, drawn, "c-use"),
        "rows": [{**one, "percent": percent(one["use"])} for one in in_order],
    }
