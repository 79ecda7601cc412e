"""The verbs of a round: set, open, cancel, close its list, draw.

Each is one transaction that locks the round first. `now` is the instant (seconds, UTC) at which somebody
asks. The hall's staff set, open and cancel; the service closes the list and draws at their moments.
"""

import secrets
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from booking import notices
from booking.actions.acts import log
from booking.actions.desk import must_hold
from booking.actions.locks import count_up, lock
from booking.actions.places import must_be_lent, spaces_of
from booking.actions.texts import plain
from booking.models import Choice, Entry, Person, Round, RoundSlot, SlotDate
from booking.queries.desk_rounds import cautions_on
from booking.queries.lottery import Bench, bench, losses, party_key
from booking.queries.standings import standings
from booking.rules import lottery as arithmetic
from booking.rules.clauses.lottery import LotteryConfirm
from booking.rules.rounds import (
    MOST_DATES,
    MOST_SLOTS,
    Caution,
    RoundUnfit,
    Terms,
    must_not_meet,
)
from booking.rules.staff import Right
from facilities.models import Facility, Room
from facilities.rules.spans import Span, local_day

LONGEST_NAME, LONGEST_WHY = 100, 300
State = Round.State


class Untimely(Exception):
    """The round is not where the verb could do something: not open any more, or not yet closed."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One slot that a round gives out: a room on each of these dates."""

    room: Room
    spans: Sequence[Span]


@dataclass(frozen=True, slots=True)
class Planned:
    """A round that is planned, and what speaks against some of its dates."""

    round: Round
    cautions: tuple[Caution, ...]


def set_round(
    *,
    facility: Facility,
    name_ja: str,
    name_en: str = "",
    terms: Terms,
    slots: Sequence[Offer],
    actor: Person,
    now: int,
    instead_of: Round | None = None,
) -> Planned:
    """Plans a round that `facility` holds, which nobody sees yet; or plans one anew that was not opened. Its
    rooms may be of several halls, at each of which the actor has the right. Inverse: `cancel_round`.

    The cautions name dates on which the hall is closed, that lie in an exam week, that are taken, or for
    which the hall's own clauses have another time of entering. RoundUnfit, Unfit for what cannot be;
    Absent for whoever does not serve at the hall, and for rooms that are not lent.
    """
    # That of the round that goes, too: who may plan here does not throw away what another hall has planned.
    halls = {facility.pk, *(slot.room.facility_id for slot in slots)}
    halls |= set() if instead_of is None else {instead_of.facility_id}
    must_hold(actor, Right.HOURS, *halls, now=now)
    names = {
        "name_ja": plain(name_ja, "name_ja", LONGEST_NAME),
        "name_en": plain(name_en, "name_en", LONGEST_NAME),
    }
    _must_be_fit(facility, names["name_ja"], terms, slots)
    with transaction.atomic():
        if instead_of is not None:
            _locked(instead_of, State.PLANNED)
            # Not changed, but made anew: it was never opened, so that nobody has seen it or entered it.
            instead_of.delete()
        made = _plan(facility, names, terms, slots)
        known = bench(made)
        # Asked of the round as it is written: where it is unfit, it goes with the transaction.
        _must_confirm_where_demanded(known, terms)
        log_round(made, "set_round", actor, now, after={"slots": len(slots)})
        return Planned(made, cautions_on(known))


def open_round(*, lottery: Round, actor: Person, now: int) -> Round:
    """Shows the round to the public and seals its seed; from now on nobody books its slots. Idempotent.

    Untimely once it was cancelled, or once entering would be over. Inverse: `cancel_round`.
    """
    must_hold(actor, Right.HOURS, lottery.facility.pk, now=now)
    with transaction.atomic():
        current = _locked(lottery, State.PLANNED, State.OPEN)
        if current.state == State.OPEN:
            return current
        if now > current.closes_at:
            raise Untimely(current.public_id)
        # No claims: what was booked before stands, and calling it off gives nothing back (decision 25).
        lock_spaces(current)
        # Before anybody enters: whoever draws cannot look for a seed that suits the list.
        current.seed = secrets.token_hex(32)
        current.seed_hash, current.sealed_at = arithmetic.fingerprint(current.seed), now
        _turn(current, State.OPEN, "seed", "seed_hash", "sealed_at")
        log_round(current, "open_round", actor, now, after={"seed_hash": current.seed_hash})
        return current


def cancel_round(*, lottery: Round, actor: Person, now: int, why: str = "") -> Round:
    """Calls the round off; whoever has entered is told. Idempotent; Untimely once it is drawn. No inverse."""
    must_hold(actor, Right.HOURS, lottery.facility.pk, now=now)
    why = plain(why, "why", LONGEST_WHY)
    with transaction.atomic():
        current = _locked(lottery, State.PLANNED, State.OPEN, State.CLOSED, State.CANCELLED)
        if current.state == State.CANCELLED:
            return current
        lock_spaces(current)
        _turn(current, State.CANCELLED)
        log_round(current, "cancel_round", actor, now, why=why)
        entries = list(Entry.objects.filter(round=current))
        for stands in standings(entries).values():
            notices.round_called_off(stands.readers, current, now)
        return current


def close_list(*, lottery: Round, now: int) -> Round:
    """Closes the list, gives each entry its tickets and publishes the list's fingerprint. Idempotent.

    Untimely before the moment after the last one of entering. No inverse.
    """
    with transaction.atomic():
        current = _locked(lottery, State.OPEN, State.CLOSED, State.DRAWN)
        if current.state != State.OPEN:
            return current
        # The closing second is still in time: the list closes with the one after it.
        if now <= current.closes_at:
            raise Untimely(current.public_id)
        _turn(current, State.CLOSED)
        seal(current, now)
        return current


