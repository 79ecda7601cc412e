"""Two rounds of the band room's Wednesday and Friday evenings: one that was drawn, and one that is open.

Their uses lie beyond what the people of the city ask for first-come.
"""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from booking.actions.draws import draw
from booking.actions.entries import Wishes, enter
from booking.actions.lottery import Offer, close_list, open_round, set_round
from booking.models import Group, Membership, Person, Round
from booking.queries.bookings import Absent
from booking.queries.lottery import current_rounds
from booking.queries.party import Company
from booking.rules.rounds import Terms
from booking.rules.verdict import Refused
from facilities.models import Facility, Room
from facilities.rules.spans import Span, instant, local_day

HALL, ROOM = "nukui-minami", "music"
BANDS = ("ねこのひげ", "ブルーパレード", "三日月レコード", "スワンボート", "はらっぱ")
TIMES = ((17 * 60, 19 * 60), (19 * 60, 21 * 60))
DAY, WEEKS = timedelta(days=1), 4
# Of each round: its names, from how many days ahead it is for, when it opened, closes and is drawn.
DRAWN = ("冬の夜の抽選", "Winter evenings", 60, -30, -16, -14)
OPEN = ("春の夜の抽選", "Spring evenings", 88, -4, 8, 10)


def hold_rounds(now: int) -> None:
    """Sets both up on the day of loading; later, a new one where none is open."""
    hall = Facility.objects.get(slug=HALL)
    actor = Person.objects.filter(posts__facility=hall).order_by("pk").first()
    if actor is None or current_rounds(hall):
        return
    if not Round.objects.filter(facility=hall).exists():
        _drawn(hall, actor, now)
    _open(hall, actor, now, OPEN)


def _drawn(hall: Facility, actor: Person, now: int) -> None:
    lottery = _open(hall, actor, now, DRAWN)
    for number, name in enumerate(BANDS):
        _enter(lottery, Group.objects.get(name=name), number)
    # One may enter up to `closes_at`, it too.
    close_list(lottery=lottery, now=lottery.closes_at + 1)
    draw(lottery=lottery, now=lottery.draws_at)


def _open(hall: Facility, actor: Person, now: int, how: tuple[str, str, int, int, int, int]) -> Round:
    name_ja, name_en, ahead, *days = how
    zone = ZoneInfo(hall.timezone)
    today = local_day(now, zone)
    opens, closes, draws = (
        instant(today + n * DAY, hour * 60, zone) for n, hour in zip(days, (9, 20, 12), strict=True)
    )
    room = Room.objects.select_related("facility").get(facility=hall, slug=ROOM)
    slots = [
        Offer(room, _weekly(today + ahead * DAY, weekday, times, zone))
        for weekday in (2, 4)
        for times in TIMES
    ]
    planned = set_round(
        facility=hall, name_ja=name_ja, name_en=name_en, terms=Terms(opens, closes, draws), slots=slots,
        actor=actor, now=opens,
    )  # fmt: skip
    return open_round(lottery=planned.round, actor=actor, now=opens - 1)


def _weekly(first: date, weekday: int, times: tuple[int, int], zone: ZoneInfo) -> list[Span]:
    first += ((weekday - first.weekday()) % 7) * DAY
    days = (first + 7 * n * DAY for n in range(WEEKS))
    return [Span(instant(day, times[0], zone), instant(day, times[1], zone)) for day in days]


def _enter(lottery: Round, group: Group, number: int) -> None:
    """Each band for Fridays first, and the last two for nothing else; whom the rules keep out stays out."""
    leader = group.memberships.get(role=Membership.Role.LEADER).person
    people = tuple(group.memberships.values_list("person", flat=True))
    wishes = Wishes((3, 1) if number % 2 else (3,)) if number > 1 else Wishes((3, 2, 1))
    try:
        enter(
            lottery=lottery, person=leader, company=Company(group.pk, people), wishes=wishes,
            now=lottery.opens_at + 3600,
        )  # fmt: skip
    except (Absent, Refused):
        return
