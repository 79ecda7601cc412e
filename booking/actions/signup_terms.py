"""How one signs up for a programme: in which time, in order or by lot, what is asked, with whose consent.

Whoever has the right PROGRAMMES as for `actions.programmes`. `now` is an instant (seconds, UTC).
"""

import secrets
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Min

from booking.actions.changes import Stale
from booking.actions.programmes_led import locked_by_leader, programme_act
from booking.models import Coming, Person, PlaceDraw, Programme
from booking.queries.place_draws import draw_of
from booking.rules.lottery import fingerprint
from booking.rules.particulars import Asked, must_end
from booking.rules.signup_windows import Window


class Settled(Exception):
    """Whoever has signed up did so by other terms: in order they have places, or their list is closed."""


@dataclass(frozen=True, slots=True)
class Terms:
    """`kept_days`: how long after somebody's last date what was asked is kept."""

    window: Window = field(default_factory=Window)
    asks: tuple[Asked, ...] = ()
    kept_days: int = 0
    needs_consent: bool = False


@transaction.atomic
def set_terms(*, programme: Programme, terms: Terms, actor: Person, now: int) -> Programme:
    """By these terms one signs up from now on. Where places are drawn, the seed is sealed now.

    WindowUnfit, NotKept; Settled for another way once somebody has signed up, or for other moments once the
    list of a draw is closed; Stale if somebody has changed it since it was read. Inverse: the terms that
    were.
    """
    current = locked_by_leader(programme, actor, now)
    if current.revision != programme.revision:
        raise Stale(current.public_id)
    must_end(terms.asks, terms.kept_days)
    _must_be_open_to(current, terms.window, now)
    window = terms.window
    current.takes_from, current.takes_until = window.takes_from, window.takes_until
    current.draws_at = window.draws_at
    current.asks, current.kept_days = [one.value for one in terms.asks], terms.kept_days
    current.needs_consent = terms.needs_consent
    current.save(
        update_fields=["takes_from", "takes_until", "draws_at", "asks", "kept_days", "needs_consent"]
    )
    _seal(current, now)
    programme_act(current, "set_terms", actor, now, after={"by_lot": window.by_lot, "asks": current.asks})
    return current


def _must_be_open_to(programme: Programme, window: Window, now: int) -> None:
    was = Window(programme.takes_from, programme.takes_until, programme.draws_at)
    # As they stand they may stay, however late it is: only what changes is judged.
    if was == window:
        return
    closed = (found := draw_of(programme)) is not None and found.closed_at is not None
    standing = Coming.objects.filter(session__programme=programme).exclude(state=Coming.State.CANCELLED)
    if closed or (was.by_lot != window.by_lot and standing.exists()):
        raise Settled
    to_come = programme.sessions.filter(start__gt=now, cancelled_at=None)
    window.must_be_fit(to_come.aggregate(first=Min("start"))["first"])


def _seal(programme: Programme, now: int) -> None:
    """Before anybody enters: whoever draws cannot look for a seed that suits the list."""
    if programme.draws_at is None:
        # Of a way that was given up before anybody entered nothing is to be drawn.
        PlaceDraw.objects.filter(programme=programme).delete()
    elif draw_of(programme) is None:
        seed = secrets.token_hex(32)
        PlaceDraw.objects.create(programme=programme, seed=seed, seed_hash=fingerprint(seed), sealed_at=now)
