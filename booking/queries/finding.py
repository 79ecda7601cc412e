"""Looking for a time in every published room: what may be booked, what comes near, what is left out."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice, pairwise

from booking.queries.boards import board
from booking.queries.party import Asker
from booking.queries.searching import A_DAY, Hit, Search, features
from booking.rules.finding import Drop, Miss, Sought, Why, foremost
from booking.rules.verdict import Reason
from facilities.models import Room
from facilities.queries.lent import Lent
from facilities.rules.spans import Span

A_WEEK = timedelta(days=7)
MOST_NEAR = 6
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
    """The same search without one condition, and how many rooms on how many days it finds."""

    drop: Drop
    thing: str
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
    is long enough. Three queries."""
    last = _week_from(sought)
    search = Search(lent, sought, board(lent.rooms, [(sought.first, last)], asker, now))
    return Found(
        tuple(search.hits),
        tuple(islice(_nears(search), MOST_NEAR)) if len(search.hits) < MOST_NEAR else (),
        _left(search),
        () if search.hits else tuple(_looser(search)),
        tuple(islice(_taken(search), MOST_TAKEN)),
    )


def _week_from(sought: Sought) -> date:
    """The last of the days that are loaded: a week at least, for what else there would be."""
    return max(sought.last, sought.first + A_WEEK - A_DAY)


def _nears(search: Search) -> Iterator[Near]:
    """One of each room: the sought time in other halls, in two rooms, then other times by how near."""
    seen: set[int] = set()
    for near in (*_in_other_halls(search), *_in_two_rooms(search), *_at_other_times(search)):
        if near.room.pk not in seen:
            seen.add(near.room.pk)
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
    for one, other in pairwise(small):
        if _hold_together(one, other, search.sought.size or 0):
            theirs = {use for hit in search.among([other]) for use in hit.uses}
            both = (use for hit in search.among([one]) for use in hit.uses if use in theirs)
            yield from (Near(one, use, Miss(0), beside=other) for use in islice(both, 1))


def _hold_together(one: Room, other: Room, size: int) -> bool:
    if (one.facility_id, one.floor) != (other.facility_id, other.floor):
        return False
    apart = {space.pk for space in one.spaces.all()}.isdisjoint(space.pk for space in other.spaces.all())
    return apart and (one.capacity or 0) + (other.capacity or 0) >= size


def _at_other_times(search: Search) -> Iterator[Near]:
    found = [close for room in search.unlit for close in search.close(room)]
    for close in sorted(found, key=lambda close: (close.miss, close.use))[:TRIED]:
        if search.is_open(close.room, close.plan, close.use):
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
    """One condition less at a time; those that find nothing are not told."""
    sought = search.sought
    for drop, thing, other in sought.without_one():
        more = [
            room
            for room in search.lent.rooms
            if search.lacking[room.pk] and not other.lacks(features(search.lent, room))
        ]
        if count := len(search.among(more)):
            yield Looser(drop, thing, other, count)
    for drop, thing, other in sought.at_other_times():
        if count := len(Search(search.lent, other, search.view).hits):
            yield Looser(drop, thing, other, count)
    longer = replace(sought, last=_week_from(sought))
    if longer != sought and (count := len(Search(search.lent, longer, search.view).hits)):
        yield Looser(Drop.DAYS, "", longer, count)
