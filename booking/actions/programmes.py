"""Programmes (事業): made, shown, their sessions held in rooms or elsewhere, and how many came.

Whoever has the right PROGRAMMES at the leading hall, or at one of the department's halls, else Absent. `now`
is an instant (seconds, UTC).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from booking import notices
from booking.actions.allowing import FOR_NOTHING, Answering
from booking.actions.bookings import move
from booking.actions.changes import Stale, hold_still, refused
from booking.actions.places import one_winner
from booking.actions.programmes_led import locked_by_leader, must_lead, programme_act
from booking.actions.session_rooms import give_rooms_back, hold_room, rooms_held_still
from booking.actions.signups import move_up
from booking.actions.texts import needed, plain
from booking.models import Person, Places, Programme, Session, SessionCount
from booking.rules.attendance import Counts, as_fields, checked
from booking.rules.codes import Code
from facilities.models import Department, Facility, Room
from facilities.rules.spans import Span

LONGEST_NAME = 100
LONGEST_ABOUT = 1000
LONGEST_BRING = 200
LONGEST_PLACE = 100


class NoPlace(ValueError):
    """A session that has neither rooms nor a place elsewhere, or both."""


class TooEarly(ValueError):
    """Nobody can be counted before it has begun."""


@dataclass(frozen=True, slots=True)
class About:
    """What a programme is: its words, to what of the plan it belongs, and places by (band, grade)."""

    name: str
    plan: str = ""
    of: str = ""
    about: str = ""
    bring: str = ""
    fee: int = 0
    bands_wanted: int | None = None
    places: Mapping[tuple[str, int | None], int] = field(default_factory=dict)

    @property
    def fields(self) -> dict[str, Any]:
        """As they are stored. Unfit for a text that cannot be, Missing for a programme without a name."""
        return {
            "name_ja": needed(self.name, "name", LONGEST_NAME),
            "about_ja": plain(self.about, "about", LONGEST_ABOUT),
            "bring": plain(self.bring, "bring", LONGEST_BRING),
            "plan": self.plan,
            "of": self.of,
            "fee": self.fee,
            "bands_wanted": self.bands_wanted,
        }


@transaction.atomic
def make_programme(
    *, department: Department, facility: Facility | None, about: About, actor: Person, now: int
) -> Programme:
    """A programme that nobody sees yet. Unfit and Missing for its words. Inverse: `cancel_programme`."""
    made = Programme(department=department, facility=facility, made_at=now, **about.fields)
    must_lead(made, actor, now)
    made.save()
    _set_places(made, about.places)
    programme_act(made, "make_programme", actor, now)
    return made


@transaction.atomic
def change_programme(*, programme: Programme, about: About, actor: Person, now: int) -> Programme:
    """What it is, anew. Stale if somebody has changed it since it was read. Inverse: changing it back."""
    current = locked_by_leader(programme, actor, now)
    if current.revision != programme.revision:
        raise Stale(current.public_id)
    changed = [name for name, value in about.fields.items() if getattr(current, name) != value]
    _set(current, **about.fields)
    _set_places(current, about.places)
    programme_act(current, "change_programme", actor, now, after={"fields": sorted(changed)})
    # After the act: where there are more places now, whoever waits for them has them and is told.
    for session in current.sessions.filter(start__gt=now, cancelled_at=None):
        move_up(session, now)
    return current


@transaction.atomic
def publish_programme(*, programme: Programme, actor: Person, now: int) -> Programme:
    """Everybody sees it from now on; what is public already stays. Inverse: `cancel_programme`."""
    current = locked_by_leader(programme, actor, now)
    if current.state != Programme.State.OPEN:
        _set(current, state=Programme.State.OPEN)
        programme_act(current, "publish_programme", actor, now)
    return current


@transaction.atomic
def cancel_programme(*, programme: Programme, actor: Person, now: int, why: str = "") -> Programme:
    """It does not take place: what is to come of it gives its rooms back. What was held stays on record.
    No inverse: it is made anew."""
    current = locked_by_leader(programme, actor, now)
    if current.state != Programme.State.CANCELLED:
        to_come = list(current.sessions.filter(end__gt=now, cancelled_at=None))
        rooms_held_still(to_come)
        for session in to_come:
            _cancel(session, actor, now, why)
        _set(current, state=Programme.State.CANCELLED)
        programme_act(current, "cancel_programme", actor, now, why=why)
        notices.programme_called_off(to_come, why, now)
    return current


def hold_session(
    *,
    programme: Programme,
    span: Span,
    rooms: Sequence[Room] = (),
    elsewhere: str = "",
    title: str = "",
    answering: Answering = FOR_NOTHING,
    actor: Person,
    now: int,
) -> Session:
    """A date of it, in these rooms or at a place elsewhere. Each room is a booking like any other.

    NoPlace without the one or the other; Refused, TAKEN too, as for `book_for`; Unfit. Inverse:
    `cancel_session`.
    """
    elsewhere, answering = plain(elsewhere, "elsewhere", LONGEST_PLACE), answering.plain()
    if bool(rooms) == bool(elsewhere):
        raise NoPlace
    with one_winner(), transaction.atomic():
        current = locked_by_leader(programme, actor, now)
        session = Session.objects.create(
            programme=current,
            start=span.start,
            end=span.end,
            elsewhere=elsewhere,
            title_ja=plain(title, "title", LONGEST_NAME),
        )
        hold_still([], rooms, [actor.pk])  # all of them before the first is held
        for room in rooms:
            hold_room(session, room, answering, actor, now)
        programme_act(current, "hold_session", actor, now, after={"session": session.public_id})
        return session


def move_session(
    *, session: Session, span: Span, answering: Answering = FOR_NOTHING, actor: Person, now: int
) -> Session:
    """This date at another time, where it was: all of its rooms go with it, or none. Who has signed up keeps
    their places, and whoever is there already at that time changes nothing.

    Refused (PAST) once it has begun or was cancelled, or for a time that has; Refused, TAKEN too, as for
    `move` of a booking; Stale if somebody has changed it since it was read. Inverse: moving it back.
    """
    with one_winner(), transaction.atomic():
        programme = locked_by_leader(session.programme, actor, now)
        current = Session.objects.get(pk=session.pk)
        was = Span(current.start, current.end)
        # Before it is asked whether it has changed: a second tap finds what the first one did.
        if was == span:
            return current
        if current.sequence != session.sequence:
            raise Stale(current.public_id)
        if current.cancelled_at is not None or min(was.start, span.start) <= now:
            raise refused(Code.PAST)
        for use in rooms_held_still([current]):
            move(booking=use, actor=actor, room=use.room, span=span, answering=answering, now=now)
        current.start, current.end, current.sequence = span.start, span.end, current.sequence + 1
        current.save(update_fields=["start", "end", "sequence"])
        before, after = ({"start": one.start, "end": one.end} for one in (was, span))
        told = {"session": current.public_id, **after}
        programme_act(programme, "move_session", actor, now, before=before, after=told)
        notices.session_moved(current, was, now)
        return current


@transaction.atomic
def cancel_session(*, session: Session, actor: Person, now: int, why: str = "") -> Session:
    """This date does not take place, and its rooms are free again; sent twice it is done once. Refused (PAST)
    once it is over. No inverse: it is held anew, since its rooms may be somebody else's."""
    programme = locked_by_leader(session.programme, actor, now)
    current = Session.objects.get(pk=session.pk)
    if current.cancelled_at is None:
        rooms_held_still([current])
        _cancel(current, actor, now, why)
        programme_act(programme, "cancel_session", actor, now, after={"session": current.public_id}, why=why)
        # After the act, here and below: the entry in a calendar goes by the programme's last change.
        notices.session_called_off(current, why, now)
    return current


