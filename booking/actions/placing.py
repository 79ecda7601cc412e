"""The one way in: however a booking comes about, it is written here, with its Claims and its Act.

Whoever calls has locked what is touched, has asked the judge, and stands in a transaction.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from booking.actions.acts import act_of
from booking.actions.places import claims_of
from booking.models import Act, Booking, Claim, Person
from booking.queries.party import Company
from booking.rules.ask import Channel
from booking.rules.lifecycle import State
from facilities.models import Room
from facilities.rules.spans import Span


@dataclass(frozen=True, slots=True)
class Use:
    """A room from a moment to another, with the keys of the spaces that it is made of.

    Of a date of a series, `original_day` is the day for which it was meant.
    """

    room: Room
    span: Span
    spaces: Sequence[int]
    original_day: date | None = None


def place(
    *,
    uses: Iterable[Use],
    person: Person | None,
    company: Company,
    purpose: str = "",
    channel: Channel = Channel.WEB,
    verb: str = "book",
    actor: Person | None,
    now: int,
    state: State = State.BOOKED,
    lapses_at: int | None = None,
    **fields: Any,
) -> list[Booking]:
    """One booking for each use, in their order, written in four statements; `fields` are set on each.

    IntegrityError if somebody holds one of the places (`places.one_winner` turns it into TAKEN).
    """
    alike: Mapping[str, Any] = {
        "person": person,
        "group_id": company.group,
        # A nought says no more than nothing: companies that are alike are written alike.
        "counted": {band: count for band, count in company.counted.items() if count},
        "headcount": company.headcount,
        "carers": company.carers,
        "purpose": purpose,
        "channel": channel,
        "state": state,
        "made_at": now,
        "changed_at": now,
        "lapses_at": lapses_at,
        **fields,
    }
    made = _written(list(uses), alike, company.people)
    Act.objects.bulk_create(act_of(booking=booking, verb=verb, actor=actor, now=now) for booking in made)
    return made


def _written(uses: Sequence[Use], alike: Mapping[str, Any], people: Iterable[int]) -> list[Booking]:
    """The bookings with those who come, each holding its place."""
    made = Booking.objects.bulk_create(_booking(use, alike) for use in uses)
    coming = Booking.people.through
    coming.objects.bulk_create(coming(booking=booking, person_id=key) for booking in made for key in people)
    pairs = zip(made, uses, strict=True)
    # Here the database has its word: a rival's claim on one of the spaces ends the whole transaction.
    Claim.objects.bulk_create(claim for booking, use in pairs for claim in claims_of(booking, use.spaces))
    return made


def _booking(use: Use, alike: Mapping[str, Any]) -> Booking:
    start, end = use.span.start, use.span.end
    return Booking(room=use.room, start=start, end=end, original_day=use.original_day, **alike)
