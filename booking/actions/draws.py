"""The draw, and what one does with a win: confirm it where the hall demands that, or give it back.

Each is one transaction. `now` is an instant (seconds, UTC).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from zoneinfo import ZoneInfo

from django.db import transaction

from booking import notices
from booking.actions.bookings import note_if_late
from booking.actions.changes import hold_still, refused, write
from booking.actions.jury import Jury, jury_of
from booking.actions.lines import Place, stand
from booking.actions.locks import count_up
from booking.actions.lottery import Untimely, entries_of, locked_round, log_round
from booking.actions.places import one_winner
from booking.actions.placing import Use, place
from booking.models import Booking, Choice, Entry, Person, Round
from booking.queries.bookings import Absent
from booking.queries.lottery import Bench, Given, may_change, odds_of
from booking.queries.party import asker_of_booking
from booking.queries.verdicts import judge
from booking.rules import lottery as arithmetic
from booking.rules.ask import Channel, Step
from booking.rules.codes import Code
from booking.rules.lifecycle import HOLDING
from booking.rules.lifecycle import State as Booked
from booking.rules.verdict import Outcome, Refused
from booking.rules.waiting import wish_for
from facilities.rules.spans import Span


def draw(*, lottery: Round, now: int) -> Round:
    """Draws a closed round: wins become bookings, the others stand in line, all are told, and what is needed
    to repeat it is published. A round that was drawn is drawn already. No inverse.

    Untimely before its list is closed, or before its moment. However it is cut off, nothing of it is there,
    and it draws at the next look, with the same result where nothing else has changed.
    """
    with one_winner(), transaction.atomic():
        current = locked_round(lottery)
        # Two workers may look at once; the second finds it done. A draw is never repeated.
        if current.state == Round.State.DRAWN:
            return current
        if current.state != Round.State.CLOSED or now < current.draws_at:
            raise Untimely(current.public_id)
        jury = jury_of(current, now)
        listed = entries_of(current)
        result = arithmetic.draw(
            current.seed, current.list_hash, listed, _periods(jury.known), current.most_wins, jury
        )
        # The bookings come first: a rival's claim undoes the draw as a whole, before anybody is told.
        wins = _place(jury, result)
        _note(jury, result, wins)
        _stand_in_line(jury, result)
        _publish(current, jury, listed, result, now)
        _tell(jury, result, wins)
        return current


def confirm(*, choice: Choice, actor: Person, now: int) -> list[Booking]:
    """Confirms a win, where the hall demands it: its bookings are certain. Idempotent. Inverse: `give_back`.

    Refused (CONFIRM_LATE) once the time is over, or as the judge says; Absent for whoever may not change
    the entry.
    """
    with transaction.atomic():
        lottery, bookings = _won(choice, actor)
        waiting = [one for one in bookings if one.state == Booked.PROVISIONAL]
        # Only where something is left to confirm: whoever confirmed in time may ask again later.
        if waiting and lottery.confirm_until is not None and now > lottery.confirm_until:
            raise refused(Code.CONFIRM_LATE, closes_at=lottery.confirm_until)
        keys = {one.pk for one in bookings}
        for booking in waiting:
            _must_be_confirmable(booking, keys, actor, now)
            write(booking, "confirm", actor, now, state=Booked.BOOKED, lapses_at=None)
        return bookings


def give_back(*, choice: Choice, actor: Person, now: int) -> list[Booking]:
    """Gives back what of a win is still to come. Idempotent; Refused (PAST) if all of it is over.

    After the hall's deadline it is noted as late, as for `bookings.cancel`. Absent for whoever may not change
    the entry. Inverse: `restore`, date by date.
    """
    with transaction.atomic():
        _, bookings = _won(choice, actor)
        # They come in the order of their start: when the last is over, all are.
        if bookings and bookings[-1].end <= now:
            raise refused(Code.PAST)
        coming = [one for one in bookings if one.state in HOLDING and one.end > now]
        for booking in coming:
            note_if_late(booking, actor, now)
            write(booking, "cancel", actor, now, state=Booked.CANCELLED)
        if coming:
            notices.given_back(coming, now)
        return coming


def _won(choice: Choice, actor: Person) -> tuple[Round, list[Booking]]:
    """The round and the bookings of a win as they are now, in their order; all that they touch is locked."""
    lottery = locked_round(choice.slot.round)
    rows = Booking.objects.filter(wins=choice).select_related("room__facility", "group", "person")
    # Read twice: to know what to lock, and then as it is under the locks.
    before = list(rows)
    hold_still(before, [one.room for one in before])
    entry = Entry.objects.get(pk=choice.entry_id)
    if not may_change(entry, actor):
        raise Absent(entry.public_id)
    return lottery, list(rows.order_by("start"))


def _must_be_confirmable(booking: Booking, of_win: Iterable[int], actor: Person, now: int) -> None:
    """The judge's word at confirming; what was won with it does not count against it."""
    people = list(booking.people.order_by("pk").values_list("pk", flat=True))
    asker = asker_of_booking(booking, people, now, actor)
    asker = replace(asker, history=tuple(row for row in asker.history or () if row[0] not in of_win))
    verdict = judge(
        room=booking.room,
        span=Span(booking.start, booking.end),
        asker=asker,
        now=now,
        step=Step.CONFIRM,
        purpose=booking.purpose,
        but=booking.pk,
    )
    if verdict.outcome is not Outcome.ALLOW or verdict.lacking:
        raise Refused(verdict)


