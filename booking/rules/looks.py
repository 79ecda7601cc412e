"""One hall's rulebook, looked at for what it can hardly mean: what is open when, and who is meant."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from booking.rules.clauses.scope import Scope
from booking.rules.clauses.setting import WHOLE_HALL
from booking.rules.rulebook import Rules
from facilities.rules.days import WEEKDAYS, Days, Noted
from facilities.rules.halls import Hall
from facilities.rules.hours import DatedOpening
from facilities.rules.noted import SchoolDays, is_meant
from facilities.rules.spans import MINUTES_A_DAY, Span, instant, local_day
from facilities.rules.walltime import write_wall_time

A_YEAR = 366
TWO_YEARS = 2 * A_YEAR
A_SCHOOL = "?"  # whichever


@dataclass(frozen=True, slots=True)
class Doubt:
    """What looks wrong, in which clause ("" where none is to blame)."""

    clause: str
    what: str

    def __str__(self) -> str:
        return f"clause {self.clause}: {self.what}" if self.clause else self.what


@dataclass(frozen=True)
class Look:
    """One hall, as its rulebook judges it from a day on, and the evenings that its staff open by date."""

    rules: Rules
    hall: Hall
    first: date
    dated: Sequence[DatedOpening] = ()

    @property
    def rooms(self) -> list[str]:
        return [room.key for room in self.hall.rooms] or [WHOLE_HALL]

    def rooms_of(self, rooms: Sequence[str] | None) -> list[str]:
        return [room for room in self.rooms if rooms is None or room in rooms]

    def days(self, on: Days) -> Iterator[date]:
        """Those of a year that are meant."""
        return (day for day in days_from(self.first, A_YEAR) if may_be(on, day))

    def part(self, day: date, start: int, end: int) -> Span | None:
        """From the one wall time of a day to the other; None if its clocks skip that."""
        return Span.between(instant(day, start, self.rules.zone), instant(day, end, self.rules.zone))

    def open_spans(self, room: str, day: date) -> tuple[Span, ...]:
        return self.rules.timetable.plan(room, day).open_spans

    def ever(self, rooms: Sequence[str] | None, on: Days, so: Callable[[date, Sequence[Span]], bool]) -> bool:
        """Whether it is so on any day on which one of the rooms is open; yes where no hours are known."""
        known = [room for room in self.rooms_of(rooms) if self.rules.timetable.publishes_hours(room)]
        standing = ((day, self.open_spans(room, day)) for room in known for day in self.days(on))
        return not known or any(so(day, spans) for day, spans in chain(standing, self._evenings(known, on)))

    def _evenings(self, rooms: Sequence[str], on: Days) -> Iterator[tuple[date, Sequence[Span]]]:
        """Evenings are rows with a date: a rulebook that lends them in bands says nowhere that it is open."""
        for one in self.dated:
            day = local_day(one.span.start, self.rules.zone)
            if (one.rooms is None or not one.rooms.isdisjoint(rooms)) and may_be(on, day):
                yield day, (one.span,)


@dataclass(frozen=True)
class AsIfNoted(SchoolDays):
    """As if every school had everything in every other week: nobody knows yet, while a rulebook is written,
    and on any weekday there are such days and others."""

    def having(
        self, day: date, kinds: Iterable[Noted], schools: Collection[str] | None = None
    ) -> frozenset[str]:
        return frozenset(schools or {A_SCHOOL}) if is_noted(day) else frozenset()


def is_noted(day: date) -> bool:
    return bool(day.toordinal() // len(WEEKDAYS) % 2)


def as_if_noted(first: date) -> SchoolDays:
    """From a day on, as long as anything is looked at."""
    return AsIfNoted({day: {} for day in days_from(first, TWO_YEARS) if is_noted(day)})


def may_be(on: Days, day: date) -> bool:
    """Whether a day is meant, whichever school somebody goes to."""
    # As for somebody who goes to every school: `bool` says yes wherever any has something.
    return is_meant(on, day, AsIfNoted(), bool) is True


def days_from(first: date, number: int) -> Iterator[date]:
    return (first + timedelta(days=ahead) for ahead in range(number))


def settled(look: Look, one: str, other: str) -> bool:
    """Whether the rulebook says what becomes of two clauses that contradict each other."""
    order = look.rules.precedence
    ranked = one in order.over.get(other, ()) or other in order.over.get(one, ())
    return ranked or frozenset({one, other}) in order.conflicts


def meet(look: Look, one: Scope, two: Scope) -> bool:
    """Whether there is a room of which both speak."""
    rooms = set(look.rooms_of(one.rooms)) & set(look.rooms_of(two.rooms))
    return bool(rooms - {*(one.except_rooms or ()), *(two.except_rooms or ())})


def hours_words(start: int, end: int) -> str:
    if end >= 2 * MINUTES_A_DAY:
        return f"after {write_wall_time(start)}"
    return f"{write_wall_time(start)}-{write_wall_time(end)}"


def type_of(term: object) -> str:
    return str(getattr(term, "type", ""))
