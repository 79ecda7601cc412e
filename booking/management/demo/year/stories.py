"""Stories: what somebody does over the year, at which hours; and who they are."""

import heapq
from collections.abc import Iterable, Iterator
from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings

from booking.models import Person
from facilities.models import Department
from facilities.rules.spans import Span, instant, wall_span

ZONE = ZoneInfo(settings.TIME_ZONE)
# It yields the instant (seconds, UTC) up to which it waits, and then does what it does at that hour.
Story = Iterator[int]


def lived(stories: Iterable[Story]) -> Iterator[int]:
    """All of them as they meet in time; the instant of each act once it is done."""
    waiting: list[tuple[int, int, Story]] = []
    for place, story in enumerate(stories):
        _wait(waiting, place, story)
    while waiting:
        now, place, story = heapq.heappop(waiting)
        _wait(waiting, place, story)
        yield now


def _wait(waiting: list[tuple[int, int, Story]], place: int, story: Story) -> None:
    until = next(story, None)
    if until is not None:
        # The place tells two of one hour apart, and keeps their order.
        heapq.heappush(waiting, (until, place, story))


def at(day: date, hour: int) -> int:
    """The instant of a full hour of the city's day."""
    return instant(day, hour * 60, ZONE)


def between(day: date, start: int, end: int) -> Span:
    """From one full hour to another."""
    return wall_span(day, start * 60, end * 60, ZONE)


def person(card: str) -> Person:
    return Person.objects.get(card_number=card)


def office(actor: Person) -> Department:
    """For which somebody answers."""
    return Department.objects.get(posts__person=actor)
