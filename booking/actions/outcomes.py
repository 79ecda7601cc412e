"""What a draw leaves besides bookings: what became of each wish, the lines, the record, and who is told.

All of it is written in the draw's transaction, a statement for each table: a city's round has thousands of
wishes, and nobody else writes meanwhile.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from zoneinfo import ZoneInfo

from booking import notices
from booking.actions.jury import Jury
from booking.actions.lines import counted
from booking.actions.lottery import log_round
from booking.actions.wishes import written
from booking.models import Booking, Choice, Entry, Round, Wait
from booking.models.keys import public_id
from booking.models.rows import write_rows
from booking.queries.lottery import Bench, Given
from booking.queries.odds import asked_of
from booking.rules import lottery as arithmetic
from booking.rules.waiting import wish_for
from facilities.rules.spans import Span

AT_ONCE = 500
WAITING = ("person_id", "group_id", "entry_id", "counted", "headcount", "purpose", "told")
Became = tuple[str, str, int | None]  # outcome, code, place
Won = Mapping[tuple[str, str], Sequence[Booking]]  # by entry and slot


def periods_of(known: Bench) -> dict[str, list[str]]:
    """In which periods each slot's wins count."""
    if known.round.wins_per == Round.Period.ROUND:
        return {str(one.number): ["round"] for one in known.slots}
    return {str(one.number): sorted({f"{day:%Y-%m}" for day in one.days}) for one in known.slots}


def note(jury: Jury, result: arithmetic.Result, wins: Won) -> None:
    """What became of each wish: won, with its bookings; refused, with a reason's code; or a place in line."""
    places, alike = _places(result), defaultdict[Became, list[int]](list)
    choices, through = _choices(jury), Choice.bookings.through
    for key, choice in choices.items():
        alike[_became(key, wins, jury, places)].append(choice)
    # Thousands of rows: a statement for all that have become the same, which are those of one place in line.
    for (outcome, code, place), keys in alike.items():
        for first in range(0, len(keys), AT_ONCE):
            rows = Choice.objects.filter(pk__in=keys[first : first + AT_ONCE])
            rows.update(outcome=outcome, code=code, place=place)
    through.objects.bulk_create(
        through(choice_id=choices[key], booking_id=booking.pk)
        for key, bookings in wins.items()
        for booking in bookings
    )


def stand_in_line(jury: Jury, result: arithmetic.Result) -> None:
    """Who won nothing stands in line for the slots that they wished for, on each of their dates: all the
    first, then all the next."""
    lines = [[(slot, entry) for entry in line] for slot, line in sorted(result.lines.items())]
    turns = (pair for turn in zip_longest(*lines) for pair in turn if pair)
    standing = [(slot, entry) for slot, entry in turns if jury.stands(entry).person is not None]
    # In their order and not as a set: the keys of wishes are the same whenever a draw is repeated.
    wishes = _written_wishes(jury, list(dict.fromkeys(slot for slot, _ in standing)))
    # An entry stands in several lines, each time as the same.
    who = {entry: _as_it_waits(jury, entry) for _, entry in standing}
    # Before the places are written: with whom somebody waits is read from the entry (`company_of`).
    _name_only_those_there(jury)
    columns = (*WAITING, "wish_id", "made_at", "public_id")
    rows = ((*who[entry], wishes[slot], jury.now, public_id()) for slot, entry in standing)
    # As rows and not as objects, each of which costs several times what writing it does.
    write_rows(Wait, columns, rows)


def _written_wishes(jury: Jury, slots: Sequence[str]) -> dict[str, int]:
    """The keys of the wishes for these slots."""
    zone = ZoneInfo(jury.known.round.facility.timezone)
    wishes = {slot: wish_for(jury.slots[slot].room.pk, jury.slots[slot].spans, zone) for slot in slots}
    keys = written(list(wishes.values()))
    return {slot: keys[wish] for slot, wish in wishes.items()}


def _as_it_waits(jury: Jury, name: str) -> tuple[int | str | None, ...]:
    """The columns WAITING of all places in line of an entry."""
    entry, standing = jury.entries[name], jury.stands(name)
    assert standing.person is not None  # noqa: S101  only those stand in line
    company = standing.company
    heads, told = json.dumps(counted(company)), json.dumps(company.told.kept)
    return standing.person.pk, company.group, entry.pk, heads, company.headcount, entry.purpose, told


