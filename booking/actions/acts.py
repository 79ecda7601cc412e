"""Writing the log: who did what to a booking or a hall, as keys and the fields that changed."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import F

from booking.actions.announcements import announce
from booking.models import Act, Booking, Person, Series
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
    """Writes these Acts, and what other systems are to hear of them. At most three queries for any number."""
    announce(Act.objects.bulk_create(acts))


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
