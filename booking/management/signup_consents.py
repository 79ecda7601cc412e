"""Places that were held for a guardian's consent: at their moment they are certain, or the next one's."""

from booking.actions.signups import lapse_without_consent
from booking.queries.signup_consents import overdue
from facilities.clock import now


def due() -> bool:
    return overdue(now()).exists()


def step() -> None:
    """One sign-up a step."""
    at = now()
    for signup in overdue(at)[:1]:
        lapse_without_consent(signup=signup, now=at)
