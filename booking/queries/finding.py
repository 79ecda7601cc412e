"""Looking for a time in every published room: what may be booked, what comes near, what is left out."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice, pairwise

from booking.queries.boards import board, zone_of
from booking.queries.loans import loans_in
from booking.queries.party import Asker
from booking.queries.searching import A_DAY, Hit, Search
from booking.rules.finding import Drop, Miss, Sought, Why, foremost
from booking.rules.verdict import Reason
from facilities.models import Room
from facilities.queries.lent import Lent
from facilities.rules.spans import Span, instant

A_WEEK = timedelta(days=7)
MOST_NEAR = 6
MOST_OF_A_ROOM = 2
TRIED = 60  # near misses of which the judge is asked, at most
MOST_TAKEN = 3


@dataclass(frozen=True, slots=True)
class Near:
    """A use that the judge allows and that is not quite what is sought: at another time, shorter, in
    another hall than those chosen; with `beside`, two rooms that hold everybody together."""

    room: Room
    use: Span
    miss: Miss
    elsewhere: bool = False
    beside: Room | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """Rooms that have nothing to offer, for one reason; `reason` on `day` is the judge's, if it is."""

    why: Why
    rooms: tuple[Room, ...]
    reason: Reason | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Looser:
    """The same search without some conditions, one if that is enough, each with the key of its thing; and
    on how many days it finds rooms, each room counted."""

    drops: tuple[tuple[Drop, str], ...]
    sought: Sought
    count: int


@dataclass(frozen=True, slots=True)
class Taken:
    """A use that somebody has, and that the judge would allow otherwise."""

    room: Room
    use: Span


@dataclass(frozen=True, slots=True)
class Found:
    """What a search comes to: the hits by day and hall; near misses where there are few; what is left out,
    most rooms first; and where nothing is found, what would be found otherwise."""

    hits: tuple[Hit, ...]
    nears: tuple[Near, ...]
    left: tuple[Left, ...]
    looser: tuple[Looser, ...]
    taken: tuple[Taken, ...]


def find(lent: Lent, sought: Sought, asker: Asker | None, now: int) -> Found:
    """Every use that is sought and that the judge allows this asker, each the shortest from its start that
    is long enough. Three queries, one more where things are sought."""
    last = _week_from(sought)
    # Once for all: what comes near and what would be found otherwise is read off the same board, without
    # asking again.
    view = board(lent.rooms, [(sought.first, last)], asker, now)
    search = Search(lent, sought, view, _loans(lent, sought, last))
    return Found(
        tuple(search.hits),
        tuple(islice(_nears(search), MOST_NEAR)) if len(search.hits) < MOST_NEAR else (),
        _left(search),
        () if search.hits else tuple(_looser(search)),
        tuple(islice(_taken(search), MOST_TAKEN)),
    )


def _loans(lent: Lent, sought: Sought, last: date) -> dict[int, list[tuple[Span, int]]]:
    """When how many of what is sought go with bookings, from a day before to a day after."""
    zones = {zone_of(room) for room in lent.rooms}
    if not zones or not sought.things:
        return {}
    had = {one.pk for room in lent.rooms for one in lent.to_be_had_in(room) if one.slug in sought.things}
    since = min(instant(sought.first - A_DAY, 0, zone) for zone in zones)
    return loans_in(had, Span(since, max(instant(last + 2 * A_DAY, 0, zone) for zone in zones)))


def _week_from(sought: Sought) -> date:
    """The last of the days that are loaded: a week at least, for what else there would be."""
    return max(sought.last, sought.first + A_WEEK - A_DAY)


def _nears(search: Search) -> Iterator[Near]:
    """The sought time in other halls, in two rooms, then other times by how near; few of each room."""
    seen: Counter[int] = Counter()
    for near in (*_in_other_halls(search), *_in_two_rooms(search), *_at_other_times(search)):
        seen[near.room.pk] += 1
        if seen[near.room.pk] <= MOST_OF_A_ROOM:
            yield near


def _only(search: Search, lack: Why) -> list[Room]:
    """The rooms against which nothing speaks but this."""
    return [room for room in search.lent.rooms if search.lacking[room.pk] == (lack,)]


def _in_other_halls(search: Search) -> Iterator[Near]:
    for hit in search.among(_only(search, Why.ELSEWHERE)):
        yield Near(hit.room, hit.uses[0], Miss(0), elsewhere=True)


