"""A guardian's consent: given or refused, received at the desk, soon to end.

Every verb locks the child first, as booking does: a consent that is revoked between a page and a click
is gone for whoever books after it. `now` is an instant (seconds, UTC). The Acts hold keys, never a name,
an address or a link.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction

from booking import notices
from booking.actions.consent_requests import Link, Stopped, consent_act, day_of
from booking.actions.desk import must_hold
from booking.actions.guardians import LONGEST_RELATION, new_link
from booking.actions.locks import lock
from booking.actions.texts import mail_address, needed, phone_number, plain
from booking.models import Consent, ConsentRequest, Guardian, Person
from booking.models.keys import fingerprint
from booking.queries.bookings import Absent
from booking.queries.consents import ending, purpose_of
from booking.queries.guardians import request_by, was_stopped
from booking.rules.consents import LINK_LIFETIME, holds_until
from booking.rules.names import LONGEST_NAME
from booking.rules.staff import Right
from facilities.models import Facility


class LinkUsed(Exception):
    """The link has been answered before; it answers once."""


class LinkExpired(Exception):
    """The link has run out."""


class LinkReplaced(LinkExpired):
    """Another was sent in its place, and answers."""


class Given(NamedTuple):
    """`token` opens the guardian's page; "" for a guardian who has had a link before."""

    consent: Consent
    token: str


@dataclass(frozen=True, slots=True)
class Answerer:
    """What a guardian says of themselves, as they typed it, and which rights they want.

    The contact is optional: what they were asked at is known, and a link needs none.
    """

    name: str
    relation: str
    reading: str = ""
    mail: str = ""
    phone: str = ""
    language: str = "ja"
    may_see: bool = True
    may_cancel: bool = True


@transaction.atomic
def give_consent(*, link_token: str, answerer: Answerer, link: Link, now: int) -> Given:
    """The guardian agrees, by a link that answers once. `link` leads to their own page, mailed if it can be.

    Absent for a link that nobody sent, whose child's record is closed or whose guardian was stopped, also
    if the same guardian answers by another's link;
    LinkUsed, LinkExpired; Missing, Unfit, NoAddress and NoNumber name the field. Inverse: `revoke`.
    """
    request = _locked(link_token, now)
    guardian, new = _guardian(request, answerer, now)
    day = day_of(request.hall, now)
    consent = _agree(request, guardian, Consent.Way.LINK, day, now, through_child=request.through_child)
    request.used_at = now
    request.save(update_fields=["used_at"])
    consent_act("give_consent", "consent", consent, None, now, guardian=guardian.public_id, way=consent.way)
    notices.consent_given(consent)
    if new and guardian.mail:
        notices.guardian_link(guardian, link(new), now)
    return Given(consent, new)


@transaction.atomic
def refuse_consent(*, link_token: str, now: int) -> None:
    """The guardian does not agree; the child is told. Absent, LinkUsed, LinkExpired as for `give_consent`.
    No inverse: another link is sent."""
    request = _locked(link_token, now)
    # Used up as by a yes: whoever has the phone next cannot agree after all.
    request.used_at, request.refused = now, True
    request.save(update_fields=["used_at", "refused"])
    consent_act("refuse_consent", "consent_request", request, None, now)
    notices.consent_refused(request)


@transaction.atomic
def receive_consent(
    *,
    child: Person,
    hall: Facility,
    purpose: str,
    answerer: Answerer,
    way: Consent.Way,
    actor: Person,
    now: int,
) -> Consent:
    """The desk has a guardian's word on paper, by telephone or at the counter.

    Absent for whoever does not serve at the hall, and for a purpose of which its rules do not speak;
    Missing, Unfit, NoAddress, NoNumber. A guardian of that name is the one who is known; Stopped if the
    manager has stopped them. Inverse: `revoke_at_desk`.
    """
    lock(people=[child.pk])
    must_hold(actor, Right.PEOPLE, hall.pk, now=now)
    day = day_of(hall, now)
    wanted = purpose_of(hall, purpose, day)
    # By the name that is on the paper: the desk has no link by which to tell one guardian from another.
    name = needed(answerer.name, "name", LONGEST_NAME)
    guardian = _known_at_desk(child, name) or Guardian.objects.create(
        child=child, reached=Guardian.Reached.DESK, made_at=now, **_typed(answerer)
    )
    request = ConsentRequest(child=child, hall=hall, rulebook=wanted.rulebook, purpose=wanted.key)
    consent = _agree(request, guardian, way, day, now, received_by=actor)
    consent_act("receive_consent", "consent", consent, actor, now, guardian=guardian.public_id, way=way)
    notices.consent_given(consent)
    return consent


