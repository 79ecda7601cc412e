"""Bookings that lack a guardian's consent: it was taken back after somebody had booked."""

from booking.models import Booking, Consent, Person
from booking.queries.attendance import arriving
from booking.queries.party import asker_of_booking
from booking.queries.verdicts import judge
from booking.rules.ask import Channel
from booking.rules.codes import Code
from booking.rules.verdict import Reason
from facilities.rules.spans import Span


def lacks_consent(booking: Booking, now: int) -> bool:
    """Whether it could not be booked now (seconds, UTC) for want of a consent. Some ten queries."""
    people = list(booking.people.values_list("pk", flat=True))
    # Of a group's booking nobody's own bookings are told; only the code of the reason is looked at.
    reader = booking.person or Person()
    verdict = judge(
        room=booking.room,
        span=Span(booking.start, booking.end),
        asker=asker_of_booking(booking, people, now, reader),
        now=now,
        channel=Channel(booking.channel),
        purpose=booking.purpose,
        but=booking.pk,
    )
    return any(reason.code == Code.GUARDIAN for reason in verdict.broken)


def lacking_at_the_door(booking: Booking, now: int) -> list[Reason]:
    """What the desk will find about consents when they stand there. One query; eight more only where a
    consent of somebody who comes was taken back: that is rare, and a panel is opened all day long."""
    if not Consent.objects.filter(child__in=booking.people.all()).exclude(revoked_at=None).exists():
        return []
    return [one for one in arriving(booking, {}, now).broken if one.code == Code.GUARDIAN]
