"""Whether it is surely themselves who ask for what cannot be undone: a phone lies about, a token is copied.

`at` is the machine's own time (seconds, UTC): a trial's clock may stand still, and signing in does not.
"""

from enum import StrEnum

from booking.actions.tries import seconds_to_wait, was_right
from booking.models import Person

# Seconds since one has signed in, in which nothing more is asked: whoever came by a number in their mail
# and never set a password proves by that who they are.
JUST_SIGNED_IN = 15 * 60


class Proof(StrEnum):
    NONE = ""
    TYPED = "password"
    AGAIN = "again"  # they have no password: they sign in anew


class MustWait(Exception):
    """Too many tries: `seconds` are still to be waited."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def proof_wanted(person: Person, at: int) -> Proof:
    """What somebody shows who has signed in: nothing just after it, else their password if they have one."""
    since = person.last_login
    if since is not None and at - since.timestamp() < JUST_SIGNED_IN:
        return Proof.NONE
    return Proof.TYPED if person.has_usable_password() else Proof.AGAIN


def is_password(person: Person, typed: str, at: int) -> bool:
    """Whether it is theirs. Tries are counted as those at signing in are, apart from them; MustWait."""
    if seconds := seconds_to_wait("forget", person.public_id, at):
        raise MustWait(seconds)
    if not person.check_password(typed):
        return False
    was_right("forget", person.public_id, at)
    return True
