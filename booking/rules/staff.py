"""Who of the staff may do what: roles, each a set of rights, held at a hall or at a department's halls."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

from facilities.rules.stages import fiscal_year_end


class Role(StrEnum):
    DESK = "desk"
    EVENING = "evening"
    CONTRACTOR = "contractor"  # whoever opens and closes for a company: sees the day, decides nothing
    MANAGER = "manager"
    INSTRUCTOR = "instructor"
    OFFICE = "office"
    AUDITOR = "auditor"


class Right(StrEnum):
    DAY = "day"  # see the hall's day: who has which room
    DESK = "desk"  # act on bookings: check in, book by telephone, keys, handover
    CLOSE = "close"  # close a room or the house from now on, for today
    OVERRULE = "overrule"  # set a refusal aside, with a reason that is kept
    CONTACT = "contact"  # see how to reach a member or a guardian; each look is kept
    PEOPLE = "people"  # register, verify, receive papers, decide what groups ask for
    MONEY = "money"
    COURSES = "courses"
    PROGRAMMES = "programmes"  # what takes place, for whom, and how many came
    HOURS = "hours"
    WARN = "warn"  # announce a weather warning
    RULES = "rules"
    RECORDS = "records"  # close a child's record, stop a guardian
    STAFF = "staff"  # say who serves
    FIGURES = "figures"
    ACTS = "acts"  # read and export the log


EVENING = frozenset({Right.DAY, Right.DESK, Right.CLOSE, Right.OVERRULE, Right.CONTACT, Right.MONEY})
BY_DAY = EVENING | {Right.PEOPLE, Right.COURSES, Right.PROGRAMMES, Right.HOURS, Right.WARN, Right.FIGURES}
RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.DESK: BY_DAY,
    Role.EVENING: EVENING,
    Role.CONTRACTOR: frozenset({Right.DAY, Right.DESK, Right.CLOSE}),
    Role.MANAGER: frozenset(Right),
    Role.INSTRUCTOR: frozenset({Right.COURSES}),
    Role.OFFICE: frozenset({Right.FIGURES, Right.PROGRAMMES, Right.WARN, Right.STAFF}),
    Role.AUDITOR: frozenset({Right.ACTS}),
}

RENEWAL_MONTHS = (2, 3)


def holding(right: Right) -> frozenset[Role]:
    """The roles that have a right."""
    return frozenset(role for role, rights in RIGHTS.items() if right in rights)


def post_until(day: date) -> date:
    """The last day of a post that is given on `day`: the coming 31 March."""
    return fiscal_year_end(day)


def renewed_until(day: date) -> date | None:
    """The last day of a post that is renewed on `day`, the end of the next fiscal year; None before
    February, when nobody knows yet who stays."""
    if day.month not in RENEWAL_MONTHS:
        return None
    return fiscal_year_end(fiscal_year_end(day) + timedelta(days=1))
