"""The sweeping: a small piece in a second until nothing is left to sweep, then a look in an hour."""

from dataclasses import dataclass
from datetime import UTC, datetime

from booking.actions.articles import erase_articles
from booking.actions.sweeping import sweep, sweep_sessions
from booking.management import mail
from facilities.clock import machine_time, now

BETWEEN_PIECES = 1  # seconds, in which writers and the other duties have their turn
BETWEEN_LOOKS = 60 * 60  # seconds


@dataclass
class Sweeping:
    """One process's; another looks once more for nothing. `rests_until` is of the machine's time."""

    rests_until: int = 0

    def due(self) -> bool:
        """Whether the rest is over; reads nothing."""
        return machine_time() >= self.rests_until

    def step(self) -> None:
        """One piece of each kind."""
        # Sessions and mail keep the machine's time, also where the house's hour stands still.
        at = datetime.fromtimestamp(machine_time(), UTC)
        swept = sweep(now=now()) + erase_articles(now=now()) + sweep_sessions(at=at) + mail.empty_old(at)
        self.rests_until = machine_time() + (BETWEEN_PIECES if swept else BETWEEN_LOOKS)
