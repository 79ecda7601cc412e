"""Days of which schools have a note (定期考査, 長期休業), and what a clause that names them means by a day.

A hall knows such days from the calendars that its staff have brought in; each is known by its name, which
for a school's is the school's.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from facilities.rules.days import Days, Noted, each_days
from facilities.rules.outside import DayNote
from facilities.rules.spans import local_day
from facilities.rules.stages import DAY

# Whether somebody is of one of these schools; None if nobody said.
OfSchool = Callable[[Collection[str]], bool | None]
KINDS = frozenset(Noted)


@dataclass(frozen=True)
class SchoolDays:
    """By day and kind of note, the schools that have it then."""

    by_day: Mapping[date, Mapping[Noted, frozenset[str]]] = field(default_factory=dict)

    @classmethod
    def of(cls, notes: Iterable[DayNote], zone: ZoneInfo) -> "SchoolDays":
        """From the notes of a hall; one with times is of every day that it touches."""
        of_kinds = (note for note in notes if note.becomes.value in KINDS)
        return cls.told(
            (day, Noted(note.becomes), note.calendar) for note in of_kinds for day in _days(note, zone)
        )

    @classmethod
    def told(cls, told: Iterable[tuple[date, Noted, str]]) -> "SchoolDays":
        """From what each school has on each day."""
        found: dict[date, dict[Noted, frozenset[str]]] = {}
        for day, kind, school in told:
            of_day = found.setdefault(day, {})
            of_day[kind] = of_day.get(kind, frozenset()) | {school}
        return cls(found)

    def having(
        self, day: date, kinds: Iterable[Noted], schools: Collection[str] | None = None
    ) -> frozenset[str]:
        """The schools that have one of these kinds on a day; of `schools` only, if some are named."""
        noted = self.by_day.get(day, {})
        names = frozenset[str]().union(*(noted.get(kind, ()) for kind in kinds))
        return names if schools is None else names.intersection(schools)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of all of it, 64 hex digits; "" without any: compiled rules are kept by it."""
        # In one order, whatever that of the rows: the same days have to give the same digest.
        told = sorted(
            (day.isoformat(), kind, sorted(names))
            for day, of in self.by_day.items()
            for kind, names in of.items()
        )
        return sha256(repr(told).encode()).hexdigest() if told else ""


NO_NOTES = SchoolDays()


def _days(note: DayNote, zone: ZoneInfo) -> Iterable[date]:
    # A span is half-open: one that ends at midnight does not touch the day that begins then.
    first, last = local_day(note.span.start, zone), local_day(note.span.end - 1, zone)
    return (first + DAY * ahead for ahead in range((last - first).days + 1))


def is_meant(days: Days, day: date, known: SchoolDays, of: OfSchool) -> bool | None:
    """Whether a day is one of these for somebody; None if that depends on a school of which nobody said
    whether it is theirs."""
    if not days.noting:
        return day in days
    # What the date alone rules out asks nobody for a school.
    if not days.apart_from_sets(day):
        return False
    said = [_not(is_meant(one, day, known, of)) for one in days.but or ()]
    if days.noted is not None:
        said.append(_of(known.having(day, days.noted, days.schools), of))
    if days.any_of is not None:
        # Not none of them: of several that are unknown one may be it.
        said.append(_not(_all([_not(is_meant(one, day, known, of)) for one in days.any_of])))
    return _all(said)


def _all(said: Sequence[bool | None]) -> bool | None:
    # After Kleene: one that is certainly not so decides, however much is unknown (decision 40).
    if False in said:
        return False
    return None if None in said else True


def _not(said: bool | None) -> bool | None:
    return None if said is None else not said


def _of(schools: frozenset[str], of: OfSchool) -> bool | None:
    # On a day on which no school has such a note nobody needs to say where they go.
    return of(schools) if schools else False


def noted_in_place(value: Any, known: SchoolDays) -> Any:
    """A model of the language in which every `Days` that names notes has the days of any school in their
    place: for what holds for everybody alike, such as a hall's hours."""
    return each_days(value, lambda days: _dated(days, known))


def _dated(days: Days, known: SchoolDays) -> Days:
    if not days.noting:
        return days
    inner = {name: getattr(days, name) for name in ("any_of", "but")}
    placed = {name: tuple(_dated(one, known) for one in of) for name, of in inner.items() if of is not None}
    if days.noted is None:
        return days.model_copy(update=placed)
    having = (day for day in known.by_day if known.having(day, days.noted, days.schools))
    # An empty list, which no rulebook may write and a copy is not checked for, means no day at all here.
    dates = tuple(sorted(day for day in having if days.dates is None or day in days.dates))
    return days.model_copy(update={**placed, "noted": None, "schools": None, "dates": dates})
