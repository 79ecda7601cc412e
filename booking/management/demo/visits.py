"""Who came to what was booked, as the desks counted it, but for the last two days: those are still to be
entered."""

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random
from zoneinfo import ZoneInfo

from booking.models import Booking, Claim, Headcount
from booking.queries.boards import zone_of
from booking.rules.attendance import Heads, planned
from booking.rules.lifecycle import State
from facilities.rules.spans import instant, local_day

NOT_YET_ENTERED = timedelta(days=2)
NO_SHOW, FEWER = 0.03, 0.2  # how often nobody comes, or one less than was said


def count_visits(now: int, zone: ZoneInfo) -> int:
    """What is over for longer than that was used, or nobody came: how many it were.

    Written as it would stand: the demo's halls have too few of the staff to ask the verb each time.
    """
    until = instant(local_day(now, zone) - NOT_YET_ENTERED, 0, zone)
    over = Booking.objects.filter(state=State.BOOKED, end__lte=until).order_by("pk")
    rows = list(over.select_related("room__facility").prefetch_related("people"))
    # A claim is there exactly as long as its space is held, and what is over holds none.
    Claim.objects.filter(booking__in=rows).delete()
    came = [row for row in rows if _random(row).random() >= NO_SHOW]
    Headcount.objects.bulk_create(count for row in came for count in _counts(row))
    for row in rows:
        row.state = State.NO_SHOW
    for row in came:
        row.state = State.USED
    Booking.objects.bulk_update(rows, ["state"])
    return len(rows)


def _counts(booking: Booking) -> Iterable[Headcount]:
    day = local_day(booking.start, zone_of(booking.room))
    born: list[date | None] = [person.birth_date for person in booking.people.all()]
    heads = planned(born, booking.counted, booking.headcount, booking.carers, day)
    fewer = max(heads, key=lambda one: heads[one]) if _random(booking).random() < FEWER else None
    for one, count in heads.items():
        yield _row(booking, one, count - 1 if one == fewer and count > 1 else count)


def _row(booking: Booking, heads: Heads, count: int) -> Headcount:
    return Headcount(booking=booking, part=heads.part, band=heads.band, count=count)


def _random(booking: Booking) -> Random:
    """The same for a booking whenever it is asked."""
    return Random(f"{booking.room.slug}/{booking.start}")
