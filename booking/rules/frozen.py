"""A figure of a year that a department has closed stays as it was that day, with what it was counted from.

What the records say today stands beside it, and is told record by record: what came to it, what is gone, and
what has another day or number.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple, Self

from booking.rules.indicators import Figure, Indicator, Kind, Record, people_in
from facilities.rules.stages import fiscal_year_end


class Kept(NamedTuple):
    """A record as it stood: no name, no place. `brought` is how many people it brought to the figure; None
    where nobody had said, and for a figure that counts none."""

    kind: Kind
    key: str
    day: date
    body: str
    brought: int | None

    def as_json(self) -> list[str | int | None]:
        return [self.kind.value, self.key, self.day.isoformat(), self.body, self.brought]

    @classmethod
    def from_json(cls, told: Iterable[object]) -> Self:
        kind, key, day, body, brought = told
        return cls(Kind(str(kind)), str(key), date.fromisoformat(str(day)), str(body), _number(brought))


class Frozen(NamedTuple):
    """A figure as it stood on the day on which its year was closed."""

    value: int | None
    counted: tuple[Kept, ...]
    missing: tuple[Kept, ...]
    closed_on: date


class Changes(NamedTuple):
    """What became of the records since; of what has changed, as it was and as it is."""

    added: tuple[Kept, ...] = ()
    gone: tuple[Kept, ...] = ()
    changed: tuple[tuple[Kept, Kept], ...] = ()

    @property
    def some(self) -> bool:
        return bool(self.added or self.gone or self.changed)


def may_close(year: int, today: date) -> bool:
    """Whether the fiscal year that began in `year` is over on a local day."""
    return fiscal_year_end(date(year, 4, 1)) < today


def kept(indicator: Indicator, record: Record) -> Kept:
    return Kept(record.kind, record.key, record.day, record.body, people_in(indicator, record))


def frozen(indicator: Indicator, figure: Figure, closed_on: date) -> Frozen:
    """The figure with its records as they stand on that day."""
    counted, missing = (
        tuple(kept(indicator, one) for one in of_it) for of_it in (figure.counted, figure.missing)
    )
    return Frozen(figure.value, counted, missing, closed_on)


def changes(indicator: Indicator, then: Frozen, now: Figure) -> Changes:
    """What the records of today have that those of the day of closing had not, and the other way round."""
    was = _by_key((*then.counted, *then.missing))
    is_now = _by_key(kept(indicator, one) for one in (*now.counted, *now.missing))
    return Changes(
        tuple(one for key, one in is_now.items() if key not in was),
        tuple(one for key, one in was.items() if key not in is_now),
        tuple((one, is_now[key]) for key, one in was.items() if key in is_now and is_now[key] != one),
    )


def _by_key(records: Iterable[Kept]) -> Mapping[tuple[Kind, str], Kept]:
    return {(one.kind, one.key): one for one in records}


def _number(told: object) -> int | None:
    return told if isinstance(told, int) else None
