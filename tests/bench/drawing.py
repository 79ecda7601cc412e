"""A round as large as a city's: 2,000 groups with five wishes each for 400 slots; as arithmetic, and in the
tables with all that a draw writes."""

import random
from datetime import date, timedelta

from django.db import transaction

from booking.actions.draws import draw as draw_in_tables
from booking.actions.lottery import Offer, close_list, open_round, set_round
from booking.models import Choice, Entry, Group, Induction, Membership, Person, Post, Round, RoundSlot
from booking.rules import lottery as arithmetic
from booking.rules.rounds import Terms
from facilities.models import Facility, Room
from facilities.rules.spans import instant
from tests.bench.build import TOKYO, hour_of

GROUPS, SLOTS, WISHES, MEMBERS = 2000, 400, 5, 3
ROUND_HALL, FIRST_HOUR, HOURS, DAYS = "bench-1", 10, 8, 5
DATES = 1
NAME = "計測の抽選"


def entries() -> list[arithmetic.Entry]:
    chance = random.Random(1)
    slots = [str(number) for number in range(1, SLOTS + 1)]
    return [
        arithmetic.Entry(
            f"{number:016}", chance.randint(1, 3), tuple(chance.sample(slots, WISHES)), chance.random() < 0.3
        )
        for number in range(GROUPS)
    ]


def draw_a_citys_round(taking_part: list[arithmetic.Entry]) -> arithmetic.Result:
    """The fingerprint of the list, the tickets of everybody, and who gets what."""
    slots = {str(number): ("round",) for number in range(1, SLOTS + 1)}
    return arithmetic.draw("seed", arithmetic.list_hash(taking_part), taking_part, slots, 2)


def a_closed_round(today: date) -> Round:

    hall = Facility.objects.get(slug=ROUND_HALL)
    desk = Person.objects.create(card_number="R-desk", password="!", is_staff=True)
    Post.objects.create(person=desk, facility=hall)
    first = today + timedelta(days=47 - today.weekday())  # a Monday, after the New Year's holidays
    opens, closes, draws = (instant(today, hour * 60, TOKYO) for hour in (9, 10, 11))
    planned = set_round(
        facility=hall, name_ja=NAME, terms=Terms(opens, closes, draws, most_wins=2),
        slots=_slots(hall, first), actor=desk, now=opens,
    ).round  # fmt: skip
    lottery = open_round(lottery=planned, actor=desk, now=opens)
    _enter(lottery, _groups(today))
    return close_list(lottery=lottery, now=closes + 1)


def draw_and_take_back(lottery: Round) -> int:
    """The whole draw, and as if it had never been: how many bookings it made."""
    with transaction.atomic():
        done = draw_in_tables(lottery=lottery, now=lottery.draws_at)
        transaction.set_rollback(True)
    return len(done.record["result"])


def remove_round() -> None:
    Round.objects.filter(name_ja=NAME).delete()
    Group.objects.filter(name=NAME).delete()
    Person.objects.filter(card_number__startswith="R-").delete()


def _slots(hall: Facility, first: date) -> list[Offer]:
    rooms = list(Room.objects.filter(facility=hall).select_related("facility").order_by("pk"))
    return [
        Offer(room, [hour_of(first + timedelta(days=day, weeks=week), hour) for week in range(DATES)])
        for room in rooms
        for day in range(DAYS)
        for hour in range(FIRST_HOUR, FIRST_HOUR + HOURS)
    ]


def _groups(today: date) -> list[tuple[Group, list[Person]]]:
    people = Person.objects.bulk_create(
        Person(card_number=f"R-{number:05}", password="!", birth_date=date(2009, 5, 11))
        for number in range(GROUPS * MEMBERS)
    )
    groups = Group.objects.bulk_create(Group(name=NAME, kind=Group.Kind.BAND) for _ in range(GROUPS))
    found = [(group, people[n * MEMBERS : (n + 1) * MEMBERS]) for n, group in enumerate(groups)]
    Membership.objects.bulk_create(
        Membership(group=group, person=one, role="leader" if one is members[0] else "member")
        for group, members in found
        for one in members
    )
    Induction.objects.bulk_create(
        Induction(person=members[0], course="band-room", taken_on=today) for _, members in found
    )
    return found


def _enter(lottery: Round, groups: list[tuple[Group, list[Person]]]) -> None:
    slots = {str(slot.number): slot for slot in RoundSlot.objects.filter(round=lottery)}
    listed = entries()
    rows = Entry.objects.bulk_create(
        Entry(
            round=lottery, person=members[0], group=group, headcount=MEMBERS, every=one.every, channel="web",
            received_at=lottery.opens_at, changed_at=lottery.opens_at,
        )
        for one, (group, members) in zip(listed, groups, strict=True)
    )  # fmt: skip
    coming = Entry.people.through
    coming.objects.bulk_create(
        coming(entry=row, person=one)
        for row, (_, members) in zip(rows, groups, strict=True)
        for one in members
    )
    Choice.objects.bulk_create(
        Choice(entry=row, slot=slots[number], rank=rank)
        for row, one in zip(rows, listed, strict=True)
        for rank, number in enumerate(one.choices, 1)
    )