def seal(lottery: Round, now: int) -> None:
    """Takes what is not sealed yet into the closed list and publishes its fingerprint; the round is
    locked."""
    lost, number = losses(lottery), len(lottery.seals) + 1
    # Only what is not sealed: the tickets of those on the published list are theirs for good.
    new = list(Entry.objects.filter(round=lottery, seal=0))
    for entry in new:
        times = lost.get(party_key(entry.person_id, entry.group_id), 0)
        entry.weight, entry.seal = arithmetic.tickets(times, lottery.most_tickets), number
    Entry.objects.bulk_update(new, ["weight", "seal"], batch_size=500)
    listed = list(entries_of(lottery))
    # Added and never replaced: every closing stays published, so that what came late is seen (decision 25).
    lottery.seals = [*lottery.seals, [now, arithmetic.list_hash(listed), len(listed)]]
    lottery.save(update_fields=["seals"])
    log_round(
        lottery, "close_list", None, now, after={"list_hash": lottery.list_hash, "entries": len(listed)}
    )


def entries_of(lottery: Round) -> list[arithmetic.Entry]:
    """The closed list as the draw reads it. Two queries."""
    wished: dict[int, list[str]] = defaultdict(list)
    choices = Choice.objects.filter(entry__round=lottery).order_by("rank")
    for entry, number in choices.values_list("entry", "slot__number"):
        # As text, as in the record that is published: JSON has no other keys.
        wished[entry].append(str(number))
    rows = Entry.objects.filter(round=lottery).values_list("pk", "public_id", "weight", "every")
    return [
        arithmetic.Entry(public_id, weight, tuple(wished[key]), every)
        for key, public_id, weight, every in rows
    ]


def _must_be_fit(facility: Facility, name: str, terms: Terms, slots: Sequence[Offer]) -> None:
    if not name:
        raise RoundUnfit("name_ja", "a round has a name")
    terms.must_be_fit()
    if not 1 <= len(slots) <= MOST_SLOTS:
        raise RoundUnfit("slots", f"a round gives out 1 to {MOST_SLOTS} slots")
    if not all(1 <= len(slot.spans) <= MOST_DATES for slot in slots):
        raise RoundUnfit("slots", f"a slot has 1 to {MOST_DATES} dates")
    for room in {slot.room.pk: slot.room for slot in slots}.values():
        must_be_lent(room)
        # The moments and days of a round are told once, by one wall clock.
        if room.facility.timezone != facility.timezone:
            raise RoundUnfit("slots", "all rooms are in one time zone")
    # A use that begins before the draw would be nobody's: its slot is held until then.
    if any(span.start <= terms.draws_at for slot in slots for span in slot.spans):
        raise RoundUnfit("draws_at", "the draw comes before every use")
    spaces = {slot.room.pk: spaces_of(slot.room) for slot in slots}
    must_not_meet((spaces[slot.room.pk], span) for slot in slots for span in slot.spans)


def _must_confirm_where_demanded(known: Bench, terms: Terms) -> None:
    """A win is a booking; it has to be confirmed only where a clause of one of its halls says so."""
    rules = [version.on(known.round.uses_from) for version in known.calendar.versions.values()]
    demanded = any(isinstance(term, LotteryConfirm) for one in rules for _, term in one.terms)
    # Either way: a hall that demands it needs a day, and no round makes a rule that the hall has not.
    if demanded != (terms.confirm_until is not None):
        raise RoundUnfit(
            "confirm_until", "it is for halls whose rules demand confirming, and for all of them"
        )


def _plan(facility: Facility, names: dict[str, str], terms: Terms, slots: Sequence[Offer]) -> Round:
    zone = ZoneInfo(facility.timezone)
    days = [local_day(span.start, zone) for slot in slots for span in slot.spans]
    fields: dict[str, Any] = {name: getattr(terms, name) for name in Terms.__dataclass_fields__}
    made = Round.objects.create(
        facility=facility, uses_from=min(days), uses_until=max(days), **names, **fields
    )
    rows = RoundSlot.objects.bulk_create(
        RoundSlot(round=made, number=number, room=slot.room) for number, slot in enumerate(slots, 1)
    )
    SlotDate.objects.bulk_create(
        SlotDate(slot=row, start=span.start, end=span.end)
        for row, slot in zip(rows, slots, strict=True)
        for span in sorted(slot.spans)
    )
    return made


def locked_round(lottery: Round) -> Round:
    """The round as it is now, locked before anything else."""
    lock(rounds=[lottery.pk])
    return Round.objects.select_related("facility").get(pk=lottery.pk)


def _locked(lottery: Round, *states: str) -> Round:
    """The same. Untimely if it is in none of these states."""
    current = locked_round(lottery)
    if current.state not in states:
        raise Untimely(current.public_id)
    return current


def lock_spaces(lottery: Round) -> None:
    """Whoever books one of the slots now waits, and is judged by what comes of this; grids know of it."""
    spaces = RoundSlot.objects.filter(round=lottery).values_list("room__spaces", flat=True).distinct()
    keys = [key for key in spaces if key is not None]
    lock(spaces=keys)
    count_up(spaces=keys)


def _turn(lottery: Round, state: str, *fields: str) -> None:
    lottery.state = state
    lottery.save(update_fields=["state", *fields])


def log_round(
    lottery: Round,
    verb: str,
    actor: Person | None,
    now: int,
    *,
    after: dict[str, object] | None = None,
    why: str = "",
) -> None:
    """Logs one verb done to a round, with keys and counts only."""
    told = {"state": lottery.state, **(after or {})}
    log("round", lottery.public_id, verb, actor, now, after=told, why=why, hall=lottery.facility_id)
