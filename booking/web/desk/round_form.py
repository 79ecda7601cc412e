"""The form that sets a round: its moments, its caps, and up to four rows of slots."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import QueryDict

from booking.actions.lottery import Offer
from booking.models import Person, Round
from booking.queries.desk_rounds import lendable_by, on_paper
from booking.queries.party import Company
from booking.rules.rounds import MOST_DATES, MOST_SLOTS, RoundUnfit, Terms
from booking.web.dates import read_instant
from booking.web.desk.door import Desk
from booking.web.written_numbers import whole
from facilities.models import Room
from facilities.rules.spans import Span

ROWS = 4
WEEK = timedelta(days=7)
NUMBERS = ("most_choices", "most_wins", "look_back", "most_tickets")
FIELDS = ("room", "first", "last", "from", "to", "each")


@dataclass(frozen=True, slots=True)
class Paper:
    """An entry on paper as it was typed."""

    person: Person
    company: Company
    slots: tuple[int, ...]
    received_at: int


def rooms(desk: Desk) -> dict[str, Room]:
    """By how the form names them: the hall's own by themselves, all others with their hall."""
    lent = lendable_by(desk.person, desk.hall, desk.now)
    return {
        room.slug if hall == desk.hall.slug else f"{hall}/{room.slug}": room
        for (hall, _), room in lent.items()
    }


def rows(data: QueryDict) -> list[dict[str, str]]:
    """What was typed in each row: as many as there are, and never fewer than an empty form has."""
    count = next((n for n in range(ROWS, MOST_SLOTS) if f"room_{n}" not in data), MOST_SLOTS)
    return [{field: data.get(f"{field}_{n}", "") for field in FIELDS} for n in range(count)]


def terms(data: QueryDict, desk: Desk) -> Terms:
    """RoundUnfit names a moment or a number that is none."""
    return Terms(
        opens_at=_moment(data, "opens_at", desk),
        closes_at=_moment(data, "closes_at", desk),
        draws_at=_moment(data, "draws_at", desk),
        wins_per=data.get("wins_per", ""),
        **{name: _number(data, name) for name in NUMBERS},
        confirm_until=_moment(data, "confirm_until", desk) if data.get("confirm_until") else None,
    )


def offers(data: QueryDict, desk: Desk) -> list[Offer]:
    """Each row is a room, weekly from its first day to its last, as one slot, or each date as one."""
    known = rooms(desk)
    return [
        offer
        for row in rows(data)
        if row["first"] or row["from"]
        for offer in _of_row(row, known.get(row["room"]), desk)
    ]


def _of_row(row: dict[str, str], room: Room | None, desk: Desk) -> Iterator[Offer]:
    spans = list(_weekly(row, desk))
    if room is None or not spans:
        raise RoundUnfit("slots", "give a room, days and times")
    if row["each"]:
        yield from (Offer(room, [span]) for span in spans)
    else:
        yield Offer(room, spans)


def _weekly(row: dict[str, str], desk: Desk) -> Iterator[Span]:
    day = _day(row["first"])
    last = _day(row["last"]) if row["last"] else day
    # A last day that was typed may be a century away: no more are made than are taken.
    for _ in range(MOST_DATES):
        if day > last:
            return
        start = read_instant(f"{day}T{row['from']}", desk.zone)
        end = read_instant(f"{day}T{row['to']}", desk.zone)
        span = Span.between(start, end) if start is not None and end is not None else None
        if span is None:
            raise RoundUnfit("slots", "give times, the end after the start")
        yield span
        day += WEEK
    raise RoundUnfit("slots", f"a slot has at most {MOST_DATES} dates")


def _day(text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError as error:
        raise RoundUnfit("slots", "give days as 2027-01-08") from error
    if not 1970 <= found.year < 2200:
        raise RoundUnfit("slots", "give days of our time")
    return found


def _moment(data: QueryDict, field: str, desk: Desk) -> int:
    found = read_instant(data.get(field, ""), desk.zone)
    if found is None:
        raise RoundUnfit(field, "give a moment as 2027-01-08T12:00")
    return found


def _number(data: QueryDict, field: str) -> int:
    if (number := whole(data.get(field, ""), 3)) is None:
        raise RoundUnfit(field, "give a number")
    return number


def paper(data: QueryDict, desk: Desk) -> Paper:
    """RoundUnfit names what is missing: `card`, `group`, `numbers` or `received_at`."""
    person, company = on_paper(data.get("card", "")[:40], data.get("group", "").strip())
    typed = data.get("slots", "").replace(",", " ").replace("、", " ").split()
    numbers = [one for text in typed if (one := whole(text, 3)) is not None]
    if not typed or len(numbers) < len(typed):
        raise RoundUnfit("numbers", "give numbers of slots")
    received = _moment(data, "received_at", desk)
    return Paper(person, company, tuple(numbers), received)


def typed(data: QueryDict) -> dict[str, Any]:
    """What the page shows again of a form that was not taken."""
    return {**USUAL, **{key: value for key, value in data.items() if "_" not in key or key in TYPED}}


USUAL = {
    "most_choices": "5",
    "most_wins": "1",
    "wins_per": Round.Period.ROUND,
    "look_back": "2",
    "most_tickets": "3",
}
TYPED = frozenset({"name_ja", "name_en", "opens_at", "closes_at", "draws_at", "confirm_until", *USUAL})