@transaction.atomic
def count_session(*, session: Session, counts: Counts, actor: Person, now: int) -> Session:
    """How many came, by part and band; what is not among them nobody has said. TooEarly before it begins,
    ValueError for counts that are none. Inverse: counting anew."""
    checked(counts)
    programme = locked_by_leader(session.programme, actor, now)
    if now < session.start:
        raise TooEarly
    had = {(one.part, one.band): one.count for one in session.counts.all()}
    session.counts.all().delete()
    SessionCount.objects.bulk_create(
        SessionCount(session=session, part=part.value, band=band, count=count)
        for (part, band), count in counts.items()
    )
    before = {f"{part}.{band}": count for (part, band), count in sorted(had.items())}
    after = {"session": session.public_id, **as_fields(counts)}
    programme_act(programme, "count_session", actor, now, before=before, after=after)
    return session


def _cancel(session: Session, actor: Person, now: int, why: str) -> None:
    give_rooms_back(session, actor, now, why)
    session.cancelled_at = now
    session.sequence += 1
    session.save(update_fields=["cancelled_at", "sequence"])


def _set_places(programme: Programme, places: Mapping[tuple[str, int | None], int]) -> None:
    programme.places.all().delete()
    Places.objects.bulk_create(
        Places(programme=programme, band=band, grade=grade, count=count)
        for (band, grade), count in places.items()
        if count
    )


def _set(programme: Programme, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(programme, name, value)
    programme.save(update_fields=list(fields))
