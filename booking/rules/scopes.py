"""What a token of the API opens: a part of what its owner may do, never more."""

from collections.abc import Collection
from enum import StrEnum


class Scope(StrEnum):
    READ = "read"  # see what is one's own
    BOOK = "book"  # bookings, series, lines, lotteries, courses
    GROUPS = "groups"  # groups, their members and invitations
    ME = "me"  # consents and calendars
    DESK = "desk"  # what one's posts allow: whoever serves acts as a member without it


def opens(scopes: Collection[str], wanted: Scope) -> bool:
    """Whether a token with these scopes may be used for something of the scope `wanted`."""
    # Whoever may change a thing reads the answer: a token that only writes would be a puzzle, not a guard.
    return wanted in scopes or (wanted is Scope.READ and bool(scopes))
