"""Draws of programmes' places at their moments: the list is closed, and the places are drawn."""

from booking.actions.place_draws import close_entries, draw_places
from booking.queries.place_draws import to_draw
from facilities.clock import now


def due() -> bool:
    return to_draw(now()).exists()


def step() -> None:
    """One programme a step. What is cut off is due again, and what was drawn is not drawn again."""
    at = now()
    for draw in to_draw(at)[:1]:
        (close_entries if draw.closed_at is None else draw_places)(draw=draw, now=at)
