"""Tokens of the API: made for one program, told once, each revoked alone.

Each verb locks the person. The Acts hold neither the token nor what its owner calls it. `now` is an
instant (seconds, UTC).
"""

from collections.abc import Collection
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db import transaction

from booking.actions.acts import log
from booking.actions.feeds import kept_if_possible
from booking.actions.locks import lock
from booking.actions.texts import plain
from booking.models import ApiToken, Person
from booking.models.keys import fingerprint, token
from booking.queries.bookings import Absent
from booking.queries.posts import has_a_post
from booking.rules.plain_text import as_seen
from booking.rules.scopes import OF_DESK, Scope
from facilities.rules.spans import local_day

MOST = 20
LONGEST_NAME = 50


class NameMissing(ValueError):
    """A program without a name that can be seen could not be told from another."""


class NameTaken(ValueError):
    """Two tokens with names that look alike could not be told apart when one is to be revoked."""


class TooMany(ValueError):
    """More than `MOST` tokens of one person."""


class ScopesMissing(ValueError):
    """A token that opens nothing, or something that there is not."""


class Unconfirmed(Exception):
    """Only whoever has entered with their second factor hands on what a desk opens."""


class Made(NamedTuple):
    """`token` is what the program sends. It is told here and never again."""

    one: ApiToken
    token: str


@transaction.atomic
def make_token(*, person: Person, name: str, scopes: Collection[str], now: int) -> Made:
    """A new token for a program called `name`. Inverse: `revoke_token`.

    Unfit for a name that cannot be stored, NameMissing, NameTaken, TooMany, ScopesMissing; Unconfirmed for
    one of the desk's scopes without a post that stands or a second factor.
    """
    chosen = [scope for scope in Scope if scope in scopes]
    if not chosen or len(chosen) < len(set(scopes)):
        raise ScopesMissing
    # The session knows whether it was opened with a second factor; the token will not, so it is asked now.
    # And for a post: what staff without one hand on would open nothing today, and something tomorrow.
    if OF_DESK & set(chosen) and not (person.confirmed and has_a_post(person, now)):
        raise Unconfirmed
    lock(people=[person.pk])
    name = _free_name(person, name)
    new = token()
    made = ApiToken.objects.create(
        person=person, name=name, scopes=chosen, token_hash=fingerprint(new), made_at=now
    )
    _act("make_token", made, now)
    return Made(made, new)


@transaction.atomic
def revoke_token(*, person: Person, public_id: str, now: int) -> None:
    """The token opens nothing from now on. Absent. No inverse: it is kept nowhere."""
    lock(people=[person.pk])
    found = ApiToken.objects.filter(person=person, public_id=public_id).first()
    if found is None:
        raise Absent(public_id)
    _act("revoke_token", found, now)
    found.delete()


def revoke_desk_tokens(person: int) -> None:
    """Whose second factor is void (by key) has no token left that it stood for; in a transaction that has
    locked the person."""
    # Chosen here and not in the query: SQLite cannot ask whether a list in JSON has something in it.
    held = [one for one in ApiToken.objects.filter(person=person) if OF_DESK & set(one.scopes)]
    ApiToken.objects.filter(pk__in=[one.pk for one in held]).delete()


def note_token_use(*, token: int, last_used_at: int | None, now: int, zone: ZoneInfo) -> None:
    """Remembers that a token (by key) was used: at most once in a day of `zone`, and no Act."""
    # Every use would make every read a write.
    if last_used_at is None or local_day(last_used_at, zone) != local_day(now, zone):
        with kept_if_possible():
            ApiToken.objects.filter(pk=token).update(last_used_at=now)


def _free_name(person: Person, name: str) -> str:
    name = plain(name, "name", LONGEST_NAME)
    if not as_seen(name):
        raise NameMissing
    others = ApiToken.objects.filter(person=person).values_list("name", flat=True)
    if len(others) >= MOST:
        raise TooMany(MOST)
    if as_seen(name) in {as_seen(other) for other in others}:
        raise NameTaken(name)
    return name


def _act(verb: str, one: ApiToken, now: int) -> None:
    after = {"scopes": one.scopes} if verb == "make_token" else None
    log("api_token", one.public_id, verb, one.person, now, after=after)
