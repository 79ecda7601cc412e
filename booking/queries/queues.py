"""What waits for a hall's desk: all its queues in one query, by deadline."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import (
    BigIntegerField,
    CharField,
    DateField,
    Exists,
    F,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Least

from booking.models import Consent, Displacement, Notice, Reduction, ReductionRequest, Registration, Request
from booking.queries.attendance import uncounted
from booking.queries.consents import wanting_more
from booking.queries.displacing import to_answer_for
from booking.queries.notices import calls_at, told_by, told_since
from booking.queries.reductions import answered_reductions, open_reductions
from booking.queries.requests import open_requests
from booking.queries.rules import Versions, rules_for
from booking.rules.displacing import Answer
from booking.rules.queues import DAYS_TO_ANSWER, WORKED_WITH, Queue, Waiting, end_of_answering
from booking.rules.rulebook import Rules
from booking.rules.staff import Right
from facilities.models import Facility
from facilities.queries.prepared import as_date
from facilities.rules.spans import local_day

A_DAY = 24 * 60 * 60
NO_INSTANT = Cast(Value(None), BigIntegerField())
# Cast, since in a union PostgreSQL takes a bare NULL for a text.
NO_DAY = Cast(Value(None), DateField())
Rows = QuerySet[Any]


@dataclass(frozen=True, slots=True)
class Here:
    """A hall at an instant (seconds, UTC), with its rules where they are `known` already."""

    hall: Facility
    now: int
    known: Versions | None = None

    @property
    def day(self) -> date:
        return local_day(self.now, ZoneInfo(self.hall.timezone))

    def rules(self) -> Rules:
        """Those of its day. One query, none where they are known."""
        return self.known.on(self.day) if self.known else rules_for(self.hall, self.day)


# Each arm answers the rows that wait at a hall at an instant, with the field of their deadline or the
# day since which they wait. What else is to wait for the desk is one arm more.
Arm = Callable[[Here], tuple[Rows, str, str]]


def waiting(
    hall: Facility, rights: Collection[Right], now: int, known: Versions | None = None
) -> list[Waiting]:
    """Everything that waits for somebody with these rights, the nearest deadline first. One query, one more
    where the hall's rules are not `known`."""
    zone, here = ZoneInfo(hall.timezone), Here(hall, now, known)
    arms = [_arm(queue, *ARMS[queue](here)) for queue in queues_for(rights)]
    if not arms:
        return []
    # Keys and deadlines alone cross the union: what a list says of each is read for the rows that it shows.
    rows = arms[0].union(*arms[1:], all=True)
    return sorted(
        Waiting(due if due is not None else _since(since, zone), Queue(queue), key)
        for queue, key, due, since in rows
    )


def queues_for(rights: Collection[Right]) -> list[Queue]:
    return [queue for queue in Queue if WORKED_WITH[queue] in rights]


def rows_of(queue: Queue, hall: Facility, keys: Collection[int], now: int) -> Mapping[int, Any]:
    """The things themselves of one queue, by key, with what a list says of them; only those that wait."""
    rows, _, _ = ARMS[queue](Here(hall, now))
    return {row.pk: row for row in rows.filter(pk__in=keys).select_related(*WITH[queue])}


def with_answered(
    queue: Queue, hall: Facility, keys: Collection[int], since: int, now: int
) -> tuple[Mapping[int, Any], list[Any]]:
    """As `rows_of`, and what was answered since an instant, the last first. One query for both."""
    rows, _, _ = ARMS[queue](Here(hall, now))
    found = rows.filter(pk__in=keys)
    if queue in ANSWERED:
        found |= ANSWERED[queue](hall, since)
    every = list(found.select_related(*WITH[queue]))
    answered = [row for row in every if _is_answered(row)]
    answered.sort(key=lambda row: (decided_at(row), row.pk), reverse=True)
    return {row.pk: row for row in every if not _is_answered(row)}, answered


def _is_answered(row: Any) -> bool:
    if isinstance(row, Request):
        return row.answer != Request.Answer.OPEN
    if isinstance(row, ReductionRequest):
        return row.answer is not None
    if isinstance(row, Notice):
        return row.call == Notice.Call.TOLD
    if isinstance(row, Consent):
        return row.received_by_id is not None
    return isinstance(row, Registration) and row.state != Registration.State.APPLIED


def decided_at(row: Any) -> int:
    """When somebody answered what stands in `with_answered` as answered (seconds, UTC)."""
    if isinstance(row, Notice):
        return int(row.called_at or 0)
    if isinstance(row, Consent):
        return row.given_at
    decision = getattr(row, "answer", None)
    return int(decision.at if isinstance(decision, Reduction) else row.decided_at)


