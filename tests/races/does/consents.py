"""What a child, and those who answer for it, do at once."""

from collections.abc import Callable, Mapping
from typing import Any

from booking.actions.consent_requests import ask_for_consent
from booking.actions.consents import Answerer, LinkUsed, give_consent
from booking.actions.revocations import revoke_consent
from booking.models import Consent, Guardian, Person
from facilities.models import Facility, Room
from tests.factories import CONSENTING, NOW, a_hall
from tests.people import a_junior_high_student


def _child() -> dict[str, Any]:
    """A junior-high student at the hall whose rules ask for a guardian's consent, and its music room."""
    hall = a_hall(CONSENTING)
    return {"child": a_junior_high_student().pk, "room": Room.objects.get(facility=hall, slug="band").pk}


def _ask(child: int) -> str:
    """The token of a new link to be shown."""
    person = Person.objects.get(pk=child)
    hall = Facility.objects.get()
    return ask_for_consent(child=person, hall=hall, purpose="evening", actor=person, link=str, now=NOW).token


def _give(token: str, name: str) -> str:
    try:
        return give_consent(
            link_token=token, answerer=Answerer(name=name, relation="親"), link=str, now=NOW
        ).consent.public_id
    except LinkUsed:
        return "used"


def _revoke(consent: str) -> str:
    guardian = Guardian.objects.get(consents__public_id=consent)
    return revoke_consent(guardian=guardian, public_id=consent, now=NOW).public_id


def _consents() -> int:
    return Consent.objects.filter(revoked_at=None).count()


OF_CONSENTS: Mapping[str, Callable[..., Any]] = {
    "child": _child,
    "ask": _ask,
    "give": _give,
    "revoke": _revoke,
    "consents": _consents,
}
