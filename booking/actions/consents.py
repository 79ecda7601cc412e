"""A guardian's consent: asked for, given or refused, received at the desk, revoked, soon to end.

Every verb locks the child first, as booking does: a consent that is revoked between a page and a click
is gone for whoever books after it. `now` is an instant (seconds, UTC). The Acts hold keys, never a name,
an address or a link.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from booking import notices
from booking.actions.guardians import LONGEST_NAME, LONGEST_PHONE, LONGEST_RELATION, new_link
from booking.actions.locks import lock
from booking.actions.texts import Missing, NoAddress, Unfit, mail_address, needed, plain
from booking.models import Act, Booking, Consent, ConsentRequest, Guardian, Membership, Person
from booking.models.keys import fingerprint, token
from booking.queries.bookings import LEADING, Absent, upcoming
from booking.queries.consents import Purpose, ending, purpose_of
from booking.queries.guardians import request_by
from booking.queries.party import asker_of_booking
from booking.queries.posts import serves
from booking.queries.verdicts import judge
from booking.rules.ask import Channel
from booking.rules.codes import Code
from booking.rules.consents import LINK_LIFETIME, holds_until
from facilities.models import Facility
from facilities.rules.spans import Span, local_day
from facilities.rules.stages import turns_in_fiscal_year_until

__all__ = ["Missing", "NoAddress", "Unfit"]

MOST_A_DAY = 10  # requests for one child: a mail goes to whatever address is typed
A_DAY = 24 * 60 * 60
Link = Callable[[str], str]  # a token -> the address that it opens


class NoChild(ValueError):
    """Nobody is asked for somebody who has left the age of guardians, or whose birth date nobody knows."""


class RecordClosed(Exception):
    """The record is closed to every outside question: the hall is asked."""


class Stopped(ValueError):
    """The manager has stopped the guardian with this address."""


class TooMany(ValueError):
    """More than MOST_A_DAY requests for one child within a day."""


class LinkUsed(Exception):
    """The link has been answered before; it answers once."""


class LinkExpired(Exception):
    """The link has run out, or another was sent in its place."""


class Asked(NamedTuple):
    """`token` is in the link's address; "" if it went by mail. It is told here and never again."""

    request: ConsentRequest
    token: str


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
def ask_for_consent(
    *,
    child: Person,
    hall: Facility,
    purpose: str,
    actor: Person,
    link: Link,
    mail: str = "",
    language: str = "ja",
    now: int,
) -> Asked:
    """A guardian is asked, at `mail` if it is given, else by the link of the answer, to be shown or sent on.

    The child asks, or who leads a group of theirs, or the desk of the hall; for others Absent, as for a
    purpose of which the hall's rules do not speak. NoChild, RecordClosed, Stopped, TooMany, NoAddress.
    A request to the same address that waits is replaced. No inverse: a mail that was sent is sent.
    """
    lock(people=[child.pk])
    at_desk = _must_be_theirs_to_ask(actor, child, hall)
    day = _day(hall, now)
    wanted = purpose_of(hall, purpose, day)
    mail = mail_address(mail, "mail")
    known = _who_is_asked(child, mail, day, now)
    _replace(child, wanted, mail, now)
    new = token()
    request = ConsentRequest.objects.create(
        child=child,
        hall=hall,
        rulebook=wanted.rulebook,
        purpose=wanted.key,
        way=ConsentRequest.Way.MAIL if mail else ConsentRequest.Way.LINK,
        through_child=_goes_through(child, mail, at_desk),
        guardian=known,
        mail=mail,
        language=language,
        token_hash=fingerprint(new),
        made_at=now,
        expires_at=now + LINK_LIFETIME,
    )
    _act("ask_for_consent", "consent_request", request, actor, now, way=request.way)
    if mail:
        notices.consent_asked(request, link(new))
    return Asked(request, "" if mail else new)


@transaction.atomic
def give_consent(*, link_token: str, answerer: Answerer, link: Link, now: int) -> Given:
    """The guardian agrees, by a link that answers once. `link` leads to their own page, mailed if it can be.

    Absent for a link that nobody sent, whose child's record is closed or whose guardian was stopped;
    LinkUsed, LinkExpired; Missing, Unfit and NoAddress name the field. Inverse: `revoke`.
    """
    request = _locked(link_token, now)
    guardian, new = _guardian(request, answerer, now)
    day = _day(request.hall, now)
    consent = _agree(request, guardian, Consent.Way.LINK, day, now, through_child=request.through_child)
    request.used_at = now
    request.save(update_fields=["used_at"])
    _act("give_consent", "consent", consent, None, now, guardian=guardian.public_id, way=consent.way)
    notices.consent_given(consent)
    if new and guardian.mail:
        notices.guardian_link(guardian, link(new), now)
    return Given(consent, new)


