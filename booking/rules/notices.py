"""What a notice is about: members choose by family which of them they want by mail, too."""

from collections.abc import Mapping
from enum import StrEnum

REMINDER, OFFER, LAPSE = "reminder", "offer", "lapse"


class Family(StrEnum):
    BOOKINGS = "bookings"  # what one does oneself
    CHANGES = "changes"  # what somebody else does to one's plans
    REMINDERS = "reminders"


FAMILIES: Mapping[str, Family] = {
    "booked": Family.BOOKINGS,
    "cancelled": Family.BOOKINGS,
    "moved": Family.BOOKINGS,
    "reduction_asked": Family.BOOKINGS,
    "requested": Family.BOOKINGS,
    "restored": Family.BOOKINGS,
    REMINDER: Family.REMINDERS,
}
# What one has just done oneself is written down for later, and is no news to whoever did it.
OWN_DOINGS = frozenset(kind for kind, of in FAMILIES.items() if of is Family.BOOKINGS)


def family(kind: str) -> Family:
    """What is of no other family changes somebody's plans."""
    return FAMILIES.get(kind, Family.CHANGES)