def _answered(hall: Facility, since: int) -> QuerySet[Request]:
    return Request.objects.filter(booking__room__facility=hall, decided_at__gt=since)


def _decided(hall: Facility, since: int) -> QuerySet[Registration]:
    return registrations_at(hall).filter(decided_at__gt=since).exclude(state=Registration.State.APPLIED)


def _told(hall: Facility, since: int) -> QuerySet[Notice]:
    return told_since(since).filter(told_by([hall.pk]))


def _received(hall: Facility, since: int) -> QuerySet[Consent]:
    """What the hall has heard or read of a guardian, and has not taken back."""
    return Consent.objects.filter(hall=hall, given_at__gt=since, revoked_at=None).exclude(received_by=None)


def registrations_at(hall: Facility) -> QuerySet[Registration]:
    """Of whoever registers with a rulebook of the hall's."""
    return Registration.objects.filter(registry__in=hall.rulebooks.values("key"))


def _requests(here: Here) -> tuple[Rows, str, str]:
    return open_requests(here.hall, here.now), "booking__lapses_at", ""


def _registrations(here: Here) -> tuple[Rows, str, str]:
    return registrations_at(here.hall).filter(state=Registration.State.APPLIED), "", "registered_on"


def _papers(here: Here) -> tuple[Rows, str, str]:
    """Consents that went through a child's phone, where the hall's rules also want a paper or a call."""
    standing = Consent.objects.filter(revoked_at=None, valid_until__gte=here.day)
    same = {field: OuterRef(field) for field in ("child", "rulebook", "purpose")}
    seen = Exists(standing.filter(through_child=False, **same))
    asked = standing.filter(hall=here.hall, through_child=True, purpose__in=wanting_more(here.rules()))
    return asked.filter(~seen, child__closed=False), "", "given_on"


def _reductions(here: Here) -> tuple[Rows, str, str]:
    return open_reductions(here.hall), "until", ""


def _calls(here: Here) -> tuple[Rows, str, str]:
    """Until the use begins, or what is held for whoever was displaced lapses: after it nobody can say yes. Of
    what is no booking until it is of no use, or within a week."""
    offers = Displacement.objects.filter(booking=OuterRef("booking"), state=Answer.OPEN)
    held = Subquery(offers.values("offer__lapses_at")[:1])
    # Least of what there is: on SQLite it knows none of two of which one is NULL.
    start, week = F("booking__start"), F("made_at") + DAYS_TO_ANSWER * A_DAY
    by = Coalesce(F("call_by"), start, week)
    rows = calls_at(here.hall, here.now)
    return rows.annotate(until=Least(Coalesce(held, by), by, Coalesce(start, by))), "until", ""


def _moves(here: Here) -> tuple[Rows, str, str]:
    """Until what is offered lapses; where nothing is, until the time that they had."""
    waiting = to_answer_for(here.hall).filter(end__gt=here.now)
    return waiting.annotate(until=Coalesce("offer__lapses_at", "start")), "until", ""


def _counts(here: Here) -> tuple[Rows, str, str]:
    return uncounted(here.hall, here.now).annotate(until=F("end") + DAYS_TO_ANSWER * A_DAY), "until", ""


ARMS: Mapping[Queue, Arm] = {
    Queue.APPROVALS: _requests,
    Queue.REGISTRATIONS: _registrations,
    Queue.PAPERS: _papers,
    Queue.REDUCTIONS: _reductions,
    Queue.CALLS: _calls,
    Queue.MOVES: _moves,
    Queue.COUNTS: _counts,
}
ANSWERED: Mapping[Queue, Callable[[Facility, int], Rows]] = {
    Queue.APPROVALS: _answered,
    Queue.REGISTRATIONS: _decided,
    Queue.PAPERS: _received,
    Queue.REDUCTIONS: answered_reductions,
    Queue.CALLS: _told,
}
PLACE = ("booking__room__facility", "booking__group", "booking__session__programme")
WITH: Mapping[Queue, tuple[str, ...]] = {
    Queue.APPROVALS: (*PLACE, "booking__person"),
    Queue.REGISTRATIONS: ("person", "group"),
    Queue.PAPERS: ("child", "guardian", "hall"),
    Queue.REDUCTIONS: (*PLACE, "booking__person", "answer"),
    Queue.CALLS: (*PLACE, "person"),
    Queue.MOVES: (*PLACE, "booking__person", "room", "offer__room__facility", "closure", "evening"),
    Queue.COUNTS: ("room__facility", "group", "person", "session__programme"),
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
