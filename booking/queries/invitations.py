"""Whether an invitation still opens a group to somebody, and if not, why."""

from enum import StrEnum

from booking.models import Invitation, Membership, Person
from booking.models.keys import fingerprint

MOST_MEMBERS = 200  # with a card; who has none is counted


class Why(StrEnum):
    """Why nobody, or not this person, can join by an invitation."""

    UNKNOWN = "unknown"  # no such link was ever made: mistyped, or copied in part
    MEMBER = "member"  # they are in the group already
    REVOKED = "revoked"  # or the group is no more
    USED = "used"
    EXPIRED = "expired"
    FULL = "full"


def by_token(token: str) -> Invitation | None:
    """The invitation to which this link belongs. One query."""
    # Typed off a paper, the keyboard of a phone makes the first letter a capital.
    found = Invitation.objects.select_related("group").filter(token_hash=fingerprint(token.lower()))
    return found.first()


def by_public_id(public_id: str) -> Invitation | None:
    """One that a session remembers. One query."""
    return Invitation.objects.select_related("group").filter(public_id=public_id).first()


def hindrance(invitation: Invitation, person: Person | None, now: int) -> Why | None:
    """Why `person`, or a stranger, cannot join by it; None if they can. At most two queries."""
    members = Membership.objects.filter(group=invitation.group)
    # First of all: a member who opens the old link again is to see the group, and not that the link has run
    # out.
    if person is not None and members.filter(person=person).exists():
        return Why.MEMBER
    if invitation.revoked_at is not None or invitation.group.dissolved_at is not None:
        return Why.REVOKED
    if invitation.places == 0:
        return Why.USED
    if invitation.ends_at <= now:
        return Why.EXPIRED
    return Why.FULL if members.count() >= MOST_MEMBERS else None
