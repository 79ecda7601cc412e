"""What a draw leaves besides bookings: what became of each wish, the lines, the record, and who is told.

All of it is written in the draw's transaction, a statement for each table: a city's round has thousands of
wishes, and nobody else writes meanwhile.
"""

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from zoneinfo import ZoneInfo

from booking import notices
from booking.actions.jury import Jury
from booking.actions.lines import Place, stand
from booking.actions.lottery import log_round
from booking.models import Booking, Choice, Round
from booking.queries.lottery import Bench, Given, odds_of
from booking.rules import lottery as arithmetic
from booking.rules.waiting import wish_for
from facilities.rules.spans import Span

Won = Mapping[tuple[str, str], Sequence[Booking]]  # by entry and slot


def periods_of(known: Bench) -> dict[str, list[str]]:
    """In which periods each slot's wins count."""
    if known.round.wins_per == Round.Period.ROUND:
        return {str(one.number): ["round"] for one in known.slots}
    return {str(one.number): sorted({f"{day:%Y-%m}" for day in one.days}) for one in known.slots}


def note(jury: Jury, result: arithmetic.Result, wins: Won) -> None:
    """What became of each wish: won, with its bookings; refused, with a reason's code; or a place in line."""
    places, choices = _places(result), _choices(jury)
    for key, choice in choices.items():
        choice.outcome = Choice.Outcome.LOST
        if key in wins:
            choice.outcome = Choice.Outcome.WON
        elif key in jury.codes:
            choice.outcome, choice.code = Choice.Outcome.REFUSED, jury.codes[key]
        choice.place = places.get(key)
    # Thousands of rows, each with values of its own: written over in a few statements.
    Choice.objects.bulk_create(
        choices.values(),
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["outcome", "code", "place"],
    )
    through = Choice.bookings.through
    through.objects.bulk_create(
        through(choice_id=choices[key].pk, booking_id=booking.pk)
        for key, bookings in wins.items()
        for booking in bookings
    )


def stand_in_line(jury: Jury, result: arithmetic.Result) -> None:
    """Who won nothing stands in line for the slots that they wished for, on each of their dates: all the
    first, then all the next."""
    zone = ZoneInfo(jury.known.round.facility.timezone)
    wishes = {number: wish_for(one.room.pk, one.spans, zone) for number, one in jury.slots.items()}
    lines = [[(slot, entry) for entry in line] for slot, line in sorted(result.lines.items())]
    places = []
    for slot, name in (pair for turn in zip_longest(*lines) for pair in turn if pair):
        entry = jury.entries[name]
        standing = jury.standing[entry.pk]
        if standing.person is not None:
            whole = entry if standing.is_whole else None
            places.append(Place(standing.person, standing.company, wishes[slot], entry.purpose, whole))
    stand(places, jury.now)


def publish(
    lottery: Round, jury: Jury, listed: Sequence[arithmetic.Entry], result: arithmetic.Result, now: int
) -> None:
    """The record by which anyone can repeat the draw; it names nobody."""
    seals = {entry.public_id: entry.seal for entry in jury.entries.values()}
    periods = periods_of(jury.known)
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
    lottery, places = jury.known.round, _places(result)
    told = [
        (
            jury.standing[jury.entries[entry.id].pk].readers,
            [_became(jury, wins, places, entry.id, rank, slot) for rank, slot in enumerate(entry.choices, 1)],
        )
        for entry in listed
    ]
    notices.drawn(told, lottery, odds_of(lottery, jury.known.slots), jury.now)


def _places(result: arithmetic.Result) -> dict[tuple[str, str], int]:
    return {(entry, slot): n for slot, line in result.lines.items() for n, entry in enumerate(line, 1)}


def _choices(jury: Jury) -> dict[tuple[str, str], Choice]:
    """Every wish of the round, by entry and slot. One query, which joins nothing: both are known."""
    entries = {one.pk: name for name, one in jury.entries.items()}
    slots = {one.key: number for number, one in jury.slots.items()}
    rows = Choice.objects.filter(entry__round=jury.known.round)
    return {(entries[row.entry_id], slots[row.slot_id]): row for row in rows}


def _told(one: Given, periods: Mapping[str, Sequence[str]]) -> dict[str, object]:
    number = str(one.number)
    return {
        "id": number,
        "room": one.room.slug,
        "dates": [[span.start, span.end] for span in one.spans],
        "periods": list(periods[number]),
    }


def _became(
    jury: Jury, wins: Won, places: Mapping[tuple[str, str], int], entry: str, rank: int, slot: str
) -> notices.Told:
    one, key = jury.slots[slot], (entry, slot)
    booked = tuple(Span(booking.start, booking.end) for booking in wins.get(key, ()))
    return notices.Told(rank, one.room, one.spans, booked, places.get(key))
