"""Who has been forgotten, by key, in a list apart from the database: a backup brings back nobody.

Each line is an instant and the public id of a person, which says nothing about them. The list is the
worker's: it writes down who has gone, and lets go again whoever a backup has brought back.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings

from booking.actions.mydata import forget_again
from booking.models import Person
from booking.queries.forgetting import forgotten, how_many_forgotten, remembered
from booking.rules.verdict import Refused
from facilities.clock import machine_time, now

AN_HOUR = 60 * 60  # seconds


@dataclass
class Erasures:
    """One process's. `told` is how many had gone when the list was written last; `rests_until` is of the
    machine's time."""

    told: int | None = None
    rests_until: int = 0

    def due(self) -> bool:
        """Whether somebody has gone since, or it was long ago. One query."""
        return machine_time() >= self.rests_until or how_many_forgotten() != self.told

    def step(self) -> None:
        """The list names everybody who has gone, and whoever it names is gone."""
        # Counted first: whoever goes meanwhile is for the next step.
        self.told = how_many_forgotten()
        self.rests_until = machine_time() + AN_HOUR
        write_down(forgotten())
        erase_again(listed())


def listed() -> list[str]:
    """The public ids on the list, in its order; none where there is no list yet."""
    try:
        lines = settings.ERASED_LIST.read_text().splitlines()
    except FileNotFoundError:
        return []
    # A line that was cut off names nobody.
    return [words[1] for line in lines if len(words := line.split()) == 2]


def write_down(keys: Iterable[str]) -> None:
    """Adds those whom the list does not name, with the machine's time."""
    known = set(listed())
    moment = datetime.fromtimestamp(machine_time(), UTC).isoformat()
    if lines := [f"{moment} {key}\n" for key in keys if key not in known]:
        with settings.ERASED_LIST.open("a") as file:
            # Whatever was cut off before stays a line of its own.
            file.write("\n" + "".join(lines) if known else "".join(lines))
            file.flush()
            # A backup may come back the same night: who was told that they are forgotten has to be on the
            # list by then.
            os.fsync(file.fileno())


def erase_again(keys: Iterable[str]) -> list[str]:
    """Lets go of those who are there again; the public ids of those who cannot go yet."""
    return [person.public_id for person in remembered(keys) if not _went(person)]


def _went(person: Person) -> bool:
    try:
        forget_again(person=person, now=now())
    except Refused:  # they are in a room at this moment
        return False
    return True
