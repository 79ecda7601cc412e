"""The panel beside the board: a booking that was chosen, with its check-in, or a room that is counted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from booking.labels import band_words, people_words, sentence, state_words
from booking.labels.indicators import part_of_heads
from booking.models import Act, Booking, HandoverNote, Occurrence, Person
from booking.queries.acts import acts_on
from booking.queries.attendance import counts_of, hour_counts, planned_of
from booking.queries.consenting import lacking_at_the_door
from booking.queries.occurrences import occurrences_of
from booking.queries.today import Today
from booking.rules.attendance import MOST, Counts, Heads, Part, of_part, total
from booking.rules.bands import BANDS
from booking.rules.lifecycle import State
from booking.rules.rulebook import Rulebook
from booking.rules.today import hour_of
from booking.rules.verdict import Verdict
from booking.web.desk.acts import with_undo
from booking.web.desk.board import name_of, programme_page
from booking.web.desk.door import Desk
from booking.web.desk.line_up import line_up
from booking.web.desk.standing import words_of
from booking.web.question import against
from booking.web.things import loans_words
from booking.web.visits import notes_of
from booking.web.written_numbers import number_of
from booking.wording import Part as Moment
from facilities.labels import in_english, moment_words, span_words, time_words
from facilities.models import Room
from facilities.rules.spans import Span, day_span

LAST_ACTS = 5
A_DAY = 24 * 60 * 60
PARTS = (Part.TAKING_PART, Part.ACCOMPANYING, Part.HELPING)


@dataclass(frozen=True, slots=True)
class Number:
    """A field of the form: how many of a band came for this; "" where nobody said."""

    field: str
    words: str
    value: str


@dataclass(frozen=True, slots=True)
class Why:
    """What speaks against letting them in, with the clause in the hall's own words."""

    words: str
    clause: str
    law: str


class Typed(ValueError):
    """What was typed is no number of people; `field` names where."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field

    @property
    def words(self) -> str:
        """「参加・小学生の人数は、…」: which of the fields, and what may stand there."""
        part, _dash, band = self.field.rpartition(".")[2].partition("-")
        if part not in set(Part) or band not in BANDS:
            return _("人数は、0から10000までの数で入れてください。")
        of_it = {"part": part_of_heads(Part(part)), "band": band_words(band)}
        return _("「%(part)s %(band)s」の人数は、0から10000までの数で入れてください。") % of_it


def numbers(counts: Counts, *parts: Part) -> list[Number]:
    return [
        Number(f"{part}-{band}", band_words(band), str(counts.get(Heads(part, band), "")))
        for part in parts
        for band in BANDS
    ]


def read_counts(data: QueryDict, prefix: str = "") -> dict[Heads, int]:
    """The counts of a form; what is left blank is not among them. Typed for what is no number."""
    found = {}
    for part in PARTS:
        for band in BANDS:
            field = f"{part}-{band}"
            if text := data.get(prefix + field, "").strip():
                found[Heads(part, band)] = read_number(text, field)
    return found


def read_number(text: str, field: str) -> int:
    if (number := number_of(text, MOST)) is None:
        raise Typed(field)
    return number


def of_booking(desk: Desk, booking: Booking, day: Today, **told: Any) -> dict[str, Any]:
    """All that the panel says of a booking; `counts` among `told` are those that somebody has typed. At most
    five queries, six more while what was given back may go to the line."""
    use, to_come = day.use_of(booking.public_id), booking.state in (State.BOOKED, State.PROVISIONAL)
    over = to_come and booking.end <= desk.now
    came = {} if use and use.came is None else counts_of(booking)
    shown = told.pop("counts", None) or (planned_of(booking) if to_come else came)
    facts = _facts(desk, booking, day)
    elsewhere = _key_elsewhere(booking, day, desk)
    return {
        **facts,
        **_counting(shown),
        "to_come": to_come,
        "inside": booking.state == State.IN_USE,
        "ahead": to_come and booking.start > desk.now,
        "missing": to_come and booking.start <= desk.now < booking.end,
        "gone": booking.state == State.USED,
        "undo": _undo(booking, desk.now),
        "seen": [(f"was-{one.field}", one.value) for one in numbers(came, *PARTS) if one.value],
        "over": over,
        "warned": _warned(booking, desk) if to_come and not over else [],
        "key": not over and _has_key(day, booking),
        # What hangs on no hook is handed to nobody: whoever has a second one ticks it.
        "key_ticked": not elsewhere,
        "key_out": _key_words(booking, day, desk),
        "key_elsewhere": elsewhere,
        # Who has gone long since is asked for no card: all that is left to note is how many they were.
        "arriving": [] if over else _steps(day.book, booking.room, Moment.ARRIVING, facts["things"]),
        "leaving": _steps(day.book, booking.room, Moment.LEAVING, facts["things"]),
        "line": line_up(booking, desk),
        "memos": memos(day, desk, booking.room),
        "log": with_undo(list(_acts(booking)), desk.rights, desk.zone, desk.now),
        **told,
    }


def _warned(booking: Booking, desk: Desk) -> list[str]:
    """What will turn somebody away at the door: known before, the desk calls them before they set out."""
    return [sentence(one, desk.zone, desk.today, desk=True) for one in lacking_at_the_door(booking, desk.now)]


def _facts(desk: Desk, booking: Booking, day: Today) -> dict[str, Any]:
    use = day.use_of(booking.public_id)
    return {
        "booking": booking,
        "name": name_of(booking),
        "state": words_of(use) if use else state_words(booking.state),
        "look": use.seen.value if use else "",
        "when": span_words(Span(booking.start, booking.end), desk.zone, desk.today),
        "who": _who(booking),
        "planned": people_words(booking.headcount + booking.carers),
        "programme": programme_page(booking, desk),
        "things": loans_words(booking),
    }


def _counting(shown: Counts) -> dict[str, Any]:
    besides = of_part(shown, Part.ACCOMPANYING, Part.HELPING)
    return {
        "taking_part": numbers(shown, Part.TAKING_PART),
        "besides": numbers(shown, Part.ACCOMPANYING, Part.HELPING),
        "besides_total": sum(besides.values()),
        "total": total(shown),
    }


def of_room(desk: Desk, room: Room, day: Today, at: int | None = None) -> dict[str, Any]:
    """All that the panel says of a room: its notes, what was noticed in it, and the hour by which it is
    counted. Three queries."""
    at = hour_of(desk.now, desk.zone) if at is None else at
    counts = hour_counts(room, at) if not room.bookable else {}
    return {
        "room": room,
        "at": at,
        "hour": time_words(at, desk.zone),
        "bands": [Number(band, band_words(band), str(counts.get(band, ""))) for band in BANDS],
        "total": sum(counts.values()) if counts else None,
        "memos": memos(day, desk, room),
        "noticed": _noticed(room, day),
        "things": list(room.equipment.all()),
    }


def whys(verdict: Verdict, desk: Desk, book: Rulebook | None) -> list[Why]:
    return [
        Why(sentence(one, desk.zone, desk.today, desk=True), one.clause, _law(book, one.clause))
        for one in against(verdict)
    ]


def _noticed(room: Room, day: Today) -> list[Occurrence]:
    """What was noticed in the room that day. One query."""
    whole = day_span(day.day, day.zone)
    return [one for one in occurrences_of(day.hall, whole.start, whole.end) if one.room_id == room.pk]


def memos(day: Today, desk: Desk, room: Room | None = None) -> list[dict[str, Any]]:
    """The notes that matter to a room: its own, and those of its things; without a room, the hall's."""
    about = [one for one in day.notes if _matters(one, room)]
    return [
        {
            "key": one.public_id,
            "text": one.text,
            "thing": one.thing.name if one.thing else "",
            "by": _signed(one.by),
            "when": moment_words(one.at, desk.zone, desk.today),
        }
        for one in about
    ]


