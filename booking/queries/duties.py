"""When each duty of the background worker last ran, and which are behind."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import CharField, Count, Q, QuerySet, Value
from post_office.models import STATUS, Email

from booking.models import Lease, Round
from booking.queries import signup_consents
from booking.queries.displacing import overtaken
from booking.queries.horizons import unlooked
from booking.queries.lapses import lapsing
from booking.queries.notices import unreminded
from booking.queries.place_draws import to_draw
from booking.queries.posts import past_posts
from booking.queries.waiting import overdue
from booking.queries.webhooks import waiting
from booking.rules.duties import DAILY, DAILY_LATE, LATE, UNLOOKED, Duty

Rows = QuerySet[Any]


@dataclass(frozen=True, slots=True)
class Ran:
    """`at` is an instant (seconds, UTC), None if it never had anything to do; `late` if something waits, or
    no worker has looked for long. `looked` is when one last did, as far as it is noted."""

    duty: Duty
    at: int | None
    late: bool
    looked: int | None


def duties(now: int, machine: int) -> list[Ran]:
    """All of them. `now` is the service's clock, `machine` the one by which the worker notes its runs. Two
    queries."""
    # Told to the desk: elsewhere a job that had stopped was found out by those who waited for it.
    rows = Lease.objects.values_list("duty", "last_ran_at", "looked_at")
    noted, behind = {duty: (ran, looked) for duty, ran, looked in rows}, _behind(now - LATE, machine - LATE)
    return [_told(duty, *noted.get(duty, (None, None)), duty in behind, machine) for duty in Duty]


def _told(duty: Duty, ran: int | None, looked: int | None, behind: bool, machine: int) -> Ran:
    missed = _missed(ran, machine) if duty in DAILY else behind
    return Ran(duty, ran, missed or (looked is not None and machine - looked > UNLOOKED), looked)


def mails() -> dict[str, int]:
    """How many mails wait to be sent, and how many are parked since they failed too often. One query."""
    waiting = Q(status__in=(STATUS.queued, STATUS.requeued))
    counts: dict[str, int] = Email.objects.aggregate(
        waiting=Count("pk", filter=waiting), failed=Count("pk", filter=Q(status=STATUS.failed))
    )
    return counts


def _missed(at: int | None, machine: int) -> bool:
    # By the machine's clock: the service's may be set, for a trial or a rehearsal, and would then call all
    # late.
    return at is None or machine - at > DAILY_LATE


def _behind(before: int, machine: int) -> set[str]:
    """The duties of which something waits that was due at these instants. One query, however many duties."""
    arms = [
        _arm(Duty.MAIL, _mail_waiting(machine)),
        *(_arm(duty, due(before)) for duty, due in WAITS.items()),
    ]
    # Not all of each: the union of equal names is one name.
    return {duty for (duty,) in arms[0].union(*arms[1:])}


def _arm(duty: Duty, waiting: Rows) -> Rows:
    found: Rows = waiting.order_by().annotate(duty_of=Value(duty.value, CharField())).values_list("duty_of")
    return found


def _mail_waiting(before: int) -> Rows:
    then = datetime.fromtimestamp(before, UTC)
    ready = Q(scheduled_time=None) | Q(scheduled_time__lte=then)
    found: Rows = Email.objects.filter(ready, status__in=(STATUS.queued, STATUS.requeued), created__lte=then)
    return found


def _rounds_waiting(before: int) -> Rows:
    closing = Q(state=Round.State.OPEN, closes_at__lt=before)
    drawing = Q(state=Round.State.CLOSED, draws_at__lte=before)
    return Round.objects.filter(closing | drawing)


# Of these it can be said whether something is still to be done that was due at an instant.
WAITS: Mapping[Duty, Callable[[int], Rows]] = {
    Duty.HORIZONS: unlooked,
    Duty.LINES: overdue,
    Duty.REMINDERS: unreminded,
    Duty.DRAWS: _rounds_waiting,
    Duty.PLACE_DRAWS: to_draw,
    Duty.SIGNUP_CONSENTS: signup_consents.overdue,
    Duty.DISPLACEMENTS: overtaken,
    Duty.WEBHOOKS: waiting,
    Duty.LAPSES: lapsing,
    Duty.POSTS: past_posts,
}
