"""Sessions of programmes, as calendars tell them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from django.db.models import Max, Q, QuerySet, Sum

from booking.models import Act, Coming, Membership, Session, SignUp
from booking.queries.programmes import WITH_ROOMS, is_uncertain, rooms_of, zone_of
from booking.rules.feeds import Window
from facilities.labels import in_english, listed
from facilities.rules.spans import Span


@dataclass(frozen=True, slots=True)
class SessionDate:
    """One session, named in the language now active: of which programme, what it is called itself ("" if
    nothing), and its rooms by hall, or the place `elsewhere`. Not `certain` while a closure has taken a room
    from it and nobody has said what becomes of it. `changed_at` is an instant."""

    public_id: str
    programme: str
    title: str
    elsewhere: str
    rooms: tuple[tuple[str, tuple[str, ...]], ...]
    hall: str
    span: Span
    zone: ZoneInfo
    held: bool
    certain: bool
    sequence: int
    changed_at: int

    @property
    def where(self) -> str:
        """The place elsewhere, or the rooms after their hall's name; else the hall, whose rooms it has
        lost. In the active language."""
        rooms = listed(f"{hall} {listed(names)}" for hall, names in self.rooms)
        return self.elsewhere or rooms or self.hall


def session_dates(sessions: QuerySet[Session], window: Window) -> list[SessionDate]:
    """Those that the window tells, in order of their start. Three queries at most, whatever their number."""
    near = sessions.filter(end__gt=window.span.start, start__lt=window.span.end)
    told = near.filter(Q(cancelled_at=None) | Q(end__gt=window.gone_until))
    rows = list(told.select_related("programme__facility").prefetch_related(WITH_ROOMS))
    changes = _last_changes({row.programme.public_id for row in rows})
    return [_date(row, changes.get(row.programme.public_id, 0)) for row in rows]


def session_date(key: int) -> SessionDate:
    """One of them (by key) as it is now, in the language now active. Three queries."""
    row = Session.objects.select_related("programme__facility").prefetch_related(WITH_ROOMS).get(pk=key)
    programme = row.programme.public_id
    return _date(row, _last_changes([programme]).get(programme, 0))


def coming_dates(reader: int, window: Window) -> list[tuple[SessionDate, bool]]:
    """The dates at which somebody (by key) has or had a place, by what they signed up themselves, each with
    whether it is over with that; in order of their start. One query where there are none, else six."""
    rows = _own_comings(reader).values_list("session__public_id", "session__programme", "state")
    states: dict[str, set[str]] = {}
    for session, _programme, state in rows:
        states.setdefault(session, set()).add(state)
    if not states:
        return []
    changes = changes_of(reader, {programme for _session, programme, _state in rows})
    by_session = {session: changes[programme] for session, programme, _state in rows}
    found = [
        (theirs(date, by_session[date.public_id]), Coming.State.COMING not in states[date.public_id])
        for date in session_dates(Session.objects.filter(public_id__in=states), window)
    ]
    return [(date, gone) for date, gone in found if not gone or date.span.end > window.gone_until]


@dataclass(frozen=True, slots=True)
class Changes:
    """How often somebody's places at a programme have changed, and when last (an instant)."""

    count: int
    at: int


def changes_of(reader: int, programmes: Iterable[int]) -> Mapping[int, Changes]:
    """Of each of these programmes (keys) for which somebody signed up, or a group of theirs: all of it is one
    entry for each date to them. One query."""
    groups = Membership.objects.filter(person=reader).values("group")
    known = SignUp.objects.filter(Q(person=reader) | Q(group__in=groups), programme__in=set(programmes))
    summed = (
        known.order_by().values_list("programme").annotate(Sum("places_revision"), Max("places_changed_at"))
    )
    return {programme: Changes(count, at) for programme, count, at in summed}


def theirs(date: SessionDate, changes: Changes | None) -> SessionDate:
    """A date as those know it who signed up for it: under a number that is never below everybody's."""
    if changes is None:
        return date
    sequence, at = date.sequence + changes.count, max(date.changed_at, changes.at)
    return replace(date, sequence=sequence, changed_at=at)


def _own_comings(reader: int) -> QuerySet[Coming]:
    # Whoever has left a group hears nothing more of what they signed up for it.
    groups = Membership.objects.filter(person=reader).values("group")
    own = Q(signup__group=None) | Q(signup__group__in=groups)
    return Coming.objects.filter(own, signup__person=reader, had_place=True).order_by()


def _date(row: Session, changed_at: int) -> SessionDate:
    programme, uses = row.programme, list(row.bookings.all())
    by_hall: dict[str, list[str]] = {}
    for room in rooms_of(row):
        by_hall.setdefault(room.facility.name, []).append(room.name)
    return SessionDate(
        public_id=row.public_id,
        programme=programme.name,
        title=row.title_en if in_english() and row.title_en else row.title_ja,
        elsewhere=row.elsewhere,
        rooms=tuple((hall, tuple(names)) for hall, names in by_hall.items()),
        hall=programme.facility.name if programme.facility else "",
        span=Span(row.start, row.end),
        zone=zone_of(programme),
        held=row.cancelled_at is None,
        certain=not is_uncertain(row),
        # The programme counts what is decided of it; a room that is changed for another at the desk's board
        # is a change of the booking alone. None of the numbers ever falls, nor does their sum; and nobody's
        # places are in it, or whoever reads the feed of all would count who comes.
        sequence=programme.revision + sum(use.sequence for use in uses),
        changed_at=max([changed_at, *(use.changed_at for use in uses)]),
    )


def _last_changes(programmes: Iterable[str]) -> dict[str, int]:
    """When something was last decided of each programme (by public id): its last Act. One query."""
    acts = Act.objects.filter(subject="programme", subject_id__in=set(programmes)).order_by()
    return dict(acts.values_list("subject_id").annotate(at=Max("at")))
