"""What the demo city's offices say of their year, and what people there wanted in vain. Invented."""

from datetime import date, timedelta
from random import Random
from zoneinfo import ZoneInfo

from django.conf import settings

from booking.actions.demand import Wanted, count_unmet
from booking.actions.own_words import Words, say_state, write_words
from booking.models import Person
from booking.rules.aims import Stand
from booking.rules.demand import COUNTED
from facilities.models import Department, Facility
from facilities.rules.spans import local_day
from facilities.rules.stages import fiscal_year

BEHIND = 28  # days, as far as the city's bookings go back
MOST = 4  # of one cause at one hall on one day
SAID = Words(
    results="名人に会う会を2回しました。小学生とおとしよりが、いっしょに遊びました。",
    issues="中学生の参加が、まだ少ないです。",
    plans="部活のない日に、もう1回します。",
)


def look_back(now: int) -> None:
    """The children's office has begun to write; at every hall something could not be had."""
    today = local_day(now, ZoneInfo(settings.TIME_ZONE))
    office, writer = Department.objects.get(slug="children"), Person.objects.get(card_number="100083")
    year = fiscal_year(today)
    write_words(department=office, programme="B1", year=year, words=SAID, seen=0, actor=writer, now=now)
    begun = date(year, 4, 1)
    say_state(department=office, programme="B7", stand=Stand.CONSIDERED, on=begun, actor=writer, now=now)
    _count(today)


def _count(today: date) -> None:
    chance = Random(today.toordinal())
    for days in range(1, BEHIND):
        day = today - timedelta(days=days)
        wanted = {
            Wanted(day, hall, cause): chance.randrange(MOST)
            for hall in Facility.objects.filter(kind="childrens_hall").values_list("pk", flat=True)
            for cause in COUNTED[:3]
        }
        count_unmet({one: count for one, count in wanted.items() if count})
