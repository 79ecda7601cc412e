"""Programmes as they are shown: for whom, when, and how many places of which age are left."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from booking.models import Act, Booking, Coming, Displacement, Places, Programme, Session, SignUp
from booking.queries.bookings import Absent
from booking.rules.attendance import Heads, Part
from booking.rules.displacing import Answer
from booking.rules.exchange import Age, Comer, left
from booking.rules.feeds import GONE
from facilities.models import Facility, Room
from facilities.rules.spans import Span

HOLDING = (Coming.State.COMING,)
OVERTAKEN = Exists(Displacement.objects.filter(booking=OuterRef("pk"), state=Answer.OPEN))
WITH_ROOMS = Prefetch(
    "bookings",
    Booking.objects.select_related("room__facility").annotate(displaced=OVERTAKEN).order_by("pk"),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A date of a programme with the places of each age and those that are left, in the programme's order."""

    session: Session
    places: dict[Age, int]
    left: dict[Age, int]


def _shown(row: Session, places: dict[Age, int], holding: Iterable[Coming]) -> Shown:
    return Shown(row, places, left(places, parties(holding)))


def public_programmes(now: int, until: int | None = None) -> QuerySet[Programme]:
    """What everybody sees and what is still to come of it, the soonest first; with `until` only what begins
    before it. Both are instants."""
    coming = _coming(OuterRef("pk"), now, until)
    shown = Programme.objects.filter(state=Programme.State.OPEN)
    shown = shown.annotate(next=Subquery(coming.values("start")[:1])).exclude(next=None)
    return shown.select_related("facility", "department").order_by("next", "pk")


def next_dates(programmes: Collection[Programme], now: int, until: int | None = None) -> dict[int, Shown]:
    """Of each the date by which `public_programmes` has put it in its order, by the programme's key. Five
    queries at most, whatever their number."""
    soonest = _coming(OuterRef("programme"), now, until).values("pk")[:1]
    rows = Session.objects.filter(programme__in=programmes, pk=Subquery(soonest))
    return {one.session.programme_id: one for one in _all_shown(rows.select_related("programme"))}


def _coming(programme: OuterRef, now: int, until: int | None) -> QuerySet[Session]:
    found = Session.objects.filter(programme=programme, end__gt=now, cancelled_at=None)
    found = found if until is None else found.filter(start__lt=until)
    return found.order_by("start", "pk")


def seen() -> QuerySet[Programme]:
    """What everybody sees, one that was cancelled too: whoever meant to come has to find that it is off."""
    acts = Act.objects.filter(subject="programme", subject_id=OuterRef("public_id"), verb="publish_programme")
    # One that was given up before anybody saw it is nobody's news, and may not even be a finished sentence.
    given_up = Q(state=Programme.State.CANCELLED) & ~Exists(acts)
    return Programme.objects.exclude(state=Programme.State.DRAFT).exclude(given_up)


def public_programme(public_id: str) -> Programme:
    """A programme that everybody sees, one that was cancelled too. Absent."""
    found = seen().select_related("facility", "department").filter(public_id=public_id).first()
    if found is None:
        raise Absent(public_id)
    return found


def programmes_at(hall: Facility) -> QuerySet[Programme]:
    """What a hall leads, drafts too, the newest first."""
    return Programme.objects.filter(facility=hall).order_by("-pk")


def programme_at(hall: Facility, public_id: str) -> Programme:
    """One of those. Absent."""
    found = programmes_at(hall).filter(public_id=public_id).first()
    if found is None:
        raise Absent(public_id)
    return found


def ages_of(programme: Programme) -> dict[Age, int]:
    """For whom it has how many places, in its order."""
    return {Age(one.band, one.grade): one.count for one in programme.places.all()}


def dates_of(programme: Programme) -> list[Shown]:
    """Its dates with what is left of each. Five queries at most, whatever their number."""
    have = Coming.objects.filter(state__in=HOLDING).select_related("signup")
    rows = programme.sessions.prefetch_related(Prefetch("comings", have, "holding"), WITH_ROOMS, "counts")
    places = ages_of(programme)
    return [_shown(row, places, row.holding) for row in rows]


def takes_anybody(programme: Programme, dates: Iterable[Shown], now: int) -> bool:
    """Whether one can sign up for one of its dates at an instant; where it has no places, nobody signs up."""
    return programme.state == Programme.State.OPEN and any(
        one.left and one.session.start > now and one.session.cancelled_at is None for one in dates
    )


def dates_between(span: Span) -> list[Shown]:
    """What takes place in the city in a span, and what of it was cancelled, the soonest first. Five queries
    at most, whatever their number."""
    rows = Session.objects.filter(programme__in=seen(), end__gt=span.start, start__lt=span.end)
    return _all_shown(rows.select_related("programme__facility").order_by("start", "pk"))


