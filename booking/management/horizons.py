"""Evenings that become bookable are kept for the line, a little before anybody can book them."""

from booking.actions.horizons import look_ahead
from booking.queries.horizons import hall_due
from facilities.clock import now


def due() -> bool:
    """Whether a hall's openings are to be looked at; reads only."""
    return hall_due(now()) is not None


def step() -> None:
    """One hall."""
    at = now()
    hall = hall_due(at)
    if hall is not None:
        look_ahead(hall=hall, now=at)
