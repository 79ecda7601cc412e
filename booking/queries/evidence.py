"""What a figure of the plan was counted from, so that whoever doubts it can look: without any name."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from booking.models import ActivityDay, Programme, Session
from booking.queries.activities import heads_of
from booking.rules.attendance import Counts
from booking.rules.indicators import Kind, Record
from facilities.models import Facility


class Evidence(NamedTuple):
    """A record as it is shown: what it was and where, and who came (None: nobody has said)."""

    kind: Kind
    day: date
    what: str
    where: str
    heads: Counts | None
    key: str
    """Of the record: by it the number is found that it brings to a figure."""


def evidence(records: Iterable[Record]) -> list[Evidence]:
    """The records in the order of their days, with what they are called. Four queries at most."""
    given = sorted(records, key=lambda one: (one.day, one.key))
    sessions = _sessions([one.key for one in given if one.kind is Kind.SESSION])
    halls = {hall.slug: hall.name for hall in Facility.objects.filter(slug__in={one.body for one in given})}
    reported = _reported([one.key for one in given if one.kind is Kind.ACTIVITY])
    return [
        _reported_day(one, reported[one.key])
        if one.key in reported
        else _shown(one, sessions.get(one.key), halls.get(one.body, ""))
        for one in given
    ]


def _sessions(keys: list[str]) -> dict[str, Session]:
    rows = Session.objects.filter(public_id__in=keys).select_related("programme")
    return {row.public_id: row for row in rows}


def _reported(keys: list[str]) -> dict[str, ActivityDay]:
    rows = ActivityDay.objects.filter(public_id__in=keys).select_related("reporter")
    return {row.public_id: row for row in rows}


def _reported_day(record: Record, row: ActivityDay) -> Evidence:
    """Of a school's day: whose it was and where; what they did there nobody is asked."""
    return Evidence(record.kind, record.day, row.reporter.name, row.place, record.heads, record.key)


def awaiting(days: Iterable[ActivityDay]) -> list[Evidence]:
    """What was reported and is not confirmed yet, as it would be shown. No query."""
    given = sorted(days, key=lambda one: (one.day, one.pk))
    return [
        Evidence(Kind.ACTIVITY, one.day, one.reporter.name, one.place, heads_of(one), one.public_id)
        for one in given
    ]


def _shown(record: Record, session: Session | None, hall: str) -> Evidence:
    if session is None:
        return Evidence(record.kind, record.day, "", hall, record.heads, record.key)
    programme: Programme = session.programme
    where = session.elsewhere or hall
    return Evidence(record.kind, record.day, programme.name, where, record.heads, record.key)
