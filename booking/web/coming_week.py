"""今週のみんなの行事: the soonest dates of the coming seven days, as the city's first page tells of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from booking.labels.programmes import age_words, left_words
from booking.models import Programme
from booking.queries.programmes import Shown, soonest_dates, zone_of
from booking.web.programme_page import title_of, where
from facilities.labels import times_words
from facilities.rules.spans import Span, local_day

SEVEN_DAYS = 7 * 86400
MOST = 3


@dataclass(frozen=True, slots=True)
class Soon:
    """A date with its places by age: whose, how many in words, how many."""

    programme: Programme
    day: date
    times: str
    title: str
    hall: str
    where: str
    left: Sequence[tuple[str, str, int]]


def coming_week(now: int) -> list[Soon]:
    """From an instant (seconds, UTC) on, a few at most, the soonest first. Five queries at most."""
    return [_soon(one) for one in soonest_dates(Span(now, now + SEVEN_DAYS), MOST)]


def _soon(one: Shown) -> Soon:
    session, programme = one.session, one.session.programme
    zone = zone_of(programme)
    return Soon(
        programme=programme,
        day=local_day(session.start, zone),
        times=times_words(Span(session.start, session.end), zone),
        title=title_of(session),
        hall="" if session.elsewhere or not programme.facility else programme.facility.name,
        where=where(session),
        left=[(age_words(age), left_words(left), left) for age, left in one.left.items()],
    )
