"""What the people of the demo city want: which room, when, and when they ask for it.

A wish is a function of its place and time alone. So the city can be topped up: as days pass, people
go on asking, and nobody asks twice. Instants are seconds (UTC).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from zoneinfo import ZoneInfo

from booking.management.demo.city import Ahead, City, Part
from booking.queries.rules import rules_of
from facilities.models import Facility, Room
from facilities.queries.openings import hall_hours
from facilities.rules.days import Days, Holiday, Weekday
from facilities.rules.hours import DayPlan
from facilities.rules.slots import choices, offers
from facilities.rules.spans import Span, instant, local
from facilities.rules.stages import DAY

NOON, SCHOOL_ENDS, EVENING = 12, 15, 17
SCHOOL_DAYS = Days(
    days=(Weekday.MON, Weekday.TUE, Weekday.WED, Weekday.THU, Weekday.FRI), holiday=Holiday.EXCLUDE
)
SOON = timedelta(days=20)
# Nobody asks before rooms open for booking: one month before a use in the halls, two in the centres.
LONGEST_LEAD = {Facility.Kind.CHILDRENS_HALL: 27, Facility.Kind.COMMUNITY_CENTRE: 55}
USUAL_LEAD = 0.3  # of the longest, on average
AS_LONG_AS_POSSIBLE = 0.6
FIRST_MINUTE, LAST_MINUTE = 9 * 60 + 5, 21 * 60


@dataclass(frozen=True, slots=True)
class Wish:
    room: Room
    span: Span
    part: Part
    asked_at: int

    @property
    def place(self) -> str:
        return f"{self.room.facility.slug}/{self.room.slug}"

    def random(self) -> Random:
        """The same for the same wish, whenever it is asked."""
        return Random(f"{self.place} {self.span.start} who")


def wishes(city: City, halls: Sequence[Facility], first: date, last: date) -> list[Wish]:
    """Every wish for a use from `first` to `last` (days, both included), in the order of asking."""
    found = [wish for plan, room in plans(halls, first, last) for wish in _of_day(city, room, plan)]
    return sorted(found, key=lambda wish: (wish.asked_at, wish.span, wish.place))


def plans(halls: Sequence[Facility], first: date, last: date) -> Iterator[tuple[DayPlan, Room]]:
    """The days of every room that can be booked. As many queries for one hall as for all."""
    versions = rules_of(halls)
    hours = hall_hours([hall.pk for hall in halls], first - DAY, last + DAY)
    bookable = Room.objects.filter(facility__in=halls, bookable=True).select_related("facility")
    for room in bookable.order_by("facility__position", "facility__slug", "position", "slug"):
        dated = hours[room.facility_id]
        for ahead in range((last - first).days + 1):
            day = first + timedelta(days=ahead)
            timetable = versions[room.facility_id].on(day).timetable
            yield timetable.plan(room.slug, day, dated.openings, dated.closures), room


def free_ahead(city: City, ahead: Ahead, today: date) -> Iterator[tuple[Span, Room]]:
    """The longest uses of the room in those parts of the coming days, from the day after tomorrow."""
    hall, slug = ahead.room.split("/")
    facility = Facility.objects.get(slug=hall)
    for plan, room in plans([facility], today + 2 * DAY, today + SOON):
        for offer in offers(plan) if room.slug == slug else ():
            start = offer.span.start
            if part_of(start, room) in ahead.parts and _busy(city, room, plan.day, start):
                yield choices(plan, start)[-1], room


def part_of(at: int, room: Room) -> Part:
    hour = local(at, _zone(room)).hour
    return "morning" if hour < NOON else "afternoon" if hour < EVENING else "evening"


def _zone(room: Room) -> ZoneInfo:
    return ZoneInfo(room.facility.timezone)


def _of_day(city: City, room: Room, plan: DayPlan) -> Iterator[Wish]:
    for offer in offers(plan):
        start = offer.span.start
        random = Random(f"{room.facility.slug}/{room.slug} {start}")
        if random.random() < _busy(city, room, plan.day, start):
            span = _length(random, choices(plan, start))
            yield Wish(room, span, part_of(start, room), _asked_at(random, room, plan.day, start))


def _length(random: Random, lengths: Sequence[Span]) -> Span:
    """Most people take as long as they may."""
    return lengths[-1] if random.random() < AS_LONG_AS_POSSIBLE else random.choice(lengths)


def _busy(city: City, room: Room, day: date, start: int) -> float:
    hall = room.facility.slug
    fitting = (busy for busy in city.busy if f"{hall}/{room.slug}" in busy.rooms or hall in busy.halls)
    busy = next(fitting)
    at_school = busy.after_school and day in SCHOOL_DAYS and local(start, _zone(room)).hour < SCHOOL_ENDS
    chance: float = 0 if at_school else getattr(busy, part_of(start, room))
    return chance


def _asked_at(random: Random, room: Room, day: date, start: int) -> int:
    """Some days before at any time of the day, or a few hours before."""
    longest = LONGEST_LEAD[Facility.Kind(room.facility.kind)]
    lead = min(int(random.expovariate(1 / (longest * USUAL_LEAD))), longest)
    if lead == 0:
        return start - random.randrange(20, 240) * 60
    minute = random.randrange(FIRST_MINUTE, LAST_MINUTE)
    return instant(day - timedelta(days=lead), minute, _zone(room))
