"""Telling people a day ahead of what they have booked."""

from booking.actions.notices import remind
from booking.queries.notices import unreminded
from facilities.clock import now


def due() -> bool:
    """Whether somebody is still to be reminded; reads only."""
    return unreminded(now()).exists()


def step() -> None:
    """Some of them."""
    remind(now=now())
