"""The rows of the page on which a whole day is counted: its bookings, and the hours of rooms for free use."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from booking.labels import band_words, people_words
from booking.labels.indicators import part_of_heads
from booking.models import Booking
from booking.queries.day_counts import counts_by_booking, hours_by_room, plans_by_booking
from booking.queries.today import Lane, Today, Use
from booking.rules.attendance import Counts, Heads, Part, as_fields, read_fields, total
from booking.rules.bands import BANDS
from booking.rules.lifecycle import State
from booking.rules.today import HOUR, hour_of
from booking.web.desk.board import Here, name_of, programme_page
from booking.web.desk.door import Desk
from booking.web.desk.panel import PARTS, Typed, read_counts
from booking.web.desk.standing import words_of
from facilities.labels import times_words
from facilities.models import Room
from facilities.rules.spans import Span, day_span

CAME = (State.IN_USE, State.USED)
EXPECTED = (State.BOOKED, State.PROVISIONAL)


@dataclass(frozen=True, slots=True)
class Row:
    """A booking, or an hour (`at`) of a room for free use; `counts` are those that are known of it."""

    key: str
    room: Room
    times: str
    name: str
    state: str
    href: str
    counts: Counts
    plan: Counts = field(default_factory=dict)
    booking: Booking | None = None
    at: int = 0
    open: bool = True  # its numbers can be entered here and now
    elsewhere: str = ""  # the address at which they are entered instead
    came: int | None = None

    @property
    def is_missing(self) -> bool:
        return self.open and self.booking is not None and not self.counts

    @property
    def is_certain(self) -> bool:
        """Whether the booking says of everybody who is to come in which band they are."""
        one = self.booking
        return one is not None and total(self.plan) == one.headcount + one.carers

    def read(self, data: QueryDict) -> dict[Heads, int]:
        """What was entered, or ticked to be as it was planned. Typed for what is no number."""
        try:
            found = read_counts(data, f"{self.key}.")
        except Typed as typed:
            raise Typed(f"{self.key}.{typed.field}") from typed
        as_planned = self.is_certain and bool(data.get(f"{self.key}.plan"))
        return found or (dict(self.plan) if as_planned else {})

    def seen(self, data: QueryDict) -> dict[Heads, int] | None:
        """The counts that the form showed; None where it does not say, or says nonsense."""
        return _unpacked(data.get(f"{self.key}.was", "?"))


def rows_of(day: Today, desk: Desk) -> list[Row]:
    """Room by room, in order of time. Three queries."""
    bookings = [use.booking for use in day.uses]
    counts, plans = counts_by_booking(bookings), plans_by_booking(bookings, desk.zone)
    hours = hours_by_room(day.hall, day_span(day.day, day.zone))
    found: list[Row] = []
    for lane in day.lanes:
        for use in lane.uses:
            row = _of_use(use, day, desk)
            key = use.booking.pk
            found.append(replace(row, counts=counts.get(key, {}), plan=plans[key]))
        found += _of_hours(lane, day, hours) if not lane.room.bookable else []
    return found


def told(row: Row, data: QueryDict | None, every: bool) -> dict[str, Any]:
    """A row as the page shows it; with `data` as somebody has typed it, with `every` for all parts."""
    return {
        "row": row,
        "was": packed(row.counts),
        "lines": [_line(row, part, data) for part in _parts(row, every)] if row.open else [],
        "total": row.came if row.elsewhere else total(row.counts),
        "planned": people_words(total(row.plan) or 0) if row.is_missing and row.is_certain else "",
        "ticked": data is not None and bool(data.get(f"{row.key}.plan")),
    }


def packed(counts: Counts) -> str:
    """「part.adult:2,help.adult:1」"""
    return ",".join(f"{heads}:{count}" for heads, count in as_fields(counts).items())


def _unpacked(text: str) -> dict[Heads, int] | None:
    pairs = (pair.partition(":") for pair in text.split(",") if pair)
    try:
        return read_fields({heads: int(count) for heads, _colon, count in pairs})
    except ValueError:
        return None


def _of_use(use: Use, day: Today, desk: Desk) -> Row:
    booking = use.booking
    elsewhere = _counted_at(booking, desk)
    here = Here(day.hall.slug, None if day.day == desk.today else day.day)
    return Row(
        key=booking.public_id,
        room=booking.room,
        times=times_words(use.span, day.zone),
        name=name_of(booking),
        state=words_of(use),
        href=here.choosing(b=booking.public_id),
        counts={},
        booking=booking,
        open=not elsewhere and _can_be_counted(booking, day.now),
        elsewhere=elsewhere,
        came=use.came,
    )


def _can_be_counted(booking: Booking, now: int) -> bool:
    return booking.state in CAME or (booking.state in EXPECTED and booking.start <= now)


def _counted_at(booking: Booking, desk: Desk) -> str:
    """Who came to a date of a programme is counted on its own page, by whoever may open that."""
    if booking.session is None or not programme_page(booking, desk):
        return ""
    programme = booking.session.programme.public_id
    return reverse("desk-programme-count", args=[desk.hall.slug, programme, booking.session.public_id])


def _of_hours(lane: Lane, day: Today, hours: Mapping[tuple[int, int], Counts]) -> Iterator[Row]:
    here = Here(day.hall.slug, None, room=lane.room.slug)
    for span in lane.plan.open_spans:
        for at in range(hour_of(span.start, day.zone), span.end, HOUR):
            yield Row(
                key=f"{lane.room.slug}-{at}",
                room=lane.room,
                times=times_words(Span(at, at + HOUR), day.zone),
                name=_("1時間ごとの人数"),
                state="",
                href=here.choosing(r=lane.room.slug),
                counts=hours.get((lane.room.pk, at), {}),
                at=at,
                open=at <= day.now,
            )


def _parts(row: Row, every: bool) -> list[Part]:
    """The first always, the others where somebody is said to have come for them, or to be about to."""
    if row.booking is None:
        return [Part.TAKING_PART]
    said = {heads.part for heads in (*row.counts, *(row.plan if row.is_missing else ()))}
    return [part for part in PARTS if every or part is Part.TAKING_PART or part in said]


def _line(row: Row, part: Part, data: QueryDict | None) -> dict[str, Any]:
    told, plan = part_of_heads(part), row.plan if row.is_missing else {}
    cells = []
    for band in BANDS:
        heads, name = Heads(part, band), f"{row.key}.{part}-{band}"
        value = str(row.counts.get(heads, "")) if data is None else data.get(name, "")[:20]
        label = " ".join([row.room.name, row.times, row.name, told, band_words(band)])
        cells.append((name, value, str(plan.get(heads, "")), band_words(band), label))
    return {"words": told, "cells": cells}
