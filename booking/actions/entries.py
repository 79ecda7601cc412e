"""The verbs of an entry in a round: enter, change, withdraw, and the desk's for what came on paper.

Each is one transaction that locks the round, so that an entry stands in the list or was told that it is
closed. A group has one entry, and so has a person alone. `now` is the instant (seconds, UTC) at which
somebody asks; the wishes are numbers of the round's slots, the best first.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from booking.actions.acts import log
from booking.actions.changes import Stale
from booking.actions.desk import must_hold_at_one
from booking.actions.lottery import Untimely, locked_round, seal
from booking.actions.texts import plain
from booking.actions.wanted import ALONE, LONGEST_PURPOSE
from booking.models import Choice, Entry, Person, Round
from booking.queries.bookings import Absent
from booking.queries.lottery import (
    Bench,
    bench,
    choices_of,
    entry_of,
    halls_in,
    has_lost,
    may_change,
    other_days,
)
from booking.queries.party import Asker, Company, asker_of
from booking.queries.standings import standings
from booking.rules.ask import Channel
from booking.rules.codes import Code
from booking.rules.rounds import RoundUnfit
from booking.rules.staff import Right
from booking.rules.verdict import Finding, Outcome, Reason, Refused, Verdict

State = Round.State


class ChoicesUnfit(ValueError):
    """No wish at all, one of them twice, or more than the round allows (`most`)."""

    def __init__(self, most: int) -> None:
        super().__init__(f"give 1 to {most} slots, each once")
        self.most = most


class Sealed(Exception):
    """The closed list, whose fingerprint is published, has an entry of theirs already."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """Numbers of slots in their order; whether every win would be used, or one is enough; for what."""

    slots: tuple[int, ...]
    every: bool = False
    purpose: str = ""


def enter(*, lottery: Round, person: Person, company: Company = ALONE, wishes: Wishes, now: int) -> Entry:
    """Enters for a group, or for the person alone; what they have entered already becomes this. Idempotent.

    Refused (ENTRY_EARLY, ENTRY_LATE, or as the judge says of a wish); ChoicesUnfit; Absent for a slot, a
    group or people that are not there for them, and where they may not change the group's entry; Unfit for
    a text that cannot be stored. Inverse: `withdraw`.
    """
    with transaction.atomic():
        current, asker = _open(lottery, now), asker_of(person, company, now)
        entry = entry_of(current, person.pk, company.group)
        if entry is not None:
            _must_be_theirs(entry, person)
        # Entering again keeps when it was received, and by which way: a change of mind is no second entry.
        entry = entry or Entry(round=current, person=person, channel=Channel.WEB, received_at=now)
        return _put(entry, asker, wishes, person, now)


def change(*, entry: Entry, actor: Person, wishes: Wishes, now: int) -> Entry:
    """Other wishes, or another order, of an entry as it was read; the people stay who they are.

    Stale if it has changed since; otherwise as `enter`. Inverse: changing it back.
    """
    with transaction.atomic():
        _open(entry.round, now)
        found = _as_read(entry)
        _must_be_theirs(found, actor)
        stands = standings([found])[found.pk]
        if stands.person is None:
            raise Absent(found.public_id)
        # Where whoever entered has left the group, who leads it goes on in their place.
        found.person = stands.person
        return _put(found, asker_of(stands.person, stands.company, now), wishes, actor, now)


def withdraw(*, entry: Entry, actor: Person, now: int) -> None:
    """Takes an entry out of the round. Idempotent. Refused (ENTRY_LATE) once the list is closed; Absent for
    whoever may not change it. Inverse: `enter`."""
    with transaction.atomic():
        _open(entry.round, now)
        found = Entry.objects.filter(pk=entry.pk).first()
        if found is None:
            return
        _must_be_theirs(found, actor)
        _act(found, "withdraw", actor, now)
        found.delete()


def withdraw_alone(person: Person, rounds: Iterable[int], now: int) -> None:
    """Takes somebody who goes for good out of these rounds (by key), which are locked, while their list is
    open. From a closed list nothing is taken: nobody is there any more who could win."""
    mine = Entry.objects.filter(person=person, group=None, round__in=list(rounds))
    for entry in mine.filter(round__state=State.OPEN):
        _act(entry, "withdraw", person, now)
        entry.delete()


def enter_on_paper(
    *,
    lottery: Round,
    person: Person,
    company: Company = ALONE,
    wishes: Wishes,
    received_at: int,
    actor: Person,
    now: int,
) -> Entry:
    """Types in what was handed to the desk at `received_at`, in time; it may be typed in until the draw.

    It has the same chance as any. After the closing the list is closed once more, and the new fingerprint
    is published beside the first. Untimely once it is drawn, Sealed where the closed list has an entry of
    theirs already; RoundUnfit (received_at) for a paper from the future; Refused, ChoicesUnfit, Absent and
    Unfit as for `enter`, and Absent for whoever serves at none of its halls. Inverse: `withdraw`, none after
    the closing.
    """
    # Whichever of its halls somebody brought the paper to.
    must_hold_at_one(actor, Right.HOURS, halls_in(lottery), now=now)
    with transaction.atomic():
        current, asker = locked_round(lottery), asker_of(person, company, now)
        entry = entry_of(current, person.pk, company.group)
        if current.state not in (State.OPEN, State.CLOSED):
            raise Untimely(current.public_id)
        # A seal is a promise that the entry is on the published list as it was: that list is not rewritten.
        if entry and entry.seal:
            raise Sealed(current.public_id)
        if received_at > now:
            raise RoundUnfit("received_at", "it cannot have come in later than now")
        _must_be_in_time(current, received_at)
        entry = entry or Entry(round=current, person=person)
        entry.channel, entry.received_at = Channel.COUNTER, received_at
        made = _put(entry, asker, wishes, actor, now)
        if current.state == State.CLOSED:
            seal(current, now)
            made.refresh_from_db()
        return made


def _open(lottery: Round, now: int) -> Round:
    """The round, locked, if one can enter it now."""
    current = locked_round(lottery)
    if current.state in (State.PLANNED, State.CANCELLED):
        raise Absent(current.public_id)
    _must_be_in_time(current, now)
    if current.state != State.OPEN:  # another machine's clock ran ahead, and its word stands
        raise _told(Code.ENTRY_LATE, closes_at=current.closes_at)
    return current


def _must_be_in_time(lottery: Round, at: int) -> None:
    if at < lottery.opens_at:
        raise _told(Code.ENTRY_EARLY, opens_at=lottery.opens_at)
    if at > lottery.closes_at:
        raise _told(Code.ENTRY_LATE, closes_at=lottery.closes_at)


def _told(code: Code, **values: object) -> Refused:
    return Refused(Verdict(Outcome.REFUSE, (Reason(Finding.BROKEN, code, values=values),)))


def _must_be_theirs(entry: Entry, actor: Person) -> None:
    if not may_change(entry, actor):
        raise Absent(entry.public_id)


def _as_read(entry: Entry) -> Entry:
    found = Entry.objects.select_related("person", "group", "round__facility").filter(pk=entry.pk).first()
    if found is None or found.revision != entry.revision:
        raise Stale(entry.public_id)
    return found


def _put(entry: Entry, asker: Asker, wishes: Wishes, actor: Person, now: int) -> Entry:
    """Writes the entry with these wishes, if the judge allows each of them as of when it was received."""
    purpose, known = plain(wishes.purpose, "purpose", LONGEST_PURPOSE), bench(entry.round)
    _must_be_choices(entry.round, wishes.slots)
    # Paper that came in time is judged as of then, however late somebody types it in.
    asked_at = entry.received_at if entry.channel == Channel.COUNTER else now
    _must_be_allowed(known, asker, wishes, Channel(entry.channel), asked_at)
    company, is_new = asker.company, entry.pk is None
    entry.group_id, entry.headcount = company.group, company.headcount
    entry.counted = {band: count for band, count in company.counted.items() if count}
    entry.told = company.told.kept
    entry.purpose, entry.every, entry.changed_at = purpose, wishes.every, now
    entry.revision += 1
    entry.save()
    entry.people.set(company.people)
    if [choice.slot.number for choice in choices_of(entry)] != list(wishes.slots):
        entry.choices.all().delete()
        Choice.objects.bulk_create(
            Choice(entry=entry, slot_id=known.slot(number).key, rank=rank)
            for rank, number in enumerate(wishes.slots, 1)
        )
    _act(entry, "enter" if is_new else "change_entry", actor, now)
    return entry


def _must_be_choices(lottery: Round, slots: tuple[int, ...]) -> None:
    if not 1 <= len(slots) <= lottery.most_choices or len(set(slots)) < len(slots):
        raise ChoicesUnfit(lottery.most_choices)


def _must_be_allowed(known: Bench, asker: Asker, wishes: Wishes, channel: Channel, asked_at: int) -> None:
    """A wish that nobody could be granted is refused now; the draw asks once more."""
    party = (asker.person, asker.company.group)
    days, lost = other_days(known.round, *party), has_lost(known.round, *party)
    for number in wishes.slots:
        one = known.slot(number)
        asked = {"channel": channel, "purpose": wishes.purpose, "lost": lost}
        verdict = known.entering(one, asker, days, asked_at, **asked)
        if verdict.outcome is not Outcome.ALLOW or verdict.lacking:
            raise Refused(verdict)
        # A cap on entries counts the wishes before this one, too.
        days.append((one.room.facility_id, one.days))


def _act(entry: Entry, verb: str, actor: Person, now: int) -> None:
    """Logs what was done to an entry: for which round and group, with how many wishes."""
    told = {"round_id": entry.round_id, "group_id": entry.group_id, "wishes": entry.choices.count()}
    log("entry", entry.public_id, verb, actor, now, after=told, hall=entry.round.facility_id)
