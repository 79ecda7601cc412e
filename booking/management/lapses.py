"""Lapsing what was provisional: a handful at a time, as soon as their time is over."""

from booking.actions.lapses import lapse_provisional
from booking.queries.lapses import lapsing
from facilities.clock import now


def due() -> bool:
    return lapsing(now()).exists()


def step() -> None:
    lapse_provisional(now=now())
