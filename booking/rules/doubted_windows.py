"""When booking begins and ends, where a rulebook can hardly mean what it says of that."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from booking.rules.ask import Ask, Step
from booking.rules.clauses.closes import Closes
from booking.rules.clauses.counted import Counted
from booking.rules.clauses.opens import Opens
from booking.rules.clauses.scope import Scope
from booking.rules.clauses.setting import WHOLE_HALL
from booking.rules.clauses.term import Statement
from booking.rules.clauses.window import Window
from booking.rules.looks import Doubt, Look, may_be, meet
from booking.rules.statements import Said
from booking.rules.verdict import Sought
from facilities.rules.spans import MINUTES_A_DAY, Span, instant

NOON = MINUTES_A_DAY // 2
BOTH_HOLD = (
    "both must hold, so the later day counts; if only one of them is meant for some, say for whom or for "
    "which rooms in each (`users`, `rooms`), or let its clause stand `over` the other"
)


def windows(look: Look) -> Iterator[Doubt]:
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


def _dated(look: Look, sought: Sought) -> list[Said]:
    on = _use(look, WHOLE_HALL, look.first)
    return [
        said for said in look.rules.statements if said[1].value(sought, on, look.rules.setting) is not None
    ]


def _together(
    look: Look, one: Statement, two: Statement, sought: Sought
) -> Iterator[tuple[date, date, date]]:
    """The days on which both speak to the same users, with the first day of the one, and of the other."""
    if not (meet(look, one, two) and _same_users(one, two)):
        return
    part = one.within or two.within
    for day in (day for day in look.days(one.on) if may_be(two.on, day)):
        ask = _use(look, WHOLE_HALL, day, part.from_ if part else NOON)
        # Of times that one of them means, and the other excepts, both cannot speak.
        if None in (one.meant(ask, look.rules.setting), two.meant(ask, look.rules.setting)):
            continue
        first = one.value(Sought.FIRST_DAY, ask, look.rules.setting)
        second = two.value(sought, ask, look.rules.setting)
        if isinstance(first, date) and isinstance(second, date):
            yield day, first, second


def _use(look: Look, room: str, day: date, start: int = NOON) -> Ask:
    at = instant(day, start, look.rules.zone)
    return Ask(Step.BOOK, at, look.hall.key, room or None, day, Span(at, at + 3600))


def _ranked(look: Look, one: str, other: str) -> bool:
    over = look.rules.precedence.over
    return one in over.get(other, ()) or other in over.get(one, ())


def _same_users(one: Scope, two: Scope) -> bool:
    return (one.users, one.notice, one.through) == (two.users, two.notice, two.through)


def useless_exceptions(look: Look) -> Iterator[Doubt]:
    """A beginning, or a cut-off, that is kinder to some, by its exceptions or by whom it means, beside one
    for all that is no kinder: nobody is helped."""
    for kind, said in ((Opens, "`opens`"), (Closes, "`closes`")):
        terms = [(clause, term) for clause, term in look.rules.terms if isinstance(term, kind)]
        for (clause, term), (other, plain) in ((one, two) for one in terms for two in terms):
            if plain.unless or _ranked(look, clause, other) or not _covers(look, plain, term):
                continue
            if term.unless and kind is Closes and _is_no_kinder(look, plain, term):
                yield Doubt(clause, f"the `unless` of its {said} helps nobody: {_for_all(other, said)}")
            elif _is_for_fewer(term, plain) and _is_stricter(look, plain, term):
                yield Doubt(clause, f"its {said} helps nobody: {_for_all(other, said)}")


def _for_all(clause: str, said: str) -> str:
    if said == "`closes`":
        return (
            f"the {said} of clause {clause} has none and is no later; leave that one out, or let it end later"
        )
    return (
        f"the {said} of clause {clause} is for them too, and later; say there for whom it is (`users`, "
        "`through`, `rooms`), or except these by `unless`"
    )


def _covers(look: Look, plain: Scope, other: Scope) -> bool:
    """Whether the one speaks of all uses of which the other does, but for their days."""
    limits = [
        (plain.users, other.users),
        (plain.notice, other.notice),
        (plain.through, other.through),
        (plain.within, other.within),
    ]
    rooms, meant = (set(look.rooms_of(s.rooms)) - {*(s.except_rooms or ())} for s in (plain, other))
    return meant <= rooms and all(one in (None, two) for one, two in limits)


def _is_for_fewer(term: Scope, plain: Scope) -> bool:
    """Whether it means other users, or ways of asking, than all that the other one means."""
    return (term.users, term.through, term.within) != (plain.users, plain.through, plain.within)


def _is_stricter(look: Look, plain: Window, other: Window) -> bool:
    """Whether the one for all is no kinder on any day of which the other speaks, and is less kind on one."""
    return _is_no_kinder(look, plain, other) and not _is_no_kinder(look, other, plain)


def _is_no_kinder(look: Look, plain: Window, other: Window) -> bool:
    """On every day of which the other speaks; of the hours of the other, if it has some."""
    start = other.within.from_ if other.within else NOON
    return all(
        may_be(plain.on, day) and _strictness(look, plain, day, start) >= _strictness(look, other, day, start)
        for day in look.days(other.on)
    )


def _strictness(look: Look, term: Window, day: date, start: int) -> int:
    turn = term.begins if isinstance(term, Opens) else term.ends
    found = turn(day, instant(day, start, look.rules.zone), look.rules.setting)
    if found is None:
        raise ValueError("a moment is counted from the day of use, which is known")
    return found.latest if isinstance(term, Opens) else -found.latest
