"""A guardian's consent taken back, by a guardian or at the desk, and a slip of theirs put right.

As with giving, the child is locked first: whoever books after it books without the consent. `now` is an
instant (seconds, UTC).
"""

from typing import Any

from django.db import transaction

from booking import notices
from booking.actions.consent_requests import consent_act
from booking.actions.locks import lock
from booking.models import Booking, Consent, Guardian, Person
from booking.queries.bookings import Absent, upcoming
from booking.queries.consenting import lacks_consent
from booking.queries.consents import may_stand_again
from booking.queries.posts import halls_with
from booking.rules.staff import Right


@transaction.atomic
def revoke_consent(*, guardian: Guardian, public_id: str, now: int) -> Consent:
    """The guardian takes a consent back that they have given. Absent for any other, and once stopped.

    What is booked stands; the child, the leaders and the hall are told of the bookings that would now be
    refused. Where it was taken back before nothing changes. Inverse: `let_stand`, for a day.
    """
    lock(people=[guardian.child_id])
    _must_be_a_guardian(guardian)
    return _revoke(Consent.objects.filter(guardian=guardian), public_id, None, now)


@transaction.atomic
def revoke_at_desk(*, public_id: str, actor: Person, now: int) -> Consent:
    """The desk takes back for a guardian what its hall has asked for. Absent for another hall's."""
    # Found by the post already: what another hall asked for is not locked, nor told of.
    found = Consent.objects.filter(public_id=public_id, hall__in=halls_with(actor, Right.PEOPLE, now))
    lock(people=found.values_list("child", flat=True))
    return _revoke(found, public_id, actor, now)


@transaction.atomic
def let_stand(*, guardian: Guardian, public_id: str, now: int) -> Consent:
    """A consent that its guardian took back within the last day stands as before: it was a slip. The child is
    told, and whoever was told of a booking.

    Absent for any other, later, and once stopped. Where it stands already nothing changes. Inverse:
    `revoke_consent`.
    """
    lock(people=[guardian.child_id])
    _must_be_a_guardian(guardian)
    consent = _found(Consent.objects.filter(guardian=guardian), public_id)
    if consent.revoked_at is None:
        return consent
    if not may_stand_again(consent, now):
        raise Absent(public_id)
    # Before it stands again: these are the bookings of which leaders and halls have heard.
    lacking = _refused_now(consent, now)
    consent.revoked_at = None
    consent.save(update_fields=["revoked_at"])
    consent_act("let_stand", "consent", consent, None, now, guardian=guardian.public_id)
    notices.consent_stands(consent, lacking, now)
    return consent


def _revoke(among: Any, public_id: str, actor: Person | None, now: int) -> Consent:
    consent = _found(among, public_id)
    if consent.revoked_at is not None:
        return consent
    consent.revoked_at = now
    consent.save(update_fields=["revoked_at"])
    by = "" if consent.guardian is None else consent.guardian.public_id
    consent_act("revoke_consent", "consent", consent, actor, now, guardian=by)
    # Asked once it is taken back: these are the bookings that could not be made any more.
    notices.consent_revoked(consent, _refused_now(consent, now), now)
    return consent


def _must_be_a_guardian(guardian: Guardian) -> None:
    """Absent if the manager was faster and has stopped them."""
    if Guardian.objects.filter(pk=guardian.pk).exclude(stopped_at=None).exists():
        raise Absent(guardian.public_id)


def _found(among: Any, public_id: str) -> Consent:
    known = among.filter(public_id=public_id).select_related("child", "hall", "guardian")
    consent: Consent | None = known.first()
    if consent is None:
        raise Absent(public_id)
    return consent


def _refused_now(consent: Consent, now: int) -> list[Booking]:
    """What the child has before them and could not be booked any more, without this consent."""
    # What has begun goes on: nobody is fetched out of a room.
    ahead = [one for one in upcoming(consent.child, now) if one.start > now]
    return [one for one in ahead if lacks_consent(one, now)]
