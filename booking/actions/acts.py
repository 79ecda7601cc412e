"""Writing the log: who did what to a booking or a hall, as keys and the fields that changed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import F

from booking.actions.announcements import announce
from booking.models import Act, Booking, Person, Series
from booking.queries.whose import not_theirs
from booking.rules.by_right import only_by_right
from facilities.models import Facility

# Free texts are not among them: an Act outlives what people wrote.
FIELDS = ("state", "room_id", "start", "end", "person_id", "group_id", "headcount")


def fields_of(booking: Booking) -> dict[str, Any]:
    """What an Act may remember of a booking."""
    return {field: getattr(booking, field) for field in FIELDS}


def write_act(
    *,
    booking: Booking,
    verb: str,
    actor: Person | None,
    now: int,
    before: dict[str, Any] | None = None,
    why: str = "",
) -> None:
    """Logs one verb done to one booking; `actor` is None for what the service does by itself."""
    keep([act_of(booking=booking, verb=verb, actor=actor, now=now, before=before, why=why)])


def keep(acts: Iterable[Act]) -> None:
    """Writes these Acts, and what other systems are to hear of them. At most three queries for any number;
    of staff one more for each kind of thing that may be their own."""
    written = list(acts)
    _say_by_desk(written)
    announce(Act.objects.bulk_create(written))


def _say_by_desk(acts: Sequence[Act]) -> None:
    """Says of each whether it was done by a post: asked here, so that no verb can forget to say it.

    The verb has let the actor through: to what is not theirs by a right alone, which it knows at which halls
    to ask for. What somebody does to their own, or for a group that they lead, is a member's doing.
    """
    either: dict[tuple[Person, str], list[Act]] = defaultdict(list)
    for act in acts:
        # Of one's own thing, too: letting in or taking money is the desk's, and an auditor asks just there.
        act.by_desk = act.actor is not None and only_by_right(act.subject, act.verb)
        # Of members nothing is asked, so that what most people do costs no query.
        if act.actor is not None and act.actor.is_staff and not act.by_desk:
            either[act.actor, act.subject].append(act)
    for (actor, subject), theirs in either.items():
        foreign = not_theirs(actor, subject, {act.subject_id for act in theirs})
        for act in theirs:
            act.by_desk = act.subject_id in foreign


def act_of(
    *,
    booking: Booking,
    verb: str,
    actor: Person | None,
    now: int,
    before: dict[str, Any] | None = None,
    why: str = "",
) -> Act:
    """The Act, not yet written: of `before` and the present, only the fields that differ."""
    was, is_now = before or {}, fields_of(booking)
    changed = [field for field in FIELDS if was.get(field) != is_now[field]]
    return Act(
        at=now,
        actor=actor,
        verb=verb,
        hall_id=booking.room.facility_id,
        subject="booking",
        subject_id=booking.public_id,
        before={field: was[field] for field in changed if field in was},
        after={field: is_now[field] for field in changed},
        why=why,
    )


def log(
    subject: str,
    subject_id: str,
    verb: str,
    actor: Person | None,
    now: int,
    *,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    why: str = "",
    hall: int | None = None,
) -> None:
    """Logs one verb done to something: keys, days and the names of fields, never what people wrote.

    `hall` (by key) is the one in whose log it stands, None for what concerns no hall, or many.
    """
    act = Act(
        at=now,
        actor=actor,
        verb=verb,
        hall_id=hall,
        subject=subject,
        subject_id=subject_id,
        before=before or {},
        after=after or {},
        why=why,
    )
    keep([act])


def write_series_act(
    *, series: Series, verb: str, actor: Person, now: int, after: Mapping[str, object], why: str = ""
) -> None:
    """Logs one verb done to several dates of a series at once; each date has its own Act besides."""
    log("series", series.public_id, verb, actor, now, after=after, why=why, hall=series.room.facility_id)


def write_hall_act(
    *,
    hall: Facility,
    verb: str,
    actor: Person | None,
    now: int,
    after: Mapping[str, object],
    before: Mapping[str, object] | None = None,
    why: str = "",
) -> None:
    """Logs one verb done to a hall, and moves its counter; the hall's row is locked."""
    Facility.objects.filter(pk=hall.pk).update(revision=F("revision") + 1)
    log("hall", hall.slug, verb, actor, now, before=before, after=after, why=why, hall=hall.pk)


def write_person_act(
    *,
    person: Person,
    verb: str,
    actor: Person | None,
    now: int,
    after: Mapping[str, object] | None = None,
    before: Mapping[str, object] | None = None,
    why: str = "",
) -> None:
    """Logs one verb done to somebody's record."""
    log("person", person.public_id, verb, actor, now, before=before, after=after, why=why)
