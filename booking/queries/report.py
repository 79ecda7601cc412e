"""A hall's day for its report: who came, what was paid, what happened, and what is left to the next day."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from django.db.models import Exists, FilteredRelation, OuterRef, Q, Subquery, Sum

from booking.models import (
    FeePayment,
    HandoverNote,
    Headcount,
    HourCount,
    Issue,
    KeyLoan,
    Occurrence,
    Payment,
    Person,
    SessionCount,
)
from booking.queries.occurrences import occurrences_of
from booking.queries.programme_fees import fees_at
from booking.queries.rosters import on_duty
from booking.rules.lifecycle import State
from booking.rules.papers import Paper
from facilities.labels import in_english
from facilities.models import Facility, Fault, Room
from facilities.queries.faults import faults_on
from facilities.rules.spans import day_span

USED = frozenset({State.IN_USE, State.USED})
# What was due that day and of which the desk ought to know how many came.
DUE = USED | {State.BOOKED}


@dataclass
class RoomDay:
    """A room's day in numbers. `bands` are those who came, whatever for; `uncounted` are bookings that were
    used, or may have been, of which nobody said how many came."""

    room: str
    bookable: bool
    bands: dict[str, int] = field(default_factory=dict)
    used: int = 0
    no_shows: int = 0
    uncounted: int = 0
    slug: str = ""

    @property
    def total(self) -> int:
        return sum(self.bands.values())


@dataclass(frozen=True, slots=True)
class ProgrammeDay:
    """Who came to a date of a programme, whatever for, as it was counted apart from its rooms."""

    name: str
    bands: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.bands.values())


@dataclass(frozen=True)
class Report:
    """`parts` are all who came to the rooms, by what for. `keys` were out when the day ended, or are;
    `notes` were open at some time of it. `staff` are on duty that day, as far as the hall has said who.
    """

    hall: Facility
    day: date
    rooms: Sequence[RoomDay]
    parts: dict[str, int]
    programmes: Sequence[ProgrammeDay]
    payments: Sequence[Payment]
    fees: Sequence[FeePayment]
    occurrences: Sequence[Occurrence]
    faults: Sequence[Fault]
    keys: Sequence[KeyLoan]
    notes: Sequence[HandoverNote]
    staff: Sequence[Person]


def report(hall: Facility, day: date, zone: ZoneInfo, now: int) -> Report:
    """The local day from midnight to midnight, as far as it has come at `now` (seconds, UTC); a booking
    belongs to the day on which it begins. Nine queries."""
    whole = day_span(day, zone)
    start, end = whole.start, whole.end
    programmes = _of_programmes(hall, start, end)
    rooms, parts = _came(hall, start, end, now, programmes)
    return Report(
        hall=hall,
        day=day,
        rooms=rooms,
        parts=parts,
        programmes=list(programmes.values()),
        payments=_payments(hall, start, end),
        fees=list(fees_at(hall, start, end)),
        occurrences=occurrences_of(hall, start, end),
        faults=faults_on(hall, start, end),
        keys=_keys(hall, end),
        notes=_notes(hall, start, end),
        staff=on_duty(hall, day, day).get(day, []),
    )


def _came(
    hall: Facility, start: int, end: int, now: int, dates: Collection[int]
) -> tuple[list[RoomDay], dict[str, int]]:
    """Room by room, and everybody by what they came for. Two queries."""
    today = Q(bookings__start__gte=start, bookings__start__lt=end)
    # The day is a condition of the join: a room that nobody had that day stands in the report, too.
    rows = Room.objects.filter(facility=hall, published=True).annotate(
        use=FilteredRelation("bookings", condition=today)
    )
    told = (
        "use",
        "use__session",
        "use__state",
        "use__end",
        "use__headcounts__part",
        "use__headcounts__band",
        "use__headcounts__count",
    )
    found: dict[int, RoomDay] = {}
    parts: dict[str, int] = {}
    seen: set[int] = set()
    english = in_english()
    in_order = rows.order_by("position", "slug", "use")
    for room, *row in in_order.values_list("pk", "slug", "name_ja", "name_en", "bookable", *told):
        slug, name, name_en, bookable, use, date, state, until, part, band, count = row
        words = name_en if english and name_en else name
        one = found.setdefault(room, RoomDay(words, bookable, slug=slug))
        # A use stands once for each band that was counted.
        if use is not None and use not in seen:
            seen.add(use)
            # Nobody is asked how many have come to what is still ahead tonight.
            ahead = state not in USED and until > now
            _count_use(one, state, counted=part is not None or ahead or date in dates)
        if part is not None:
            one.bands[band] = one.bands.get(band, 0) + count
            parts[part] = parts.get(part, 0) + count
    for room, band, count in _by_the_hour(hall, start, end):
        # Set and not added: a room for free use has no bookings that could have counted.
        found[room].bands[band] = count
    return list(found.values()), parts


def _of_programmes(hall: Facility, start: int, end: int) -> dict[int, ProgrammeDay]:
    """By date (its key), who came to those that the hall leads or that were in its rooms, as it was counted
    on the programme's page. What the desk has counted at a room's door stands under the room, and not here
    again. One query."""
    here = Q(session__programme__facility=hall) | Q(session__bookings__room__facility=hall)
    at_the_door = Headcount.objects.filter(booking__session=OuterRef("session"))
    rows = SessionCount.objects.filter(here, ~Exists(at_the_door), session__start__gte=start)
    rows = rows.filter(session__start__lt=end, session__cancelled_at=None).order_by("session__start", "pk")
    found: dict[int, ProgrammeDay] = {}
    for row in rows.select_related("session__programme").distinct():
        one = found.setdefault(row.session_id, ProgrammeDay(row.session.programme.name))
        one.bands[row.band] = one.bands.get(row.band, 0) + row.count
    return found


def _count_use(one: RoomDay, state: str, counted: bool) -> None:
    one.used += state in USED
    one.no_shows += state == State.NO_SHOW
    one.uncounted += state in DUE and not counted


def _by_the_hour(hall: Facility, start: int, end: int) -> Iterable[tuple[int, str, int]]:
    """Of rooms for free use (by key) what was counted hour by hour, added up. One query."""
    rows = HourCount.objects.filter(room__facility=hall, room__published=True, at__gte=start, at__lt=end)
    return rows.order_by().values_list("room", "band").annotate(all=Sum("count"))


def _payments(hall: Facility, start: int, end: int) -> list[Payment]:
    """What came in and went out, each with the number of the first paper after it, which is the one over it,
    if one was handed out that day. One query."""
    after = Q(booking=OuterRef("booking"), at__gte=OuterRef("at"), at__lt=end)
    papers = Issue.objects.filter(after).order_by("pk")
    receipts, refunds = papers.filter(kind=Paper.RECEIPT), papers.filter(kind=Paper.REFUND)
    rows = Payment.objects.filter(booking__room__facility=hall, at__gte=start, at__lt=end)
    return list(
        rows.select_related("booking__room", "struck_by")
        .annotate(
            receipt=Subquery(receipts.values("number")[:1]), refund=Subquery(refunds.values("number")[:1])
        )
        .order_by("at", "pk")
    )


def _keys(hall: Facility, end: int) -> list[KeyLoan]:
    out = KeyLoan.objects.filter(Q(back_at=None) | Q(back_at__gte=end), room__facility=hall, out_at__lt=end)
    return list(out.select_related("room", "booking__group"))


def _notes(hall: Facility, start: int, end: int) -> list[HandoverNote]:
    open_then = HandoverNote.objects.filter(Q(done_at=None) | Q(done_at__gte=start), at__lt=end)
    # Who called from a door was seen to on the spot: nothing of it is left to the next shift.
    return list(open_then.filter(facility=hall, called=False).select_related("room", "thing", "by"))
