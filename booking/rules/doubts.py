"""What a rulebook can hardly mean: clauses that can never take effect, or that contradict each other.

Nothing of it is a mistake: what is written is judged as it stands. Days are looked at from the day
from which the rulebook holds.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import combinations

from booking.rules.ask import Ask, Step
from booking.rules.clauses.counted import Counted
from booking.rules.clauses.headcount import Headcount
from booking.rules.clauses.leave_by import LeaveBy
from booking.rules.clauses.scope import EVERY_DAY, Scope
from booking.rules.clauses.setting import WHOLE_HALL
from booking.rules.clauses.term import Statement, Term
from booking.rules.clauses.users import Users
from booking.rules.keys import unknown_keys, wordless
from booking.rules.rulebook import Rulebook, Rules
from booking.rules.statements import Said
from booking.rules.verdict import Sought
from facilities.rules.clauses import Bands, Opens
from facilities.rules.days import Days
from facilities.rules.halls import Hall
from facilities.rules.spans import MINUTES_A_DAY, Span, covers, instant
from facilities.rules.walltime import write_wall_time

BOTH_HOLD = (
    "both must hold, so the later day counts; if only one of them is meant for some, say for whom or for "
    "which rooms in each (`users`, `rooms`), or let its clause stand `over` the other"
)
A_YEAR = 366
TWO_YEARS = 2 * A_YEAR


@dataclass(frozen=True, slots=True)
class Doubt:
    """What looks wrong, in which clause ("" where none is to blame)."""

    clause: str
    what: str

    def __str__(self) -> str:
        return f"clause {self.clause}: {self.what}" if self.clause else self.what


def doubts(rulebook: Rulebook) -> list[Doubt]:
    """Everything that is doubtful, each once, in the order of the rulebook's halls."""
    found = [*_days_that_never_come(rulebook), *_of_nobody(rulebook), *_of_keys(rulebook)]
    for hall in rulebook.halls:
        look = _Look(rulebook.for_hall(hall.key), hall, rulebook.valid_from)
        found += [doubt for examine in EXAMINED for doubt in examine(look)]
    return list(dict.fromkeys(found))


@dataclass(frozen=True)
class _Look:
    """One hall, as its rulebook judges it from a day on."""

    rules: Rules
    hall: Hall
    first: date

    @property
    def rooms(self) -> list[str]:
        return [room.key for room in self.hall.rooms] or [WHOLE_HALL]

    def rooms_of(self, rooms: Sequence[str] | None) -> list[str]:
        return [room for room in self.rooms if rooms is None or room in rooms]

    def days(self, on: Days) -> Iterator[date]:
        """Those of a year that are meant."""
        return (day for day in _days(self.first, A_YEAR) if day in on)

    def part(self, day: date, start: int, end: int) -> Span | None:
        """From the one wall time of a day to the other; None if its clocks skip that."""
        return Span.between(instant(day, start, self.rules.zone), instant(day, end, self.rules.zone))

    def open_spans(self, room: str, day: date) -> tuple[Span, ...]:
        return self.rules.timetable.plan(room, day).open_spans

    def ever(self, rooms: Sequence[str] | None, on: Days, so: Callable[[date, Sequence[Span]], bool]) -> bool:
        """Whether it is so on any day on which one of the rooms is open; yes where no hours are known."""
        known = [room for room in self.rooms_of(rooms) if self.rules.timetable.publishes_hours(room)]
        return not known or any(
            so(day, self.open_spans(room, day)) for room in known for day in self.days(on)
        )


def _days(first: date, number: int) -> Iterator[date]:
    return (first + timedelta(days=ahead) for ahead in range(number))


def _days_that_never_come(rulebook: Rulebook) -> Iterator[Doubt]:
    for clause, term in rulebook.said:
        scopes = [term.on, *(scope.on for scope in getattr(term, "unless", None) or ())]
        for on in scopes:
            first = max(rulebook.valid_from, on.from_ or rulebook.valid_from)
            if on != EVERY_DAY and not any(day in on for day in _days(first, TWO_YEARS)):
                yield Doubt(clause, f"`{_type(term)}`: its days (`on`) do not come within two years")


