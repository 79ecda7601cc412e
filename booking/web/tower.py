"""What a round gives out, as a house of windows: a storey for each room and time, a window a weekday."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from booking.labels import slot_when
from booking.queries.lottery import Given, halls_of
from booking.rules.lottery import odds_ratio
from facilities.labels import date_words, times_words
from facilities.models import Room

Ratios = Mapping[tuple[int, int, str], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Pane:
    """One window: its slot, the rank that it has among the wishes, and whether it can be wished for."""

    number: int
    rank: int | None
    open: bool
    odds: str
    words: str


@dataclass(frozen=True, slots=True)
class Storey:
    """`head` says the times, and the week where a slot is a single date."""

    room: Room
    head: str
    panes: tuple[Pane | None, ...]


def kind_of(one: Given, zone: ZoneInfo) -> tuple[int, int, str]:
    """By what slots of two rounds are compared: room, weekday and times."""
    return one.room.pk, one.days[0].weekday(), times_words(one.spans[0], zone)


def tower(
    slots: Sequence[Given], ranks: Mapping[int, int], openable: frozenset[int], ratios: Ratios, zone: ZoneInfo
) -> list[Storey]:
    """`ranks` are the wishes by slot number; `openable` the numbers that can be wished for."""
    several = len(halls_of(slots)) > 1
    storeys: dict[tuple[int, str, date | None], list[Given]] = {}
    for one in slots:
        monday = one.days[0] - timedelta(days=one.days[0].weekday()) if len(one.days) == 1 else None
        storeys.setdefault((one.room.pk, times_words(one.spans[0], zone), monday), []).append(one)
    return [
        Storey(
            found[0].room, _head(times, monday), _panes(found, ranks, openable, ratios, zone, several=several)
        )
        for (_room, times, monday), group in storeys.items()
        for found in _apart(group)
    ]


def _head(times: str, monday: date | None) -> str:
    if monday is None:
        return times
    return _("%(times)s・%(day)sの週") % {"times": times, "day": date_words(monday)}


def _apart(group: Sequence[Given]) -> list[list[Given]]:
    """Several on one weekday stand in storeys of their own."""
    rows: list[list[Given]] = []
    for one in group:
        taken = (row for row in rows if all(x.days[0].weekday() != one.days[0].weekday() for x in row))
        row = next(taken, None)
        if row is None:
            rows.append([one])
        else:
            row.append(one)
    return rows


def _panes(
    row: Sequence[Given],
    ranks: Mapping[int, int],
    openable: frozenset[int],
    ratios: Ratios,
    zone: ZoneInfo,
    *,
    several: bool,
) -> tuple[Pane | None, ...]:
    by_day = {one.days[0].weekday(): one for one in row}
    return tuple(
        _pane(by_day[day], ranks, openable, ratios, zone, several=several) if day in by_day else None
        for day in range(7)
    )


def _pane(
    one: Given,
    ranks: Mapping[int, int],
    openable: frozenset[int],
    ratios: Ratios,
    zone: ZoneInfo,
    *,
    several: bool,
) -> Pane:
    asked = ratios.get(kind_of(one, zone))
    return Pane(
        number=one.number,
        rank=ranks.get(one.number),
        open=one.number in openable,
        odds=ratio_words(*asked) if asked else "",
        words=f"{place_words(one.room, several=several)} {slot_when(one.spans, zone)}",
    )


def place_words(room: Room, *, several: bool) -> str:
    """A room, with its hall where the round has rooms of several."""
    return f"{room.facility.name} {room.name}" if several else room.name


def ratio_words(entries: int, slots: int) -> str:
    """「2.8倍」: so many wished for each slot."""
    return _("%(ratio)s倍") % {"ratio": odds_ratio(entries, slots)}
