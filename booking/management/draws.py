"""Rounds of a lottery at their moments: the list is closed, and the lots are drawn."""

from django.db.models import Q, QuerySet

from booking.actions.draws import draw
from booking.actions.lottery import close_list
from booking.models import Round
from facilities.clock import now


def due() -> bool:
    return _due(now()).exists()


def step() -> None:
    """One round a step. What is cut off is due again, and a round that was drawn is not drawn again."""
    at = now()
    for lottery in _due(at)[:1]:
        (close_list if lottery.state == Round.State.OPEN else draw)(lottery=lottery, now=at)


def _due(at: int) -> QuerySet[Round]:
    # After its last second, in which one may still enter; it is drawn at its moment, and not after it.
    closing = Q(state=Round.State.OPEN, closes_at__lt=at)
    drawing = Q(state=Round.State.CLOSED, draws_at__lte=at)
    return Round.objects.filter(closing | drawing).order_by("draws_at", "pk")
