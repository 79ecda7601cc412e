"""The hall's day as its page draws it: lanes ruled in quarter-hours, blocks in words, what is to be done."""

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from booking.labels import people_words, slot_words, use_name
from booking.models import Booking, Person
from booking.queries.today import Lane, Shut, Today, Use
from booking.rules.lifecycle import State
from booking.rules.staff import Right
from booking.rules.today import HOUR, QUARTER, Seen, columns, quarters, steps
from booking.web.desk.door import Desk
from booking.web.desk.gaps import Free, free_pieces
from booking.web.desk.standing import words_of
from facilities.labels import in_english, moment_words, time_words, times_words
from facilities.models import Room
from facilities.rules.hours import Layer, Source
from facilities.rules.spans import Span, local, local_day

VIEWS = ("board", "table", "list")
NARROW = 7  # quarter-hours: in a shorter block the name takes two lines
ICONS = {
    Seen.NEXT: "",
    Seen.LATE: "alert",
    Seen.IN_USE: "door",
    Seen.OVER: "clock",
    Seen.PENDING: "hour",
    Seen.USED: "ok",
    Seen.UNTOLD: "alert",
    Seen.NO_SHOW: "x",
}


@dataclass(frozen=True, slots=True)
class Here:
    """Which page of the board is open: of which day (None: always today's), drawn how, with what chosen."""

    hall: str
    day: date | None = None
    view: str = "board"
    booking: str = ""
    room: str = ""

    def href(self, **other: object) -> str:
        """The address of this page, or of one that differs from it in these."""
        said = {"d": self.day, "v": self.view, "b": self.booking, "r": self.room, **other}
        usual = {"v": VIEWS[0]}
        said = {key: value for key, value in said.items() if value and value != usual.get(key)}
        query = f"?{urlencode(said)}" if said else ""
        return reverse("desk", args=[self.hall]) + query

    def choosing(self, *, b: str = "", r: str = "") -> str:
        return self.href(b=b, r=r) + "#sel"


@dataclass(frozen=True, slots=True)
class Block:
    """A use on the board, in words and in quarter-hours."""

    key: str
    href: str
    look: str
    icon: str
    first: int
    last: int
    times: str
    room: str
    name: str
    state: str
    people: str
    badge: str
    key_out: bool
    current: bool
    programme: bool  # a date of one

    @property
    def begins(self) -> str:
        return self.times.partition("–")[0]

    @property
    def ends(self) -> str:
        """The rest of its times, which a block that is too short does not show."""
        return self.times.removeprefix(self.begins)

    @property
    def narrow(self) -> bool:
        return self.last - self.first < NARROW


@dataclass(frozen=True, slots=True)
class Off:
    """A piece of a lane in which nobody has the room, with its word."""

    first: int
    last: int
    words: str
    here_now: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A lane. `points` draw how full a room for free use was; `seats` says how full it is."""

    slug: str
    name: Room
    capacity: str
    href: str
    blocks: tuple[Block, ...]
    off: tuple[Off, ...]
    points: str
    seats: str
    current: bool
    notes: tuple[str, ...]
    noticed: bool
    free: tuple[Free, ...] = ()

    @property
    def pieces(self) -> list[Block | Free]:
        """Who has it and what is free, as they follow one another."""
        return sorted([*self.blocks, *self.free], key=lambda one: (one.first, one.last))


def on_board(booking: Booking, desk: Desk) -> str:
    """The address of the board of a booking's day, with the booking beside it."""
    day = local_day(booking.start, desk.zone)
    return Here(desk.hall.slug, None if day == desk.today else day).choosing(b=booking.public_id)


def rows(day: Today, here: Here) -> list[Row]:
    return [_row(lane, day, here) for lane in day.lanes]