def _of_nobody(rulebook: Rulebook) -> Iterator[Doubt]:
    for clause in rulebook.clauses:
        for term in clause.terms:
            scopes: list[Scope] = [term, *(term.unless or ())] if isinstance(term, Statement) else []
            for scope in scopes:
                if scope.rooms and set(scope.rooms) <= set(scope.except_rooms or ()):
                    yield Doubt(clause.id, "every room of its `rooms` stands in `except_rooms` too")
                if scope.users and _are_nobody(scope.users):
                    yield Doubt(clause.id, "no party can be of its `users`: they contradict each other")


def _of_keys(rulebook: Rulebook) -> Iterator[Doubt]:
    yield from (Doubt(clause, what) for clause, what in wordless(rulebook))
    for question in rulebook.questions:
        for what in unknown_keys(question, rulebook):
            yield Doubt("", f"question {question.id}: {what}")


def _are_nobody(users: Users) -> bool:
    of_a_group = users.kinds or users.classes or users.registered
    turned = users.size_from and users.size_to and users.size_from > users.size_to
    return bool((users.group is False and of_a_group) or turned)


def _without_hours(look: _Look) -> Iterator[Doubt]:
    rooms = [room.key for room in look.hall.rooms if room.bookable] or [WHOLE_HALL]
    for room in rooms:
        if not look.rules.timetable.publishes_hours(room):
            where = f"room {room} of {look.hall.key}" if room else f"hall {look.hall.key}"
            yield Doubt("", f"{where}: no `hours` and no `bands` say when it is open")


def _never_open(look: _Look) -> Iterator[Doubt]:
    for clause, term in look.rules.calendar:
        if isinstance(term, Opens) and not any(
            _opens_by(look, clause, term, room, day)
            for room in look.rooms_of(term.rooms)
            for day in look.days(term.on)
        ):
            yield Doubt(clause, f"its {_hours(term.from_, term.to)} never open: others close or replace them")


def _opens_by(look: _Look, clause: str, term: Opens, room: str, day: date) -> bool:
    own = term.opening(clause, day, look.rules.zone)
    openings = look.rules.timetable.plan(room, day).openings
    return own is not None and any(
        opening.source.clause == clause and opening.span.overlaps(own.span) for opening in openings
    )


def _bands_never_open(look: _Look) -> Iterator[Doubt]:
    for clause, term in look.rules.calendar:
        for band in term.bands if isinstance(term, Bands) else ():
            if not look.ever(term.rooms, term.on, partial(_within, look, band.from_, band.to)):
                yield Doubt(clause, f"its band {_hours(band.from_, band.to)} is never open")


def _outside_hours(look: _Look) -> Iterator[Doubt]:
    for clause, term in look.rules.terms:
        for start, end in _parts(term):
            if not look.ever(term.rooms, term.on, partial(_meets, look, start, end)):
                yield Doubt(clause, f"`{_type(term)}`: it is never open {_hours(start, end)}")


def _within(look: _Look, start: int, end: int, day: date, spans: Sequence[Span]) -> bool:
    part = look.part(day, start, end)
    return part is not None and covers(spans, part)


def _meets(look: _Look, start: int, end: int, day: date, spans: Sequence[Span]) -> bool:
    part = look.part(day, start, end)
    return part is not None and any(part.overlaps(span) for span in spans)


def _parts(term: Term) -> Iterator[tuple[int, int]]:
    """The parts of a day without which a term has nothing to say."""
    if isinstance(term, LeaveBy):
        yield term.time, 2 * MINUTES_A_DAY
    for part in (term.during, term.within):
        if part is not None:
            yield part.from_, part.to


def _more_than_fit(look: _Look) -> Iterator[Doubt]:
    for clause, term in look.rules.terms:
        if isinstance(term, Headcount):
            for room in look.hall.rooms:
                meant = room.key in look.rooms_of(term.rooms) and room.key not in (term.except_rooms or ())
                for name in ("least", "most"):
                    number = getattr(term, name)
                    if meant and number and room.capacity and number > room.capacity:
                        fits = f"{room.capacity} fit into {room.key}"
                        yield Doubt(clause, f"`headcount`: `{name}` is {number}, and {fits}")


