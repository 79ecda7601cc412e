"""A programme that costs something: who paid, who was given it back, and who came in the end."""

from collections.abc import Iterator
from datetime import date

from booking.actions.programmes import count_session
from booking.management.demo.programme_fees import bake_cookies
from booking.management.demo.programmes import SONGS
from booking.management.demo.year.stories import Story, at, person
from booking.rules.attendance import Heads, Part

CAME = {Heads(Part.TAKING_PART, band): 1 for band in ("elementary", "junior_high", "high_school", "senior")}


def fees(year: int) -> Iterator[Story]:
    yield _cookies(year)


def _cookies(year: int) -> Story:
    now = at(date(year, 11, 9), 11)
    yield now
    session = bake_cookies(now)
    now = session.end
    yield now
    count_session(session=session, counts=CAME, actor=person(SONGS.leads), now=now)