def _in_two_rooms(search: Search) -> Iterator[Near]:
    """Two rooms next to each other in the hall's order, at the same time."""
    small = _only(search, Why.SMALL)
    # Neighbours in the hall's order alone: all pairs of a large house would be hundreds, most of them floors
    # apart.
    for one, other in pairwise(small):
        if search.lent.apart(one, other) and _hold_together(one, other, search.sought.size or 0):
            theirs = {use for hit in search.among([other]) for use in hit.uses}
            both = (use for hit in search.among([one]) for use in hit.uses if use in theirs)
            yield from (Near(one, use, Miss(0), beside=other) for use in islice(both, 1))


def _hold_together(one: Room, other: Room, size: int) -> bool:
    beside = (one.facility_id, one.floor) == (other.facility_id, other.floor)
    return beside and (one.capacity or 0) + (other.capacity or 0) >= size


def _at_other_times(search: Search) -> Iterator[Near]:
    """One of a day of a room in which there is not what is sought."""
    found = sorted(search.close(), key=lambda close: (close.miss, close.use))
    seen: set[tuple[int, date]] = set()
    # The judge is what costs: after so many of the nearest, nobody would take what is farther off.
    for close in found[:TRIED]:
        of_day = (close.room.pk, close.plan.day)
        if of_day not in seen and search.is_open(close.room, close.plan, close.use):
            seen.add(of_day)
            yield Near(close.room, close.use, close.miss)


def _left(search: Search) -> tuple[Left, ...]:
    found: dict[tuple[object, ...], list[Left]] = defaultdict(list)
    for one in _each_left(search):
        said = (one.reason.code, one.reason.clause, one.rooms[0].facility_id) if one.reason else ()
        found[one.why, said].append(one)
    told = (replace(alike[0], rooms=tuple(one.rooms[0] for one in alike)) for alike in found.values())
    return tuple(sorted(told, key=lambda left: -len(left.rooms)))


def _each_left(search: Search) -> Iterator[Left]:
    """Each room that was left out; one of another hall than those chosen nobody asked for."""
    for room in search.lent.rooms:
        lacks = search.lacking[room.pk]
        if lacks and lacks[0] is not Why.ELSEWHERE:
            yield Left(lacks[0], (room,))
    for room in search.unlit:
        why = search.why_not(room)
        told = [(day, verdict) for day in search.days if (verdict := search.refused.get((room.pk, day)))]
        if told and why in (Why.REFUSED, Why.ASK):
            yield Left(why, (room,), foremost(told[0][1]), told[0][0])
        else:
            yield Left(why, (room,))


def _taken(search: Search) -> Iterator[Taken]:
    for room in search.unlit:
        if search.why_not(room) is Why.TAKEN:
            yield from (Taken(room, use) for use in islice(search.had_by_others(room), 1))


def _looser(search: Search) -> Iterator[Looser]:
    """One condition less at a time; if that does not help, one more each time until something does."""
    longer = replace(search.sought, last=_week_from(search.sought))
    single = [((drop, thing), search.sought.without(drop, thing)) for drop, thing in search.sought.drops()]
    if longer != search.sought:
        single.insert(0, ((Drop.DAYS, ""), longer))
    helps = [Looser((drop,), other, count) for drop, other in single if (count := _count(search, other))]
    return iter(helps) if helps else islice(_ever_looser(search, longer), 1)


def _ever_looser(search: Search, longer: Sought) -> Iterator[Looser]:
    """As few conditions less as will do, those kept that were dropped in vain."""
    drops = [(Drop.DAYS, "")] if longer != search.sought else []
    for drop in search.sought.drops():
        drops.append(drop)
        if len(drops) > 1 and _count(search, _without(search, drops)):
            # From the last that helped backwards: what was dropped before in vain is asked for again.
            for kept in reversed(drops):
                fewer = [other for other in drops if other != kept]
                drops = fewer if _count(search, _without(search, fewer)) else drops
            sought = _without(search, drops)
            yield Looser(tuple(drops), sought, _count(search, sought))


def _without(search: Search, drops: Sequence[tuple[Drop, str]]) -> Sought:
    sought = search.sought
    for drop, thing in drops:
        sought = sought.without(drop, thing)
    return replace(sought, last=_week_from(sought)) if (Drop.DAYS, "") in drops else sought


def _count(search: Search, sought: Sought) -> int:
    return len(Search(search.lent, sought, search.view, search.loans).hits)