def soonest_dates(span: Span, most: int) -> list[Shown]:
    """The soonest of what takes place in a span and of which everybody may be told. Five queries at most."""
    rows = Session.objects.filter(programme__state=Programme.State.OPEN, cancelled_at=None)
    rows = rows.filter(end__gt=span.start, start__lt=span.end).order_by("start", "pk")
    return _all_shown(rows.select_related("programme__facility")[:most])


def _all_shown(rows: QuerySet[Session]) -> list[Shown]:
    """Dates of any programmes with what is left of each; their own programme is at hand."""
    have = Coming.objects.filter(state__in=HOLDING).select_related("signup")
    rows = rows.prefetch_related(Prefetch("comings", have, "holding"), WITH_ROOMS, "programme__places")
    return [_shown(row, ages_of(row.programme), row.holding) for row in rows]


def rooms_of(session: Session) -> list[Room]:
    """The rooms that a date has; of one that has given them all back, those that it had."""
    uses = list(session.bookings.all())
    standing = [use for use in uses if use.state not in GONE] or uses
    return list(dict.fromkeys(use.room for use in standing))


def is_uncertain(session: Session) -> bool:
    """Whether a closure has taken a room from it, and nobody has said yet what becomes of it: of one that was
    read WITH_ROOMS. No query."""
    standing = session.cancelled_at is None
    return standing and any(getattr(use, "displaced", False) for use in session.bookings.all())


def hall_that_calls(session: Session) -> int | None:
    """Whose desk rings up who comes to it (a key): that of the hall that leads the programme, else of one in
    which it is, else of one of the department's. None for an office without a hall."""
    if session.programme.facility_id is not None:
        return session.programme.facility_id
    of_rooms = [room.facility_id for room in rooms_of(session)]
    halls = session.programme.department.facilities.order_by("pk").values_list("pk", flat=True)
    return next(iter([*of_rooms, *halls]), None)


def counts_of(session: Session) -> dict[Heads, int]:
    """How many came to a date, as far as somebody has said. No query where its counts are at hand."""
    return {Heads(Part(one.part), one.band): one.count for one in session.counts.all()}


def comings_of(sessions: Collection[Session]) -> list[Coming]:
    """Who has a place at these dates, or waits for one, in the order in which they came. One query."""
    standing = Coming.objects.filter(session__in=sessions).exclude(state=Coming.State.CANCELLED)
    return list(
        standing.select_related("signup", "session__programme").order_by("session__start", "since", "pk")
    )


def zone_of(programme: Programme) -> ZoneInfo:
    """By whose clocks its dates are told: the hall's that leads it, else the city's."""
    return ZoneInfo(programme.facility.timezone if programme.facility else settings.TIME_ZONE)


def somebody_comes(sessions: QuerySet[Session]) -> bool:
    """Whether anybody has a place at one of these dates, waits for one, or takes part in its draw. One
    query."""
    return Coming.objects.filter(session__in=sessions).exclude(state=Coming.State.CANCELLED).exists()


def parties(comings: Iterable[Coming]) -> list[list[Comer]]:
    return [comers(one.signup.party) for one in comings]


def comers(party: Sequence[Sequence[object]]) -> list[Comer]:
    """A party as it is kept. ValueError never: it was checked when it was written."""
    return [Comer(str(band), grade if isinstance(grade, int) else None) for band, grade in party]


def line_of(session: Session) -> list[Coming]:
    """Who waits for a place at a date, the first first."""
    waiting = Coming.objects.filter(session=session, state=Coming.State.WAITING)
    # By since when and not by the key alone: whoever comes back in their old row stands at the end.
    return list(waiting.select_related("signup__person", "signup__group").order_by("since", "pk"))


def lines_at(sessions: Iterable[int]) -> dict[int, list[int]]:
    """Who waits at each of these dates (by key): the keys of their comings, the first first. One query."""
    found: dict[int, list[int]] = {key: [] for key in sessions}
    waiting = Coming.objects.filter(session__in=list(found), state=Coming.State.WAITING)
    # The order of `line_of`.
    for session, coming in waiting.order_by("since", "pk").values_list("session_id", "pk"):
        found[session].append(coming)
    return found


def signup_of(programme: Programme, person: int, group: int | None) -> SignUp | None:
    """What somebody has signed up, or their group has."""
    whose = {"group": group} if group is not None else {"person": person, "group": None}
    return SignUp.objects.filter(programme=programme, **whose).first()


def session_of(programme: Programme, public_id: str) -> Session:
    """A date of a programme. Absent."""
    found = programme.sessions.filter(public_id=public_id).first()
    if found is None:
        raise Absent(public_id)
    return found


def places_of(session: Session) -> dict[Age, int]:
    """What is left at a date. Two queries."""
    have = Coming.objects.filter(session=session, state__in=HOLDING).select_related("signup")
    places = {
        Age(one.band, one.grade): one.count for one in Places.objects.filter(programme=session.programme)
    }
    return left(places, parties(have))
