"""What rivals do with a round."""

from collections.abc import Callable, Mapping
from typing import Any

from booking.actions.draws import draw
from booking.actions.entries import Wishes, enter
from booking.actions.lottery import close_list
from booking.models import Act, Booking, Claim, Notice, Person, Round
from tests.factories import a_hall
from tests.rounds import AFTER, CLOSES, DRAWS, a_round, entered


def _round(bands: int) -> str:
    """An open round of the sample hall, which so many bands have entered; its public id."""
    lottery = a_round(a_hall())
    for number in range(bands):
        entered(lottery, 1 + number % 2, 2 - number % 2)
    return lottery.public_id


def _close(lottery: str) -> int:
    return len(close_list(lottery=Round.objects.get(public_id=lottery), now=AFTER).seals)


def _draw(lottery: str) -> list[list[str]]:
    drawn: list[list[str]] = draw(lottery=Round.objects.get(public_id=lottery), now=DRAWS).record["result"]
    return drawn


def _enter(lottery: str, person: int) -> str:
    found = Round.objects.get(public_id=lottery)
    return enter(
        lottery=found, person=Person.objects.get(pk=person), wishes=Wishes((1,)), now=CLOSES
    ).public_id


def _outcome(lottery: str) -> dict[str, Any]:
    """All that stands or falls with a draw."""
    found = Round.objects.get(public_id=lottery)
    return {
        "state": found.state,
        "listed": found.seals[-1][2] if found.seals else None,
        "entries": found.entries.count(),
        "bookings": Booking.objects.count(),
        "claims": Claim.objects.count(),
        "wins": Act.objects.filter(verb="win").count(),
        "draws": Act.objects.filter(verb="draw").count(),
        "told": Notice.objects.filter(kind__in=["won", "not_this_time"]).count(),
    }


OF_LOTTERY: Mapping[str, Callable[..., Any]] = {
    "round": _round,
    "close": _close,
    "draw": _draw,
    "enter": _enter,
    "outcome": _outcome,
}
