"""B7: people of the community are found on a list and introduced; whom they served is counted afterwards."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from booking.actions.introductions import answer_introduction, count_users, introduce
from booking.management.demo.talents import LEARNING
from booking.management.demo.year.stories import Story, at, office, person
from booking.models import Talent
from booking.rules.talents import Answer


class Asked(NamedTuple):
    """Who (the place on the list) was asked for whom on a day (month, day), and how many it served."""

    talent: int
    to: str
    day: tuple[int, int]
    users: int


ASKED = (
    Asked(0, "つくし保育園(見本)", (5, 20), 24),
    Asked(3, "第十小学校(見本)", (6, 17), 61),
    Asked(1, "本町児童館", (9, 9), 18),
    Asked(0, "緑児童館", (10, 7), 22),
    Asked(3, "東児童館", (11, 11), 35),
)


def talents(year: int) -> Iterator[Story]:
    for one in ASKED:
        yield _introduction(one, date(year, *one.day))


def _introduction(asked: Asked, day: date) -> Story:
    now = at(day, 10)
    yield now
    actor, talent = person(LEARNING), Talent.objects.order_by("pk")[asked.talent]
    bureau = office(actor)
    made = introduce(department=bureau, talent=talent, programme=None, to=asked.to, actor=actor, now=now)
    now = at(day + timedelta(days=2), 15)
    yield now
    made = answer_introduction(introduction=made, answer=Answer.ACCEPTED, seen=0, actor=actor, now=now)
    now = at(day + timedelta(days=20), 16)
    yield now
    count_users(introduction=made, users=asked.users, seen=1, actor=actor, now=now)
