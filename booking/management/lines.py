"""Serving the waiting list: offers that lapse, and places that are kept for the next in line."""

from booking.actions.lines import serve
from booking.actions.waiting import lapse_offers
from booking.queries.waiting import overdue, unserved
from facilities.clock import now


def due() -> bool:
    """Whether somebody is to be asked, or did not answer; reads only."""
    return unserved(now()) is not None or overdue(now()).exists()


def step() -> None:
    """Some offers, and one place."""
    lapse_offers(now=now())
    kept = unserved(now())
    if kept is not None:
        serve(kept=kept, now=now())
