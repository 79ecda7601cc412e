"""The draw of a programme's places as it stands, and who takes part in it."""

from django.db.models import QuerySet

from booking.models import Coming, PlaceDraw, Programme
from booking.queries.programmes import ages_of, comers
from booking.rules.exchange import wanted
from booking.rules.place_draws import Entrant
from booking.rules.signup_windows import Phase, Window


def draw_of(programme: Programme) -> PlaceDraw | None:
    """Its draw, whether it has been yet or not; None where places go in order. One query."""
    return PlaceDraw.objects.filter(programme=programme).first()


def is_sealed(programme: Programme) -> bool:
    """Whether the list of its draw is closed and the places are not drawn. One query."""
    return PlaceDraw.objects.filter(programme=programme, drawn_at=None).exclude(closed_at=None).exists()


def window_of(programme: Programme) -> Window:
    return Window(programme.takes_from, programme.takes_until, programme.draws_at)


def phase_of(programme: Programme, now: int) -> Phase:
    """What signing up for it comes to at an instant (seconds, UTC). At most one query."""
    window = window_of(programme)
    drawn = window.by_lot and (found := draw_of(programme)) is not None and found.drawn_at is not None
    return window.phase(now, drawn)


def entered(programme: Programme) -> QuerySet[Coming]:
    """The dates for which somebody takes part in the draw."""
    found = Coming.objects.filter(session__programme=programme, state=Coming.State.ENTERED)
    return found.select_related("signup", "session").order_by("signup", "session__start", "pk")


def entrants(programme: Programme) -> list[Entrant]:
    """Who takes part, as the list has them. Two queries."""
    places, dates, needs = ages_of(programme), dict[str, list[str]](), {}
    for one in entered(programme):
        name = one.signup.public_id
        dates.setdefault(name, []).append(one.session.public_id)
        # Of an age that it is not for any more they need nothing, and would be drawn for nothing.
        needs[name] = wanted(comers(one.signup.party), places)
    return [Entrant(name, tuple(days), need) for name, days in dates.items() if (need := needs[name])]


def to_draw(now: int) -> QuerySet[PlaceDraw]:
    """The draws whose list is to be closed at an instant, or that are to be drawn, the first first."""
    shown = PlaceDraw.objects.filter(drawn_at=None, programme__state=Programme.State.OPEN)
    closing = shown.filter(closed_at=None, programme__takes_until__lt=now)
    drawing = shown.filter(programme__takes_until__lt=now, programme__draws_at__lte=now)
    return (closing | drawing).select_related("programme").order_by("programme__draws_at", "pk")
