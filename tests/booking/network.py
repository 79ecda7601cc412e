"""A body to which a family turns, as the tests mean it."""

from booking.actions.network import Told, add_body
from booking.models import NetworkBody, Person
from tests.booking.activities import department_of
from tests.factories import NOW

TEXTS = {"name_ja": "保健センター", "about_ja": "赤ちゃんの育ちの相談です。"}


def told(phone: str = "000-000-0103", *, centre: bool = False, position: int = 0, **texts: str) -> Told:
    return Told({**TEXTS, **texts}, phone, centre, position)


def a_body(actor: Person, tells: Told | None = None) -> NetworkBody:
    """One that the actor's department keeps."""
    return add_body(department=department_of(actor), told=tells or told(), actor=actor, now=NOW)
