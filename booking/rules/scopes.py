"""What a token of the API opens: a part of what its owner may do, never more."""

from collections.abc import Collection
from enum import StrEnum


class Scope(StrEnum):
    READ = "read"  # see what is one's own
    BOOK = "book"  # bookings, series, lines, lotteries, courses
    GROUPS = "groups"  # groups, their members and invitations
    ME = "me"  # registrations, notices, consents and calendars
    DATA = "data"  # what is held about oneself: see, correct, erase it; and what one offers
    DESK_READ = "desk:read"  # see what one's posts let one see
    DESK = "desk"  # what one's posts allow: whoever serves acts as a member without it


OF_DESK = frozenset({Scope.DESK_READ, Scope.DESK})


def opens(scopes: Collection[str], wanted: Scope) -> bool:
    """Whether a token with these scopes may be used for something of the scope `wanted`."""
    # Whoever may change a thing reads the answer: a token that only writes would be a puzzle, not a guard.
    if wanted is Scope.READ:
        return bool(scopes)
    return wanted in scopes or (wanted is Scope.DESK_READ and Scope.DESK in scopes)


def serves(scopes: Collection[str], *, changes: bool) -> bool:
    """Whether the posts of a token's owner count in a request, which may change something."""
    # Else its owner is a member among members, as without the second factor (decision 37).
    return opens(scopes, Scope.DESK if changes else Scope.DESK_READ)
