"""B8: groups ask for lectures, the office takes one of their dates, and counts who listened."""

from collections.abc import Iterator
from datetime import date, timedelta

from booking.actions.lecture_requests import Wish, ask_lecture, count_lecture, take_date
from booking.management.demo.lectures import OFFICE, PLACE, TALKS
from booking.management.demo.year.stories import Story, at, between, person
from booking.models import Lecture
from booking.queries.lectures import groups_led, request_of
from booking.rules.attendance import Heads, Part

LEADERS = ("100055", "100004")
ASKED, TAKEN, OTHER = timedelta(days=30), timedelta(days=27), timedelta(days=7)
# On this day of each month, so many listen; with each one there are two more.
DAY, LISTENERS = 12, 21
MONTHS = (5, 6, 7, 9, 10, 11, 12, 1, 2, 3)


def lectures(year: int) -> Iterator[Story]:
    for place, month in enumerate(MONTHS):
        yield _lecture(place, date(year if month > 3 else year + 1, month, DAY))


def _lecture(place: int, day: date) -> Story:
    now = at(day - ASKED, 20)
    yield now
    leader = person(LEADERS[place % len(LEADERS)])
    lecture = Lecture.objects.get(name_ja=TALKS[place % len(TALKS)].name)
    wish = Wish([between(day, 14, 15), between(day + OTHER, 14, 15)], expected=20, place=PLACE)
    asked = ask_lecture(lecture=lecture, group=groups_led(leader)[0], wish=wish, person=leader, now=now)
    now = at(day - TAKEN, 10)
    yield now
    actor = person(OFFICE)
    found = request_of(lecture.department, asked.public_id)
    take_date(request=found, date=found.dates.all()[0].pk, seen=found.revision, actor=actor, now=now)
    now = at(day, 17)
    yield now
    counts = {Heads(Part.TAKING_PART, "adult"): LISTENERS + 2 * place, Heads(Part.HELPING, "adult"): 1}
    count_lecture(request=found, counts=counts, actor=actor, now=now)
