"""The city lives a year: from its first of April to its thirty-first of March, month by month."""

from collections.abc import Iterator
from datetime import date
from io import StringIO
from itertools import groupby
from typing import TextIO

from booking.management.demo.lectures import offer_lectures
from booking.management.demo.load import found_city, top_up
from booking.management.demo.network import tell_whom_to_turn_to
from booking.management.demo.programmes import bring_the_plan
from booking.management.demo.supported import stand_in_the_network
from booking.management.demo.talents import fill_lists
from booking.management.demo.year.fees import fees
from booking.management.demo.year.grants import grants
from booking.management.demo.year.lectures import lectures
from booking.management.demo.year.looking_back import looks_back
from booking.management.demo.year.meetings import meetings
from booking.management.demo.year.news import news
from booking.management.demo.year.programmes import programmes
from booking.management.demo.year.reports import reports
from booking.management.demo.year.stories import ZONE, Story, at, lived
from booking.management.demo.year.talents import talents
from booking.management.progress import watched
from facilities.rules.spans import local_day

A_YEAR = 12
MONTHS = (5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3)


def live(year: int, out: TextIO) -> int:
    """The fiscal year that begins in `year`, in a city that does not stand yet: how many acts there were.

    Not in one transaction: it is no loss to begin anew, and too long to hold a database for.
    """
    begun = begin(year, out)
    acts = lived([_months(year, begun), *stories(year)])
    # How many acts a story has only it knows; months are what one waits for.
    return sum(watched("まどあかり demo --year", _by_month(acts), A_YEAR, out))


def begin(year: int, out: TextIO) -> int:
    """The city on the morning of its first of April, with what its offices keep: the instant of it."""
    begun = at(date(year, 4, 1), 9)
    found_city(begun, out)
    for prepare in (bring_the_plan, tell_whom_to_turn_to, offer_lectures, fill_lists, stand_in_the_network):
        prepare(begun)
    return begun


def stories(year: int) -> Iterator[Story]:
    """What offices, halls and those who report to them do over the year."""
    for family in (meetings, news, reports, programmes, fees, grants, talents, lectures, looks_back):
        yield from family(year)


def _months(year: int, begun: int) -> Story:
    """What everybody else does in the meantime: they book, come, and give back."""
    ends = [date(year if month > 3 else year + 1, month, 1) for month in MONTHS] + [date(year + 1, 3, 31)]
    since = begun
    for day in ends:
        now = at(day, 21)
        yield now
        top_up(now, since, StringIO())
        since = now


def _by_month(instants: Iterator[int]) -> Iterator[int]:
    """How many acts each month had."""
    for _month, of_it in groupby(instants, key=lambda now: local_day(now, ZONE).month):
        yield sum(1 for _ in of_it)
