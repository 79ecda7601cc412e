"""Invitations into a group: made, revoked, used, asked for anew.

The link's token is told once and kept as its hash; the Acts hold neither. `now` is an instant (seconds,
UTC). Every verb locks the group first, so that of two who use the last place one gets it.
"""

from typing import NamedTuple

from django.db import transaction

from booking import notices
from booking.actions.acts import log
from booking.actions.groups import Role, led, write_group_act
from booking.actions.locks import lock
from booking.actions.memberships import write_membership
from booking.models import Act, Group, Invitation, Membership, Person
from booking.models.keys import fingerprint, token
from booking.queries.bookings import Absent
from booking.queries.groups import invitations
from booking.queries.invitations import Why, by_public_id, hindrance

# A link goes on in chats that nobody can call it back from.
LIFETIME = 7 * 24 * 60 * 60
MOST_PLACES = 10  # of one link
MOST_OPEN = 10  # links of one group at a time


class TooManyInvitations(ValueError):
    """More than `MOST_OPEN` links that still open the group."""


class NotUsable(Exception):
    """Nobody, or not this person, can join by the invitation; `why` says it."""

    def __init__(self, why: Why) -> None:
        super().__init__(str(why))
        self.why = why


class Invited(NamedTuple):
    """`token` is in the link. It is told here and never again."""

    invitation: Invitation
    token: str


@transaction.atomic
def invite(*, group: Group, actor: Person, places: int = 1, now: int, new: str = "") -> Invited:
    """A link by which so many people may join within seven days. `new` is a token that can be told again;
    else it is drawn. Inverse: `revoke_invitation`.

    Absent for whoever does not lead the group, ValueError for a number of places that cannot be,
    TooManyInvitations.
    """
    if not 1 <= places <= MOST_PLACES:
        raise ValueError(places)
    current = led(_as_it_is(group), actor)
    if len(invitations(current, now)) >= MOST_OPEN:
        raise TooManyInvitations(MOST_OPEN)
    new = new or token()
    made = Invitation.objects.create(
        group=current,
        made_by=actor,
        token_hash=fingerprint(new),
        places=places,
        made_at=now,
        ends_at=now + LIFETIME,
    )
    write_group_act(current, "invite", actor, now, after={"invitation": made.public_id, "places": places})
    return Invited(made, new)


@transaction.atomic
def revoke_invitation(*, group: Group, actor: Person, public_id: str, now: int) -> None:
    """Nobody joins by that link from now on. Absent. No inverse: the token is kept nowhere."""
    current = led(_as_it_is(group), actor)
    found = current.invitations.filter(public_id=public_id).first()
    if found is None:
        raise Absent(public_id)
    if found.revoked_at is None:
        found.revoked_at = now
        found.save(update_fields=["revoked_at"])
        write_group_act(current, "revoke_invitation", actor, now, after={"invitation": public_id})


@transaction.atomic
def join(*, person: Person, invitation: str, now: int) -> Group:
    """Somebody who was given the link (its invitation's public id) is a member from now on.

    Absent for no such invitation, NotUsable. Inverse: `leave`.
    """
    found = _locked(invitation, person)
    if why := hindrance(found, person, now):
        raise NotUsable(why)
    found.places -= 1
    found.save(update_fields=["places"])
    Membership.objects.create(group=found.group, person=person)
    write_membership(found.group, "join", person, now, person, after=Role.MEMBER)
    notices.joined_group(found.group, person, now)
    return found.group


@transaction.atomic
def ask_anew(*, person: Person, invitation: str, now: int) -> None:
    """Tells those who lead the group that somebody would like a new link; once for each link.

    Absent for no such invitation, or one by which they can join. No inverse.
    """
    found = _locked(invitation, person)
    if hindrance(found, person, now) not in (Why.USED, Why.EXPIRED, Why.FULL):
        raise Absent(invitation)
    asked = Act.objects.filter(subject="invitation", subject_id=invitation, verb="ask_anew", actor=person)
    if asked.exists():
        return
    log("invitation", invitation, "ask_anew", person, now)
    notices.invitation_wanted(found.group, person, now)


def _as_it_is(group: Group) -> Group:
    """A link that two make at once is no conflict: neither has seen anything that the other changes."""
    return Group.objects.get(pk=group.pk)


def _locked(public_id: str, person: Person) -> Invitation:
    found = by_public_id(public_id)
    if found is None:
        raise Absent(public_id)
    lock(groups=[found.group_id], people=[person.pk])
    return by_public_id(public_id) or found