def _least_above_most(look: _Look) -> Iterator[Doubt]:
    counts = [(clause, term) for clause, term in look.rules.terms if isinstance(term, Headcount)]
    for (one, first), (other, second) in combinations(counts, 2):
        if _meet(look, first, second) and first.users == second.users:
            least, most = _bounds(first, second)
            if least > most:
                yield Doubt(other, f"with clause {one}: at least {least} and at most {most} people")


def _bounds(*counts: Headcount) -> tuple[int, int]:
    least = max((count.least for count in counts if count.least), default=0)
    return least, min((count.most for count in counts if count.most), default=least)


def _windows(look: _Look) -> Iterator[Doubt]:
    """Booking that ends before it begins, and two beginnings for the same users."""
    firsts, lasts = _dated(look, Sought.FIRST_DAY), _dated(look, Sought.LAST_DAY)
    for (clause, opens), (other, closes) in ((one, two) for one in firsts for two in lasts):
        for day, first, last in _together(look, opens, closes, Sought.LAST_DAY):
            if first > last:
                what = f"a use on {day} is opened on {first}, after clause {other} closes it on {last}"
                yield Doubt(clause, what)
                break
    for (clause, one), (other, two) in combinations(firsts, 2):
        for day, first, second in _together(look, one, two, Sought.FIRST_DAY):
            if first != second and not (_ranked(look, clause, other) or _is_where_it_moves(one, two)):
                what = f"a use on {day} opens on {second}, by clause {clause} on {first}: {BOTH_HOLD}"
                yield Doubt(other, what)
                break


def _is_where_it_moves(one: Statement, two: Statement) -> bool:
    """Whether the one is the other with where it moves from a closed day: the halves of one rule."""
    terms = [term for term in (one, two) if isinstance(term, Counted)]
    bare = [{name: getattr(term, name) for name in Counted.model_fields} for term in terms]
    moves = [counted.pop("if_closed") for counted in bare]
    return len(bare) == 2 and bare[0] == bare[1] and None in moves


def _dated(look: _Look, sought: Sought) -> list[Said]:
    on = _use(look, WHOLE_HALL, look.first)
    return [
        said for said in look.rules.statements if said[1].value(sought, on, look.rules.setting) is not None
    ]


def _together(
    look: _Look, one: Statement, two: Statement, sought: Sought
) -> Iterator[tuple[date, date, date]]:
    """The days on which both speak to the same users, with the first day of the one, and of the other."""
    if not (_meet(look, one, two) and _same_users(one, two)):
        return
    for day in (day for day in look.days(one.on) if day in two.on):
        ask = _use(look, WHOLE_HALL, day)
        first = one.value(Sought.FIRST_DAY, ask, look.rules.setting)
        second = two.value(sought, ask, look.rules.setting)
        if isinstance(first, date) and isinstance(second, date):
            yield day, first, second


def _use(look: _Look, room: str, day: date) -> Ask:
    at = instant(day, MINUTES_A_DAY // 2, look.rules.zone)
    return Ask(Step.BOOK, at, look.hall.key, room or None, day, Span(at, at + 3600))


def _meet(look: _Look, one: Scope, two: Scope) -> bool:
    """Whether there is a room of which both speak."""
    rooms = set(look.rooms_of(one.rooms)) & set(look.rooms_of(two.rooms))
    return bool(rooms - {*(one.except_rooms or ()), *(two.except_rooms or ())})


def _same_users(one: Scope, two: Scope) -> bool:
    return (one.users, one.notice, one.through) == (two.users, two.notice, two.through)


def _ranked(look: _Look, one: str, other: str) -> bool:
    over = look.rules.precedence.over
    return one in over.get(other, ()) or other in over.get(one, ())


def _hours(start: int, end: int) -> str:
    if end >= 2 * MINUTES_A_DAY:
        return f"after {write_wall_time(start)}"
    return f"{write_wall_time(start)}-{write_wall_time(end)}"


def _type(term: object) -> str:
    return str(getattr(term, "type", ""))


EXAMINED: tuple[Callable[[_Look], Iterable[Doubt]], ...] = (
    _without_hours,
    _never_open,
    _bands_never_open,
    _outside_hours,
    _more_than_fit,
    _least_above_most,
    _windows,
)