@transaction.atomic
def refuse_consent(*, link_token: str, now: int) -> None:
    """The guardian does not agree; the child is told. Absent, LinkUsed, LinkExpired as for `give_consent`.
    No inverse: another link is sent."""
    request = _locked(link_token, now)
    request.used_at, request.refused = now, True
    request.save(update_fields=["used_at", "refused"])
    _act("refuse_consent", "consent_request", request, None, now)
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
    Missing, Unfit, NoAddress. A guardian of that name is the one who is known. Inverse: `revoke_at_desk`.
    """
    lock(people=[child.pk])
    if not serves(actor, [hall.pk]):
        raise Absent(hall.slug)
    day = _day(hall, now)
    wanted = purpose_of(hall, purpose, day)
    name = needed(answerer.name, "name", LONGEST_NAME)
    guardian = Guardian.objects.filter(child=child, name=name, stopped_at=None).first()
    guardian = guardian or Guardian.objects.create(
        child=child, reached=Guardian.Reached.DESK, made_at=now, **_typed(answerer)
    )
    request = ConsentRequest(child=child, hall=hall, rulebook=wanted.rulebook, purpose=wanted.key)
    consent = _agree(request, guardian, way, day, now, received_by=actor)
    _act("receive_consent", "consent", consent, actor, now, guardian=guardian.public_id, way=way)
    notices.consent_given(consent)
    return consent


@transaction.atomic
def revoke_consent(*, guardian: Guardian, public_id: str, now: int) -> Consent:
    """The guardian takes a consent back that they have given. Absent for any other.

    What is booked stands; the child, the leaders and the hall are told of the bookings that would now be
    refused. Where it was taken back before nothing changes. No inverse: it is given anew.
    """
    lock(people=[guardian.child_id])
    return _revoke(Consent.objects.filter(guardian=guardian), public_id, None, now)


@transaction.atomic
def revoke_at_desk(*, public_id: str, actor: Person, now: int) -> Consent:
    """The desk takes back for a guardian what its hall has asked for. Absent for another hall's."""
    found = Consent.objects.filter(public_id=public_id, hall__posts__person=actor)
    lock(people=found.values_list("child", flat=True))
    return _revoke(found, public_id, actor, now)


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
        if still.update(reminded_at=now) and not _is_renewed(found):
            notices.consent_ends(found, now)
    return True


def _must_be_theirs_to_ask(actor: Person, child: Person, hall: Facility) -> bool:
    """Whether it is the desk that asks."""
    if actor.pk == child.pk:
        return False
    led = Membership.objects.filter(person=actor, role__in=LEADING).values("group")
    if Membership.objects.filter(person=child, group__in=led).exists():
        return False
    if not serves(actor, [hall.pk]):
        raise Absent(child.public_id)
    return True


def _who_is_asked(child: Person, mail: str, day: date, now: int) -> Guardian | None:
    """The guardian with this address, if there is one already."""
    child.refresh_from_db(fields=["closed", "email", "birth_date"])
    if child.closed:
        raise RecordClosed
    born = child.birth_date
    if born is None or day > turns_in_fiscal_year_until(born, settings.GUARDIANS_UNTIL_AGE):
        raise NoChild
    if ConsentRequest.objects.filter(child=child, made_at__gt=now - A_DAY).count() >= MOST_A_DAY:
        raise TooMany(MOST_A_DAY)
    known = Guardian.objects.filter(child=child, mail__iexact=mail).order_by("stopped_at") if mail else ()
    if any(one.stopped_at is not None for one in known):
        raise Stopped
    return next(iter(known), None)


def _replace(child: Person, wanted: Purpose, mail: str, now: int) -> None:
    waiting = ConsentRequest.objects.filter(child=child, used_at=None, expires_at__gt=now)
    alike = waiting.filter(rulebook=wanted.rulebook, purpose=wanted.key, mail__iexact=mail)
    alike.update(expires_at=now)


