"""B1: clubs, schools and nurseries report their activity days by their links; their offices confirm them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from booking.actions.activities import Told, send_days
from booking.actions.confirmations import confirm_days
from booking.actions.reporters import Who, ask_reporter
from booking.management.demo.year.stories import Story, at, office, person
from booking.rules.attendance import Heads, Part
from booking.rules.indicators import Body

ROW = "B1"


class Reports(NamedTuple):
    """Who reports to which office, where they were, on this day of these months, and who came."""

    office: str
    who: Who
    place: str
    day: int
    months: Sequence[int]
    came: Mapping[Heads, int]


ELDERS = {Heads(Part.TAKING_PART, "elementary"): 14, Heads(Part.TAKING_PART, "senior"): 9}
HELPERS = {Heads(Part.HELPING, "junior_high"): 3, Heads(Part.TAKING_PART, "preschool"): 22}
REPORTS = (
    Reports(
        "100096",
        Who("緑寿クラブ(見本)", Body.CLUB, (ROW,)),
        "緑分館の和室",
        11,
        (4, 5, 6, 7, 9, 10, 11, 12, 1, 2, 3),
        ELDERS,
    ),
    Reports("100096", Who("長昭会(見本)", Body.CLUB, (ROW,)), "公園", 18, (5, 7, 10, 3), ELDERS),
    Reports("100089", Who("第十小学校(見本)", Body.SCHOOL, (ROW,)), "学校の体育館", 15, (6, 10, 2), ELDERS),
    Reports("100089", Who("第十一中学校(見本)", Body.SCHOOL, (ROW,)), "近くの店", 19, (11,), HELPERS),
    Reports("100089", Who("第十二小学校(見本)", Body.SCHOOL, (ROW,)), "学校の教室", 12, (12,), ELDERS),
    Reports("100088", Who("さくら保育園(見本)", Body.NURSERY, (ROW,)), "園庭", 22, (7, 8, 11, 3), HELPERS),
    Reports("100088", Who("つくし保育園(見本)", Body.NURSERY, (ROW,)), "園庭", 24, (8, 11), HELPERS),
)


def reports(year: int) -> Iterator[Story]:
    for one in REPORTS:
        yield _reports(one, year)


def _reports(one: Reports, year: int) -> Story:
    """Asked in April; each day is sent on the next, and confirmed two days later."""
    now = at(date(year, 4, 2), 9)
    yield now
    actor = person(one.office)
    bureau = office(actor)
    _asked, token = ask_reporter(department=bureau, who=one.who, actor=actor, now=now)
    for month in one.months:
        day = date(year if month > 3 else year + 1, month, one.day)
        now = at(day + timedelta(days=1), 10)
        yield now
        told = Told(day, one.place, ROW, one.came)
        (sent,) = send_days(link_token=token, days=[told], now=now)
        now = at(day + timedelta(days=3), 11)
        yield now
        confirm_days(department=bureau, seen={sent.public_id: sent.revision}, actor=actor, now=now)