def must_answer(request: ConsentRequest, now: int) -> None:
    """LinkUsed, LinkReplaced, LinkExpired: for whoever shows the page as for whoever answers on it."""
    if request.used_at is not None:
        raise LinkUsed
    if request.expires_at <= now:
        # A link that was replaced ended before its time: `replace_last` cuts it short.
        early = request.expires_at < request.made_at + LINK_LIFETIME
        raise LinkReplaced if early else LinkExpired


def remind_of_the_end(*, day: date, now: int) -> bool:
    """Tells child and guardian of one consent that ends within thirty days of `day`; whether there was one.

    What has been given anew is passed over in silence.
    """
    found = ending(day)
    if found is None:
        return False
    with transaction.atomic():
        lock(people=[found.child_id])
        # Another worker may have been here since it was read.
        still = Consent.objects.filter(pk=found.pk, reminded_at=None, revoked_at=None)
        # Marked where it was renewed, too: else it would be the first to be found at every look.
        if still.update(reminded_at=now) and not _is_renewed(found):
            notices.consent_ends(found, now)
    return True


def _locked(link_token: str, now: int) -> ConsentRequest:
    """The request of a link that still answers, with its child locked."""
    # Read twice: to know whom to lock, and then as it is under the lock.
    found = request_by(fingerprint(link_token))
    if found is not None:
        lock(people=[found.child_id])
        found = request_by(fingerprint(link_token))
    if found is None:
        raise Absent
    # Of two who follow the link at once, the second finds it used: this was read under the lock.
    must_answer(found, now)
    return found


def _guardian(request: ConsentRequest, answerer: Answerer, now: int) -> tuple[Guardian, str]:
    """Whoever answers: the guardian who was asked, or a new one, with the token of their page."""
    if request.guardian is not None:
        return request.guardian, "" if request.guardian.token_hash else new_link(request.guardian)
    typed = _typed(answerer)
    # The link went there and came back, so the address is theirs, whatever they typed.
    if request.way == ConsentRequest.Way.MAIL:
        typed["mail"] = request.mail
    if was_stopped(request.child, typed):
        raise Absent
    reached = Guardian.Reached.CHILD if request.through_child else Guardian.Reached.OWN
    guardian = Guardian(child=request.child, reached=reached, made_at=now, **typed)
    return guardian, new_link(guardian)


def _typed(answerer: Answerer) -> dict[str, Any]:
    return {
        "name": needed(answerer.name, "name", LONGEST_NAME),
        "relation": needed(answerer.relation, "relation", LONGEST_RELATION),
        "reading": plain(answerer.reading, "reading", LONGEST_NAME),
        "mail": mail_address(answerer.mail, "mail"),
        "phone": phone_number(answerer.phone, "phone"),
        "language": answerer.language,
        "may_see": answerer.may_see,
        # Nobody gives back what they may not see.
        "may_cancel": answerer.may_see and answerer.may_cancel,
        # Kept with each guardian: another setting is for those who agree from then on.
        "until": settings.GUARDIANS_UNTIL_AGE,
    }


def _known_at_desk(child: Person, name: str) -> Guardian | None:
    known = list(Guardian.objects.filter(child=child, name=name))
    if any(one.stopped_at is not None for one in known):
        raise Stopped
    return known[0] if known else None


def _agree(
    request: ConsentRequest, guardian: Guardian, way: Consent.Way, day: date, now: int, **fields: Any
) -> Consent:
    # A row for each: a consent is revoked or given anew, and never edited (decision 26).
    return Consent.objects.create(
        child=request.child,
        guardian=guardian,
        hall=request.hall,
        rulebook=request.rulebook,
        purpose=request.purpose,
        way=way,
        given_on=day,
        given_at=now,
        valid_until=holds_until(day),
        **fields,
    )


def _is_renewed(consent: Consent) -> bool:
    later = Consent.objects.filter(
        child=consent.child_id, valid_until__gt=consent.valid_until, revoked_at=None
    )
    return later.filter(rulebook=consent.rulebook, purpose=consent.purpose).exists()
