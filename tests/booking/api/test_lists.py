"""Every list that the description names costs the same number of queries with ten rows and with a hundred."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from booking.models import (
    Choice,
    CourseDate,
    Entry,
    Group,
    Invitation,
    Membership,
    Person,
    Round,
    Subscription,
    Wait,
    Wish,
)
from facilities.models import Facility, Room
from tests.booking.api.callers import get
from tests.factories import NOW, a_booking, a_facility, a_room, span
from tests.people import a_band
from tests.rounds import a_round

MOST = 12
DESCRIBED = yaml.safe_load((Path(__file__).parents[3] / "docs" / "openapi.yaml").read_text())
LISTS = sorted(
    path.removeprefix("/api/v1/")
    for path, methods in DESCRIBED["paths"].items()
    if methods.get("get", {}).get("operationId", "").endswith("_list")
)


class City:
    """Of everything that is listed, as much as one asks for."""

    def __init__(self, hall: Facility, room: Room, person: Person) -> None:
        self.hall, self.room, self.person = hall, room, person
        self.band = a_band(person)

    def halls(self, number: int) -> None:
        a_facility(f"hall-{number}")

    def rooms(self, number: int) -> None:
        a_room(self.hall, f"room-{number}")

    def bookings(self, number: int) -> None:
        day = date(2026, 1, 1) + timedelta(days=number)
        a_booking(self.room, span(day.isoformat(), "10:00", "12:00"), self.person)

    def waits(self, number: int) -> None:
        day = date(2026, 12, 4) + timedelta(days=number)
        wish = Wish.objects.create(
            first_on=day,
            last_on=day,
            weekdays=[day.weekday()],
            from_minute=1020,
            until_minute=1140,
            seconds=7200,
        )
        wish.rooms.add(self.room)
        Wait.objects.create(
            person=self.person, group=self.band if number % 2 else None, headcount=1, wish=wish, made_at=NOW
        )

    def groups(self, number: int) -> None:
        group = Group.objects.create(name=f"band {number}", kind="band")
        Membership.objects.create(group=group, person=self.person, role="leader")

    def invitations(self, number: int) -> None:
        Invitation.objects.create(
            group=self.band, made_by=self.person, token_hash=f"i{number}", places=1, made_at=NOW,
            ends_at=NOW + 9999,
        )  # fmt: skip

    def courses(self, number: int) -> None:
        start = NOW + 86400 * (number + 1)
        CourseDate.objects.create(
            facility=self.hall, course="studio", start=start, end=start + 3600, places=5
        )

    def lotteries(self, _number: int) -> None:
        a_round(self.hall)

    def entries(self, _number: int) -> None:
        lottery = a_round(self.hall)
        Round.objects.filter(pk=lottery.pk).update(state=Round.State.OPEN)
        entry = Entry.objects.create(
            round=lottery, person=self.person, headcount=1, channel="web", received_at=NOW, changed_at=NOW
        )
        Choice.objects.create(entry=entry, slot=lottery.slots.all()[0], rank=1)

    def subscriptions(self, number: int) -> None:
        Subscription.objects.create(
            person=self.person, group=self.band, name=str(number), token_hash=f"s{number}", made_at=NOW
        )

    def consents(self, number: int) -> None:
        """They are as many as the rules ask for; each hall may ask."""
        a_facility(f"asks-{number}")


@pytest.mark.parametrize("path", LISTS)
def test_a_hundred_rows_cost_what_ten_cost(
    path: str, hall: Facility, room: Room, teen: Person, as_teen: Client
) -> None:
    city = City(hall, room, teen)
    more: Callable[[int], None] = getattr(city, path.rstrip("/").rpartition("/")[2])
    address = path.format(hall=hall.slug, id=city.band.public_id)
    counts = []
    for numbers in (range(10), range(10, 100)):
        for number in numbers:
            more(number)
        get(as_teen, address)  # what a process reads once and keeps
        counts.append(_cost(as_teen, address))
    assert counts[0] == counts[1] <= MOST


def _cost(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        answer: Any = get(client, address)
    assert answer.status_code == 200, answer.content
    assert answer.json()["results"] or address == "consents/"
    return len(asked)
