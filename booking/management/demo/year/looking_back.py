"""The offices say on the year's last day what stands beside its figures, and how their targets stand."""

from collections.abc import Iterator
from datetime import date

from booking.actions.own_words import say_state
from booking.management.demo.talents import CULTURE
from booking.management.demo.year.stories import Story, at, office, person
from booking.management.demo.years import look_back
from booking.rules.aims import Stand


def looks_back(year: int) -> Iterator[Story]:
    yield _said(year)


def _said(year: int) -> Story:
    now, begun = at(date(year + 1, 3, 31), 17), date(year, 4, 1)
    yield now
    look_back(now)
    actor = person(CULTURE)
    say_state(
        department=office(actor), programme="B7", stand=Stand.CONSIDERED, on=begun, actor=actor, now=now
    )
