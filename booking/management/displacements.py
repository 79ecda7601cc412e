"""Whom a closure has displaced and who has not answered: their time passes, or that of what was offered."""

from booking.actions.displacements import pass_over
from booking.queries.displacing import overtaken
from facilities.clock import now


def due() -> bool:
    return overtaken(now()).exists()


def step() -> None:
    pass_over(now=now())
