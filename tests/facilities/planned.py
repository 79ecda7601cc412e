"""A Tuesday of a music room, planned from the terms that a test names."""

from datetime import date

from facilities.rules.hours import DayPlan
from facilities.rules.spans import Span, instant
from facilities.rules.stages import AgeMode
from facilities.rules.timetable import Timetable
from tests.strategies import TOKYO, term

TUESDAY = date(2026, 6, 16)
NINE_TO_FIVE = {"type": "hours", "from": "9:00", "to": "17:00"}
BANDS = {
    "type": "bands",
    "bands": [
        {"from": "10:00", "to": "12:00", "name": {"ja": "午前", "en": "Morning"}},
        {"from": "13:00", "to": "15:00"},
        {"from": "15:00", "to": "17:00"},
    ],
}


def at(clock: str, day: date = TUESDAY) -> int:
    hours, minutes = clock.split(":")
    return instant(day, int(hours) * 60 + int(minutes), TOKYO)


def span(start: str, end: str) -> Span:
    return Span(at(start), at(end))


def plan_of(*terms: dict, openings=(), closures=()) -> DayPlan:
    clauses = [(f"C{place}", term(each)) for place, each in enumerate(terms, 1)]
    timetable = Timetable.compile("east", TOKYO, clauses, AgeMode.LEGAL)
    return timetable.plan("music", TUESDAY, openings, closures)
