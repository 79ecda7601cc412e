"""The draw of a programme's places: the same public arithmetic as for rooms, with places by age (decision
25).

One order for all dates: that of the smallest SHA-256 of seed, closed list and sign-up. At each date the
places of each age go down that order by the rule of the line, so that nobody who waits after the draw could
have had a place of those that are left.
"""

import json
from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass

from booking.rules import lottery
from booking.rules.exchange import Age, seated

Places = Mapping[str, Mapping[Age, int]]  # by date


@dataclass(frozen=True, slots=True)
class Entrant:
    """A sign-up on the closed list: at which dates it would come, and how many places of which age it
    needs."""

    id: str
    dates: tuple[str, ...]
    needs: Mapping[Age, int]


@dataclass(frozen=True, slots=True)
class Result:
    """All entrants in their order; of each date those who have places, and the line behind them."""

    order: tuple[str, ...]
    seats: Mapping[str, tuple[str, ...]]
    lines: Mapping[str, tuple[str, ...]]


def key_of(age: Age) -> str:
    """The name of an age in a record: `elementary`, `elementary-6`."""
    return age.band if age.grade is None else f"{age.band}-{age.grade}"


def age_of(key: str) -> Age:
    """The age of such a name."""
    band, _dash, grade = key.partition("-")
    return Age(band, int(grade) if grade else None)


def as_row(entrant: Entrant) -> list[object]:
    """An entrant as the list has it: `["k7…", ["2…"], {"elementary": 2}]`."""
    return [entrant.id, sorted(entrant.dates), {key_of(age): count for age, count in entrant.needs.items()}]


def read_row(row: Collection[object]) -> Entrant:
    """An entrant of a list that was written by `as_row`."""
    name, dates, needs = row
    if not isinstance(dates, list) or not isinstance(needs, dict):
        raise TypeError(row)
    return Entrant(str(name), tuple(dates), {age_of(key): count for key, count in needs.items()})


def list_hash(entrants: Iterable[Entrant]) -> str:
    """The fingerprint of a list, in whatever order it comes."""
    rows = sorted((as_row(one) for one in entrants), key=lambda row: str(row[0]))
    return lottery.fingerprint(json.dumps(rows, separators=(",", ":"), ensure_ascii=True, sort_keys=True))


def draw(
    seed: str,
    closed: str,
    entrants: Collection[Entrant],
    places: Places,
    gone: Container[tuple[str, str]] = (),
) -> Result:
    """Who has places at each date. `closed` is the fingerprint of the closed list, `gone` who (sign-up, date)
    has given theirs up since: they keep their ticket, and take nothing."""
    listed = {one.id: one for one in entrants}
    entries = [lottery.Entry(one.id, 1, one.dates) for one in entrants]
    order = tuple(entry.id for entry in lottery.ordered(seed, closed, entries))
    coming = {
        date: [name for name in order if date in listed[name].dates and (name, date) not in gone]
        for date in places
    }
    seats = {
        date: seated([(name, listed[name].needs) for name in coming[date]], free, free)
        for date, free in places.items()
    }
    lines = {date: tuple(name for name in coming[date] if name not in seats[date]) for date in places}
    return Result(order, {date: tuple(names) for date, names in seats.items()}, lines)
