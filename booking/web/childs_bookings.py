"""The bookings of a child as its guardian's page lists them, each with what the guardian may do about it."""

from collections.abc import Container
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from booking.labels import state_words
from booking.models import Booking, Guardian
from booking.queries.giving_up import LATE_BY_GUARDIAN, counts
from booking.queries.guardians import bookings_seen, coming_to, may_give_up, may_keep_home
from booking.queries.rules import Versions, rules_of
from booking.rules.clauses.cancel_by import CancelBy
from booking.rules.lifecycle import State
from booking.rules.rulebook import Rules
from facilities.labels import day_words, times_words
from facilities.rules.spans import Span, local_day


@dataclass(frozen=True, slots=True)
class Seen:
    """A booking of the child's as the guardian sees it: when, where, and whether they may give it back."""

    one: Booking
    day: str
    times: str
    state: str
    cancellable: bool
    late: str
    to_keep_home: bool  # from a group's booking, which they cannot cancel


def all_seen(guardian: Guardian, now: int) -> list[Seen]:
    """Three queries."""
    found = bookings_seen(guardian, now)
    rules = rules_of([one.room.facility for one in found])
    comes = coming_to(guardian.child, [one for one in found if may_keep_home(guardian, one)])
    return [_seen(one, guardian, rules[one.room.facility_id], comes, now) for one in found]


def _seen(booking: Booking, guardian: Guardian, versions: Versions, comes: Container[int], now: int) -> Seen:
    zone = ZoneInfo(booking.room.facility.timezone)
    return Seen(
        one=booking,
        day=day_words(local_day(booking.start, zone), local_day(now, zone)),
        times=times_words(Span(booking.start, booking.end), zone),
        state="" if booking.state == State.BOOKED else state_words(booking.state),
        cancellable=may_give_up(guardian, booking),
        late=_late_words(versions.on(local_day(booking.start, zone))),
        to_keep_home=booking.pk in comes,
    )


def _late_words(rules: Rules) -> str:
    """What it means for the child if it is given up after the deadline; "" where there is none."""
    if not any(isinstance(said, CancelBy) for _, said in rules.statements):
        return ""
    # Only where the hall's rules name it: a child who is kept at home has chosen nothing
    # (docs/decisions/0034).
    if counts(rules, LATE_BY_GUARDIAN):
        return _("しめきりのあとに取り消すと、お子さんのおそい取り消しとして数えます。")
    return _("しめきりのあとでも、お子さんのおそい取り消しには数えません。")
