"""What becomes of a place that was given back: the next in line is offered it, and nobody can snatch it.

The verb that gives a place back keeps it for the line in its own transaction; whoever is next is found
afterwards, since the people in line are locked before spaces are. `now` is an instant (seconds, UTC).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.db.models import Q

from booking import notices
from booking.actions.acts import log, write_act
from booking.actions.locks import count_up, lock
from booking.actions.places import hold, one_winner, spaces_of
from booking.actions.placing import Use, place
from booking.actions.wishes import written
from booking.models import Act, Booking, Entry, Group, Membership, Person, Wait
from booking.queries.boards import zone_of
from booking.queries.money import reckon
from booking.queries.party import Company, asker_of_wait
from booking.queries.waiting import (
    SKIP,
    Fitting,
    company_of,
    in_line,
    is_late_for,
    is_wanted,
    put_to_judge,
    wish_of,
)
from booking.rules.ask import Channel
from booking.rules.lifecycle import State
from booking.rules.verdict import Outcome, Refused, Verdict
from booking.rules.waiting import Wish
from facilities.models import Room
from facilities.rules.spans import Span, local_day, subtract

SETTLED = {
    State.BOOKED: Wait.State.TAKEN,
    State.PROVISIONAL: Wait.State.TAKEN,
    State.CANCELLED: Wait.State.DECLINED,
    State.LAPSED: Wait.State.LAPSED,
}


def anybody_waits() -> bool:
    """Whether anybody stands in any line. One query."""
    return Wait.objects.filter(state=Wait.State.WAITING).exists()


def keep(room: Room, spans: Iterable[Span], now: int, *, asks_from: int | None = None) -> None:
    """Keeps what has become free for the line, if anybody stands in it. What has begun is kept for those who
    are glad of what is left of it. The line is asked at once, or from an instant on.

    The room's spaces are locked, and free for these spans.
    """
    for span in spans:
        # What of it is over cannot be offered to anybody.
        left = Span.between(max(span.start, now), span.end)
        if left and is_wanted(room, left, now):
            _keep(room, left, now, asks_from or now)


def let_go(room: Room, span: Span) -> None:
    """What is kept of a room's spaces at some time of a span, and was offered to nobody yet, is free. The
    spaces are locked."""
    held = Booking.objects.filter(claims__space__in=room.spaces.values("pk"), claims__start__lt=span.end)
    kept = held.filter(claims__end__gt=span.start, state=State.OFFERED, person=None)
    for one in kept.distinct():
        _let_go(one)


def settle(booking: Booking) -> None:
    """The answer to an offer ends the wait that it was made for."""
    Wait.objects.filter(offer=booking).update(state=SETTLED[State(booking.state)])


def hand_on(group: Group, person: Person) -> None:
    """Whoever leaves a group waits for nothing in its name: whoever leads it waits in their place. The group
    is locked."""
    # Of leaders there is always one, and the group keeps the place that it has in the line.
    leader = Membership.objects.filter(group=group, role=Membership.Role.LEADER).first()
    _named_no_more(person, Q(group=group))
    if leader is not None:
        Wait.objects.filter(group=group, person=person).update(person=leader.person)


def forget(person: Person) -> None:
    """Nobody waits with them any more."""
    _named_no_more(person, Q())


def disband(group: Group) -> None:
    """A group that is no more waits for nothing. The group is locked."""
    Wait.objects.filter(group=group, state=Wait.State.WAITING).update(state=Wait.State.WITHDRAWN)


def serve(*, kept: Booking, now: int) -> Booking | None:
    """Offers a kept place to the first in line whom the judge allows it; free for all if there is nobody.

    Whoever is passed over keeps their place in line, and is told why. The offer, or None. Inverse: it lapses.
    """
    # Nothing is locked yet: the line is only read, and each who waits is looked at once more under locks.
    span = Span(kept.start, kept.end)
    for wait in in_line(kept.room, span, is_rest=is_late_for(kept.room, span, now)):
        if offered := _offered(kept, wait, now):
            return offered
    with transaction.atomic():
        lock(spaces=spaces_of(kept.room))
        _let_go(kept)
    return None


def _named_no_more(person: Person, waits: Q) -> None:
    waiting = Wait.objects.filter(waits)
    Wait.people.through.objects.filter(wait__in=waiting, person=person).delete()
    # Whoever lost a draw waits with those who are named in the entry: of them the wait has no copy.
    entries = waiting.exclude(entry=None).values("entry")
    Entry.people.through.objects.filter(entry__in=entries, person=person).delete()


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody who is to stand in line, in what company, for what; after which entry in a round, if any."""

    person: Person
    company: Company
    wish: Wish
    purpose: str
    entry: Entry | None = None


def stand(place: Place, now: int) -> Wait:
    """They stand in line, before whoever comes later. Four statements. Those who lose a draw are written all
    at once (`outcomes`).

    Whoever comes after an entry comes with those who were named there.
    """
    company = place.company
    made = Wait.objects.create(
        person=place.person,
        group_id=company.group,
        entry=place.entry,
        counted=counted(company),
        headcount=company.headcount,
        purpose=place.purpose,
        told=company.told.kept,
        made_at=now,
        wish_id=written([place.wish])[place.wish],
    )
    if place.entry is None:
        with_ = Wait.people.through
        with_.objects.bulk_create(with_(wait_id=made.pk, person_id=key) for key in company.people)
    return made


