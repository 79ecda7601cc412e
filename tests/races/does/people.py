"""What rivals do with people and their sessions."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.test import Client

from booking.actions.mydata import forget
from booking.actions.particulars import Newcomer, Particulars
from booking.actions.people import register
from booking.models import Act, Person
from tests.factories import NOW
from tests.people import a_high_schooler


def _member() -> dict[str, Any]:
    """A new member with an address, and a session in which they are signed in."""
    person = a_high_schooler()
    Person.objects.filter(pk=person.pk).update(email=f"{person.card_number}@example.org")
    return {"person": person.pk, "session": _sign_in(person.pk)}


def _sign_in(person: int) -> str:
    """A new session of somebody."""
    browser = Client()
    browser.force_login(Person.objects.get(pk=person))
    return browser.cookies["sessionid"].value


def _forget(person: int) -> None:
    forget(person=Person.objects.get(pk=person), now=NOW)


def _people() -> list[bool]:
    """Of everybody, by key, whether they are still there."""
    return list(Person.objects.order_by("pk").values_list("is_active", flat=True))


def _register(public_id: str) -> str:
    """Somebody registers on the page that has drawn this id: their card number."""
    newcomer = Newcomer(Particulars("森そら"), date(2012, 6, 20))
    told = {"newcomer": newcomer, "password_hash": "!", "public_id": public_id}
    return register(now=NOW, link=str, **told).card_number


def _acts(verb: str) -> int:
    return Act.objects.filter(verb=verb).count()


OF_PEOPLE: Mapping[str, Callable[..., Any]] = {
    "member": _member,
    "sign_in": _sign_in,
    "forget": _forget,
    "people": _people,
    "register": _register,
    "acts": _acts,
}
