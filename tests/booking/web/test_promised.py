"""What a refusal offers is possible when it is tapped: in halls of the demo, for every kind of member."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings

from booking.models import Person
from booking.queries.boards import still_asked, zone_of
from booking.queries.party import Asker, Company, asker_of
from booking.queries.slots import room_week
from booking.queries.verdicts import judge
from booking.rules import rulebook
from booking.rules.weeks import State, is_open
from booking.web.dates import read_instant
from booking.web.leads import Way
from booking.web.question import Question, against
from booking.web.reminders import opening_of
from booking.web.ways import ways_out
from facilities.models import Room
from facilities.rules.spans import Span, instant
from tests.factories import NOW, TODAY, a_booking, a_facility, a_room, a_version
from tests.people import (
    a_band,
    a_high_schooler,
    a_junior_high_student,
    a_third_grader,
    a_young_adult,
    inducted,
)

pytestmark = pytest.mark.django_db
RULEBOOKS = Path(settings.BASE_DIR) / "rulebooks" / "sample"
DAYS = (0, 1, 2, 4, 11, 27, 33, 45)
HOURS = (9, 13, 17, 18)


def the_city(name: str) -> list[Room]:
    """The rooms of all halls of a sample rulebook."""
    rules = rulebook.read((RULEBOOKS / name).read_text(), name)
    halls = [a_facility(place.key) for place in rules.halls]
    a_version(rules, *halls)
    return [
        a_room(hall, room.key, *room.made_of, capacity=room.capacity, loud=room.loud)
        for hall, place in zip(halls, rules.halls, strict=True)
        for room in place.rooms
        if room.bookable
    ]


def a_pupil_of_the_course() -> Person:
    person = a_high_schooler()
    inducted(person, "band-room", date(2026, 10, 1))
    return person


def a_member_of_a_band() -> Person:
    person = a_high_schooler()
    a_band(person)
    return person


PEOPLE = (a_third_grader, a_junior_high_student, a_pupil_of_the_course, a_member_of_a_band, a_young_adult)


def refused(rooms: list[Room], asker: Asker) -> Iterator[Question]:
    """What the judge refuses of two hours at some times of some days."""
    for number, ahead in enumerate(DAYS):
        for hour in HOURS:
            room = rooms[(number * len(HOURS) + hour) % len(rooms)]
            start = instant(TODAY + timedelta(days=ahead), hour * 60, zone_of(room))
            span = Span(start, start + 2 * 3600)
            verdict = judge(room=room, span=span, asker=asker, now=NOW)
            if not is_open(verdict, still_asked(asker)):
                yield Question(room, span, verdict, asker, "", NOW, "/")


def holds(way: Way, asked: Question) -> bool:
    """Whether what a way promises is so; a page to read or somebody to ask promises nothing."""
    path, query = urlsplit(way.href).path, parse_qs(urlsplit(way.href).query)
    zone, asks = asked.zone, still_asked(asked.asker)
    parts = path.strip("/").split("/")
    if parts[:1] != ["h"] or len(parts) < 4:
        return True
    room = Room.objects.select_related("facility").get(facility__slug=parts[1], slug=parts[3])
    times = [read_instant(query[name][0], zone) for name in ("s", "e") if name in query]
    if parts[4:] == ["b"] and len(times) == 2:
        return is_open(judge(room=room, span=Span(*times), asker=asked.asker, now=NOW), asks)
    if "from" in query:
        week = room_week(room, date.fromisoformat(query["from"][0]), asked.asker, NOW)
        return any(slot.state is State.FREE for day in week.days for slot in day.slots)
    if way.words == "始まる時をカレンダーに入れる":
        opens_at = opening_of(asked.verdict)
        assert opens_at is not None
        return is_open(judge(room=room, span=asked.span, asker=asked.asker, now=opens_at), asks)
    return True


@pytest.mark.parametrize("name", ["koganei.toml", "every-clause.toml", "hidamari.toml"])
@pytest.mark.parametrize("person", PEOPLE)
def test_every_way_of_a_refusal_keeps_its_promise(name: str, person: Callable[[], Person]) -> None:
    rooms = the_city(name)
    asker = asker_of(person(), Company(), NOW)
    others = a_high_schooler()
    for room in rooms[::3]:
        start = instant(TODAY + timedelta(days=2), 13 * 60, zone_of(room))
        a_booking(room, Span(start, start + 3600), others)
    broken, count = [], 0
    for asked in refused(rooms, asker):
        for way in ways_out(asked, against(asked.verdict)).ways:
            count += 1
            if not holds(way, asked):
                broken.append((asked.room.slug, asked.day.isoformat(), way.words, way.href))
    assert count
    assert not broken
