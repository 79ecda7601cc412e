"""The rules in pictures: who may come, when the hall is open, which rooms it has. Each says in words what
it shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from booking.labels import people_words
from booking.rules.clauses.purpose import Purpose
from booking.rules.pictures import HOLIDAYS, Admission, May, Piece, Weekday, ages, week
from booking.rules.rulebook import Rulebook, Rules
from booking.web.windows import Look, mark
from booking.wording import Vocabulary
from facilities.labels import (
    WEEKDAYS_EN,
    WEEKDAYS_JA,
    ages_words,
    clock_words,
    days_words,
    hour_words,
    in_english,
    listed,
    rule_time_words,
    stage_words,
)
from facilities.models import Room
from facilities.rules.days import WEEKDAYS, Days, Holiday
from facilities.rules.days import Weekday as DayName
from facilities.rules.hours import DatedOpening
from facilities.rules.spans import MINUTES_A_DAY

LOOKS = {
    May.ALWAYS: Look("lit", "o"),
    May.SOMETIMES: Look("part", "tri"),
    May.NEVER: Look("dark", "x"),
}


def may_words(may: May) -> str:
    return {
        May.ALWAYS: _("使えます"),
        May.SOMETIMES: _("条件があります"),
        May.NEVER: _("使えません"),
    }[may]


@dataclass(frozen=True, slots=True)
class StageWindow:
    """A stage of the strip of ages. `until` is when those of it go home."""

    look: str
    mark: SafeString
    words: str
    may: str
    until: str


@dataclass(frozen=True, slots=True)
class Sign:
    """What a mark of the strip means, and which clauses say so."""

    look: str
    mark: SafeString
    words: str
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ages:
    stages: tuple[StageWindow, ...]
    signs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A lit part of a day's column: how far from its top it begins and how long it is, in hundredths."""

    look: str
    mark: SafeString
    top: int
    length: int


@dataclass(frozen=True, slots=True)
class Column:
    words: str
    evening: bool
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """What the columns of some days say."""

    days: str
    times: str
    note: str


@dataclass(frozen=True, slots=True)
class Week:
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    first: str
    last: str
    evenings: bool


@dataclass(frozen=True, slots=True)
class RoomWindow:
    room: Room
    look: str
    facts: tuple[str, ...]
    use: str


@dataclass(frozen=True, slots=True)
class Pictures:
    """None, or no rooms, where the rules say nothing of it."""

    ages: Ages | None
    week: Week | None
    house: tuple[RoomWindow, ...]


def pictures(
    book: Rulebook, rules: Rules, rooms: Sequence[Room], since: date, dated: Sequence[DatedOpening]
) -> Pictures:
    """Of a hall's rules as they are from `since` on; `rooms` are those that the public sees, `dated` the
    evenings that staff have opened by date."""
    keys = [room.slug for room in rooms]
    return Pictures(
        ages=_ages(ages(rules, keys, since)),
        week=_week(week(rules, keys, since, dated)),
        house=tuple(_room(room, rules, Vocabulary.of(book, rules.hall)) for room in rooms),
    )


def _ages(found: Sequence[Admission]) -> Ages | None:
    if not found:
        return None
    used = [may for may in May if any(one.may is may for one in found)]
    return Ages(tuple(_stage(one) for one in found), tuple(_sign(may, found) for may in used))


def _stage(one: Admission) -> StageWindow:
    look = LOOKS[one.may]
    until = ""
    if one.leave_by is not None and one.may is not May.NEVER:
        until = _("%(time)sまで") % {"time": hour_words(one.leave_by)}
    elif one.some is not None:
        people, time = one.some
        until = _("%(people)sは%(time)sまで") % {"people": ages_words(people), "time": hour_words(time)}
    return StageWindow(look.look, mark(look), stage_words(one.stage), may_words(one.may), until)


def _sign(may: May, found: Iterable[Admission]) -> Sign:
    clauses = (key for one in found if one.may is may for key in one.clauses)
    return Sign(LOOKS[may].look, mark(LOOKS[may]), may_words(may), tuple(dict.fromkeys(clauses)))


def _week(days: Sequence[Weekday]) -> Week | None:
    pieces = [piece for day in days for piece in day.pieces]
    if not pieces:
        return None
    first, last = min(piece.start for piece in pieces), max(piece.end for piece in pieces)
    return Week(
        columns=tuple(_column(day, first, last) for day in days),
        lines=tuple(_lines(days)),
        first=clock_words(first),
        last=clock_words(last),
        evenings=any(piece.evening for piece in pieces),
    )


def _column(day: Weekday, first: int, last: int) -> Column:
    blocks = tuple(_block(piece, day.always, first, last) for piece in day.pieces)
    return Column(_short(day.number), any(piece.evening for piece in day.pieces), blocks)


def _block(piece: Piece, always: bool, first: int, last: int) -> Block:
    # An evening that staff open by date is not there on each such weekday.
    is_sure = always and not piece.dated
    length, look = last - first, LOOKS[May.ALWAYS if is_sure else May.SOMETIMES]
    return Block(
        look=look.look,
        mark=SafeString() if is_sure else mark(look),
        top=100 * (piece.start - first) // length,
        length=100 * (piece.end - piece.start) // length,
    )


def _short(number: int) -> str:
    if number == HOLIDAYS:
        return _("祝")
    return WEEKDAYS_EN[number][:2] if in_english() else WEEKDAYS_JA[number]


def _lines(days: Sequence[Weekday]) -> Iterable[Line]:
    """The days that are alike in one line, in the order of the week."""
    alike: dict[tuple[tuple[Piece, ...], bool], list[int]] = {}
    for day in days:
        alike.setdefault((day.pieces, day.always), []).append(day.number)
    for (pieces, always), numbers in alike.items():
        note = "" if always else _("お休みの日もあります")
        yield Line(_days(numbers), listed(map(_times, pieces)) or _("お休み"), note)


def _days(numbers: Sequence[int]) -> str:
    names = tuple(DayName(WEEKDAYS[number]) for number in numbers if number < HOLIDAYS)
    if not names:
        return days_words(Days(holiday=Holiday.ONLY))
    if len(numbers) > HOLIDAYS:
        return days_words(Days(days=names))
    return days_words(Days(days=names, holiday=Holiday.INCLUDE if HOLIDAYS in numbers else Holiday.FOLLOW))


def _times(piece: Piece) -> str:
    end = rule_time_words(piece.end) if piece.end > MINUTES_A_DAY else clock_words(piece.end)
    times = f"{clock_words(piece.start)}–{end}"
    if piece.admits is not None:
        people = listed(map(ages_words, piece.admits))
        times = _("%(times)s(%(people)s)") % {"times": times, "people": people}
    return _("夜間開放の日は%(times)s") % {"times": times} if piece.dated else times


def _room(room: Room, rules: Rules, at: Vocabulary) -> RoomWindow:
    facts = [
        room.floor,
        _("%(count)sまで") % {"count": people_words(room.capacity)} if room.capacity else "",
        "" if room.bookable else _("予約なしで使えます"),
    ]
    return RoomWindow(
        room, "lit" if room.bookable else "cond", tuple(filter(None, facts)), _use(room, rules, at)
    )


def _use(room: Room, rules: Rules, at: Vocabulary) -> str:
    """What it is for, where a clause says so of just this room or a few."""
    terms = (term for _, term in rules.terms if isinstance(term, Purpose) and room.slug in (term.rooms or ()))
    return at.words(dict.fromkeys(key for term in terms for key in term.only or ()))