def _periods(known: Bench) -> dict[str, list[str]]:
    """In which periods each slot's wins count."""
    if known.round.wins_per == Round.Period.ROUND:
        return {str(one.number): ["round"] for one in known.slots}
    return {str(one.number): sorted({f"{day:%Y-%m}" for day in one.days}) for one in known.slots}


Won = Mapping[tuple[str, str], Sequence[Booking]]


def _place(jury: Jury, result: arithmetic.Result) -> Won:
    """Writes the wins as bookings."""
    lottery, made = jury.known.round, dict[tuple[str, str], Sequence[Booking]]()
    provisional = lottery.confirm_until is not None
    for win in result.wins:
        entry, one = jury.entries[win.entry], jury.slots[win.slot]
        asker = jury.asker(win.entry)
        made[win.entry, win.slot] = place(
            uses=[Use(one.room, span, jury.spaces[one.room.pk]) for span in jury.won[win.entry, win.slot]],
            person=jury.standing[entry.pk].person,
            company=asker.company,
            purpose=entry.purpose,
            channel=Channel(entry.channel),
            verb="win",
            actor=None,
            now=jury.now,
            state=Booked.PROVISIONAL if provisional else Booked.BOOKED,
            lapses_at=lottery.confirm_until,
        )
    _count_up(jury, result)
    return made


def _count_up(jury: Jury, result: arithmetic.Result) -> None:
    """All slots are anybody's now, so every grid has changed; of the parties only those who won have."""
    companies = [jury.asker(win.entry) for win in result.wins]
    count_up(
        groups={one.company.group for one in companies if one.company.group is not None},
        people={key for one in companies for key in (one.person, *one.company.people) if key is not None},
        spaces={space for keys in jury.spaces.values() for space in keys},
    )


def _note(jury: Jury, result: arithmetic.Result, wins: Won) -> None:
    """What became of each wish: won, with its bookings; refused, with a reason's code; or a place in line."""
    places = {(entry, slot): n for slot, line in result.lines.items() for n, entry in enumerate(line, 1)}
    rows = list(Choice.objects.filter(entry__round=jury.known.round).select_related("entry", "slot"))
    through = Choice.bookings.through
    links = []
    for row in rows:
        key = (row.entry.public_id, str(row.slot.number))
        row.outcome = Choice.Outcome.LOST
        if key in wins:
            row.outcome = Choice.Outcome.WON
            links += [through(choice_id=row.pk, booking_id=booking.pk) for booking in wins[key]]
        elif key in jury.codes:
            row.outcome, row.code = Choice.Outcome.REFUSED, jury.codes[key]
        row.place = places.get(key)
    # Thousands of rows, each with values of its own: written over in a few statements.
    Choice.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["id"], update_fields=["outcome", "code", "place"]
    )
    through.objects.bulk_create(links)


def _stand_in_line(jury: Jury, result: arithmetic.Result) -> None:
    """Who won nothing stands in line for the slots that they wished for: all the first, then all the next."""
    lines = [[(slot, entry) for entry in line] for slot, line in sorted(result.lines.items())]
    zone = ZoneInfo(jury.known.round.facility.timezone)
    places = []
    for slot, entry in (pair for turn in zip_longest(*lines) for pair in turn if pair):
        one, standing = jury.slots[slot], jury.standing[jury.entries[entry].pk]
        if standing.person is not None:
            wish, purpose = wish_for(one.room.pk, one.spans, zone), jury.entries[entry].purpose
            places.append(Place(standing.person, standing.company, wish, purpose))
    stand(places, jury.now)


def _publish(
    lottery: Round, jury: Jury, listed: Sequence[arithmetic.Entry], result: arithmetic.Result, now: int
) -> None:
    """The record by which anyone can repeat the draw; it names nobody."""
    seals = {entry.public_id: entry.seal for entry in jury.entries.values()}
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
        "slots": [_told(one, _periods(jury.known)) for one in jury.known.slots],
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


def _told(one: Given, periods: Mapping[str, Sequence[str]]) -> dict[str, object]:
    number = str(one.number)
    return {
        "id": number,
        "room": one.room.slug,
        "dates": [[span.start, span.end] for span in one.spans],
        "periods": list(periods[number]),
    }


def _tell(jury: Jury, result: arithmetic.Result, wins: Won) -> None:
    """Everybody learns what came of their entry."""
    lottery, odds = jury.known.round, odds_of(jury.known.round, jury.known.slots)
    places = {(entry, slot): n for slot, line in result.lines.items() for n, entry in enumerate(line, 1)}
    for listed in entries_of(lottery):
        told = [
            _became(jury, wins, places, listed.id, rank, slot) for rank, slot in enumerate(listed.choices, 1)
        ]
        readers, won = jury.standing[jury.entries[listed.id].pk].readers, [one for one in told if one.booked]
        if won:
            notices.won(readers, lottery, won, jury.now)
        else:
            notices.not_this_time(readers, lottery, told, odds, jury.now)


def _became(
    jury: Jury, wins: Won, places: Mapping[tuple[str, str], int], entry: str, rank: int, slot: str
) -> notices.Told:
    one, key = jury.slots[slot], (entry, slot)
    booked = tuple(Span(booking.start, booking.end) for booking in wins.get(key, ()))
    return notices.Told(rank, one.room, one.spans, booked, places.get(key))
