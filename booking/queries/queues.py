"""What waits for a hall's desk: all its queues in one query, by deadline."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import BigIntegerField, CharField, DateField, Exists, F, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Coalesce

from booking.models import Consent, Registration, Request
from booking.queries.attendance import uncounted
from booking.queries.consents import wanting_more
from booking.queries.displacing import not_rehoused
from booking.queries.notices import calls_at
from booking.queries.requests import open_requests
from booking.queries.rules import rules_for
from booking.rules.queues import DAYS_TO_ANSWER, WORKED_WITH, Queue, Waiting, end_of_answering
from booking.rules.staff import Right
from facilities.models import Facility
from facilities.queries.prepared import as_date
from facilities.rules.spans import local_day

A_DAY = 24 * 60 * 60
NO_INSTANT = Cast(Value(None), BigIntegerField())
NO_DAY = Cast(Value(None), DateField())
Rows = QuerySet[Any]
# Each arm answers the rows that wait at a hall at an instant, with the field of their deadline or the
# day since which they wait. What else is to wait for the desk is one arm more.
Arm = Callable[[Facility, int], tuple[Rows, str, str]]


def waiting(hall: Facility, rights: Collection[Right], now: int) -> list[Waiting]:
    """Everything that waits for somebody with these rights, the nearest deadline first. Two queries."""
    zone = ZoneInfo(hall.timezone)
    arms = [_arm(queue, *ARMS[queue](hall, now)) for queue in queues_for(rights)]
    if not arms:
        return []
    rows = arms[0].union(*arms[1:], all=True)
    return sorted(
        Waiting(due if due is not None else _since(since, zone), Queue(queue), key)
        for queue, key, due, since in rows
    )


def queues_for(rights: Collection[Right]) -> list[Queue]:
    return [queue for queue in Queue if WORKED_WITH[queue] in rights]


def rows_of(queue: Queue, hall: Facility, keys: Collection[int], now: int) -> Mapping[int, Any]:
    """The things themselves of one queue, by key, with what a list says of them; only those that wait."""
    rows, _, _ = ARMS[queue](hall, now)
    return {row.pk: row for row in rows.filter(pk__in=keys).select_related(*WITH[queue])}


def with_answered(
    queue: Queue, hall: Facility, keys: Collection[int], since: int, now: int
) -> tuple[Mapping[int, Any], list[Any]]:
    """As `rows_of`, and what was answered since an instant, the last first. One query for both."""
    rows, _, _ = ARMS[queue](hall, now)
    found = rows.filter(pk__in=keys)
    if queue in ANSWERED:
        found |= ANSWERED[queue](hall, since)
    every = list(found.select_related(*WITH[queue]))
    answered = [row for row in every if _is_answered(row)]
    answered.sort(key=lambda row: (row.decided_at, row.pk), reverse=True)
    return {row.pk: row for row in every if not _is_answered(row)}, answered


def _is_answered(row: Any) -> bool:
    if isinstance(row, Request):
        return row.answer != Request.Answer.OPEN
    return isinstance(row, Registration) and row.state != Registration.State.APPLIED


def _answered(hall: Facility, since: int) -> QuerySet[Request]:
    return Request.objects.filter(booking__room__facility=hall, decided_at__gt=since)


def _decided(hall: Facility, since: int) -> QuerySet[Registration]:
    return registrations_at(hall).filter(decided_at__gt=since).exclude(state=Registration.State.APPLIED)


def registrations_at(hall: Facility) -> QuerySet[Registration]:
    """Of whoever registers with a rulebook of the hall's."""
    return Registration.objects.filter(registry__in=hall.rulebooks.values("key"))


def _requests(hall: Facility, now: int) -> tuple[Rows, str, str]:
    return open_requests(hall, now), "booking__lapses_at", ""


def _registrations(hall: Facility, now: int) -> tuple[Rows, str, str]:
    return registrations_at(hall).filter(state=Registration.State.APPLIED), "", "registered_on"


def _papers(hall: Facility, now: int) -> tuple[Rows, str, str]:
    """Consents that went through a child's phone, where the hall's rules also want a paper or a call."""
    day = local_day(now, ZoneInfo(hall.timezone))
    rules = rules_for(hall, day)
    standing = Consent.objects.filter(revoked_at=None, valid_until__gte=day)
    same = {field: OuterRef(field) for field in ("child", "rulebook", "purpose")}
    seen = Exists(standing.filter(through_child=False, **same))
    asked = standing.filter(hall=hall, through_child=True, purpose__in=wanting_more(rules))
    return asked.filter(~seen, child__closed=False), "", "given_on"


def _calls(hall: Facility, now: int) -> tuple[Rows, str, str]:
    return calls_at(hall, now), "booking__start", ""


def _moves(hall: Facility, now: int) -> tuple[Rows, str, str]:
    """Until what is offered lapses; where nothing is, until the time that they had."""
    waiting = not_rehoused(hall).filter(end__gt=now)
    return waiting.annotate(until=Coalesce("offer__lapses_at", "start")), "until", ""


def _counts(hall: Facility, now: int) -> tuple[Rows, str, str]:
    return uncounted(hall, now).annotate(until=F("end") + DAYS_TO_ANSWER * A_DAY), "until", ""


ARMS: Mapping[Queue, Arm] = {
    Queue.APPROVALS: _requests,
    Queue.REGISTRATIONS: _registrations,
    Queue.PAPERS: _papers,
    Queue.CALLS: _calls,
    Queue.MOVES: _moves,
    Queue.COUNTS: _counts,
}
ANSWERED: Mapping[Queue, Callable[[Facility, int], Rows]] = {
    Queue.APPROVALS: _answered,
    Queue.REGISTRATIONS: _decided,
}
PLACE = ("booking__room__facility", "booking__group")
WITH: Mapping[Queue, tuple[str, ...]] = {
    Queue.APPROVALS: (*PLACE, "booking__person"),
    Queue.REGISTRATIONS: ("person", "group"),
    Queue.PAPERS: ("child", "guardian", "hall"),
    Queue.CALLS: (*PLACE, "person"),
    Queue.MOVES: (*PLACE, "booking__person", "room", "offer__room", "closure", "evening"),
    Queue.COUNTS: ("room__facility", "group", "person"),
}


def _arm(queue: Queue, rows: Rows, due: str, since: str) -> Rows:
    found: Rows = (
        rows.order_by()
        .annotate(
            of=Value(queue.value, CharField()),
            due=Cast(F(due), BigIntegerField()) if due else NO_INSTANT,
            since=F(since) if since else NO_DAY,
        )
        .values_list("of", "pk", "due", "since")
    )
    return found


def _since(day: Any, zone: ZoneInfo) -> int:
    found: date | None = as_date(day)
    return 0 if found is None else end_of_answering(found, zone)
