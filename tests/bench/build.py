"""The city that is measured: 50 rooms and 100,000 bookings, each with its claim, written in bulk.

Others' bookings lie from a year and a half ago to a month ahead; one member's 10,000 take the last
hour of each day, all in the window of a feed. The hour before it stays free for what is measured.
"""

import sys
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from django.db import transaction

from booking.actions.rulebooks import File, import_rulebooks
from booking.management.progress import watched
from booking.models import Booking, Claim, Group, Induction, Membership, Person
from booking.rules.rulebook import read
from facilities.models import Facility, Room
from facilities.rules.spans import Span, local_day, wall_span

TOKYO = ZoneInfo("Asia/Tokyo")
HALLS, ROOMS, ALL, OWN = 5, 10, 100_000, 10_000
MEMBERS, GROUPS, GROUP_SIZE, BOOKERS = 2_000, 200, 8, 200
BEHIND, AHEAD, OWN_FROM = timedelta(days=560), timedelta(days=30), timedelta(days=60)
FIRST_HOUR, FREE_HOUR, LAST_HOUR = 9, 19, 20
A_DAY = 3  # of others, in each room
AT_ONCE = 2_000
AN_HOUR = 60 * 60

Use = tuple[Room, Span, Person, Group | None]


def build(now: int) -> None:
    """Everything, in one transaction. The members to measure with have cards that begin with B."""
    with transaction.atomic():
        text = Path(__file__).with_name("rulebook.toml").read_text(encoding="utf-8")
        for number in range(1, HALLS + 1):
            rulebook = read(text.replace("NUMBER", str(number)), f"bench-{number}")
            import_rulebooks(files=[File(f"bench-{number}", rulebook)], actor=None, now=now)
        Facility.objects.update(published=True)
        people = _people(now)
        groups = _groups(people)
        uses = [*_others(people, groups, now), *_own(people[0], now)]
        batches = [uses[first : first + AT_ONCE] for first in range(0, len(uses), AT_ONCE)]
        for batch in watched("bench bookings", batches, len(batches), sys.stderr):
            _write(batch, now)


def _people(now: int) -> list[Person]:
    """The owner of the long feed first; then bookers, who have taken the course, then everybody else."""
    cards = [*(f"B{number:05}" for number in range(BOOKERS + 1)), *(f"M{n:05}" for n in range(MEMBERS))]
    born = date(2009, 5, 11)
    rows = [Person(card_number=card, password="!", name=card, birth_date=born) for card in cards]
    people = Person.objects.bulk_create(rows)
    taken_on = local_day(now, TOKYO) - timedelta(days=100)
    courses = [Induction(person=person, course="band-room", taken_on=taken_on) for person in people]
    Induction.objects.bulk_create(courses)
    return people


def _groups(people: list[Person]) -> list[Group]:
    # The same groups every time: two runs can be compared.
    random = Random("groups")
    rows = [Group(name=f"Band {number}", kind=Group.Kind.BAND) for number in range(GROUPS)]
    groups = Group.objects.bulk_create(rows)
    members = people[BOOKERS + 1 :]
    Membership.objects.bulk_create(
        Membership(group=group, person=person)
        for group in groups
        for person in random.sample(members, GROUP_SIZE)
    )
    Membership.objects.bulk_create(Membership(group=group, person=people[0]) for group in groups[:3])
    return groups


def _others(people: list[Person], groups: list[Group], now: int) -> Iterator[Use]:
    return islice(_days_of_others(people[BOOKERS + 1 :], groups, local_day(now, TOKYO)), ALL - OWN)


def _days_of_others(people: list[Person], groups: list[Group], today: date) -> Iterator[Use]:
    random, rooms = Random("others"), _rooms()
    for extra in (False, True):
        for day in _days(today - BEHIND, today + AHEAD):
            for room in rooms:
                # The second time round there is one hour more a day, until the number is full.
                hours = random.sample(range(FIRST_HOUR + 1, FREE_HOUR), A_DAY) if not extra else [FIRST_HOUR]
                for hour in hours:
                    group = random.choice(groups) if random.random() < 0.3 else None
                    yield room, hour_of(day, hour), random.choice(people), group


def _own(owner: Person, now: int) -> Iterator[Use]:
    first = local_day(now, TOKYO) - OWN_FROM
    days = _days(first, first + timedelta(days=OWN // (HALLS * ROOMS) - 1))
    rooms = _rooms()
    return ((room, hour_of(day, LAST_HOUR), owner, None) for day in days for room in rooms)


def _write(uses: list[Use], now: int) -> None:
    spaces = {room.pk: space for room in _rooms() for space in room.spaces.values_list("pk", flat=True)}
    bookings = Booking.objects.bulk_create(_booking(*use, now) for use in uses)
    Claim.objects.bulk_create(
        Claim(booking=booking, space_id=spaces[booking.room_id], start=booking.start, end=booking.end)
        for booking in bookings
    )
    coming = Booking.people.through
    coming.objects.bulk_create(coming(booking=booking, person_id=booking.person_id) for booking in bookings)


def _booking(room: Room, span: Span, person: Person, group: Group | None, now: int) -> Booking:
    made_at = min(span.start, now) - AN_HOUR
    return Booking(
        room=room,
        start=span.start,
        end=span.end,
        person=person,
        group=group,
        headcount=1,
        purpose="バンドの練習",
        channel="web",
        made_at=made_at,
        changed_at=made_at,
    )


def _rooms() -> list[Room]:
    return list(Room.objects.filter(facility__slug__startswith="bench-").order_by("pk"))


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]


def hour_of(day: date, hour: int) -> Span:
    return wall_span(day, hour * 60, hour * 60 + 60, TOKYO)
