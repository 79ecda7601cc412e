"""A planned round as its form would say it, to be put right."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from django.http import QueryDict

from booking.queries.lottery import Bench, Given, left_over
from booking.web.dates import written
from booking.web.desk.door import Desk
from booking.web.desk.round_form import NUMBERS, WEEK, rooms
from facilities.rules.spans import Span, local_day

MOMENTS = ("opens_at", "closes_at", "draws_at", "confirm_until")


@dataclass(frozen=True, slots=True)
class Row:
    """A room at one time of day, weekly; `each` date is a slot of its own, or all are one."""

    room: str
    first: date
    last: date
    times: tuple[str, str]
    each: bool

    def fields(self) -> dict[str, str]:
        days = {"first": self.first.isoformat(), "last": self.last.isoformat()}
        told = {"room": self.room, **days, "from": self.times[0], "to": self.times[1]}
        return told | ({"each": "1"} if self.each else {})


def as_typed(known: Bench, desk: Desk) -> QueryDict | None:
    """What one would have typed for a round; None for one that its form cannot say, or of whose rooms the
    reader does not decide."""
    names = {room.pk: key for key, room in rooms(desk).items()}
    found = [_row(one, names.get(one.room.pk, ""), desk) for one in known.slots]
    rows = [row for row in found if row is not None]
    if len(rows) < len(found):
        return None
    one = known.round
    told = {"name_ja": one.name_ja, "name_en": one.name_en, "wins_per": one.wins_per}
    told |= {name: str(getattr(one, name)) for name in NUMBERS}
    told |= {name: written(at, desk.zone) for name in MOMENTS if (at := getattr(one, name)) is not None}
    for number, row in enumerate(_together(rows)):
        told |= {f"{field}_{number}": value for field, value in row.fields().items()}
    typed = QueryDict(mutable=True)
    typed.update(told)
    return typed


def again_typed(known: Bench, desk: Desk) -> QueryDict | None:
    """What one would have typed for the slots that a draw has left over and that are still to come, with no
    moment yet; None where there are none."""
    left = left_over(known)
    coming = tuple(one for one in left.slots if one.spans[0].start > desk.now)
    typed = as_typed(replace(left, slots=coming), desk) if coming else None
    if typed is not None:
        for moment in MOMENTS:
            typed.pop(moment, None)
    return typed


def _row(one: Given, room: str, desk: Desk) -> Row | None:
    days = [local_day(span.start, desk.zone) for span in one.spans]
    times = {_times(span, desk) for span in one.spans}
    weekly = all(later - earlier == WEEK for earlier, later in pairwise(days))
    if not room or not weekly or len(times) > 1:
        return None
    return Row(room, days[0], days[-1], times.pop(), each=len(days) == 1)


def _times(span: Span, desk: Desk) -> tuple[str, str]:
    return written(span.start, desk.zone).partition("T")[2], written(span.end, desk.zone).partition("T")[2]


def _together(rows: Iterable[Row]) -> Iterator[Row]:
    """Slots of one date each that follow one another by weeks are one row."""
    before: Row | None = None
    for row in rows:
        if before and row.each and row == replace(before, first=row.first, last=before.last + WEEK):
            before = replace(before, last=row.last)
            continue
        if before:
            yield before
        before = row
    if before:
        yield before
