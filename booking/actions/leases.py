"""Leases of the worker's duties: at most one holder at a time, and a dead holder's lease runs out."""

from collections.abc import Iterable

from django.db.models import Q

from booking.models import Lease


def take(*, duty: str, holder: str, now: int, seconds: int) -> bool:
    """Whether `holder` has the duty from `now` for so many seconds; False while another has it.

    One UPDATE decides, so of several at once one wins, on SQLite and on PostgreSQL.
    """
    # The row is made by whoever comes first; to look whether it is there would let two make it.
    Lease.objects.bulk_create([Lease(duty=duty)], ignore_conflicts=True)
    # Its own holder, too: a duty that failed was not given back, and is tried again at the next look.
    free = Q(holder=holder) | Q(until__lte=now)
    return bool(Lease.objects.filter(free, duty=duty).update(holder=holder, until=now + seconds))


def renew(*, duty: str, holder: str, now: int, seconds: int) -> bool:
    """Notes that the duty ran at `now` and keeps it; False if it has run out, whoever has it then."""
    held = Lease.objects.filter(duty=duty, holder=holder, until__gt=now)
    return bool(held.update(until=now + seconds, last_ran_at=now))


def give_back(*, duty: str, holder: str, now: int) -> None:
    """The duty is free for whoever comes next, such as a worker that takes over. Another's stays theirs."""
    Lease.objects.filter(duty=duty, holder=holder, until__gt=now).update(until=now)


def looked(*, duties: Iterable[str], now: int) -> None:
    """Notes that a worker saw at `now` what was due of these. One statement; of several workers each may say
    so, and nobody's lease changes."""
    Lease.objects.bulk_create(
        [Lease(duty=duty, looked_at=now) for duty in duties],
        update_conflicts=True,
        unique_fields=["duty"],
        update_fields=["looked_at"],
    )


def free_all() -> None:
    """Nobody works, and so nobody holds anything: what a backup says of leases is over."""
    Lease.objects.update(until=0)
