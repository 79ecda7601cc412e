"""Activity days as they were reported, who is asked for them, and who has answered for a period."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from django.db.models import QuerySet

from booking.models import ActivityDay, NothingReported, Reporter
from booking.queries.bookings import Absent
from booking.rules.activities import (
    DECIDED,
    Every,
    Period,
    State,
    last_over,
    period_of,
    reportable_from,
)
from booking.rules.attendance import Counts, Heads, Part
from facilities.models import Department


class Answer(StrEnum):
    """What a reporter has said of a period."""

    DAYS = "days"
    NOTHING = "nothing"
    RETURNED = "returned"
    """Only what the department has returned: it waits for the reporter."""
    NONE = "none"


class Asked(NamedTuple):
    """A reporter with a period for which it is asked, and what it has answered."""

    reporter: Reporter
    period: Period
    answer: Answer
    over: bool
    """Whether the period is over: before, nobody is late."""


def reporter_by(token_hash: str) -> Reporter | None:
    """Whose link this is, run out or not, with its department. One query."""
    return Reporter.objects.select_related("department").filter(token_hash=token_hash).first()


def reporters_of(department: Department) -> QuerySet[Reporter]:
    """Everybody whom a department asks or has asked. One query."""
    return Reporter.objects.filter(department=department).order_by("name", "pk")


def reporter_of(department: Department, public_id: str) -> Reporter:
    """One of those. Absent. One query."""
    found = Reporter.objects.filter(department=department, public_id=public_id).first()
    if found is None:
        raise Absent(public_id)
    return found


def days_of(reporter: Reporter, today: date) -> list[ActivityDay]:
    """What it has reported that it may still see: as far back as anything is reported, the latest first.
    Two queries."""
    return list(_days(ActivityDay.objects.filter(reporter=reporter, day__gte=reportable_from(today))))


def day_of(reporter: Reporter, public_id: str) -> ActivityDay:
    """A day that it has reported. Absent."""
    return _one(ActivityDay.objects.filter(reporter=reporter), public_id)


def day_at(department: Department, public_id: str) -> ActivityDay:
    """A day that was reported to a department. Absent."""
    return _one(ActivityDay.objects.filter(reporter__department=department), public_id)


def waiting_days(department: Department) -> QuerySet[ActivityDay]:
    """What waits for the department, what was sent first first. Two queries."""
    sent = ActivityDay.objects.filter(reporter__department=department, state=State.SENT)
    return _days(sent).order_by("sent_at", "pk")


def decided_days(department: Department, first: date, last: date) -> QuerySet[ActivityDay]:
    """What a department has confirmed or returned of these days, the latest day first. Two queries."""
    within = ActivityDay.objects.filter(reporter__department=department, day__range=(first, last))
    return _days(within.filter(state__in=DECIDED))


def waiting_by_row(first: date, last: date) -> dict[tuple[str, str], list[ActivityDay]]:
    """What is not confirmed yet of these days, by programme and department: in no figure. Two queries."""
    found: dict[tuple[str, str], list[ActivityDay]] = defaultdict(list)
    sent = ActivityDay.objects.filter(day__range=(first, last), state=State.SENT)
    for one in _days(sent.select_related("reporter__department")):
        found[one.plan, one.reporter.department.slug].append(one)
    return found


def heads_of(day: ActivityDay) -> Counts | None:
    """Who was there; None where nobody has said. Where its counts were read with it no query."""
    return {Heads(Part(one.part), one.band): one.count for one in day.counts.all()} or None


def answers(department: Department, day: date, today: date) -> list[Asked]:
    """Everybody who is asked, with what they have answered for the month or the quarter that `day` is in.
    Whoever is asked since later, or no more, is not among them. Three queries."""
    asked = [one for one in reporters_of(department) if one.token_hash is not None]
    periods = [(one, period_of(day, Every(one.every))) for one in asked]
    return list(_answered([(one, span) for one, span in periods if one.made_on <= span.last], today))


def unanswered(reporter: Reporter, today: date) -> list[Period]:
    """Which periods that are over it has not answered, the first first, as far back as anything is reported.
    Two queries."""
    # Of what was before it was asked it owes nothing, and of a year that is closed nobody can say anything.
    every, first = Every(reporter.every), max(reportable_from(today), reporter.made_on)
    periods = []
    period = last_over(today, every)
    while period.last >= first:
        periods.append((reporter, period))
        period = last_over(period.first, every)
    told = _answered(periods[::-1], today)
    return [one.period for one in told if one.answer is Answer.NONE]


def _answered(periods: Sequence[tuple[Reporter, Period]], today: date) -> Iterator[Asked]:
    keys = {one.pk for one, _ in periods}
    since = min((period.first for _, period in periods), default=today)
    days: dict[int, list[tuple[date, str]]] = defaultdict(list)
    # All their days at once, sorted out here: many reporters cost what one costs.
    rows = ActivityDay.objects.filter(reporter__in=keys, day__gte=since).exclude(state=State.WITHDRAWN)
    for whose, day, state in rows.order_by().values_list("reporter", "day", "state"):
        days[whose].append((day, state))
    nothing = set(NothingReported.objects.filter(reporter__in=keys).values_list("reporter", "first"))
    for one, period in periods:
        states = {state for day, state in days[one.pk] if period.has(day)}
        said = (one.pk, period.first) in nothing
        yield Asked(one, period, _answer(states, said), period.last < today)


def _answer(states: set[str], said: bool) -> Answer:
    if states - {State.RETURNED}:
        return Answer.DAYS
    if states:
        return Answer.RETURNED
    return Answer.NOTHING if said else Answer.NONE


def _days(rows: QuerySet[ActivityDay]) -> QuerySet[ActivityDay]:
    return rows.select_related("reporter").prefetch_related("counts").order_by("-day", "-pk")


def _one(rows: QuerySet[ActivityDay], public_id: str) -> ActivityDay:
    found = _days(rows.filter(public_id=public_id)).first()
    if found is None:
        raise Absent(public_id)
    return found
