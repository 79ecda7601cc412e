"""When each duty of the background worker last ran, and which are behind."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Count, Q
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
from booking.rules.duties import DAILY, DAILY_LATE, LATE, Duty


@dataclass(frozen=True, slots=True)
class Ran:
    """`at` is an instant (seconds, UTC), None if it never had anything to do; `late` if something waits."""

    duty: Duty
    at: int | None
    late: bool


def duties(now: int, machine: int) -> list[Ran]:
    """All of them. `now` is the service's clock, `machine` the one by which the worker notes its runs. Ten
    queries."""
    # Told to the desk: elsewhere a job that had stopped was found out by those who waited for it.
    ran = dict(Lease.objects.values_list("duty", "last_ran_at"))
    return [Ran(duty, ran.get(duty), _late(duty, ran.get(duty), now, machine)) for duty in Duty]


def mails() -> dict[str, int]:
    """How many mails wait to be sent, and how many are parked since they failed too often. One query."""
    waiting = Q(status__in=(STATUS.queued, STATUS.requeued))
    counts: dict[str, int] = Email.objects.aggregate(
        waiting=Count("pk", filter=waiting), failed=Count("pk", filter=Q(status=STATUS.failed))
    )
    return counts


def _late(duty: Duty, at: int | None, now: int, machine: int) -> bool:
    if duty in DAILY:
        # By the machine's clock: the service's may be set, for a trial or a rehearsal, and would then call
        # all late.
        return at is None or machine - at > DAILY_LATE
    if duty is Duty.MAIL:
        return _mail_waits(machine - LATE)
    return duty in WAITS and WAITS[duty](now - LATE)


def _mail_waits(before: int) -> bool:
    then = datetime.fromtimestamp(before, UTC)
    ready = Q(scheduled_time=None) | Q(scheduled_time__lte=then)
    waiting = Email.objects.filter(ready, status__in=(STATUS.queued, STATUS.requeued), created__lte=then)
    return bool(waiting.exists())


def _draw_waits(before: int) -> bool:
    closing = Q(state=Round.State.OPEN, closes_at__lt=before)
    drawing = Q(state=Round.State.CLOSED, draws_at__lte=before)
    return Round.objects.filter(closing | drawing).exists()


# Of these it can be said whether something is still to be done that was due at an instant.
WAITS: Mapping[Duty, Callable[[int], bool]] = {
    Duty.HORIZONS: unlooked,
    Duty.LINES: lambda before: bool(overdue(before)),
    Duty.REMINDERS: lambda before: unreminded(before).exists(),
    Duty.DRAWS: _draw_waits,
    Duty.PLACE_DRAWS: lambda before: to_draw(before).exists(),
    Duty.SIGNUP_CONSENTS: lambda before: signup_consents.overdue(before).exists(),
    Duty.DISPLACEMENTS: lambda before: overtaken(before).exists(),
    Duty.WEBHOOKS: lambda before: waiting(before).exists(),
    Duty.LAPSES: lambda before: lapsing(before).exists(),
    Duty.POSTS: lambda before: past_posts(before).exists(),
}
