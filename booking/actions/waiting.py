"""The verbs of whoever waits: wait, stop waiting and take that back, accept or decline what is offered.

`now` is an instant (seconds, UTC).
"""

from django.db import transaction
from django.db.models import QuerySet

from booking import notices
from booking.actions.acts import log
from booking.actions.bookings import judged, must_be_allowed, must_be_there
from booking.actions.changes import locked, must_be_unchanged, must_stand, refused, write
from booking.actions.lines import Place, stand
from booking.actions.locks import lock
from booking.actions.places import one_winner
from booking.actions.texts import plain
from booking.actions.wanted import LONGEST_PURPOSE
from booking.models import Booking, Person, Wait
from booking.queries.bookings import Absent
from booking.queries.party import Asker
from booking.queries.waiting import LIVE, lately_left, overdue, wait_by_public_id, was_offered, wish_of
from booking.rules.codes import WHAT_WAS_OFFERED, Code
from booking.rules.lifecycle import State
from booking.rules.verdict import forgiven
from booking.rules.waiting import Wish
from facilities.models import Room
from facilities.rules.spans import Span

MOST = 20
AT_ONCE = 50


class TooMany(ValueError):
    """More than MOST wishes of one person at a time."""


class Impossible(ValueError):
    """A wish that no use could ever suit: no room, no weekday, no such time."""


def wait(*, asker: Asker, wish: Wish, purpose: str = "", now: int) -> Wait:
    """A place at the end of the line, for the asker's company. Inverse: `stop`.

    Who waits for the very same already, or whose group does, keeps the place that they have; who stopped
    less than ten minutes ago has it again. Absent for a stranger, and for rooms that are not lent; TooMany,
    Impossible, Unfit.
    """
    purpose = plain(purpose, "purpose", LONGEST_PURPOSE)
    person, company = asker.person, asker.company
    if person is None:
        raise Absent
    _must_be_possible(wish)
    with transaction.atomic():
        lock(groups=company.groups, people=(person,))
        mine = Wait.objects.filter(person=person, state__in=LIVE)
        # Before the limit: whoever asks again for what they wait for is not told that it is too much.
        # A group stands in a line once, whoever of it asks.
        ours = Wait.objects.filter(person=person, group=None)
        if company.group is not None:
            ours = Wait.objects.filter(group=company.group)
        if same := _same(ours.filter(state__in=LIVE), wish):
            return same
        if mine.count() >= MOST:
            raise TooMany(MOST)
        # A slip of the finger and its repair are one: a second place beside the first would be undone twice.
        if left := _same(lately_left(ours, now), wish):
            return _back(left, Person.objects.get(pk=person), now)
        made = stand(Place(Person.objects.get(pk=person), company, wish, purpose), now)
        _act(made, "wait", made.person, now)
        return made


@transaction.atomic
def stop(*, public_id: str, actor: Person, now: int) -> None:
    """Leaves the line; an offer that is held meanwhile is declined by `decline`. Absent for a foreign one.

    Where nobody waits any more nothing changes. Inverse: `wait_again` for ten minutes; then waiting anew, at
    the end of the line.
    """
    lock(people=[actor.pk])
    found = wait_by_public_id(public_id, actor)
    if found.state == Wait.State.WAITING:
        found.state = Wait.State.WITHDRAWN
        found.save(update_fields=["state"])
        _act(found, "stop", actor, now)


@transaction.atomic
def wait_again(*, public_id: str, actor: Person, now: int) -> None:
    """Takes `stop` back: the same place in the line as before, for as long as a booking could be undone.

    Where somebody waits, or is offered something, nothing changes. Absent for a foreign one and for that of a
    group which was dissolved since, Refused (PAST) after the ten minutes, TooMany. Inverse: `stop`.
    """
    found = wait_by_public_id(public_id, actor)
    lock(groups=() if found.group_id is None else (found.group_id,), people=(actor.pk,))
    # Asked again: of a group somebody else may lead since it was read which group to lock.
    found = wait_by_public_id(public_id, actor)
    # Of a group that is no more nobody could answer an offer, and the place would be kept for nobody.
    if found.group is not None and found.group.dissolved_at is not None:
        raise Absent(public_id)
    if found.state in LIVE:
        return
    if not lately_left(Wait.objects.filter(pk=found.pk), now).exists():
        raise refused(Code.PAST)
    if Wait.objects.filter(person=found.person_id, state__in=LIVE).count() >= MOST:
        raise TooMany(MOST)
    _back(found, actor, now)


