"""Asking a guardian for consent: a link that answers once, mailed to them or shown by the child.

The child is locked first. `now` is an instant (seconds, UTC). The Acts hold keys, never a name, an address
or a link.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from booking import notices
from booking.actions.acts import log
from booking.actions.desk import must_hold
from booking.actions.locks import lock
from booking.actions.texts import mail_address
from booking.models import Consent, ConsentRequest, Guardian, Membership, Person
from booking.models.keys import fingerprint, token
from booking.queries.bookings import LEADING
from booking.queries.consents import Purpose, purpose_of
from booking.rules.consents import LINK_LIFETIME
from booking.rules.staff import Right
from facilities.models import Facility
from facilities.rules.spans import local_day
from facilities.rules.stages import turns_in_fiscal_year_until

MOST_A_DAY = 10  # requests for one child: a mail goes to whatever address is typed
A_DAY = 24 * 60 * 60
Link = Callable[[str], str]  # a token -> the address that it opens


class NoChild(ValueError):
    """Nobody is asked for somebody who has left the age of guardians, or whose birth date nobody knows."""


class RecordClosed(Exception):
    """The record is closed to every outside question: the hall is asked."""


class Stopped(ValueError):
    """The manager has stopped the guardian with this address, or of this name."""


class TooMany(ValueError):
    """More than MOST_A_DAY requests for one child within a day."""


@dataclass(frozen=True)
class WantedConsent:
    """What is asked of a guardian for a child, and at which address ("" for a link that is shown)."""

    child: Person
    hall: Facility
    purpose: Purpose
    mail: str

    def guardian(self, now: int) -> Guardian | None:
        """Who is asked, if somebody has this address already. NoChild, RecordClosed, Stopped, TooMany."""
        child, mail = self.child, self.mail
        # Anew, behind the lock: the record may have been closed since the caller read it.
        child.refresh_from_db(fields=["closed", "email", "birth_date"])
        # Before all else: a closed record answers no question, not even with what is wrong with it.
        if child.closed:
            raise RecordClosed
        born, day = child.birth_date, day_of(self.hall, now)
        if born is None or day > turns_in_fiscal_year_until(born, settings.GUARDIANS_UNTIL_AGE):
            raise NoChild
        if ConsentRequest.objects.filter(child=child, made_at__gt=now - A_DAY).count() >= MOST_A_DAY:
            raise TooMany(MOST_A_DAY)
        known = Guardian.objects.filter(child=child, mail__iexact=mail).order_by("stopped_at") if mail else ()
        if any(one.stopped_at is not None for one in known):
            raise Stopped
        return next(iter(known), None)

    def replace_last(self, now: int) -> None:
        """One that waits at the same address is over: of two links, nobody could say which one counts."""
        waiting = ConsentRequest.objects.filter(child=self.child, used_at=None, expires_at__gt=now)
        purpose = self.purpose
        alike = waiting.filter(rulebook=purpose.rulebook, purpose=purpose.key, mail__iexact=self.mail)
        alike.update(expires_at=now)

    def goes_through_child(self, at_desk: bool) -> bool:
        """Whether the child's own phone stands between: also where the guardian's address is the child's."""
        return self.mail.casefold() == self.child.email.casefold() if self.mail else not at_desk

    def written(self, guardian: Guardian | None, at_desk: bool, **fields: object) -> ConsentRequest:
        return ConsentRequest.objects.create(
            child=self.child,
            hall=self.hall,
            rulebook=self.purpose.rulebook,
            purpose=self.purpose.key,
            way=ConsentRequest.Way.MAIL if self.mail else ConsentRequest.Way.LINK,
            through_child=self.goes_through_child(at_desk),
            guardian=guardian,
            mail=self.mail,
            **fields,
        )


class Asked(NamedTuple):
    """`token` is in the link's address; "" if it went by mail. It is told here and never again."""

    request: ConsentRequest
    token: str


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
    at_desk = _must_be_theirs_to_ask(actor, child, hall, now)
    wanted = WantedConsent(
        child, hall, purpose_of(hall, purpose, day_of(hall, now)), mail_address(mail, "mail")
    )
    known = wanted.guardian(now)
    wanted.replace_last(now)
    new, until = token(), now + LINK_LIFETIME
    request = wanted.written(
        known, at_desk, language=language, token_hash=fingerprint(new), made_at=now, expires_at=until
    )
    consent_act("ask_for_consent", "consent_request", request, actor, now, way=request.way)
    if wanted.mail:
        notices.consent_asked(request, link(new))
    return Asked(request, "" if wanted.mail else new)


def _must_be_theirs_to_ask(actor: Person, child: Person, hall: Facility, now: int) -> bool:
    """Whether it is the desk that asks."""
    # The nearest first: staff who lead the child's group ask as its leader, and it is not the desk's doing.
    if actor.pk == child.pk:
        return False
    led = Membership.objects.filter(person=actor, role__in=LEADING).values("group")
    if Membership.objects.filter(person=child, group__in=led).exists():
        return False
    must_hold(actor, Right.DESK, hall.pk, now=now)
    return True


def day_of(hall: Facility, now: int) -> date:
    """The hall's day."""
    return local_day(now, ZoneInfo(hall.timezone))


def consent_act(
    verb: str, subject: str, of: ConsentRequest | Consent, actor: Person | None, now: int, **after: object
) -> None:
    """`actor` is None for a guardian, who has no account: `after` holds their key."""
    keys = {"child": of.child.public_id, "rulebook": of.rulebook, "purpose": of.purpose}
    log(subject, of.public_id, verb, actor, now, after={**keys, **after}, hall=of.hall_id)
