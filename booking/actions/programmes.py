"""Programmes (事業): made, shown, their sessions held in rooms or elsewhere, and how many came.

Whoever has the right PROGRAMMES at the leading hall, or at one of the department's halls, else Absent. `now`
is an instant (seconds, UTC), `seen` the version that the asker saw: a programme's `revision`, a date's
`version`, None for whatever is there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from booking import notices
from booking.actions.allowing import FOR_NOTHING, LONGEST_WHY, Answering
from booking.actions.bookings import move
from booking.actions.changes import Stale, hold_still, refused
from booking.actions.places import one_winner
from booking.actions.programmes_led import locked_by_leader, must_lead, programme_act
from booking.actions.session_rooms import (
    call_off,
    give_rooms_back,
    hold_room,
    note_moved,
    note_on,
    rooms_held_still,
)
from booking.actions.signup_places import move_up
from booking.actions.texts import lines, needed, plain
from booking.models import Person, Places, Programme, Session, SessionCount
from booking.queries.bookings import Absent
from booking.queries.place_draws import is_sealed
from booking.queries.programmes import ages_of, counts_of, somebody_comes
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


class Sealed(ValueError):
    """The list of its draw is closed, and the places are not drawn yet: until then they stay as they are."""


class SignedUp(ValueError):
    """Somebody has signed up for it: it can be called off, and they are told."""


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
            "about_ja": lines(self.about, "about", LONGEST_ABOUT),
            "bring": plain(self.bring, "bring", LONGEST_BRING),
            "plan": self.plan,
            "of": self.of,
            "fee": self.fee,
            "bands_wanted": self.bands_wanted,
        }


@transaction.atomic
def make_programme(
    *, department: Department | None, facility: Facility | None, about: About, actor: Person, now: int
) -> Programme:
    """A programme that nobody sees yet. Absent for a hall of no office, Unfit and Missing for its words.
    Inverse: `cancel_programme`."""
    if department is None:
        raise Absent  # a hall of no office leads nothing: nobody would answer for it
    made = Programme(department=department, facility=facility, made_at=now, **about.fields)
    must_lead(made, actor, now)
    made.save()
    _set_places(made, about.places)
    programme_act(made, "make_programme", actor, now)
    return made


@transaction.atomic
def change_programme(
    *, programme: Programme, about: About, seen: int | None = None, actor: Person, now: int
) -> Programme:
    """What it is, anew. Stale if somebody has changed it since `seen`, Sealed for other places between the
    closing of its list and the draw. Inverse: changing it back."""
    current = locked_by_leader(programme, actor, now)
    _must_be(current, current.revision, seen)
    _must_not_be_sealed(current, about)
    changed = [name for name, value in about.fields.items() if getattr(current, name) != value]
    _set(current, **about.fields)
    _set_places(current, about.places)
    programme_act(current, "change_programme", actor, now, after={"fields": sorted(changed)})
    # After the act: where there are more places now, whoever waits for them has them and is told.
    for session in current.sessions.filter(start__gt=now, cancelled_at=None):
        move_up(session, now)
    return current


@transaction.atomic
def publish_programme(*, programme: Programme, seen: int | None = None, actor: Person, now: int) -> Programme:
    """Everybody sees it from now on; what is public already stays. Stale as for `change_programme`. Inverse:
    `withdraw_programme`."""
    current = locked_by_leader(programme, actor, now)
    # Before it is asked whether it has changed, here and below: a second tap finds what the first one did.
    if current.state != Programme.State.OPEN:
        _must_be(current, current.revision, seen)
        _set(current, state=Programme.State.OPEN)
        programme_act(current, "publish_programme", actor, now)
    return current


@transaction.atomic
def withdraw_programme(
    *, programme: Programme, seen: int | None = None, actor: Person, now: int
) -> Programme:
    """Nobody sees it any more until it is published again; its dates keep their rooms. What is not public
    stays as it is. SignedUp where somebody has; Stale as for `change_programme`. Inverse:
    `publish_programme`."""
    current = locked_by_leader(programme, actor, now)
    if current.state == Programme.State.OPEN:
        _must_be(current, current.revision, seen)
        if somebody_comes(current.sessions.all()):
            raise SignedUp(current.public_id)
        _set(current, state=Programme.State.DRAFT)
        programme_act(current, "withdraw_programme", actor, now)
    return current


@transaction.atomic
def cancel_programme(
    *, programme: Programme, seen: int | None = None, actor: Person, now: int, why: str = ""
) -> Programme:
    """It does not take place: what is to come of it gives its rooms back. What was held stays on record.
    Stale as for `change_programme`; Unfit for a reason that cannot be kept. No inverse: it is made anew."""
    why = plain(why, "why", LONGEST_WHY)
    current = locked_by_leader(programme, actor, now)
    if current.state != Programme.State.CANCELLED:
        _must_be(current, current.revision, seen)
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
    *,
    session: Session,
    span: Span,
    answering: Answering = FOR_NOTHING,
    seen: int | None = None,
    actor: Person,
    now: int,
) -> Session:
    """This date at another time, where it was: all of its rooms go with it, or none. Who has signed up keeps
    their places, and whoever is there already at that time changes nothing.

    Refused (PAST) once it has begun or was cancelled, or for a time that has; Refused, TAKEN too, as for
    `move` of a booking; Stale if somebody has changed the date since `seen`. Inverse: moving it back.
    """
    with one_winner(), transaction.atomic():
        locked_by_leader(session.programme, actor, now)
        current = Session.objects.select_related("programme").get(pk=session.pk)
        was = Span(current.start, current.end)
        if was == span:
            return current
        _must_be(current, current.version, seen)
        if current.cancelled_at is not None or min(was.start, span.start) <= now:
            raise refused(Code.PAST)
        uses = rooms_held_still([current])
        # Before its rooms go: a booking that is moved takes its date along, unless it is there already.
        current.start, current.end, current.sequence = span.start, span.end, current.sequence + 1
        current.save(update_fields=["start", "end", "sequence"])
        for use in uses:
            move(booking=use, actor=actor, room=use.room, span=span, answering=answering, now=now)
        note_moved(current, was, actor, now)
        notices.session_moved(current, was, now)
        return current


@transaction.atomic
def cancel_session(
    *, session: Session, seen: int | None = None, actor: Person, now: int, why: str = ""
) -> Session:
    """This date does not take place, and its rooms are free again; sent twice it is done once. Refused (PAST)
    once it is over, Unfit for a reason that cannot be kept; Stale as for `move_session`. Inverse:
    `restore_session`."""
    why = plain(why, "why", LONGEST_WHY)
    locked_by_leader(session.programme, actor, now)
    current = Session.objects.select_related("programme").get(pk=session.pk)
    if current.cancelled_at is None:
        _must_be(current, current.version, seen)
        rooms_held_still([current])
        _cancel(current, actor, now, why)
        note_on(current, "cancel_session", actor, now, why=why)
        # After the act, here and below: the entry in a calendar goes by the programme's last change.
        notices.session_called_off(current, why, now)
    return current


@transaction.atomic
def count_session(
    *, session: Session, counts: Counts, seen: int | None = None, actor: Person, now: int
) -> Session:
    """How many came, by part and band; what is not among them nobody has said; sent twice it is counted once.
    TooEarly before it begins, Stale as for `move_session`, ValueError for counts that are none. Inverse:
    counting anew."""
    checked(counts)
    programme = locked_by_leader(session.programme, actor, now)
    current = Session.objects.get(pk=session.pk)
    if now < current.start:
        raise TooEarly
    had = counts_of(current)
    if had != counts:
        _must_be(current, current.version, seen)
        current.counts.all().delete()
        SessionCount.objects.bulk_create(
            SessionCount(session=current, part=part.value, band=band, count=count)
            for (part, band), count in counts.items()
        )
        current.times_counted += 1
        current.save(update_fields=["times_counted"])
        after = {"session": current.public_id, **as_fields(counts)}
        programme_act(programme, "count_session", actor, now, before=as_fields(had), after=after)
    return current


def _cancel(session: Session, actor: Person, now: int, why: str) -> None:
    give_rooms_back(session, actor, now, why)
    call_off(session, now)


def _must_not_be_sealed(programme: Programme, about: About) -> None:
    """Whoever knows the list could turn the draw by its places: the seed is drawn already."""
    wanted = {key: count for key, count in about.places.items() if count}
    had = {(age.band, age.grade): count for age, count in ages_of(programme).items()}
    if had != wanted and is_sealed(programme):
        raise Sealed


def _must_be(current: Programme | Session, version: int, seen: int | None) -> None:
    """Stale if somebody has changed it since; `seen` is the version that the asker saw, None for any."""
    if seen is not None and version != seen:
        raise Stale(current.public_id)


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
