"""A guardian's consent to a child's sign-up: its places are held for a while, and given back without it.

Under the programme's lock. `now` is an instant (seconds, UTC).
"""

from booking.models import Coming, SignUp
from booking.queries.signup_consents import lacks_consent
from booking.rules.signup_consents import held_until


def hold_for_consent(signup: SignUp, now: int) -> None:
    """Writes until when the places of a sign-up are held for a consent that is wanting; None where none is.
    Whoever takes part in a draw has nothing yet that could be held."""
    standing = signup.dates.filter(state__in=(Coming.State.COMING, Coming.State.WAITING))
    first = standing.filter(session__start__gt=now).order_by("session__start").first()
    wanting = first is not None and lacks_consent(signup, now)
    by = held_until(now, first.session.start) if first is not None and wanting else None
    # The time that was first stated holds: signing up anew is no way to hold a place for ever.
    if signup.consent_by is not None and by is not None:
        by = min(signup.consent_by, by)
    if signup.consent_by != by:
        signup.consent_by = by
        signup.save(update_fields=["consent_by"])