def _name_only_those_there(jury: Jury) -> None:
    """Whoever has left a group since they were named is not waited with."""
    for key, standing in jury.standing.items():
        if not standing.is_whole:
            named = Entry.people.through.objects.filter(entry=key)
            named.exclude(person__in=standing.company.people).delete()


def publish(
    lottery: Round, jury: Jury, listed: Sequence[arithmetic.Entry], result: arithmetic.Result, now: int
) -> None:
    """The record by which anyone can repeat the draw; it names nobody."""
    seals = {entry.public_id: entry.seal for entry in jury.entries.values()}
    periods = periods_of(jury.known)
    # Kept as it is published: it can be checked still when those who took part are forgotten (decision 25).
    lottery.record = {
        "format": "madoakari-draw-1",
        "round": lottery.public_id,
        "seed": lottery.seed,
        "seed_hash": lottery.seed_hash,
        "sealed_at": lottery.sealed_at,
        "seals": lottery.seals,
        "list_hash": lottery.list_hash,
        "drawn_at": now,
        "most_wins": lottery.most_wins,
        "slots": [_told(one, periods) for one in jury.known.slots],
        "entries": [
            {
                "id": one.id,
                "weight": one.weight,
                "choices": list(one.choices),
                "every": one.every,
                "seal": seals[one.id],
            }
            for one in sorted(listed, key=lambda one: one.id)
        ],
        "refused": [[win.entry, win.slot] for win in result.refused],
        "result": [[win.entry, win.slot] for win in result.wins],
        "lines": {slot: list(line) for slot, line in result.lines.items() if line},
    }
    lottery.state, lottery.drawn_at = Round.State.DRAWN, now
    lottery.save(update_fields=["record", "state", "drawn_at"])
    log_round(lottery, "draw", None, now, after={"entries": len(listed), "wins": len(result.wins)})


def tell(jury: Jury, listed: Sequence[arithmetic.Entry], result: arithmetic.Result, wins: Won) -> None:
    """Everybody learns what came of their entry."""
    places = _places(result)
    told = [
        (
            jury.stands(entry.id).readers,
            [
                _of_wish(jury, wins, places, entry.id, rank, slot)
                for rank, slot in enumerate(entry.choices, 1)
            ],
        )
        for entry in listed
    ]
    asked = asked_of(jury.known.round, jury.known.slots)
    notices.drawn(told, jury.known, asked.weekdays, jury.now)


def _places(result: arithmetic.Result) -> dict[tuple[str, str], int]:
    return {(entry, slot): n for slot, line in result.lines.items() for n, entry in enumerate(line, 1)}


def _choices(jury: Jury) -> dict[tuple[str, str], int]:
    """The key of every wish of the round, by entry and slot. One query."""
    entries = {one.pk: name for name, one in jury.entries.items()}
    slots = {one.key: number for number, one in jury.slots.items()}
    rows = Choice.objects.filter(entry__round=jury.known.round).order_by()
    return {
        (entries[entry], slots[slot]): key for key, entry, slot in rows.values_list("pk", "entry", "slot")
    }


def _became(key: tuple[str, str], wins: Won, jury: Jury, places: Mapping[tuple[str, str], int]) -> Became:
    if key in wins:
        return Choice.Outcome.WON, "", None
    if key in jury.codes:
        return Choice.Outcome.REFUSED, jury.codes[key], None
    return Choice.Outcome.LOST, "", places.get(key)


def _told(one: Given, periods: Mapping[str, Sequence[str]]) -> dict[str, object]:
    number = str(one.number)
    return {
        "id": number,
        "room": one.room.slug,
        "dates": [[span.start, span.end] for span in one.spans],
        "periods": list(periods[number]),
    }


def _of_wish(
    jury: Jury, wins: Won, places: Mapping[tuple[str, str], int], entry: str, rank: int, slot: str
) -> notices.Told:
    one, key = jury.slots[slot], (entry, slot)
    won = wins.get(key, ())
    booked = tuple(Span(booking.start, booking.end) for booking in won)
    return notices.Told(rank, one, booked, places.get(key), first=next(iter(won), None))
