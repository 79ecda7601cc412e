"""Private feeds: one for each device, its address told once, each revoked alone.

Every verb locks the holder first, for a guardian the child. `now` is an instant (seconds, UTC). The Acts
hold neither the token nor the name of the device.
"""

from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db import transaction

from booking.actions.acts import log
from booking.actions.desk import must_hold
from booking.actions.feeds import kept_if_possible
from booking.actions.locks import lock
from booking.actions.texts import plain
from booking.models import Act, Group, Guardian, Subscription
from booking.models.keys import fingerprint, repeated, token
from booking.queries.bookings import Absent
from booking.queries.groups import is_member
from booking.queries.subscriptions import Holder, held_by
from booking.rules.plain_text import as_seen
from booking.rules.staff import Right
from facilities.models import Facility
from facilities.rules.spans import local_day

MOST = 20
LONGEST_NAME = 50


class NameMissing(ValueError):
    """A device without a name that can be seen could not be told from another."""


class NameTaken(ValueError):
    """Somebody's two subscriptions with names that look alike could not be told apart."""


class TooMany(ValueError):
    """More than `MOST` subscriptions of one holder."""


class AlreadyRenewed(Exception):
    """The address that was to be replaced has been replaced: a form was sent twice."""


class Subscribed(NamedTuple):
    """`token` is in the feed's address. It is told here and never again."""

    subscription: Subscription
    token: str


@transaction.atomic
def subscribe(
    *, holder: Holder, name: str, of: Group | Facility | None = None, secret: str = "", now: int
) -> Subscribed:
    """A new private feed for a device called `name`: of a group of the holder's, of a hall that they serve,
    of what is their own, or of a guardian's child. `secret` is its token where it is not to be drawn: asked
    for again, there is the same feed, and none once it was revoked (AlreadyRenewed): no dead address opens
    again. Inverse: `revoke`.

    Absent for who has no part in it, Unfit for a name that cannot be stored, NameMissing, NameTaken, TooMany.
    """
    _lock(holder)
    _must_read(holder, of, now)
    if found := _by(holder, secret):
        return Subscribed(found, secret)
    named = {"public_id": repeated("booking.subscription", secret)} if secret else {}
    if named and Act.objects.filter(subject="subscription", subject_id=named["public_id"]).exists():
        raise AlreadyRenewed(named["public_id"])
    about = {} if of is None else {"facility" if isinstance(of, Facility) else "group": of}
    name = _free_name(holder, name)
    if held_by(holder).count() >= MOST:
        raise TooMany(MOST)
    new = secret or token()
    whose = "guardian" if isinstance(holder, Guardian) else "person"
    made = Subscription.objects.create(
        **{whose: holder}, **about, **named, name=name, token_hash=fingerprint(new), made_at=now
    )
    _act("subscribe", made, now)
    return Subscribed(made, new)


def _must_read(holder: Holder, of: Group | Facility | None, now: int) -> None:
    """A guardian's view is looked at by their page, and again whenever the feed is read."""
    if of is None:
        return
    if isinstance(holder, Guardian):
        raise Absent(str(of.pk))
    if isinstance(of, Facility):
        must_hold(holder, Right.DAY, of.pk, now=now)
    elif not is_member(holder, of):
        raise Absent(of.public_id)


@transaction.atomic
def renew(*, holder: Holder, public_id: str, edition: str, secret: str = "", now: int) -> Subscribed:
    """Another address for the same device instead of that `edition` of it, which is dead then. `secret` as
    for `subscribe`.

    Absent, AlreadyRenewed. No inverse.
    """
    found = _locked(holder, public_id)
    if _by(holder, secret) == found:
        return Subscribed(found, secret)
    # A form that is loaded again would kill the very address that it has just shown.
    if found.edition != edition:
        raise AlreadyRenewed(public_id)
    new = secret or token()
    # As if never used: the page tells by it whether the new address has reached the device.
    found.token_hash, found.last_used_at = fingerprint(new), None
    found.save(update_fields=["token_hash", "last_used_at"])
    _act("renew", found, now)
    return Subscribed(found, new)


@transaction.atomic
def rename(*, holder: Holder, public_id: str, name: str, now: int) -> Subscription:
    """Calls the device something else. Absent, Unfit, NameMissing, NameTaken. Inverse: renaming it back."""
    found = _locked(holder, public_id)
    if (new := _free_name(holder, name, but=found.pk)) != found.name:
        found.name = new
        found.save(update_fields=["name"])
        _act("rename", found, now)
    return found


@transaction.atomic
def revoke(*, holder: Holder, public_id: str, now: int) -> None:
    """The device's address is dead from now on. Absent. No inverse: the token is kept nowhere."""
    found = _locked(holder, public_id)
    _act("revoke", found, now)
    found.delete()


def _locked(holder: Holder, public_id: str) -> Subscription:
    _lock(holder)
    found = held_by(holder).filter(public_id=public_id).first()
    if found is None:
        raise Absent(public_id)
    return found


def _by(holder: Holder, secret: str) -> Subscription | None:
    return held_by(holder).filter(token_hash=fingerprint(secret)).first() if secret else None


def _lock(holder: Holder) -> None:
    lock(people=[holder.child_id if isinstance(holder, Guardian) else holder.pk])


def _free_name(holder: Holder, name: str, but: int = 0) -> str:
    name = plain(name, "name", LONGEST_NAME)
    if not as_seen(name):
        raise NameMissing
    others = held_by(holder).exclude(pk=but).values_list("name", flat=True)
    if as_seen(name) in {as_seen(other) for other in others}:
        raise NameTaken(name)
    return name


def _act(verb: str, subscription: Subscription, now: int) -> None:
    """A guardian is nobody's account: the Act has no actor then."""
    log("subscription", subscription.public_id, verb, subscription.person, now)


def note_use(*, subscription: int, last_used_at: int | None, now: int, zone: ZoneInfo) -> None:
    """Remembers that a device (by key) has read its feed: at most once in a day of `zone`, and no Act."""
    # Every device reads every few minutes; to write down each time would make every read a write.
    if last_used_at is None or local_day(last_used_at, zone) != local_day(now, zone):
        with kept_if_possible():
            Subscription.objects.filter(pk=subscription).update(last_used_at=now)
