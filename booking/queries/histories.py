"""What people and groups have or had booked, as far back as a rule may count."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.db.models import F, Q

from booking.models import Booking
from booking.rules.ask import Held
from booking.rules.lifecycle import State
from facilities.queries.prepared import Prepared
from facilities.rules.spans import Span

# Caps count at most a fiscal year, and a booking of that year may have been in its first month.
MEMORY = timedelta(days=400)
# What was given up uses up no cap any more, and an offer is nobody's booking yet.
GONE = (State.CANCELLED, State.LAPSED, State.OFFERED)
History = tuple[tuple[int, Held], ...]  # bookings with their keys


def history_of(person: int, group: int | None, now: int) -> History:
    """What the person and the group have or had, each in their own name. One query."""
    rows = HISTORY.rows([person], [] if group is None else [group], _since(now))
    return tuple(_held(row) for row in rows)


def histories_of(people: Iterable[int], groups: Iterable[int], now: int) -> Mapping[tuple[str, int], History]:
    """What each person has or had alone, under ("person", key), and each group, under ("group", key).

    One query, whose SQL is made anew: for a whole lottery.
    """
    found = defaultdict[tuple[str, int], History](tuple)
    for row in _had(sorted(people), sorted(groups), _since(now)):
        person, group = row[:2]
        found["person" if group is None else "group", person if group is None else group] += (_held(row),)
    return found


def _since(now: int) -> int:
    return now - int(MEMORY.total_seconds())


def _held(row: tuple[Any, ...]) -> tuple[int, Held]:
    _, group, key, hall, room, start, end, state = row
    return key, Held(hall, room, Span(start, end), State(state), by_group=group is not None)


def _had(people: list[int], groups: list[int], since: int) -> Any:
    # Looked up by person alone: SQLite would walk through all that anybody has ever booked without a group.
    theirs = Q(person__in=people, of=None) | Q(group__in=groups)
    rows = (
        Booking.objects.annotate(of=F("group_id") + 0)
        .filter(theirs, end__gt=since)
        .exclude(state__in=GONE)
        .order_by("start", "pk")
    )
    where = ("room__facility__slug", "room__slug", "start", "end", "state")
    return rows.values_list("person_id", "group_id", "pk", *where)


# For a page that is read all the time: making the SQL costs more than the query.
HISTORY = Prepared(_had)
