"""Writing the log: who did what to a booking, as keys and the fields that changed."""

from typing import Any

from booking.models import Act, Booking, Person

# Free texts are not among them: an Act outlives what people wrote.
FIELDS = ("state", "room_id", "start", "end", "person_id", "group_id", "headcount")


def fields_of(booking: Booking) -> dict[str, Any]:
    """What an Act may remember of a booking."""
    return {field: getattr(booking, field) for field in FIELDS}


def write_act(
    *,
    booking: Booking,
    verb: str,
    actor: Person,
    now: int,
    before: dict[str, Any] | None = None,
    why: str = "",
) -> Act:
    """Logs one verb done to one booking: of `before` and the present, only the fields that differ."""
    was, is_now = before or {}, fields_of(booking)
    changed = [field for field in FIELDS if was.get(field) != is_now[field]]
    return Act.objects.create(
        at=now,
        actor=actor,
        verb=verb,
        subject="booking",
        subject_id=booking.public_id,
        before={field: was[field] for field in changed if field in was},
        after={field: is_now[field] for field in changed},
        why=why,
    )
