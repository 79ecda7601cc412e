"""The draw, and what one does with a win: confirm it where the hall demands that, or give it back.

Each is one transaction. `now` is an instant (seconds, UTC).
"""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from django.db import transaction

from booking import notices
from booking.actions import outcomes
from booking.actions.changes import hold_still, refused, write
from booking.actions.giving_up import note_if_late
from booking.actions.jury import Jury, jury_of
from booking.actions.locks import count_up
from booking.actions.lottery import Untimely, entries_of, locked_round
from booking.actions.openings import open_up
from booking.actions.outcomes import Won
from booking.actions.places import one_winner
from booking.actions.placing import Placing, Use, place_all
from booking.models import Booking, Choice, Entry, Person, Round
from booking.queries.bookings import Absent
from booking.queries.lottery import may_change
from booking.queries.money import reckon
from booking.queries.party import asker_of_booking
from booking.queries.verdicts import judge
from booking.rules import lottery as arithmetic
from booking.rules.ask import Channel, Step
from booking.rules.codes import Code
from booking.rules.lifecycle import HOLDING
from booking.rules.lifecycle import State as Booked
from booking.rules.verdict import Outcome, Refused
from facilities.rules.spans import Span


def draw(*, lottery: Round, now: int) -> Round:
    """Draws a closed round: wins become bookings, the others stand in line, all are told, and what is needed
    to repeat it is published. A round that was drawn is drawn already. No inverse.

    Untimely before its list is closed, or before its moment. However it is cut off, nothing of it is there,
    and it draws at the next look, with the same result where nothing else has changed.
    """
    # The whole draw holds SQLite's only write lock, so that all of it is written in bulk.
    with one_winner(), transaction.atomic(), uncollected():
        current = locked_round(lottery)
        # Two workers may look at once; the second finds it done. A draw is never repeated.
        if current.state == Round.State.DRAWN:
            return current
        if current.state != Round.State.CLOSED or now < current.draws_at:
            raise Untimely(current.public_id)
        listed = entries_of(current)
        order = arithmetic.ordered(current.seed, current.list_hash, listed)
        jury = jury_of(current, [entry.id for entry in order], now)
        result = arithmetic.draw(
            current.seed, current.list_hash, listed, outcomes.periods_of(jury.known), current.most_wins, jury
        )
        # The bookings come first: a rival's claim undoes the draw as a whole, before anybody is told.
        wins = _place(jury, result)
        outcomes.note(jury, result, wins)
        outcomes.stand_in_line(jury, result)
        outcomes.publish(current, jury, listed, result, now)
        outcomes.tell(jury, listed, result, wins)
        _leave_over(jury, wins)
        return current


@contextmanager
def uncollected() -> Iterator[None]:
    """While thousands of rows are alive at once the collector of cycles would look through all of them again
    and again, for a third of the time, and find nothing."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def confirm(*, choice: Choice, actor: Person, now: int) -> list[Booking]:
    """Confirms a win, where the hall demands it: its bookings are certain. Idempotent. Inverse: `give_back`.

    Refused (CONFIRM_LATE) once the time is over, or as the judge says; Absent for whoever may not change
    the entry.
    """
    with transaction.atomic():
        lottery, bookings = _won(choice, actor)
        # A date that was given up meanwhile does not come back with the others.
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


def _place(jury: Jury, result: arithmetic.Result) -> Won:
    """Writes the wins as bookings."""
    until = jury.known.round.confirm_until
    placed = place_all(
        [_placing(jury, win) for win in result.wins],
        verb="win",
        actor=None,
        now=jury.now,
        state=Booked.BOOKED if until is None else Booked.PROVISIONAL,
        lapses_at=until,
    )
    _count_up(jury, result)
    return {(win.entry, win.slot): made for win, made in zip(result.wins, placed, strict=True)}


def _leave_over(jury: Jury, wins: Won) -> None:
    """What nobody has won is first come now, for whoever stands in line before others."""
    won = {slot for _, slot in wins}
    for number, one in jury.slots.items():
        if number not in won:
            open_up([one.room], one.spans, jury.now)


def _placing(jury: Jury, win: arithmetic.Win) -> Placing:
    entry = jury.entries[win.entry]
    return Placing(
        uses=_uses(jury, win.entry, win.slot),
        person=jury.stands(win.entry).person,
        company=jury.asker(win.entry).company,
        purpose=entry.purpose,
        channel=Channel(entry.channel),
    )


def _uses(jury: Jury, entry: str, slot: str) -> list[Use]:
    """The dates that an entry has won, with what each costs. No query: the round's calendar is known."""
    row, room = jury.entries[entry], jury.slots[slot].room
    dates = [(room, span) for span in jury.won[entry, slot]]
    asker, channel, calendar = jury.asker(entry), Channel(row.channel), jury.known.calendar
    fees = reckon(dates, asker, jury.now, channel=channel, purpose=row.purpose, known=calendar)
    # From the jury, which has locked them: a query for each win would be hundreds.
    spaces = jury.spaces[room.pk]
    return [Use(room, span, spaces, fee=fee) for (_, span), fee in zip(dates, fees, strict=True)]


def _count_up(jury: Jury, result: arithmetic.Result) -> None:
    """All slots are anybody's now, so every grid has changed; of the parties only those who won have."""
    companies = [jury.asker(win.entry) for win in result.wins]
    count_up(
        groups={one.company.group for one in companies if one.company.group is not None},
        people={key for one in companies for key in (one.person, *one.company.people) if key is not None},
        spaces={space for keys in jury.spaces.values() for space in keys},
    )
