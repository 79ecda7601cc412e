"""地域人材リスト: who may stand on a list of the community's specialists and volunteers, and for how long.

Each department keeps lists of its own, in a state of its own; an entry may stand on several and is counted
in each. Instants are seconds (UTC), days the city's local dates.
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from booking.rules.indicators import Indicator, Kind, Measure
from booking.rules.plans import Plan
from facilities.rules.stages import age_on
from facilities.rules.words import Words

DAY = 24 * 60 * 60
ADULT = 18  # 民法4条: of age
# Not reached for a year, they are asked again; without an answer the entry ends with the grace.
ASKED_AGAIN_AFTER = 365 * DAY
GRACE = 90 * DAY
# So long it may be thought over: who has not consented by then is kept on no record.
THOUGHT_OVER = 90 * DAY
MOST_USERS = 9_999


class Whose(StrEnum):
    """Whose an entry is."""

    PERSON = "person"
    ORGANISATION = "organisation"


class ListState(StrEnum):
    """Whether a department carries its list out (実施), considers it (検討中), or does not (未実施)."""

    RUNNING = "running"
    CONSIDERED = "considered"
    NOT_RUN = "not_run"


# While it is considered, a list is already being gathered (plan, B7); what is not carried out holds nobody.
KEPT = (ListState.RUNNING, ListState.CONSIDERED)


class Answer(StrEnum):
    """How far an introduction has come. Only what was accepted counts."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"


class OfList(NamedTuple):
    """A list of a department: what the plan tells it apart by ("" where there is one alone), what the plan
    calls it, and whether only organisations stand on it."""

    key: str
    name: Words | None = None
    organisations: bool = False


def is_adult(born: date | None, day: date) -> bool:
    """Whether somebody is of age on a day; of whom no birth date is known nobody can say so."""
    return born is not None and age_on(born, day) >= ADULT


def asked_again(reached_at: int, now: int) -> bool:
    """Whether it is time to ask whether an entry still holds: a year after they were reached last."""
    return now - reached_at >= ASKED_AGAIN_AFTER


def kept_since(now: int) -> int:
    """The instant after which somebody has to have been reached for their entry to stand at `now`."""
    return now - ASKED_AGAIN_AFTER - GRACE


def lists_of(plan: Plan | None, department: str) -> list[OfList]:
    """The lists that a department keeps: those that the plan counts apart, else one."""
    return list(_told_apart(plan, department)) or [OfList("")]


def _told_apart(plan: Plan | None, department: str) -> Iterator[OfList]:
    rows = (one.row for one in plan.entries if one.row.department == department) if plan else ()
    for figure in (one for row in rows for one in row.figures if one.key):
        indicator = plan.counted[figure.indicator] if plan else None
        if indicator and Kind.LISTING in indicator.of:
            yield OfList(figure.key or "", figure.of, _of_organisations(indicator))


def _of_organisations(indicator: Indicator) -> bool:
    # Bodies are counted each once, and a person is none.
    return indicator.measure is Measure.BODIES
