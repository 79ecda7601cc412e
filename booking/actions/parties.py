"""Changing who comes, and what for: the place and the time stay.

`now` is an instant (seconds, UTC).
"""

from typing import Any

from django.db import transaction

from booking import notices
from booking.actions.allowing import FOR_NOTHING, Answering, answered_for, note_answering
from booking.actions.changes import locked, must_be_booked, must_be_unchanged, write
from booking.actions.locks import count_up
from booking.actions.texts import plain
from booking.actions.wanted import LONGEST_PURPOSE
from booking.models import Booking, Person
from booking.queries.bookings import people_of
from booking.queries.money import kept, reckoned
from booking.queries.party import Company, asker_in_company
from booking.queries.verdicts import judge
from booking.rules.ask import Channel
from booking.rules.lifecycle import HOLDING
from booking.rules.verdict import Verdict
from facilities.rules.spans import Span


def change_party(
    *,
    booking: Booking,
    actor: Person,
    company: Company,
    purpose: str = "",
    answering: Answering = FOR_NOTHING,
    now: int,
) -> Booking:
    """The same place and time for another company of the same group, judged as if it were booked now.

    Refused as for `book`, unless the desk is `answering` for it; PAST once it is over; Absent for people that
    are not theirs to name, and for whoever may not change the booking; Stale if it has changed since it was
    read. Where it is so already nothing changes. Inverse: changing it back.
    """
    purpose, answering = plain(purpose, "purpose", LONGEST_PURPOSE), answering.plain()
    with transaction.atomic():
        current = locked(booking, actor, now, people=company.people)
        # Before it is asked whether it has changed: a second tap finds what the first one did.
        if _is_so(current, company, purpose):
            return current
        must_be_unchanged(current, booking)
        must_be_booked(current, now)
        found = judged_with(current, company, purpose, now, actor)
        answered_for(found, answering, actor, now, current.room)
        note_answering(current, found, answering, actor, now)
        left = set(current.people.values_list("pk", flat=True)) - set(company.people)
        current.people.set(company.people)
        comes = _comes(company, purpose)
        # Before it is reckoned, since fees go by who comes and what for; how many came before, the Act tells.
        for name in comes.keys() - {"headcount"}:
            setattr(current, name, comes[name])
        fee = kept(reckoned(current, Span(current.start, current.end), current.room, actor, now))
        write(current, "change", actor, now, **comes, bill=fee)
        # `write` moves the calendars of those who come now; that it leaves theirs, the others learn by this.
        count_up(people=left)
        notices.moved(current)
        return current


def _is_so(booking: Booking, company: Company, purpose: str) -> bool:
    comes = _comes(company, purpose)
    alike = all(getattr(booking, name) == value for name, value in comes.items())
    return booking.state in HOLDING and alike and set(people_of(booking)) == set(company.people)


def _comes(company: Company, purpose: str) -> dict[str, Any]:
    """The columns of a booking that say who comes, and what for."""
    return {
        "counted": {band: count for band, count in company.counted.items() if count},
        "headcount": company.headcount,
        "carers": company.carers,
        "told": company.told.kept,
        "purpose": purpose,
    }


def judged_with(booking: Booking, company: Company, purpose: str, now: int, actor: Person) -> Verdict:
    """What `change_party` would be told. Seven queries; Absent as there."""
    return judge(
        room=booking.room,
        span=Span(booking.start, booking.end),
        asker=asker_in_company(booking, company, now, actor),
        now=now,
        channel=Channel(booking.channel),
        purpose=purpose,
        but=booking.pk,
    )
