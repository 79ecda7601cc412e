"""Persons as the service meets them."""

import unicodedata
from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q

from booking.models import Person
from facilities.queries.prepared import Prepared
from facilities.rules.spans import local_day


def by_key(key: int) -> Person | None:
    """Somebody by their key in the database. One query."""
    return next(iter(BY_KEY.objects(Person, key)), None)


def by_login(login: str) -> Person | None:
    """Somebody by their card number or e-mail address; None if it could be two of them. One query."""
    login = "".join(unicodedata.normalize("NFKC", login).split())  # "4821 7035", as the card shows it
    if "\x00" in login:  # PostgreSQL cannot even be asked
        return None
    spelt = {login, login.lower(), login.upper()}
    found = Person.objects.filter(Q(card_number__in=spelt) | (Q(email__in=spelt) & ~Q(email="")))[:2]
    # Somebody's address may be spelt like another's card: rather nobody than the wrong one.
    return found[0] if len(found) == 1 else None


def today_here(now: int) -> date:
    """The service's own local day of an instant, where no hall is named."""
    return local_day(now, ZoneInfo(settings.TIME_ZONE))


BY_KEY = Prepared(lambda key: Person.objects.filter(pk=key))
