"""Acts as a hall's log tells them: who, what, on which booking, before and after, in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from booking.actions.undo import may_undo
from booking.labels import (
    band_words,
    by_words,
    field_words,
    state_words,
    subject_words,
    verb_words,
    yen_words,
)
from booking.labels.acts import LOOKED_AT
from booking.labels.members import WAYS
from booking.labels.papers import TITLES
from booking.labels.posts import POSTS
from booking.labels.states import STATES
from booking.labels.things import FAULTS, OCCURRENCES
from booking.models import Act, Booking, Round
from booking.queries.acts import KEYS, Known, known_of, later_acts
from booking.queries.courses import courses_by
from booking.rules.attendance import Part
from booking.rules.bands import BANDS
from booking.rules.signup_consents import is_programme
from booking.rules.staff import Right
from booking.web.desk.door import Desk
from booking.web.desk.rounds import state_words as round_words
from booking.web.desk.words import course_words
from booking.wording.vocabulary import Vocabulary
from facilities.labels import day_words, listed, moment_words, span_words, time_words
from facilities.rules.spans import Span, local_day

NOTHING = "–"
KINDS: Mapping[str, Mapping[Any, Promise]] = {
    "what": FAULTS,
    "kind": OCCURRENCES,
    "paper": TITLES,
    "role": {role: words for role, (words, _told) in POSTS.items()},
    "way": WAYS,
    "looked_at": LOOKED_AT,
}


@dataclass(frozen=True, slots=True)
class Change:
    """A field with what it was and what it is, in words; "" where it was nothing, "–" where it is nothing."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Line:
    """One act. `booking` is the public id of the one that it was done to, "" for anything else."""

    key: int
    at: int
    when: str
    who: str
    what: str
    about: str
    booking: str
    changes: tuple[Change, ...]
    why: str
    undoable: bool


def lines(acts: Sequence[Act], desk: Desk) -> list[Line]:
    """Five queries, for however many acts."""
    known, later = known_of(acts), later_acts(acts)
    return [_line(act, known, desk, act.pk in later) for act in acts]


def _line(act: Act, known: Known, desk: Desk, overtaken: bool) -> Line:
    near = local_day(act.at, desk.zone) == desk.today
    return Line(
        key=act.pk,
        at=act.at,
        when=time_words(act.at, desk.zone) if near else moment_words(act.at, desk.zone, desk.today),
        who=by_words(act),
        what=verb_words(act.verb, act.subject),
        about=_about(act, known, desk),
        booking=act.subject_id if act.subject_id in known.bookings and desk.may(Right.DAY) else "",
        changes=tuple(_changes(act, known, desk)),
        why=act.why,
        undoable=not overtaken and may_undo(act, desk.rights, desk.now),
    )


def _about(act: Act, known: Known, desk: Desk) -> str:
    if (booking := known.bookings.get(act.subject_id)) is not None:
        return _booking_words(booking, desk)
    if act.subject == "post" and (person := known.people.get(act.subject_id)) is not None:
        return person.name or str(person)
    if (drawn := known.rounds.get(act.subject_id)) is not None and act.subject == "round":
        return drawn.name
    if act.subject == "hall":
        return _when_of(act, desk)
    if act.subject in ("note", "occurrence", "room"):
        place = act.subject_id if act.subject == "room" else act.after.get("room_id")
        return known.rooms[int(place)].name if place and int(place) in known.rooms else ""
    return _thing(act)


def _thing(act: Act) -> str:
    """What has no name that a log may tell, by its kind, unless the verb says it; its key is for a copy."""
    kind = subject_words(act.subject)
    return "" if kind in verb_words(act.verb, act.subject) else kind


def _when_of(act: Act, desk: Desk) -> str:
    """The day that an act of the hall is about, the first of several; "" if it is about none."""
    told = {**act.before, **act.after}
    start = told["spans"][0][0] if told.get("spans") else told.get("start")
    if isinstance(start, int):
        return day_words(local_day(start, desk.zone), desk.today)
    return _day(told.get("day") or told.get("from") or "")


def _booking_words(booking: Booking, desk: Desk) -> str:
    when = span_words(Span(booking.start, booking.end), desk.zone, desk.today)
    return _("%(room)s %(when)s") % {"room": booking.room.name, "when": when}


def _changes(act: Act, known: Known, desk: Desk) -> Iterable[Change]:
    # Who and what it is, the log tells by the thing itself.
    for field in dict.fromkeys([*act.before, *act.after]):
        is_nothing = field not in act.before and not act.after[field]
        if field not in KEYS and not is_nothing:
            before = _value(field, act.before[field], known, desk) if field in act.before else ""
            yield Change(_field(field), before, _value(field, act.after.get(field), known, desk))


def _field(field: str) -> str:
    """A field in words; of a count its age band, and what for, unless they simply came."""
    part, _dot, band = field.rpartition(".")
    if band not in BANDS:
        return field_words(field)
    beside = {Part.ACCOMPANYING: _("付きそい"), Part.HELPING: _("手伝い・介助")}.get(part)  # type: ignore[call-overload]
    return f"{beside} {band_words(band)}" if beside else band_words(band)


def _value(field: str, value: object, known: Known, desk: Desk) -> str:
    """A field's value in words; of a field that has none of its own, as it stands."""
    match field, value:
        case "state", str():
            return _state(value)
        case "room_id", int() if value in known.rooms:
            return known.rooms[value].name
        case "yen", int():
            return yen_words(value)
        case "percent", int():
            return f"{value}%"
        case "start" | "end" | "at", int():
            return moment_words(value, desk.zone, desk.today)
        case "course", str():
            return course_words(value, courses_by(desk.rules.on(desk.today)))
        case "purpose", str():
            return _purpose(value, desk)
    return _kind(field, value, known)


def _purpose(value: str, desk: Desk) -> str:
    """What a consent is to; a programme by what it is, since its name may be another by now."""
    if is_programme(value):
        return _("行事への参加")
    return Vocabulary(desk.rules.on(desk.today).setting.names).word(value)


def _kind(field: str, value: object, known: Known) -> str:
    """One of a few kinds in its own words, staff by their names; anything else as it stands."""
    words = KINDS.get(field, {})
    if field == "people" and isinstance(value, list):
        return listed(known.people[one].name or _("職員") for one in value if one in known.people) or NOTHING
    return str(words[value]) if isinstance(value, str) and value in words else _plain(value)


def _state(value: str) -> str:
    """Of a booking, or of a round; one of anything else as it stands."""
    if value in STATES:
        return state_words(value)
    return round_words(value) if value in set(Round.State) else value


def _plain(value: object) -> str:
    match value:
        case None | "" | [] | {}:
            return NOTHING
        case bool():
            return _("はい") if value else _("いいえ")
        case dict():
            return listed(f"{key} {one}" for key, one in value.items())
        case list():
            return listed(value)
    return _day(value)


def _day(value: object) -> str:
    """A day in words; anything else as it stands."""
    try:
        return day_words(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)
