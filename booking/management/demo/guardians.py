"""The guardians of the demo city: who has agreed to the open evenings, and who has been asked."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from booking.management.demo.city import NOBODYS, City, Member, Parent, Plea
from booking.models import Consent, ConsentRequest, Guardian, Person
from booking.models.keys import fingerprint
from booking.queries.consents import requests_of, standing
from booking.rules.consents import LINK_LIFETIME, holds_until
from facilities.models import Facility
from facilities.rules.spans import instant, local_day

RULEBOOK, HALL, PURPOSE = "koganei", "nukui-minami", "evening"
# Longer ago than anybody of the city has asked for a booking.
AGREED_BEFORE = timedelta(days=90)


def settle_guardians(city: City, now: int) -> None:
    """Everybody's guardian with what they have agreed to, as of `now` (seconds, UTC). What stands already
    is left alone; a consent that has run out is given anew, and a link is put off."""
    hall = Facility.objects.get(slug=HALL)
    today = local_day(now, ZoneInfo(hall.timezone))
    for member in city.people:
        if member.guardian is not None:
            _agree(_guardian(_person(member), member.guardian), member, hall, today)
        if member.asks is not None:
            _ask(_person(member), member.asks, hall, today, now)


def _person(member: Member) -> Person:
    return Person.objects.get(card_number=member.card)


def _guardian(child: Person, parent: Parent) -> Guardian:
    known, _made = Guardian.objects.get_or_create(
        child=child,
        name=parent.name,
        defaults={
            "relation": parent.relation,
            "mail": parent.email,
            "phone": NOBODYS,
            "reached": Guardian.Reached.OWN if parent.email else Guardian.Reached.DESK,
            "token_hash": fingerprint(parent.page) if parent.page else None,
            "until": settings.GUARDIANS_UNTIL_AGE,
            "made_at": 0,
        },
    )
    return known


def _agree(guardian: Guardian, member: Member, hall: Facility, today: date) -> None:
    child = guardian.child
    taken_back = Consent.objects.filter(child=child).exclude(revoked_at=None).exists()
    # What somebody who tries the demo has taken back stays so.
    if not member.agreed or taken_back or standing(child, today):
        return
    day = today - AGREED_BEFORE
    Consent.objects.create(
        child=child,
        guardian=guardian,
        hall=hall,
        rulebook=RULEBOOK,
        purpose=PURPOSE,
        way=Consent.Way.LINK if guardian.mail else Consent.Way.PAPER,
        given_on=day,
        given_at=instant(day, 0, ZoneInfo(hall.timezone)),
        valid_until=holds_until(today),
    )


def _ask(child: Person, plea: Plea, hall: Facility, today: date, now: int) -> None:
    waiting = {"expires_at": now + LINK_LIFETIME, "made_at": now}
    if not requests_of(child) and not standing(child, today):
        ConsentRequest.objects.create(
            child=child,
            hall=hall,
            rulebook=RULEBOOK,
            purpose=PURPOSE,
            way=ConsentRequest.Way.LINK,
            through_child=True,
            token_hash=fingerprint(plea.link),
            **waiting,
        )
    # The link that was printed opens as long as nobody has answered it.
    ConsentRequest.objects.filter(token_hash=fingerprint(plea.link), used_at=None).update(**waiting)
