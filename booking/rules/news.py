"""The city's newsletter: issues and articles, what of an issue is new, and until when texts are kept."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from enum import StrEnum

from booking.rules.indicators import Kind
from booking.rules.plans import Plan
from facilities.rules.ages import Ages

KEPT_AFTER = timedelta(days=90)  # after a special is out: whoever wrote can still read what they sent
FAR = timedelta(days=400)  # as far from today as an issue and its days may lie
HALF_A_MONTH = timedelta(days=14)  # of which an issue tells unless somebody says more
SPAN = timedelta(days=31)  # the most days of which an issue tells beyond its first
CHILDREN = frozenset({"preschool", "elementary", "junior_high", "high_school"})
GROWN_UPS = frozenset({"adult", "senior"})


class IssueKind(StrEnum):
    """As the plan's figures tell them apart."""

    NEWSLETTER = "newsletter"
    SPECIAL = "special"


class ArticleState(StrEnum):
    SENT = "sent"
    ASKED = "asked"  # the office has a question; whoever wrote may change the text
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Sort(StrEnum):
    """What is announced, in the order in which it is told."""

    PROGRAMME = "programme"
    EVENING = "evening"
    CLOSURE = "closure"
    PLACE = "place"
    CITY = "city"
    ARTICLE = "article"


# What whoever wrote may still change, or take back.
WRITERS = frozenset({ArticleState.SENT, ArticleState.ASKED})


def row_of(plan: Plan | None, kind: Kind, department: str | None = None) -> tuple[str, str] | None:
    """In which programme of the plan records of a kind are counted, and for which department (their keys):
    the first row that does, or the first of a department's. None where there is none."""
    for entry in plan.entries if plan else ():
        of_row = (plan.counted[one.indicator].of for one in entry.row.figures) if plan else ()
        if department in (None, entry.row.department) and any(kind in of for of in of_row):
            return entry.programme.id, entry.row.department
    return None


def is_new(keys: Collection[str], announced: Collection[str]) -> bool:
    """Whether something of it was in no issue before."""
    return not set(keys) <= set(announced)


def is_for(bands: Collection[str], whom: frozenset[str]) -> bool:
    """Whether something with places for these bands is for some of `whom`; without places it is for all."""
    return not bands or not whom.isdisjoint(bands)


def is_for_grown_ups(admits: Iterable[Ages] | None) -> bool:
    """Whether grown-ups are among those whom an evening admits (None: everybody)."""
    ages = None if admits is None else list(admits)
    return ages is None or any(one.to_stage is None and one.to_age is None for one in ages)


def erased_from(special: date) -> date:
    """The day from which the texts are gone that a special of this day did not print."""
    return special + KEPT_AFTER