def _matters(note: HandoverNote, room: Room | None) -> bool:
    if room is None:
        return note.room_id is None and note.thing_id is None
    return note.room_id == room.pk or (note.thing is not None and note.thing.room_id == room.pk)


def _signed(person: Person | None) -> str:
    return "" if person is None else person.name or str(person)


def _who(booking: Booking) -> str:
    """Whoever booked, where the heading names their group."""
    return _signed(booking.person) if booking.group is not None else ""


def _acts(booking: Booking) -> Iterable[Act]:
    return acts_on(booking)[:LAST_ACTS]


def _undo(booking: Booking, now: int) -> str:
    """The verb that takes the last step back, while a day has not passed."""
    steps: Mapping[str, str] = {State.IN_USE: "undo_check_in", State.USED: "undo_check_out"}
    return steps.get(booking.state, "") if now < booking.changed_at + A_DAY else ""


def _has_key(day: Today, booking: Booking) -> bool:
    return any(lane.key for lane in day.lanes if lane.room.pk == booking.room_id)


def _key_words(booking: Booking, day: Today, desk: Desk) -> str:
    """When its key went out; "" if it is not out."""
    loan = next((one for one in day.keys if one.booking_id == booking.pk), None)
    if loan is None:
        return ""
    return _("%(when)sに鍵を渡しました") % {"when": moment_words(loan.out_at, desk.zone, desk.today)}


def _key_elsewhere(booking: Booking, day: Today, desk: Desk) -> str:
    """Who has the room's key since when, if it went out with another booking and is not back."""
    others = (one for one in day.keys if one.room_id == booking.room_id and one.booking_id != booking.pk)
    loan = next(others, None)
    if loan is None:
        return ""
    told = {"when": moment_words(loan.out_at, desk.zone, desk.today), "name": name_of(loan.booking)}
    return _("この部屋の鍵は、%(when)sに「%(name)s」に渡したままです。") % told


def _steps(book: Rulebook | None, room: Room, moment: Moment, things: str) -> list[str]:
    """What the hall's rules ask of its desk then; last what goes out with the booking, or comes back."""
    asked = [note.words for notes in notes_of(room, book, {moment}) for note in notes.notes]
    words = _("渡すもの: %(things)s") if moment is Moment.ARRIVING else _("もどったもの: %(things)s")
    return [*asked, words % {"things": things}] if things else asked


def _law(book: Rulebook | None, clause: str) -> str:
    if book is None or not clause:
        return ""
    found = book.clause(clause)
    return found.en if in_english() else found.ja
