"""Rounds of a lottery as the tests mean them: Friday evenings of the sample's music room in January 2027."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from booking.actions.draws import draw
from booking.actions.entries import Wishes, enter
from booking.actions.lottery import Offer, close_list, open_round, set_round
from booking.models import Booking, Choice, Entry, Group, Person, Round
from booking.queries.party import Company
from booking.rules.rounds import Terms
from facilities.models import Facility, Room
from facilities.rules.spans import Span
from tests.factories import NOW, SAMPLE, a_hall, at, span, the_room
from tests.people import a_band, a_high_schooler, staff

OPENS, CLOSES, DRAWS = at("2026-12-01 09:00"), at("2026-12-10 20:00"), at("2026-12-12 12:00")
AFTER = CLOSES + 1
TERMS = Terms(OPENS, CLOSES, DRAWS)
JANUARY = [date(2027, 1, 8) + timedelta(weeks=n) for n in range(4)]  # its Fridays
EARLY, LATE = ("17:00", "19:00"), ("19:00", "21:00")
# The same hall where a win is confirmed.
CONFIRMED = (
    SAMPLE
    + """
[[clauses]]
id = "L1"
ja = "当たったら、20日までに手続きをします。"
en = "A win is confirmed by the 20th."
  [[clauses.says]]
  type = "lottery_confirm"
  until = { months = 1, day = 20 }
"""
)


def fridays(times: tuple[str, str] = EARLY, days: Iterable[date] = JANUARY) -> list[Span]:
    return [span(f"{day}", *times) for day in days]


def two_slots(hall: Facility) -> list[Offer]:
    """Slot 1: Fridays from 17:00. Slot 2: from 19:00."""
    band = the_room(hall, "band")
    return [Offer(band, fridays(EARLY)), Offer(band, fridays(LATE))]


def a_planned_round(
    hall: Facility | None = None, slots: Sequence[Offer] | None = None, terms: Terms = TERMS, now: int = NOW
) -> Round:
    hall = hall or a_hall()
    offered = two_slots(hall) if slots is None else slots
    return set_round(
        facility=hall, name_ja="冬の夜の抽選", name_en="Winter evenings", terms=terms, slots=offered,
        actor=staff(hall), now=now,
    ).round  # fmt: skip


def a_round(
    hall: Facility | None = None, slots: Sequence[Offer] | None = None, terms: Terms = TERMS, now: int = NOW
) -> Round:
    """One that is open."""
    planned = a_planned_round(hall, slots, terms, now)
    return open_round(lottery=planned, actor=staff(planned.facility), now=now)


def a_band_of_two(name: str = "よるかぜ") -> tuple[Group, Person]:
    """Two high-schoolers, the first leads; everybody may stay until 21:00."""
    leader = a_high_schooler()
    band = a_band(leader, a_high_schooler())
    Group.objects.filter(pk=band.pk).update(name=name)
    return band, leader


def entered(
    lottery: Round, *slots: int, every: bool = False, now: int = NOW, band: Group | None = None
) -> Entry:
    """A band's entry, a new one's unless it is named."""
    if band is None:
        band, leader = a_band_of_two()
    else:
        leader = band.memberships.get(role="leader").person
    people = tuple(band.memberships.values_list("person", flat=True))
    company = Company(band.pk, people)
    return enter(lottery=lottery, person=leader, company=company, wishes=Wishes(slots, every), now=now)


def drawn(lottery: Round) -> Round:
    """Closed at its moment, and drawn at its moment."""
    close_list(lottery=lottery, now=AFTER)
    return draw(lottery=lottery, now=DRAWS)


def room_of(lottery: Round) -> Room:
    return the_room(lottery.facility, "band")


def losers_in_line(lottery: Round) -> list[Choice]:
    """Who stands in line for which slot of a drawn round, by slot and place."""
    waiting = Choice.objects.filter(slot__round=lottery, place__isnull=False)
    return list(waiting.select_related("entry__person", "entry__group").order_by("slot", "place"))


def bookings_of(entry: Entry) -> list[Booking]:
    return list(Booking.objects.filter(wins__entry=entry).order_by("start"))


def spans_of(entry: Entry) -> list[Span]:
    return [Span(booking.start, booking.end) for booking in bookings_of(entry)]


def won_by(entry: Entry) -> list[int]:
    """The numbers of the slots that an entry has won."""
    return [choice.slot.number for choice in entry.choices.filter(outcome=Choice.Outcome.WON)]