def counted(company: Company) -> dict[str, int]:
    """How many come of each age band, without the bands of which nobody comes."""
    return {band: count for band, count in company.counted.items() if count}


def _keep(room: Room, span: Span, now: int, asks_from: int) -> None:
    kept = Booking.objects.create(
        room=room,
        start=span.start,
        end=span.end,
        state=State.OFFERED,
        # Nobody's, and yet one: the table has no booking for nobody.
        headcount=1,
        channel=Channel.WEB,
        made_at=now,
        changed_at=now,
        # Of a kept place no deadline, but from when on it is offered (`queries.waiting.unserved`).
        lapses_at=max(now, asks_from),
    )
    hold(kept, spaces_of(room))
    write_act(booking=kept, verb="keep", actor=None, now=now)


def _offered(kept: Booking, wait: Wait, now: int) -> Booking | None:
    company = company_of(wait)
    groups = () if wait.group_id is None else (wait.group_id,)
    people = {wait.person_id, *company.people}
    try:
        with one_winner(), transaction.atomic():
            lock(groups=groups, people=people, spaces=spaces_of(kept.room))
            # What was read before the locks may have changed while we waited for them.
            if not _still(kept, wait):
                return None
            refused = list[Verdict]()
            for found, verdict in put_to_judge(wait, kept, now):
                if verdict.outcome is Outcome.ALLOW and not verdict.lacking:
                    return _offer(kept, wait, found, now)
                refused.append(verdict)
            _skip(wait, kept, refused[:1], now)
            return None
    # Only TAKEN comes here, from the database: whoever claimed it has it, and the line is read on.
    except Refused:
        return None


def _skip(wait: Wait, kept: Booking, refused: Sequence[Verdict], now: int) -> None:
    """Whoever stands first and is not asked learns why; of the same reason once, however often it comes."""
    reasons = [reason for verdict in refused for reason in verdict.broken or verdict.reasons]
    code = str(reasons[0].code) if reasons else ""
    # A whole term of Fridays can pass them over: a letter for each would only hurt.
    before = Act.objects.filter(subject="wait", subject_id=wait.public_id, verb=SKIP)
    is_new = not before.filter(after__code=code).exists()
    told = {"room_id": kept.room_id, "start": kept.start, "end": kept.end, "code": code}
    log("wait", wait.public_id, SKIP, None, now, after=told)
    if is_new:
        notices.skipped(wait, kept, reasons, now)


def _still(kept: Booking, wait: Wait) -> bool:
    """Whether both are as they were when the line was read; somebody may have left the group since."""
    waiting = Wait.objects.filter(pk=wait.pk, state=Wait.State.WAITING, person=wait.person_id).first()
    if waiting is None or company_of(waiting) != company_of(wait) or wish_of(waiting) != wish_of(wait):
        return False
    return Booking.objects.filter(pk=kept.pk, state=State.OFFERED, person=None).exists()


def _offer(kept: Booking, wait: Wait, found: Fitting, now: int) -> Booking:
    # The kept place goes before the offer comes: two claims on one space never overlap, ours neither.
    room, use = found.room, found.use
    company, whole, spaces = company_of(wait), Span(kept.start, kept.end), spaces_of(room)
    _let_go(kept)
    asker, channel = asker_of_wait(wait, company, now), Channel.WEB
    (fee,) = reckon([(room, use)], asker, now, channel=channel, purpose=wait.purpose)
    (offered,) = place(
        uses=[Use(room, use, spaces, fee=fee)],
        person=wait.person,
        company=company,
        purpose=wait.purpose,
        verb="offer",
        actor=None,
        now=now,
        state=State.OFFERED,
        lapses_at=found.until,
    )
    asked = _of_day(wait, local_day(use.start, zone_of(room)))
    asked.state, asked.offer = Wait.State.OFFERED, offered
    asked.save(update_fields=["state", "offer"])
    # An offer may take a part of the time: the rest goes on to whoever is next.
    if room.pk == kept.room_id:
        keep(room, subtract([whole], [use]), now)
    groups = () if wait.group_id is None else (wait.group_id,)
    count_up(groups=groups, people={wait.person_id, *company.people}, spaces=spaces_of(kept.room))
    notices.offered(offered)
    return offered


def _of_day(wait: Wait, day: date) -> Wait:
    """The wait that an offer answers: of several days that one; the others are waited for as before, in the
    same place."""
    wish = wish_of(wait)
    others = wish.days - {day}
    if not others:
        return wait
    asks = replace(wish, first=day, last=day, days=frozenset())
    asked = stand(Place(wait.person, company_of(wait), asks, wait.purpose, wait.entry), wait.made_at)
    # Another row, and not the same one changed: whoever else lost the draw waits for that one as it is.
    rest = replace(wish, first=min(others), last=max(others), days=others)
    wait.wish_id = written([rest])[rest]
    wait.save(update_fields=["wish"])
    return asked


def _let_go(kept: Booking) -> None:
    """Nobody's: it leaves no trace but its Act."""
    kept.claims.all().delete()
    Booking.objects.filter(pk=kept.pk, person=None).delete()
