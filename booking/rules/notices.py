"""What a notice is about: members choose by family which of them they want by mail, too."""

from collections.abc import Mapping
from enum import StrEnum

REMINDER, OFFER, LAPSE = "reminder", "offer", "lapse"
DISPLACED, CALLED_OFF, OPEN_AGAIN, PASSED_OVER = "displaced", "called_off", "open_again", "passed_over"
THING_BROKEN = "thing_broken"
WON, ROUND_CALLED_OFF = "won", "round_called_off"
REGISTRATION_RETURNED, REGISTRATION_RECONSIDERED = "registration_returned", "registration_reconsidered"
CODE_GIVEN = "code_given"
# What the hall does to somebody's plans, and not they themselves: whoever has no mail is rung up.
MOVED_BY_HALL, CANCELLED_BY_HALL = "moved_by_hall", "cancelled_by_hall"
SERIES_CANCELLED_BY_HALL, CANCELLED_BY_GUARDIAN = "series_cancelled_by_hall", "cancelled_by_guardian"

# Of programmes. Their places are another's to give, and their dates the hall's to change.
SIGNED_UP, SIGNUP_GIVEN_BACK, PLACE_FREE = "signed_up", "signup_given_back", "place_free"
SESSION_MOVED, SESSION_CALLED_OFF = "session_moved", "session_called_off"
SESSION_UNCERTAIN, SESSION_STANDS = "session_uncertain", "session_stands"
PROGRAMME_CALLED_OFF = "programme_called_off"
PLACES_DRAWN, CONSENT_MISSED = "places_drawn", "signup_consent_missed"
PARTNER_INVITED, PARTNER_ANSWERED = "partner_invited", "partner_answered"

LECTURE_ASKED, LECTURE_WITHDRAWN = "lecture_asked", "lecture_withdrawn"


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
    SIGNED_UP: Family.BOOKINGS,
    SIGNUP_GIVEN_BACK: Family.BOOKINGS,
    LECTURE_ASKED: Family.BOOKINGS,
    LECTURE_WITHDRAWN: Family.BOOKINGS,
    REMINDER: Family.REMINDERS,
}
# What one has just done oneself is written down for later, and is no news to whoever did it.
OWN_DOINGS = frozenset(kind for kind, of in FAMILIES.items() if of is Family.BOOKINGS)


def family(kind: str) -> Family:
    """What is of no other family changes somebody's plans."""
    return FAMILIES.get(kind, Family.CHANGES)