def accept(*, booking: Booking, actor: Person, now: int) -> Booking:
    """What was offered becomes a booking, judged now but for when and how one asks.

    Where it is one already nothing changes. Refused by the judge, PAST once the offer has lapsed; Absent
    and Stale as for `cancel`, Absent also for what was never offered. Inverse: `cancel`.
    """
    with one_winner(), transaction.atomic():
        current = _locked_offer(booking, actor, now)
        if current.state == State.BOOKED:
            must_be_there(current, actor, now)
            return current
        must_be_unchanged(current, booking)
        _must_be_offered(current, now)
        span = Span(current.start, current.end)
        must_be_allowed(forgiven(judged(current, current.room, span, now, actor), WHAT_WAS_OFFERED))
        write(current, "accept", actor, now, state=State.BOOKED, lapses_at=None)
        notices.booked(current)
        return current


@transaction.atomic
def decline(*, booking: Booking, actor: Person, now: int) -> Booking:
    """The place goes to the next in line. Absent and Stale as for `accept`. Inverse: none, one waits anew."""
    current = _locked_offer(booking, actor, now)
    if current.state == State.CANCELLED:
        return current
    must_be_unchanged(current, booking)
    _must_be_offered(current, now)
    write(current, "decline", actor, now, state=State.CANCELLED, lapses_at=None)
    return current


def lapse_offers(*, now: int) -> int:
    """Offers without an answer go to the next in line; how many it were. Inverse: none."""
    # Few at a time: each lapses in a transaction of its own.
    keys = list(overdue(now).values_list("pk", flat=True)[:AT_ONCE])
    for key in keys:
        _lapse(key, now)
    return len(keys)


@transaction.atomic
def _lapse(key: int, now: int) -> None:
    offer = Booking.objects.select_related("room__facility", "person").get(pk=key)
    # A kept place is nobody's yet: it waits for the line to be served, not for an answer.
    if offer.person is None:
        return
    current = locked(offer, offer.person, now)
    # Under the lock once more: it may have been accepted since the list of overdue ones was read.
    if current.state == State.OFFERED and current.lapses_at is not None and current.lapses_at <= now:
        write(current, "lapse", None, now, state=State.LAPSED, lapses_at=None)
        notices.offer_lapsed(current)


def _back(wait: Wait, actor: Person, now: int) -> Wait:
    # Who came first is told by the key alone, so that the place is theirs again by the state.
    wait.state = Wait.State.WAITING
    wait.save(update_fields=["state"])
    _act(wait, "wait_again", actor, now)
    return wait


def _locked_offer(booking: Booking, actor: Person, now: int) -> Booking:
    """The booking as it is now, locked. Absent where it is nothing that the line was ever offered."""
    current = locked(booking, actor, now)
    # To say "done" of a booking of another kind would tell them what is not so. Nor is it for the line what
    # is held for somebody who was displaced: their own booking is what is moved.
    if not was_offered(current):
        raise Absent(current.public_id)
    return current


def _must_be_offered(booking: Booking, now: int) -> None:
    must_stand(booking, now)
    if booking.state != State.OFFERED or booking.lapses_at is None or booking.lapses_at <= now:
        raise refused(Code.PAST)


def _must_be_possible(wish: Wish) -> None:
    lent = Room.objects.filter(pk__in=wish.rooms, bookable=True, published=True, facility__published=True)
    if lent.count() < len(wish.rooms):
        raise Absent
    minutes = wish.until_minute - wish.from_minute
    if not wish.rooms or not wish.weekdays or wish.last < wish.first or not 0 < wish.seconds <= minutes * 60:
        raise Impossible


def _same(waits: QuerySet[Wait], wish: Wish) -> Wait | None:
    alike = waits.filter(
        wish__first_on=wish.first,
        wish__last_on=wish.last,
        wish__from_minute=wish.from_minute,
        wish__until_minute=wish.until_minute,
        wish__seconds=wish.seconds,
    )
    told = alike.select_related("wish").prefetch_related("wish__rooms")
    return next((one for one in told if wish_of(one) == wish), None)


def _act(wait: Wait, verb: str, actor: Person, now: int) -> None:
    log("wait", wait.public_id, verb, actor, now, after={"state": wait.state})
