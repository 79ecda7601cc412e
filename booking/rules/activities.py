"""活動日: what schools, nurseries, clubs and NPOs report of what they did outside the halls, and until when.

Days are the city's local dates.
"""

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from booking.rules.indicators import Kind, Measure
from booking.rules.plans import Entry, Plan
from facilities.rules.stages import fiscal_year, fiscal_year_end

AT_ONCE = 31  # days in one form: a month of a nursery that had somebody every day
# That may wait for the department from one reporter: a link that got about fills no table.
MOST_WAITING = 100


class State(StrEnum):
    """How far a reported day has come. Only what is confirmed counts."""

    SENT = "sent"
    CONFIRMED = "confirmed"
    RETURNED = "returned"
    """With a reason: it is the reporter's again, to be corrected or withdrawn."""
    WITHDRAWN = "withdrawn"


# What the reporter may still correct: once it is confirmed, it stands in a figure of the plan.
REPORTERS = (State.SENT, State.RETURNED)
DECIDED = (State.CONFIRMED, State.RETURNED)


class Every(StrEnum):
    """How often somebody is asked."""

    MONTH = "month"
    QUARTER = "quarter"


class Period(NamedTuple):
    """From a first to a last day, both of them in it."""

    first: date
    last: date

    def has(self, day: date) -> bool:
        return self.first <= day <= self.last


def period_of(day: date, every: Every) -> Period:
    """The month, or the quarter of the fiscal year, that a day is in."""
    # A quarter of the fiscal year, which begins in April, is one of the calendar's, too.
    months = 1 if every is Every.MONTH else 3
    first = day.replace(month=(day.month - 1) // months * months + 1, day=1)
    last = first.month + months - 1
    return Period(first, first.replace(month=last, day=monthrange(first.year, last)[1]))


def last_over(today: date, every: Every) -> Period:
    """The latest period that is over."""
    return period_of(period_of(today, every).first - timedelta(days=1), every)


def link_until(today: date) -> date:
    """The last day of a link that is made today: 31 May after the fiscal year."""
    # As long as days of its year may be reported.
    return fiscal_year_end(today).replace(month=5)


def reportable_from(today: date) -> date:
    """The first day that may still be reported: of this fiscal year, up to 31 May of the one before, too."""
    # A city closes the books of a year on 31 May (地方自治法235条の5): so long March is still written down.
    closing = today.month in (4, 5)
    return date(fiscal_year(today) - closing, 4, 1)


def asked_rows(plan: Plan, department: str) -> list[Entry]:
    """The rows of the plan in which a reported day of this department would be counted."""
    return [one for one in plan.entries if one.row.department == department and counts(plan, one)]


def counts(plan: Plan, entry: Entry) -> bool:
    """Whether a figure of the row counts reported days. One of a certain hall's never does: nobody says of
    a school's day to which hall it belongs."""
    return any(
        one.key is None and Kind.ACTIVITY in plan.counted[one.indicator].of for one in entry.row.figures
    )


def counts_heads(plan: Plan, entry: Entry) -> bool:
    """Whether one of them counts who came: then a day without numbers is one that is missing."""
    of_row = (plan.counted[one.indicator] for one in entry.row.figures)
    return any(one.measure is Measure.HEADS and Kind.ACTIVITY in one.of for one in of_row)
