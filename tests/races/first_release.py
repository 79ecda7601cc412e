"""What a city had on the first day: the tables as the first migrations made them, and 100,000 bookings.

`python -m tests.races.first_release lay` with the environment of a service whose database is empty; `look`
and `overlap` work with whatever tables there are. It is a program, not a test. It knows the models of that
day only from the migrations, and the rows of any day only by SQL, since today's models may not be theirs.
"""

import sys
from collections.abc import Iterator
from itertools import islice, product
from typing import Any

import django

django.setup()

from django.apps.registry import Apps  # noqa: E402
from django.db import IntegrityError, connection, transaction  # noqa: E402
from django.db.migrations.executor import MigrationExecutor  # noqa: E402

FIRST = [("facilities", "0001_initial"), ("booking", "0001_initial")]
ROOMS, DAYS, HOURS, PEOPLE = 50, 200, 10, 1_000
FIRST_DAY = 1_775_001_600  # 2026-04-01T00:00:00Z
AN_HOUR, A_DAY = 60 * 60, 24 * 60 * 60
AT_ONCE = 2_000


# Weighed by the key, so that two rows which changed places would show.
LOOK = """
SELECT COUNT(*), MIN(b.id), MAX(b.id), SUM(b.start * (b.id % 97)), SUM(b."end" * (b.id % 89)),
       SUM(c.start * (b.id % 83)), SUM(c."end" * (c.id % 79)), SUM(c.space_id * (c.id % 61)),
       SUM(b.headcount * (b.id % 73)), SUM(b.person_id * (b.id % 71)), SUM(b.room_id * (b.id % 67)),
       COUNT(DISTINCT b.public_id)
FROM booking_booking b JOIN booking_claim c ON c.booking_id = b.id
"""
OVERLAP = """
INSERT INTO booking_claim (booking_id, space_id, start, "end")
SELECT booking_id, space_id, start + 60, "end" + 60 FROM booking_claim ORDER BY id LIMIT 1
"""


def lay() -> None:
    """The first day's tables, full."""
    executor = MigrationExecutor(connection)
    executor.migrate(FIRST)
    with transaction.atomic():
        _lay(executor.loader.project_state(FIRST).apps)


def look() -> None:
    """Prints how many bookings have their claim, and sums that change with any of them."""
    with connection.cursor() as cursor:
        cursor.execute(LOOK)
        print(*map(int, cursor.fetchone()))


def overlap() -> None:
    """Prints whether the database itself refuses a second claim on a space that is held."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(OVERLAP)
    except IntegrityError:
        print("refused")
    else:
        print("taken")


def _lay(apps: Apps) -> None:
    person = apps.get_model("booking", "Person")
    people = person.objects.bulk_create(
        person(card_number=f"M{number:05}", password="!", public_id=f"person{number}")
        for number in range(PEOPLE)
    )
    rooms = _rooms(apps)
    booking, claim = (apps.get_model("booking", name) for name in ("Booking", "Claim"))
    all_uses = _uses(rooms, people)
    while uses := list(islice(all_uses, AT_ONCE)):
        made = booking.objects.bulk_create(booking(**fields) for fields, _ in uses)
        claim.objects.bulk_create(
            claim(booking=use, space=space, start=use.start, end=use.end)
            for use, (_, space) in zip(made, uses, strict=True)
        )


def _rooms(apps: Apps) -> list[tuple[Any, Any]]:
    hall = apps.get_model("facilities", "Facility").objects.create(
        slug="first", name_ja="はじめの館", kind="childrens_hall", city="", published=True
    )
    rooms = []
    for number in range(ROOMS):
        space = hall.spaces.create(slug=f"space-{number}")
        room = hall.rooms.create(slug=f"room-{number}", name_ja=f"室{number}", position=number)
        room.spaces.add(space)
        rooms.append((room, space))
    return rooms


def _uses(rooms: list[tuple[Any, Any]], people: list[Any]) -> Iterator[tuple[dict[str, Any], Any]]:
    """Every hour of every day in every room, one after another: the densest that the guard lets in."""
    for number, (day, (room, space), hour) in enumerate(product(range(DAYS), rooms, range(HOURS))):
        start = FIRST_DAY + day * A_DAY + hour * AN_HOUR
        yield (
            {
                "public_id": f"booking{number}", "person": people[number % len(people)], "room": room,
                "start": start, "end": start + AN_HOUR, "headcount": number % 7 + 1, "channel": "online",
                "code": "0000", "made_at": start - A_DAY, "changed_at": start - A_DAY,
            },
            space,
        )  # fmt: skip


if __name__ == "__main__":
    {"lay": lay, "look": look, "overlap": overlap}[sys.argv[1]]()
