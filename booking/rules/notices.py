"""What a notice is about: members choose by family which of them they want by mail, too."""

from collections.abc import Mapping
from enum import StrEnum

REMINDER, OFFER, LAPSE = "reminder", "offer", "lapse"
DISPLACED, CALLED_OFF, OPEN_AGAIN, PASSED_OVER = "displaced", "called_off", "open_again", "passed_over"
THING_BROKEN = "thing_broken"
WON, NOT_THIS_TIME, ROUND_CALLED_OFF = "won", "not_this_time", "round_called_off"
SKIPPED, GROUP = "skipped", "group"
REGISTRATION_RETURNED, REGISTRATION_RECONSIDERED = "registration_returned", "registration_reconsidered"
CODE_GIVEN = "code_given"
# What the hall does to somebody's plans, and not they themselves: whoever has no mail is rung up.
MOVED_BY_HALL, CANCELLED_BY_HALL = "moved_by_hall", "cancelled_by_hall"
SERIES_CANCELLED_BY_HALL, CANCELLED_BY_GUARDIAN = "series_cancelled_by_hall", "cancelled_by_guardian"
KEPT_HOME, ONE_LESS = "kept_home", "one_less"

# Of programmes. Their places are another's to give, and their dates the hall's to change.
SIGNED_UP, SIGNUP_GIVEN_BACK, PLACE_FREE = "signed_up", "signup_given_back", "place_free"
SESSION_MOVED, SESSION_CALLED_OFF = "session_moved", "session_called_off"
SESSION_UNCERTAIN, SESSION_STANDS = "session_uncertain", "session_stands"
PROGRAMME_CALLED_OFF = "programme_called_off"
PLACES_DRAWN, CONSENT_MISSED = "places_drawn", "signup_consent_missed"
GIVEN_BACK_BY_GUARDIAN, HAD_AGAIN_BY_GUARDIAN = "given_back_by_guardian", "had_again_by_guardian"
PARTNER_INVITED, PARTNER_ANSWERED = "partner_invited", "partner_answered"

LECTURE_ASKED, LECTURE_WITHDRAWN = "lecture_asked", "lecture_withdrawn"
SUGGESTION_ANSWERED = "suggestion_answered"


OF_REGISTRATIONS = (
    "registered",
    "registration_approved",
    "renewable",
    REGISTRATION_RETURNED,
    REGISTRATION_RECONSIDERED,
)
OF_CONSENTS = ("consent_given", "consent_refused", "consent_ends")


class Family(StrEnum):
    BOOKINGS = "bookings"  # what one does oneself
    REMINDERS = "reminders"
    TURNS = "turns"  # what came of a draw, and one's turn in a line
    GROUPS = "groups"  # who comes and goes, and what is asked of a group
    RECORDS = "records"  # registrations, and a guardian's consent
    CHANGES = "changes"  # what somebody else does to one's plans


# Whoever is not told of a change comes to a closed door: that goes by mail to all who have an address.
CHOSEN = tuple(family for family in Family if family is not Family.CHANGES)


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
    **dict.fromkeys((OFFER, WON, NOT_THIS_TIME, SKIPPED, PLACE_FREE, PLACES_DRAWN), Family.TURNS),
    **dict.fromkeys((GROUP, PARTNER_INVITED, PARTNER_ANSWERED, SUGGESTION_ANSWERED), Family.GROUPS),
    **dict.fromkeys((*OF_REGISTRATIONS, *OF_CONSENTS), Family.RECORDS),
}
# What one has just done oneself is written down for later, and is no news to whoever did it.
OWN_DOINGS = frozenset(kind for kind, of in FAMILIES.items() if of is Family.BOOKINGS)


def family(kind: str) -> Family:
    """What is of no other family changes somebody's plans."""
    return FAMILIES.get(kind, Family.CHANGES)