def hours(day: Today) -> list[tuple[int, str]]:
    """The hours along the board: at which line, and what is written there."""
    if day.shown is None:
        return []
    marks = range(day.shown.start, day.shown.end + 1, HOUR)
    return [((at - day.shown.start) // QUARTER + 1, _hour_words(at, day)) for at in marks]


def now_line(day: Today) -> str:
    """How far along the board it is now, in per cent; "" outside of it."""
    if day.shown is None or day.now not in day.shown:
        return ""
    return f"{(day.now - day.shown.start) * 100 / day.shown.seconds:.2f}"


def evening_line(day: Today) -> tuple[int, int] | None:
    return None if day.shown is None or day.evening is None else columns(day.evening, day.shown)


def is_late_evening(day: Today) -> bool:
    """Whether the later half of the evening has begun: what it is called stands where the time does not."""
    return day.evening is not None and day.now >= (day.evening.start + day.evening.end) // 2


def width(day: Today) -> int:
    return 0 if day.shown is None else quarters(day.shown)


def name_of(booking: Booking) -> str:
    """Who has it, for the staff to read; of a date of a programme, which."""
    return use_name(booking, staff_name)


def programme_page(booking: Booking, desk: Desk) -> str:
    """The address of the programme whose date this is; "" for what is none, or is led elsewhere."""
    programme = booking.session.programme if booking.session else None
    if programme is None or programme.facility_id != desk.hall.pk or not desk.may(Right.PROGRAMMES):
        return ""
    return reverse("desk-programme", args=[desk.hall.slug, programme.public_id])


def staff_name(person: Person) -> str:
    """What the staff call somebody among themselves."""
    return person.name or str(person)


def shut_now(day: Today) -> bool:
    """Whether a closure keeps every room shut at this moment."""
    return bool(day.lanes) and all(any(_closes(shut, day.now) for shut in lane.shut) for lane in day.lanes)


def _closes(shut: Shut, now: int) -> bool:
    return now in shut.span and shut.source is not None and shut.source.layer is Layer.CLOSURE


def why_closed(source: Source | None, whole_day: bool = False) -> str:
    told = (source.reason_en or source.reason_ja) if source and in_english() else source and source.reason_ja
    return told or slot_words("closed" if whole_day else "outside")


def neighbour(day: date, today: date, days: int) -> date | None:
    """The day before or after as an address has it: None stands for today, whenever that is."""
    other = day + timedelta(days=days)
    return None if other == today else other


def _row(lane: Lane, day: Today, here: Here) -> Row:
    room = lane.room
    free = not room.bookable
    return Row(
        slug=room.slug,
        name=room,
        capacity=_capacity(lane),
        href=here.choosing(r=room.slug),
        blocks=tuple(_block(use, _drawn(use, lane), day, here) for use in lane.uses),
        off=tuple(_off(shut, day) for shut in lane.shut if day.shown),
        points=_points(lane, day) if free else "",
        seats=_seats(lane, day) if free else "",
        current=here.room == room.slug,
        notes=tuple(note.text for note in day.notes if note.room_id == room.pk),
        noticed=lane.noticed,
        free=free_pieces(lane, day),
    )


def _drawn(use: Use, lane: Lane) -> Span:
    """Where a use lies: one to which nobody came does not lie under whoever has the room after it."""
    if use.seen is not Seen.NO_SHOW:
        return use.span
    after = [one.span.start for one in lane.uses if use.span.start < one.span.start < use.span.end]
    return Span(use.span.start, min([use.span.end, *after]))


def _block(use: Use, drawn: Span, day: Today, here: Here) -> Block:
    booking = use.booking
    first, last = columns(drawn, day.shown or drawn)
    count = booking.headcount + booking.carers if use.came is None else use.came
    return Block(
        key=booking.public_id,
        href=here.choosing(b=booking.public_id),
        look=use.seen.value,
        icon=ICONS[use.seen],
        first=first,
        last=last,
        times=times_words(use.span, day.zone),
        room=booking.room.name,
        name=name_of(booking),
        state=words_of(use),
        people=people_words(count),
        badge=badge_of(use, day),
        key_out=use.key_out and use.seen is not Seen.IN_USE,
        current=booking.public_id == here.booking,
        programme=booking.session_id is not None,
    )


def badge_of(use: Use, day: Today) -> str:
    if use.seen is Seen.LATE:
        return _("%(minutes)d分") % {"minutes": (day.now - use.span.start) // 60}
    if use.seen is Seen.OVER:
        return _("%(minutes)d分") % {"minutes": (day.now - use.span.end) // 60}
    if use.seen is Seen.PENDING:
        return _offered_until(use, day) or words_of(use)
    return _("人数がまだ") if use.uncounted else ""


def _offered_until(use: Use, day: Today) -> str:
    """「17:25まで案内中」; "" for what is not held for an answer."""
    booking = use.booking
    if booking.state != State.OFFERED or booking.lapses_at is None:
        return ""
    today = local_day(day.now, day.zone)
    is_today = local_day(booking.lapses_at, day.zone) == today
    told = time_words(booking.lapses_at, day.zone)
    until = told if is_today else moment_words(booking.lapses_at, day.zone, today)
    return _("%(until)sまで案内中") % {"until": until}


def _off(shut: Shut, day: Today) -> Off:
    first, last = columns(shut.span, day.shown or shut.span)
    if shut.beside is not None:
        words = _("%(room)sで利用") % {"room": shut.beside.name}
    else:
        words = why_closed(shut.source)
    return Off(first, last, words, day.now in shut.span)


def _capacity(lane: Lane) -> str:
    count = lane.room.capacity
    if not count:
        return ""
    return people_words(count) if lane.room.bookable else _("%(count)d席") % {"count": count}


def _points(lane: Lane, day: Today) -> str:
    """The outline of a row of steps on a ground of 1000 by 100."""
    if day.shown is None:
        return ""
    most = max([lane.room.capacity or 0, *lane.hours.values(), 1])
    drawn = steps(lane.hours, day.shown, most, max(day.now, day.shown.start + 1))
    return " ".join(f"M{a} 100V{100 - full}H{b}V100Z" for a, b, full in drawn)


def _seats(lane: Lane, day: Today) -> str:
    there, most = lane.present(day.now, day.zone), lane.room.capacity
    if there is None:
        return _("この時間は、まだ数えていません")
    told = {"count": there, "most": most}
    return _("今 %(count)d / %(most)d席") % told if most else _("今 %(count)d人") % told


def _hour_words(at: int, day: Today) -> str:
    return str(local(at, day.zone).hour or (24 if day.shown and at == day.shown.end else 0))
