"""What the asker, or the asking group, has or had booked, and what a question would add to it."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

from booking.rules.ask import Ask, Group, Held
from booking.rules.clauses.months import months_after, quarter
from booking.rules.clauses.scope import Scope
from booking.rules.clauses.setting import Setting
from booking.rules.lifecycle import State
from facilities.rules.lending import InBands, Offer
from facilities.rules.spans import Span, day_span, instant, local_day
from facilities.rules.stages import fiscal_year

SHORTEST_DAY = 22 * 3600  # seconds, with a change of the clocks
GONE = frozenset({State.CANCELLED, State.LAPSED})
Period = Literal["day", "week", "month", "quarter", "fiscal_year"]


class Use(NamedTuple):
    """A use of a room on a day; without a span, its times were not said."""

    hall: str | None
    room: str | None
    day: date
    span: Span | None


def held_by_asker(ask: Ask) -> tuple[Held, ...] | None:
    """The bookings of the group that asks, or else those that the person made for none; None: nobody said."""
    if ask.party.history is None:
        return None
    # A group's cap and a person's are apart: whoever plays in a band still has their own hours.
    as_group = isinstance(ask.party.group, Group)
    return tuple(held for held in ask.party.history if held.by_group == as_group)


def uses_of_asker(ask: Ask, at: Setting) -> list[Use] | None:
    """Those of them in the rulebook's halls that are, or were, for use: neither cancelled nor lapsed."""
    held = held_by_asker(ask)
    if held is None:
        return None
    # What one has in halls of other rulebooks is counted by those.
    return [_use(one, at) for one in held if one.state not in GONE and one.hall in at.halls]


def uses_asked(ask: Ask, at: Setting) -> Iterator[Use]:
    """What one application asks for: the same on each of its days."""
    for day in dict.fromkeys((ask.day, *(ask.facts.also_on or ()))):
        if day is not None:
            yield Use(ask.hall, ask.room, day, _on_day(day, ask, at))


def _on_day(day: date, ask: Ask, at: Setting) -> Span | None:
    """The use that is asked for, as it were on another day."""
    if ask.span is None or ask.day is None:
        return None
    if day == ask.day:
        return ask.span
    later = instant(day, 0, at.zone) - instant(ask.day, 0, at.zone)
    return Span(ask.span.start + later, ask.span.end + later)


def bands_on(day: date, room: str | None, at: Setting) -> tuple[Offer, ...]:
    """The bands of a room's day, in order; none where it is lent otherwise."""
    if at.timetable is None or room is None:
        return ()
    lending = at.timetable.plan(room, day).lending
    return lending.bands if isinstance(lending, InBands) else ()


def bands_of(use: Use, at: Setting) -> int:
    """How many bands of its room a use takes up; 0 where that cannot be told."""
    span = use.span
    return 0 if span is None else sum(b.span.overlaps(span) for b in bands_on(use.day, use.room, at))


def runs_of(uses: Iterable[Use], at: Setting) -> list[list[Use]]:
    """The uses whose times are known, put together where they follow each other in a room on a day: touching,
    or with nothing between them that is lent as a band."""
    runs: list[list[Use]] = []
    timed = ((use, use.span) for use in uses if use.span is not None)
    for use, span in sorted(timed, key=lambda one: (_place(one[0]), one[1].start)):
        before = runs[-1][-1] if runs else None
        if before is not None and _place(before) == _place(use) and _touch(before, span, at):
            runs[-1].append(use)
        else:
            runs.append([use])
    return runs


def _place(use: Use) -> tuple[str, str, date]:
    return (use.hall or "", use.room or "", use.day)


def _touch(before: Use, after: Span, at: Setting) -> bool:
    end = before.span.end if before.span else after.start
    bands = bands_on(before.day, before.room, at)
    between = [b for b in bands if end <= b.span.start and b.span.end <= after.start]
    return end >= after.start or (bool(bands) and not between)


def first_of(period: Period, day: date) -> date:
    """The first day of the period in which a day lies; a week begins on Monday."""
    if period == "day":
        return day
    if period == "week":
        return day - timedelta(days=day.weekday())
    if period == "month":
        return day.replace(day=1)
    return quarter(day) if period == "quarter" else date(fiscal_year(day), 4, 1)


def last_of(period: Period, day: date) -> date:
    """The last day of the period in which a day lies."""
    first = first_of(period, day)
    if period in ("day", "week"):
        return first + timedelta(days=6 if period == "week" else 0)
    return months_after(first, {"month": 1, "quarter": 3}.get(period, 12)) - timedelta(days=1)


def _use(held: Held, at: Setting) -> Use:
    day = local_day(held.span.start, at.zone)
    # A booking of which only the day was said stands for the whole of it.
    untimed = held.span.seconds >= SHORTEST_DAY and held.span == day_span(day, at.zone)
    return Use(held.hall, held.room, day, None if untimed else held.span)


def means(scope: Scope, hall: str | None, room: str | None) -> bool:
    """Whether a room is one of those of which a term speaks."""
    rooms = scope.rooms is None or room in scope.rooms
    return (scope.halls is None or hall in scope.halls) and rooms and room not in (scope.except_rooms or ())
