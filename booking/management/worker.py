"""The background worker: looks what is due, and does it under a lease, so that two never do one duty."""

import logging
import os
import secrets
import socket
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event

from django.db import connection

from booking.actions import leases
from booking.management import (
    consents,
    displacements,
    draws,
    evenings,
    horizons,
    lapses,
    lines,
    mail,
    place_draws,
    posts,
    reminders,
    renewals,
    signup_consents,
    webhooks,
)
from booking.management.erasures import Erasures
from booking.management.sweeping import Sweeping
from facilities.clock import machine_time

logger = logging.getLogger(__name__)

LEASE = 120  # seconds: longer than the slowest step, a mail server that does not answer
LOOK = 1.0  # seconds between two looks while nothing is due
NOTED = 300  # seconds between two notes that it was looked: to note each look would write all the time
LONGEST_PAUSE = 30.0  # seconds, when looking itself fails


@dataclass(frozen=True)
class Duty:
    """`due` only reads, and says whether there is a `step` to do; a step may be cut off at any point."""

    name: str
    due: Callable[[], bool]
    step: Callable[[], None]


sweeping, erasures = Sweeping(), Erasures()
DUTIES = (
    # First what somebody waits for by the second, last what can wait for the night.
    Duty("mail", mail.due, mail.send_next),
    Duty("horizons", horizons.due, horizons.step),
    Duty("lines", lines.due, lines.step),
    Duty("reminders", reminders.due, reminders.step),
    Duty("draws", draws.due, draws.step),
    Duty("place_draws", place_draws.due, place_draws.step),
    Duty("evenings", evenings.due, evenings.lay_out),
    Duty("consents", consents.due, consents.remind),
    Duty("signup_consents", signup_consents.due, signup_consents.step),
    Duty("displacements", displacements.due, displacements.step),
    Duty("lapses", lapses.due, lapses.step),
    Duty("renewals", renewals.due, renewals.step),
    Duty("posts", posts.due, posts.step),
    Duty("webhooks", webhooks.due, webhooks.step),
    Duty("sweeping", sweeping.due, sweeping.step),
    Duty("erasures", erasures.due, erasures.step),
)


def holder_name() -> str:
    """A name that no other worker has had."""
    return f"{socket.gethostname()[:30]}:{os.getpid()}:{secrets.token_hex(4)}"


def perform(duty: Duty, holder: str, stop: Event) -> None:
    """Does the duty until nothing of it is due. Another holder's duty is left to them.

    A step that fails keeps the lease, so that it is not tried again at once somewhere else.
    """
    # Looked at before the lease is taken: that writes, and on SQLite all who write wait for one another.
    if not duty.due():
        return
    held = leases.take(duty=duty.name, holder=holder, now=machine_time(), seconds=LEASE)
    while held and not stop.is_set() and duty.due():
        duty.step()
        held = leases.renew(duty=duty.name, holder=holder, now=machine_time(), seconds=LEASE)
    leases.give_back(duty=duty.name, holder=holder, now=machine_time())


def work(stop: Event, duties: tuple[Duty, ...] = DUTIES) -> None:
    """Until `stop`. A duty that fails, or a database that is away, is tried again with growing pauses."""
    holder, pause, noted = holder_name(), LOOK, 0
    while not stop.is_set():
        went_well = [duty.name for duty in duties if _survives(duty, holder, stop)]
        noted = _note(went_well, noted)
        pause = LOOK if len(went_well) == len(duties) else min(pause * 2, LONGEST_PAUSE)
        stop.wait(pause)


def _note(names: list[str], noted: int) -> int:
    """Notes for the desk that these were looked at, unless that was noted lately. When it last was (seconds,
    UTC)."""
    now = machine_time()
    # The other way, too: a clock that was set back would say nothing for as long as it was wrong.
    if abs(now - noted) < NOTED:
        return noted
    try:
        leases.looked(duties=names, now=now)
    except Exception:  # what is only told to the desk holds up nothing
        logger.exception("looks were not noted")
        connection.close()
        return noted
    return now


def _survives(duty: Duty, holder: str, stop: Event) -> bool:
    try:
        perform(duty, holder, stop)
    except Exception:  # whatever one duty meets, the others go on
        logger.exception("%s: will be tried again", duty.name)
        # A connection that a failure has left behind may be broken; the next look opens another.
        connection.close()
        return False
    return True
