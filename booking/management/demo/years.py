"""What the demo city's offices say of their year. Invented."""

from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings

from booking.actions.own_words import Words, say_state, write_words
from booking.models import Person
from booking.rules.aims import Stand
from facilities.models import Department
from facilities.rules.spans import local_day
from facilities.rules.stages import fiscal_year

SAID = Words(
    results="名人に会う会をしました。小学生とおとしよりが、いっしょに遊びました。",
    issues="中学生の参加が、まだ少ないです。",
    plans="部活のない日に、もう1回します。",
)


def look_back(now: int) -> None:
    """The children's office has begun to write."""
    year = fiscal_year(local_day(now, ZoneInfo(settings.TIME_ZONE)))
    office, writer = Department.objects.get(slug="children"), Person.objects.get(card_number="100083")
    write_words(department=office, programme="B1", year=year, words=SAID, seen=0, actor=writer, now=now)
    begun = date(year, 4, 1)
    say_state(department=office, programme="B7", stand=Stand.CONSIDERED, on=begun, actor=writer, now=now)
