"""The draw of a programme's places: the list is closed, its fingerprint published, and the places are drawn.

The service does both at their moments. Each is one transaction that locks the programme first, as signing up
does. `now` is an instant (seconds, UTC).
"""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import F

from booking import notices
from booking.actions.lottery import Untimely
from booking.actions.programmes_led import programme_act
from booking.actions.signup_consents import hold_for_consent
from booking.models import Coming, PlaceDraw, Programme, Session, SignUp
from booking.queries.place_draws import entered, entrants, window_of
from booking.queries.programmes import places_of
from booking.rules import place_draws as arithmetic
from booking.rules.exchange import Age
from booking.rules.signup_windows import is_closing

FORMAT = "madoakari-places-2"  # by the first one a party larger than all places kept others back


@transaction.atomic
def close_entries(*, draw: PlaceDraw, now: int) -> PlaceDraw:
    """Nobody enters any more, and the fingerprint of the list is there for everybody. Done twice it is done
    once. Untimely before the second after the last one of entering. No inverse."""
    programme, current = _locked(draw)
    if current.closed_at is not None:
        return current
    if not is_closing(window_of(programme), now):
        raise Untimely(programme.public_id)
    listed = entrants(programme)
    current.listed = sorted((arithmetic.as_row(one) for one in listed), key=lambda row: str(row[0]))
    current.list_hash, current.closed_at = arithmetic.list_hash(listed), now
    current.save(update_fields=["listed", "list_hash", "closed_at"])
    told = {"list_hash": current.list_hash, "entries": len(listed)}
    programme_act(programme, "close_entries", None, now, after=told)
    return current


@transaction.atomic
def draw_places(*, draw: PlaceDraw, now: int) -> PlaceDraw:
    """Who has places at which date and who waits in which order; all are told, and what is needed to repeat
    it is published. What was drawn is not drawn again. Untimely before its list is closed, or before its
    moment. No inverse. However it is cut off, nothing of it is there, and it draws at the next look the
    same."""
    programme, current = _locked(draw)
    if current.drawn_at is not None:
        return current
    if current.closed_at is None or programme.draws_at is None or now < programme.draws_at:
        raise Untimely(programme.public_id)
    dates = {one.public_id: one for one in programme.sessions.filter(start__gt=now, cancelled_at=None)}
    places = {name: places_of(session) for name, session in dates.items()}
    listed = [arithmetic.read_row(row) for row in current.listed]
    gone = _gone(programme, listed)
    result = arithmetic.draw(current.seed, current.list_hash, listed, places, gone)
    became = _write(programme, result, dates, now)
    _publish(current, programme, places, sorted(gone), result, now)
    notices.places_drawn(became, now)
    return current


def _locked(draw: PlaceDraw) -> tuple[Programme, PlaceDraw]:
    programme = Programme.objects.select_for_update(no_key=True, of=("self",)).get(pk=draw.programme_id)
    return programme, PlaceDraw.objects.get(pk=draw.pk)


def _gone(programme: Programme, listed: list[arithmetic.Entrant]) -> set[tuple[str, str]]:
    """Who of the list comes no more to which date: given up since, or forgotten."""
    there = {(one.signup.public_id, one.session.public_id) for one in entered(programme)}
    return {(one.id, date) for one in listed for date in one.dates} - there


def _write(
    programme: Programme, result: arithmetic.Result, dates: Mapping[str, Session], now: int
) -> list[Coming]:
    """What became of each, the winners' places first. A date that is off or has begun gives nothing: whoever
    entered for it waits, and has been told."""
    became = []
    rows = {(one.session.public_id, one.signup.public_id): one for one in entered(programme)}
    for date in dates:
        line = result.lines[date]
        seats = result.seats[date]
        became += [_turned(rows.pop((date, name)), Coming.State.COMING, now) for name in seats]
        for place, name in enumerate(line):
            # Before now, each after the other: behind them stands whoever signs up from now on.
            since = now - len(line) + place
            became.append(_turned(rows.pop((date, name)), Coming.State.WAITING, since))
    left = [_turned(row, Coming.State.WAITING, now) for row in rows.values()]
    Coming.objects.bulk_update([*became, *left], ["state", "since", "had_place"], batch_size=500)
    _raise_numbers(became, now)
    return became


def _turned(coming: Coming, state: Coming.State, since: int) -> Coming:
    coming.state, coming.since = state, since
    coming.had_place = coming.had_place or state == Coming.State.COMING
    return coming


def _raise_numbers(became: list[Coming], now: int) -> None:
    """A draw is a change of each sign-up: calendars and forms know it by its number."""
    keys = {one.signup_id for one in became}
    SignUp.objects.filter(pk__in=keys).update(sequence=F("sequence") + 1)
    changed = SignUp.objects.select_related("programme", "person").in_bulk(keys)
    for one in became:
        one.signup = changed[one.signup_id]
    for signup in changed.values():
        hold_for_consent(signup, now)


def _publish(
    draw: PlaceDraw,
    programme: Programme,
    places: Mapping[str, Mapping[Age, int]],
    gone: list[tuple[str, str]],
    result: arithmetic.Result,
    now: int,
) -> None:
    """The record by which anyone can repeat the draw; it names nobody (decision 25)."""
    draw.drawn_at = now
    draw.record = {
        "format": FORMAT,
        "programme": programme.public_id,
        "seed": draw.seed,
        "seed_hash": draw.seed_hash,
        "sealed_at": draw.sealed_at,
        "closed_at": draw.closed_at,
        "list_hash": draw.list_hash,
        "drawn_at": now,
        "places": {
            date: {arithmetic.key_of(age): count for age, count in free.items()}
            for date, free in places.items()
        },
        "entries": draw.listed,
        "gone": [list(pair) for pair in gone],
        "order": list(result.order),
        "seats": {date: list(names) for date, names in result.seats.items()},
        "lines": {date: list(names) for date, names in result.lines.items()},
    }
    draw.save(update_fields=["drawn_at", "record"])
    told = {"entries": len(draw.listed), "seats": sum(map(len, result.seats.values()))}
    programme_act(programme, "draw_places", None, now, after=told)
