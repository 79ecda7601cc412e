"""Who came to a booking, who was to come, and what the judge says to those who stand at the door."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from booking.models import Booking, Headcount, HourCount, Person, SessionCount
from booking.queries.boards import zone_of
from booking.queries.claims import is_taken
from booking.queries.party import Asker, Company, asker_of_booking
from booking.queries.verdicts import put
from booking.rules.admission import decide, outcome_of
from booking.rules.ask import Channel, Step
from booking.rules.attendance import REMEMBERED, Counts, Heads, Part, of_part, planned
from booking.rules.bands import band_of
from booking.rules.circumstances import Facts
from booking.rules.clauses.key import Key
from booking.rules.codes import Code
from booking.rules.lifecycle import State
from booking.rules.verdict import Finding, Reason, Verdict
from facilities.models import Facility, Room
from facilities.queries.warnings import warnings_at
from facilities.rules.spans import Span, instant, local_day

# What is over in these states was used, or may have been.
CAME = (State.USED, State.IN_USE, State.BOOKED)
EARLIEST = 60 * 60  # seconds before the start; who comes earlier stands at the wrong booking
# Whoever has a booking asked in time and in a right way; that they come late is no reason to send them away.
BEFOREHAND = frozenset(
    {Code.TOO_LATE, Code.TOO_EARLY, Code.SAME_DAY, Code.OFF_SLOT, Code.PAST, Code.CHANNEL, Code.RECEPTION}
)


def counts_of(booking: Booking) -> dict[Heads, int]:
    """Who came, as far as somebody said. One query."""
    rows = Headcount.objects.filter(booking=booking).values_list("part", "band", "count")
    return {Heads(Part(part), band): count for part, band, count in rows}


def planned_of(booking: Booking) -> dict[Heads, int]:
    """Who is to come by the booking. One query."""
    day = local_day(booking.start, zone_of(booking.room))
    born = booking.people.values_list("birth_date", flat=True)
    return planned(born, booking.counted, booking.headcount, booking.carers, day)


def dealt_with_from(booking: Booking) -> int:
    """From when on (seconds, UTC) the desk deals with a use: the midnight with which its day begins, or an
    hour before a use that begins sooner after that. Whoever stands there earlier has another booking, or
    typed another day; no reason that the desk has makes it today. No query."""
    zone = zone_of(booking.room)
    return min(instant(local_day(booking.start, zone), 0, zone), booking.start - EARLIEST)


def hour_counts(room: Room, at: int) -> dict[str, int]:
    """By band, who was in a room for free use in the hour that began then. One query."""
    return dict(HourCount.objects.filter(room=room, at=at).values_list("band", "count"))


def uncounted(hall: Facility, now: int) -> QuerySet[Booking]:
    """The uses of a hall that are over at `now` (seconds, UTC) and of which nobody said how many came: also
    those to which nobody was checked in. Not longer than anybody remembers."""
    over = Booking.objects.filter(room__facility=hall, state__in=CAME, end__lte=now, end__gt=now - REMEMBERED)
    # Who came to a date of a programme may be counted on the programme's page.
    dates = SessionCount.objects.filter(session=OuterRef("session"))
    return over.filter(~Exists(Headcount.objects.filter(booking=OuterRef("pk"))), ~Exists(dates))


def arriving(booking: Booking, counts: Counts, now: int, actor: Person | None = None) -> Verdict:
    """What speaks against letting them in: what is unknown at the door does not. At most eight queries."""
    use, room = Span(booking.start, booking.end), booking.room
    warned = warnings_at(room.facility, use)
    # Some halls hand the key out early only where the room is free until then.
    before = Span.between(now, use.start)
    facts = Facts(vacant=before is None or not is_taken(room, before, booking.pk), warnings=warned)
    asked = put(
        room=room,
        span=use,
        asker=_at_the_door(booking, counts, now, actor),
        now=now,
        step=Step.ARRIVE,
        channel=Channel(booking.channel),
        purpose=booking.purpose,
        but=booking.pk,
        facts=facts,
    )
    found = decide(asked.ask, asked.rules, asked.plan).reasons
    reasons = [one for one in found if one.finding in (Finding.BROKEN, Finding.OPEN)]
    has_rule = any(isinstance(term, Key) and term.from_minutes is not None for _, term in asked.rules.terms)
    reasons = [one for one in reasons if one.code not in BEFOREHAND]
    reasons += [] if has_rule else _much_too_early(use, now)
    # Whoever is let in is certain from then on: that takes a reason of the desk's.
    reasons += [Reason(Finding.OPEN, Code.ASK_HALL)] if booking.state == State.PROVISIONAL else []
    return Verdict(outcome_of(reasons), tuple(reasons))


def _much_too_early(use: Span, now: int) -> list[Reason]:
    from_at = use.start - EARLIEST
    return [Reason(Finding.BROKEN, Code.KEY_EARLY, values={"from_at": from_at})] if now < from_at else []


def _at_the_door(booking: Booking, counts: Counts, now: int, actor: Person | None) -> Asker:
    """Those for whom it was booked, as far as the counts say that they came, and strangers besides."""
    people = dict(booking.people.order_by("pk").values_list("pk", "birth_date"))
    if not counts:
        return asker_of_booking(booking, list(people), now, actor)
    # Of who has come, and not of who was to come: shares and ages are asked of those who stand there.
    left = of_part(counts, Part.TAKING_PART, Part.ACCOMPANYING)
    day = local_day(booking.start, zone_of(booking.room))
    known = _known(people, left, day)
    asker = asker_of_booking(booking, known, now, actor)
    # As many as a company can have: the desk may count more, and the judge is not to stumble over them.
    helping = min(sum(of_part(counts, Part.HELPING).values()), 20)
    company = Company(booking.group_id, tuple(known), {band: n for band, n in left.items() if n}, helping)
    return replace(asker, company=company)


def _known(people: Mapping[int, date | None], left: dict[str, int], day: date) -> list[int]:
    """Of the people (by key) those who may be among the counted; they are taken out of what is `left`."""
    found = []
    for key, band in _bands(people.items(), day):
        if left.get(band):
            left[band] -= 1
            found.append(key)
    return found


def _bands(people: Iterable[tuple[int, date | None]], day: date) -> list[tuple[int, str]]:
    return [(key, band_of(born, day)) for key, born in people if born is not None]
