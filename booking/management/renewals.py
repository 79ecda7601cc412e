"""Reminding of registrations that can be renewed, in the last two months in which they run."""

from booking.actions.renewals import remind_of_renewals
from booking.queries.renewals import to_remind
from facilities.clock import now


def due() -> bool:
    return to_remind(now()).exists()


def step() -> None:
    remind_of_renewals(now=now())