def _goes_through(child: Person, mail: str, at_desk: bool) -> bool:
    """Whether the child's own phone stands between: also where the guardian's address is the child's."""
    return mail.casefold() == child.email.casefold() if mail else not at_desk


def _locked(link_token: str, now: int) -> ConsentRequest:
    """The request of a link that still answers, with its child locked."""
    found = request_by(fingerprint(link_token))
    if found is not None:
        lock(people=[found.child_id])
        found = request_by(fingerprint(link_token))
    if found is None:
        raise Absent
    if found.used_at is not None:
        raise LinkUsed
    if found.expires_at <= now:
        raise LinkExpired
    return found


def _guardian(request: ConsentRequest, answerer: Answerer, now: int) -> tuple[Guardian, str]:
    """Whoever answers: the guardian who was asked, or a new one, with the token of their page."""
    if request.guardian is not None:
        return request.guardian, "" if request.guardian.token_hash else new_link(request.guardian)
    typed = _typed(answerer)
    if request.way == ConsentRequest.Way.MAIL:
        typed["mail"] = request.mail
    reached = Guardian.Reached.CHILD if request.through_child else Guardian.Reached.OWN
    guardian = Guardian(child=request.child, reached=reached, made_at=now, **typed)
    return guardian, new_link(guardian)


def _typed(answerer: Answerer) -> dict[str, Any]:
    return {
        "name": needed(answerer.name, "name", LONGEST_NAME),
        "relation": needed(answerer.relation, "relation", LONGEST_RELATION),
        "reading": plain(answerer.reading, "reading", LONGEST_NAME),
        "mail": mail_address(answerer.mail, "mail"),
        "phone": plain(answerer.phone, "phone", LONGEST_PHONE),
        "language": answerer.language,
        "may_see": answerer.may_see,
        "may_cancel": answerer.may_see and answerer.may_cancel,
        "until": settings.GUARDIANS_UNTIL_AGE,
    }


def _agree(
    request: ConsentRequest, guardian: Guardian, way: Consent.Way, day: date, now: int, **fields: Any
) -> Consent:
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


def _revoke(among: Any, public_id: str, actor: Person | None, now: int) -> Consent:
    consent: Consent | None = (
        among.filter(public_id=public_id).select_related("child", "hall", "guardian").first()
    )
    if consent is None:
        raise Absent(public_id)
    if consent.revoked_at is not None:
        return consent
    consent.revoked_at = now
    consent.save(update_fields=["revoked_at"])
    by = "" if consent.guardian is None else consent.guardian.public_id
    _act("revoke_consent", "consent", consent, actor, now, guardian=by)
    notices.consent_revoked(consent, _refused_now(consent, now), now)
    return consent


def _refused_now(consent: Consent, now: int) -> list[Booking]:
    """What the child has before them and could not be booked any more, without this consent."""
    ahead = [one for one in upcoming(consent.child, now) if one.start > now]
    return [one for one in ahead if _lacks_consent(one, now)]


def _lacks_consent(booking: Booking, now: int) -> bool:
    people = list(booking.people.values_list("pk", flat=True))
    reader = booking.person or Person()
    verdict = judge(
        room=booking.room,
        span=Span(booking.start, booking.end),
        asker=asker_of_booking(booking, people, now, reader),
        now=now,
        channel=Channel(booking.channel),
        purpose=booking.purpose,
        but=booking.pk,
    )
    return any(reason.code == Code.GUARDIAN for reason in verdict.broken)


def _is_renewed(consent: Consent) -> bool:
    later = Consent.objects.filter(
        child=consent.child_id, valid_until__gt=consent.valid_until, revoked_at=None
    )
    return later.filter(rulebook=consent.rulebook, purpose=consent.purpose).exists()


def _day(hall: Facility, now: int) -> date:
    return local_day(now, ZoneInfo(hall.timezone))


def _act(
    verb: str, subject: str, of: ConsentRequest | Consent, actor: Person | None, now: int, **after: object
) -> None:
    """`actor` is None for a guardian, who has no account: `after` holds their key."""
    keys = {"child": of.child.public_id, "rulebook": of.rulebook, "purpose": of.purpose}
    Act.objects.create(
        at=now, actor=actor, verb=verb, subject=subject, subject_id=of.public_id, after={**keys, **after}
    )
