"""What a rulebook can hardly mean: clauses that can never take effect, or that contradict each other.

Nothing of it is a mistake: what is written is judged as it stands. Days are looked at from the day
from which the rulebook holds.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import combinations

from booking.rules.clauses.headcount import Headcount
from booking.rules.clauses.leave_by import LeaveBy
from booking.rules.clauses.scope import EVERY_DAY, Scope
from booking.rules.clauses.setting import WHOLE_HALL
from booking.rules.clauses.term import Statement, Term
from booking.rules.clauses.users import Users
from booking.rules.doubted_days import never_kept_open, torn_days
from booking.rules.doubted_pairs import pairs
from booking.rules.doubted_windows import useless_exceptions, windows
from booking.rules.keys import unknown_keys, wordless
from booking.rules.looks import (
    TWO_YEARS,
    Doubt,
    Look,
    as_if_noted,
    days_from,
    hours_words,
    may_be,
    meet,
    type_of,
)
from booking.rules.rulebook import Rulebook
from facilities.rules.clauses import Bands, Opens
from facilities.rules.hours import DatedOpening
from facilities.rules.spans import MINUTES_A_DAY, Span, covers

Dated = Mapping[str, Sequence[DatedOpening]]  # by the hall's key
NOTHING_DATED: Dated = {}


def doubts(rulebook: Rulebook, dated: Dated = NOTHING_DATED) -> list[Doubt]:
    """Everything that is doubtful, each once, in the order of the rulebook's halls; `dated` are the evenings
    that halls open besides, as far as anybody knows."""
    found = [
        *_days_that_never_come(rulebook),
        *_of_nobody(rulebook),
        *_of_keys(rulebook),
        *_without_english(rulebook),
    ]
    for hall in rulebook.halls:
        rules = rulebook.for_hall(hall.key, as_if_noted(rulebook.valid_from))
        look = Look(rules, hall, rulebook.valid_from, dated.get(hall.key, ()))
        found += [doubt for examine in EXAMINED for doubt in examine(look)]
    # What holds for several halls is found in each, and said once.
    return list(dict.fromkeys(found))


def _days_that_never_come(rulebook: Rulebook) -> Iterator[Doubt]:
    for clause, term in rulebook.said:
        scopes = [term.on, *(scope.on for scope in getattr(term, "unless", None) or ())]
        for on in scopes:
            first = max(rulebook.valid_from, on.from_ or rulebook.valid_from)
            if on != EVERY_DAY and not any(may_be(on, day) for day in days_from(first, TWO_YEARS)):
                yield Doubt(clause, f"`{type_of(term)}`: its days (`on`) do not come within two years")


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
    # A key without a word is judged well and shown as it is spelt: nobody at the counter could read it.
    yield from (Doubt(clause, what) for clause, what in wordless(rulebook))
    for question in rulebook.questions:
        for what in unknown_keys(question, rulebook):
            yield Doubt("", f"question {question.id}: {what}")


def _without_english(rulebook: Rulebook) -> Iterator[Doubt]:
    """Words within a clause that one language lacks: a clause itself always has both."""
    for clause in rulebook.document["clauses"]:
        yield from (Doubt(clause["id"], f"`{ja}` has no English") for ja in _alone(clause["says"]))


def _alone(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if value.get("ja") and not value.get("en"):
            yield value["ja"]
        value = list(value.values())
    for one in value if isinstance(value, list) else ():
        yield from _alone(one)


def _are_nobody(users: Users) -> bool:
    of_a_group = users.kinds or users.classes or users.registered or users.local is not None
    turned = users.size_from and users.size_to and users.size_from > users.size_to
    return bool((users.group is False and of_a_group) or turned)


def _without_hours(look: Look) -> Iterator[Doubt]:
    rooms = [room.key for room in look.hall.rooms if room.bookable] or [WHOLE_HALL]
    without = [room for room in rooms if not look.rules.timetable.publishes_hours(room)]
    if without:
        named = f", room(s) {', '.join(without)}" if without != rooms else ""
        what = "no `hours` and no `bands` say when it is open; that is right if none were published"
        yield Doubt("", f"hall {look.hall.key}{named}: {what}")


def _never_open(look: Look) -> Iterator[Doubt]:
    for clause, term in look.rules.calendar:
        if isinstance(term, Opens):
            uses = [(room, day) for room in look.rooms_of(term.rooms) for day in look.days(term.on)]
            if not any(_opens_by(look, clause, term, room, day) for room, day in uses):
                others = dict.fromkeys(one for use in uses for one in _in_its_place(look, clause, term, *use))
                by = f": closed or replaced by clause {', '.join(others)}" if others else ""
                yield Doubt(clause, f"its {hours_words(term.from_, term.to)} never open{by}")


def _opens_by(look: Look, clause: str, term: Opens, room: str, day: date) -> bool:
    return clause in _opening_then(look, clause, term, room, day)


def _opening_then(look: Look, clause: str, term: Opens, room: str, day: date) -> list[str]:
    """The clauses by which the room is open in the hours of a term."""
    own = term.opening(clause, day, look.rules.zone)
    openings = look.rules.timetable.plan(room, day).openings
    return [one.source.clause for one in openings if own is not None and one.span.overlaps(own.span)]


def _in_its_place(look: Look, clause: str, term: Opens, room: str, day: date) -> list[str]:
    """The clauses that close a room, or open it, where this one would open it."""
    closing = [one.source.clause for one in look.rules.timetable.plan(room, day).closings]
    return closing or _opening_then(look, clause, term, room, day) or _above(look, clause)


def _above(look: Look, clause: str) -> list[str]:
    return [above for above, below in look.rules.precedence.over.items() if clause in below]


def _bands_never_open(look: Look) -> Iterator[Doubt]:
    for clause, term in look.rules.calendar:
        for band in term.bands if isinstance(term, Bands) else ():
            if not look.ever(term.rooms, term.on, partial(_within, look, band.from_, band.to)):
                yield Doubt(clause, f"its band {hours_words(band.from_, band.to)} is never open")


def _outside_hours(look: Look) -> Iterator[Doubt]:
    for clause, term in look.rules.terms:
        for start, end in _parts(term):
            if not look.ever(term.rooms, term.on, partial(_meets, look, start, end)):
                yield Doubt(clause, f"`{type_of(term)}`: it is never open {hours_words(start, end)}")


def _within(look: Look, start: int, end: int, day: date, spans: Sequence[Span]) -> bool:
    part = look.part(day, start, end)
    return part is not None and covers(spans, part)


def _meets(look: Look, start: int, end: int, day: date, spans: Sequence[Span]) -> bool:
    part = look.part(day, start, end)
    return part is not None and any(part.overlaps(span) for span in spans)


def _parts(term: Term) -> Iterator[tuple[int, int]]:
    """The parts of a day without which a term has nothing to say."""
    if isinstance(term, LeaveBy):
        yield term.time, 2 * MINUTES_A_DAY
    for part in (term.during, term.within):
        if part is not None:
            yield part.from_, part.to


def _more_than_fit(look: Look) -> Iterator[Doubt]:
    for clause, term in look.rules.terms:
        if isinstance(term, Headcount):
            for room in look.hall.rooms:
                meant = room.key in look.rooms_of(term.rooms) and room.key not in (term.except_rooms or ())
                for name in ("least", "most"):
                    number = getattr(term, name)
                    if meant and number and room.capacity and number > room.capacity:
                        fits = f"{room.capacity} fit into {room.key}"
                        yield Doubt(clause, f"`headcount`: `{name}` is {number}, and {fits}")


def _least_above_most(look: Look) -> Iterator[Doubt]:
    counts = [(clause, term) for clause, term in look.rules.terms if isinstance(term, Headcount)]
    for (one, first), (other, second) in combinations(counts, 2):
        if meet(look, first, second) and first.users == second.users:
            least, most = _bounds(first, second)
            if least > most:
                yield Doubt(other, f"with clause {one}: at least {least} and at most {most} people")


def _bounds(*counts: Headcount) -> tuple[int, int]:
    least = max((count.least for count in counts if count.least), default=0)
    return least, min((count.most for count in counts if count.most), default=least)


EXAMINED: tuple[Callable[[Look], Iterable[Doubt]], ...] = (
    _without_hours,
    _never_open,
    _bands_never_open,
    _outside_hours,
    _more_than_fit,
    _least_above_most,
    torn_days,
    never_kept_open,
    windows,
    useless_exceptions,
    pairs,
)
