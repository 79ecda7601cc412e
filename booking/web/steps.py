"""How one books, as a line of steps with the days of one use as an example."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from booking.rules.pictures import Window, windows
from booking.rules.rulebook import Rulebook, Rules
from booking.wording.steps import STEPS, Step, steps
from facilities.labels import date_words, day_words, in_english, listed, weekday_words
from facilities.models import Room

Rooms = Mapping[str, str]  # the names of those that are lent, by their keys
Days = Mapping[str, date]  # by the names of rooms that are booked alike, "" for all


@dataclass(frozen=True, slots=True)
class Drawn:
    """A step of the line. `day`: as a calendar writes it, if it is one for all rooms; `lines` say more."""

    words: str
    is_use: bool
    day: date | None
    number: str
    weekday: str
    lines: tuple[str, ...]
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """`example` says of which use the days are, "" where there are none; `depends`: on who asks, besides."""

    steps: tuple[Drawn, ...]
    example: str
    depends: bool


def way(book: Rulebook, rules: Rules, rooms: Sequence[Room], since: date, today: date) -> Way:
    """Into the hall's rooms, as its rules are from `since` on."""
    lent = {room.slug: room.name for room in rooms if room.bookable}
    found = windows(rules, list(lent), since)
    dated = next((one.day for one in found if one.first or one.last), None)
    return Way(
        steps=tuple(
            _drawn(step, clauses, _days(step, found, lent, dated), today)
            for step, clauses in steps(book, rules.hall, lends=bool(lent)).items()
        ),
        example=_("%(day)sに使うときの例です。") % {"day": day_words(dated, today)} if dated else "",
        depends=any(one.depends for one in found),
    )


def _days(step: Step, found: Sequence[Window], lent: Rooms, dated: date | None) -> Days:
    if step is Step.COME and dated:
        return {"": dated}
    days = {one.rooms: one.first if step is Step.OPENS else one.last for one in found}
    known = {rooms: day for rooms, day in days.items() if day and step in (Step.OPENS, Step.BOOK)}
    return {"" if len(rooms) == len(lent) else listed(map(lent.get, rooms)): known[rooms] for rooms in known}


def _drawn(step: Step, clauses: tuple[str, ...], days: Days, today: date) -> Drawn:
    only = days.get("")
    return Drawn(
        words=str(STEPS[step]),
        is_use=step is Step.COME,
        day=only,
        number=_number(only) if only else "",
        weekday=weekday_words(only) if only else "",
        lines=tuple(_lines(step, days, today)),
        clauses=clauses,
    )


def _lines(step: Step, days: Days, today: date) -> Iterator[str]:
    for rooms, day in days.items():
        told = {"rooms": rooms, "day": day_words(day, today)}
        if step is Step.OPENS and rooms:
            yield _("%(rooms)sは、%(day)sからです。") % told
        elif step is Step.BOOK:
            yield (_("%(rooms)sは、%(day)sまでです。") if rooms else _("%(day)sまでです。")) % told


def _number(day: date) -> str:
    """「12/4」, "4 Dec": as short as a calendar says it."""
    return date_words(day) if in_english() else f"{day.month}/{day.day}"
