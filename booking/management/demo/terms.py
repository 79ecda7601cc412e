"""A series of the demo city, booked by the same verb as everyone's."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from booking.actions.series import book_series
from booking.actions.wanted_series import WantedSeries
from booking.management.demo.city import Term
from booking.management.demo.whereabouts import away
from booking.models import Person
from booking.queries.party import Company, asker_of
from booking.queries.series import Wish, is_allowed, judge_dates
from booking.rules.series import days_of, ways
from facilities.models import Room
from facilities.rules.days import WEEKDAYS
from facilities.rules.spans import wall_span

SOON = timedelta(days=2)  # the first date is after this


def book_term(term: Term, today: date, *, person: Person, company: Company, purpose: str, now: int) -> int:
    """Books the dates of a term that are possible, asked for at `now`; how many they are."""
    hall, slug = term.room.split("/")
    room = Room.objects.select_related("facility").get(facility__slug=hall, slug=slug)
    zone = ZoneInfo(room.facility.timezone)
    days = [today + SOON + timedelta(days=ahead) for ahead in range(1, 8)]
    first = next(day for day in days if WEEKDAYS[day.weekday()] == term.weekday)
    recurrence = ways(first)[term.way]
    dates = days_of(recurrence, term.times)
    wishes = [Wish(day, room, wall_span(day, term.from_, term.to, zone)) for day in dates]
    judged = judge_dates(wishes=wishes, asker=asker_of(person, company, now), now=now, purpose=purpose)
    possible = [one.wish for one in judged if is_allowed(one.verdict) and _can_come(company, one.wish)]
    if possible:
        book_series(
            person=person,
            wanted=WantedSeries(
                room,
                recurrence.model_copy(update={"last": dates[-1]}),
                wishes[0].span,
                possible,
                company,
                purpose=purpose,
            ),
            now=now,
        )
    return len(possible)


def _can_come(company: Company, wish: Wish) -> bool:
    others = away(wish.room, wish.span)
    return company.group not in others.groups and others.people.isdisjoint(company.people)
