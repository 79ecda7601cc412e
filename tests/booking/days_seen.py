"""A room's day as somebody sees it, told in short."""

from datetime import date

from booking.models import Person
from booking.queries.party import Asker, Company, asker_of
from booking.queries.slots import room_days
from booking.rules.weeks import Day, State
from facilities.models import Room
from facilities.rules.spans import local
from tests.factories import NOW, TOKYO

FRIDAY = date(2026, 12, 4)


def alone(person: Person) -> Asker:
    return asker_of(person, Company(), NOW)


def states(day: Day) -> list[tuple[str, str]]:
    """What of the day can be chosen or is taken: by its start."""
    idle = (State.OUTSIDE, State.CLOSED)
    return [(_clock(slot.span.start), str(slot.state)) for slot in day.slots if slot.state not in idle]


def friday(room: Room, asker: Asker | None = None) -> Day:
    return room_days(room, FRIDAY, FRIDAY, asker, NOW)[0]


def _clock(instant: int) -> str:
    return local(instant, TOKYO).strftime("%H:%M")
