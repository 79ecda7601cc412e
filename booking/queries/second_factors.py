"""What somebody has besides a password: keys, apps, printed codes."""

from collections.abc import Collection
from typing import Any

from allauth.mfa.models import Authenticator


def how_many(user: Any, kind: Authenticator.Type) -> int:
    """How many of a kind somebody has. One query."""
    return int(Authenticator.objects.filter(user=user, type=kind).count())


def app_of(person: Any) -> Authenticator | None:
    """Somebody's app, if they have one. One query."""
    return Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).first()


def equipped(people: Collection[int]) -> set[int]:
    """Those of some people (by key) who have more than printed codes. One query."""
    factors = Authenticator.objects.filter(user__in=people).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return set(factors.values_list("user", flat=True))
