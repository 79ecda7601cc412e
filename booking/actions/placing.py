"""The one way in: however a booking comes about, it is written here, with its Claims and its Act.

Whoever calls has locked what is touched, has asked the judge, and stands in a transaction.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from booking.actions.acts import act_of, keep
from booking.actions.places import claims_of
from booking.models import Booking, Claim, Person
from booking.queries.money import Bill, kept
from booking.queries.party import Company
from booking.rules.ask import Channel
from booking.rules.lifecycle import State
from facilities.models import Room
from facilities.rules.spans import Span


@dataclass(frozen=True, slots=True)
class Use:
    """A room from a moment to another, with the keys of the spaces that it is made of.

    Of a date of a series, `original_day` is the day for which it was meant. `fee` is what it costs, as it is
    fixed with the booking.
    """

    room: Room
    span: Span
    spaces: Sequence[int]
    original_day: date | None = None
    fee: Bill | None = None


@dataclass(frozen=True, slots=True)
class Placing:
    """Uses that somebody has, in whose company, for what, and by which way they asked."""

    uses: Sequence[Use]
    person: Person | None
    company: Company
    purpose: str = ""
    channel: Channel = Channel.WEB


def place(
    *,
    uses: Iterable[Use],
    person: Person | None,
    company: Company,
    purpose: str = "",
    channel: Channel = Channel.WEB,
    **fields: Any,
) -> list[Booking]:
    """One booking for each use, in their order; of one party. `fields` and errors as for `place_all`."""
    (made,) = place_all([Placing(list(uses), person, company, purpose, channel)], **fields)
    return made


def place_all(
    placings: Sequence[Placing],
    *,
    verb: str = "book",
    actor: Person | None,
    now: int,
    state: State = State.BOOKED,
    lapses_at: int | None = None,
    **fields: Any,
) -> list[list[Booking]]:
    """For each party its bookings, in the order of its uses, written in four statements; `fields` are set on
    each.

    IntegrityError if somebody holds one of the places (`places.one_winner` turns it into TAKEN).
    """
    alike = {
        "state": state,
        "made_at": now,
        "changed_at": now,
        "lapses_at": lapses_at,
        **fields,
    }
    # Written table by table and not booking by booking: a draw places hundreds, and a year's series 52.
    every = [(placing, use) for placing in placings for use in placing.uses]
    made = Booking.objects.bulk_create(_booking(placing, use, alike) for placing, use in every)
    placed = [(booking, placing, use) for booking, (placing, use) in zip(made, every, strict=True)]
    coming = Booking.people.through
    coming.objects.bulk_create(
        coming(booking=booking, person_id=key)
        for booking, placing, _ in placed
        for key in placing.company.people
    )
    # Here the database has its word: a rival's claim on one of the spaces ends the whole transaction.
    Claim.objects.bulk_create(claim for booking, _, use in placed for claim in claims_of(booking, use.spaces))
    keep(act_of(booking=booking, verb=verb, actor=actor, now=now) for booking in made)
    rest = iter(made)
    return [list(islice(rest, len(placing.uses))) for placing in placings]


def _booking(placing: Placing, use: Use, alike: Mapping[str, Any]) -> Booking:
    return Booking(
        room=use.room,
        start=use.span.start,
        end=use.span.end,
        original_day=use.original_day,
        bill=use.fee and kept(use.fee),
        person=placing.person,
        group_id=placing.company.group,
        counted={band: count for band, count in placing.company.counted.items() if count},
        headcount=placing.company.headcount,
        carers=placing.company.carers,
        told=placing.company.told.kept,
        purpose=placing.purpose,
        channel=placing.channel,
        **alike,
    )
