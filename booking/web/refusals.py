"""A verdict as a card: what was asked, why not in the hall's own words, and what can be done."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from booking.labels import sentence
from booking.models import Booking
from booking.queries.bookings import by_key
from booking.queries.halls import UnlitRoom
from booking.queries.nearby import Near, possible
from booking.queries.party import Asker
from booking.queries.rules import rulebook_on
from booking.queries.slots import first_free, room_days
from booking.rules.codes import Code
from booking.rules.rulebook import Rulebook
from booking.rules.verdict import Finding, Reason, Verdict
from booking.rules.weeks import Day, Slot, State
from booking.web.dates import written
from booking.web.windows import LOOKS, mark
from facilities.labels import (
    clock_words,
    day_words,
    in_english,
    listed,
    span_words,
    times_words,
    wall_minutes,
)
from facilities.models import Facility, Room
from facilities.rules.spans import Span, local_day, merge

MOST_WAYS = 3
# Broken says more than open, open more than a fact that is lacking.
WEIGHT = (Finding.BROKEN, Finding.OPEN, Finding.UNKNOWN)
# Other people may do what these people may not.
OF_PEOPLE = frozenset(
    {
        Code.CAPACITY,
        Code.GROUP_MIN,
        Code.AGE_MIN,
        Code.AGE_MAX,
        Code.AGE_EVENING,
        Code.LEAVE_BY,
        Code.NOT_AT_SCHOOL,
        Code.ACCOMPANIED,
        Code.SHARE,
        Code.REPRESENTATIVE,
        Code.GROUP_ONLY,
        Code.REG_CLASS,
        Code.GROUP_ALL_REG,
        Code.REG_REQUIRED,
        Code.REG_EXPIRED,
        Code.INDUCTION,
    }
)
# What the hall's people can settle with whoever asks.
AT_THE_HALL = frozenset(
    {
        Code.GROUP_ALL_REG,
        Code.REG_REQUIRED,
        Code.REG_EXPIRED,
        Code.INDUCTION,
        Code.GUARDIAN,
        Code.RESIDENCY,
        Code.PURPOSE,
        Code.REPRESENTATIVE,
        Code.REG_CLASS,
        Code.REG_DUP,
        Code.ID,
        Code.SANCTION,
        Code.PREPAY,
        Code.RECEPTION,
        Code.NO_SUCH_DAY,
        Code.CHANNEL,
        Code.TOO_LATE,
        Code.ASK_HALL,
    }
)
NOT_LENT = (State.OUTSIDE, State.CLOSED)


@dataclass(frozen=True, slots=True)
class Question:
    """A use that was not allowed, and who asked for it. `here` is the form's own address, where others
    can be named instead; a booking that is `moving` is asked for elsewhere."""

    room: Room
    span: Span
    verdict: Verdict
    asker: Asker | None
    party: str
    now: int
    here: str = ""
    moving: Booking | None = None
    purpose: str = ""

    @property
    def hall(self) -> Facility:
        return self.room.facility

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.hall.timezone)

    @property
    def today(self) -> date:
        return local_day(self.now, self.zone)

    @property
    def day(self) -> date:
        return local_day(self.span.start, self.zone)

    @property
    def codes(self) -> frozenset[Code]:
        return frozenset(Code(reason.code) for reason in against(self.verdict))


@dataclass(frozen=True, slots=True)
class Why:
    words: str
    clause: str = ""
    law: str = ""  # the clause as the hall's page states it
    sample: bool = False
    href: str = ""
    hall: str = ""

    @property
    def title(self) -> str:
        """The first sentence, for a heading."""
        return _first(self.words)[0]

    @property
    def more(self) -> str:
        return _first(self.words)[1]


@dataclass(frozen=True, slots=True)
class Pane:
    """A window of the day that was asked for; `asked` if it is part of what was wanted."""

    look: str
    mark: SafeString
    start: str
    minutes: int
    asked: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """The day as a row of small windows, and what they say."""

    panes: tuple[Pane, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Way:
    href: str
    words: str


@dataclass(frozen=True, slots=True)
class Refusal:
    what: str
    party: str
    whys: tuple[Why, ...]
    strip: Strip | None
    possible: bool  # whether the judge allows what the first ways lead to
    ways: tuple[Way, ...]
    clauses: str


def refusal(asked: Question) -> Refusal:
    """The card for one use. Every way on it leads to something that is there or allowed."""
    reasons = against(asked.verdict)
    book = rulebook_on(asked.hall, asked.day)
    near = _near(asked)
    return Refusal(
        what=f"{span_words(asked.span, asked.zone, asked.today)} {asked.room.name}",
        party=asked.party,
        whys=tuple(_why(reason, book, asked) for reason in reasons),
        strip=_strip(asked),
        possible=bool(near),
        ways=tuple([*_own(asked, reasons), *_ways(asked, near)][:MOST_WAYS]),
        clauses=listed(dict.fromkeys(reason.clause for reason in reasons if reason.clause)),
    )


def unlit(days: Sequence[Day], hall: Facility, today: date) -> list[Why]:
    """Why windows of a week are not lit for those who ask, each reason once, the commonest first; of a
    window that opens later, the next that does."""
    return _commonest(
        (Said(reason, day.day, hall) for day in days for slot in day.slots for reason in slot.reasons), today
    )


def unlit_tonight(rooms: Iterable[UnlitRoom], today: date) -> list[Why]:
    """The same of the rooms that nobody has this evening, with the hall whose clause it is."""
    said = (Said(reason, today, one.room.facility) for one in rooms for reason in one.reasons)
    return _commonest(said, today)


@dataclass(frozen=True, slots=True)
class Said:
    """A reason against a use on `day`."""

    reason: Reason
    day: date
    hall: Facility

    @property
    def opens(self) -> tuple[object, date]:
        return self.reason.values.get("opens_at", 0), self.day

    def why(self, today: date) -> Why:
        words = sentence(self.reason, ZoneInfo(self.hall.timezone), today, self.day)
        href = f"{reverse('rules', args=[self.hall.slug])}#{self.reason.clause}"
        return Why(words, self.reason.clause, href=href, hall=self.hall.name)


def _commonest(said: Iterable[Said], today: date) -> list[Why]:
    found: dict[tuple[str, str], list[Said]] = {}
    for one in said:
        found.setdefault((one.reason.code, one.reason.clause), []).append(one)
    commonest = sorted(found.values(), key=len, reverse=True)[:MOST_WAYS]
    return [min(alike, key=lambda one: one.opens).why(today) for alike in commonest]


def against(verdict: Verdict) -> list[Reason]:
    """What speaks against it: what is broken; if nothing is, what is open; else what is lacking.
    The same sentence of the same clause once."""
    found = next((verdict.found(finding) for finding in WEIGHT if verdict.found(finding)), ())
    return list({(reason.code, reason.clause): reason for reason in found}.values())


def brief(verdict: Verdict, zone: ZoneInfo, today: date) -> str:
    """The first reason in one sentence, for a length that cannot be chosen."""
    return next((sentence(reason, zone, today) for reason in against(verdict)), "")


def _why(reason: Reason, book: Rulebook | None, asked: Question) -> Why:
    words = sentence(reason, asked.zone, asked.today)
    if book is None or not reason.clause:
        return Why(words)
    clause = book.clause(reason.clause)
    return Why(
        words=words,
        clause=reason.clause,
        law=clause.en if in_english() else clause.ja,
        sample=clause.sample,
        href=f"{reverse('rules', args=[asked.hall.slug])}#{reason.clause}",
    )


def _near(asked: Question) -> tuple[Near, ...]:
    """What else is possible: one thing beside what the hall can settle, else as much as there is room for."""
    near = possible(
        room=asked.room,
        span=asked.span,
        asker=asked.asker,
        now=asked.now,
        moving=asked.moving,
        purpose=asked.purpose,
        limit=MOST_WAYS,
    )
    return near[:1] if asked.codes & AT_THE_HALL else near


def _own(asked: Question, reasons: Iterable[Reason]) -> Iterator[Way]:
    """One's own bookings that are the reason."""
    for reason in reasons:
        if reason.code == Code.TAKEN and reason.values.get("booking"):
            yield Way(reverse("booking", args=[reason.values["booking"]]), _("この予約を見る"))
        elif reason.code == Code.ONE_AT_A_TIME and (counted := _counted(asked, reason)):
            day = day_words(local_day(counted.start, asked.zone), asked.today)
            words = _("%(day)sの予約を見る") % {"day": day}
            yield Way(reverse("booking", args=[counted.public_id]), words)
        elif reason.code == Code.QUOTA:
            yield Way(reverse("me"), _("自分の予約を見る"))


def _counted(asked: Question, reason: Reason) -> Booking | None:
    """The booking after which the next can be made."""
    history = asked.asker.history if asked.asker else None
    keys = (key for key, held in history or () if held.holding and held.span.end == reason.values["until_at"])
    key = next(keys, None)
    return None if key is None else by_key(key)


def _ways(asked: Question, near: Sequence[Near]) -> Iterator[Way]:
    """What can be done: take what is possible, ask the hall, change who comes, look at other times."""
    call = [Way(f"tel:{asked.hall.phone}", _("館に電話する"))] if asked.hall.phone else []
    come = Way(f"{reverse('hall', args=[asked.hall.slug])}#about", _("館に来て相談する"))
    for one in near:
        yield _booked(one, asked)
    if asked.codes & AT_THE_HALL:
        yield from call or [come]
    if asked.here and asked.codes & OF_PEOPLE:
        yield Way(f"{reverse('who')}?{urlencode({'next': asked.here})}", _("使う人を変える"))
    if asked.codes & AT_THE_HALL:
        yield come
    yield from _other_times(asked, near)
    yield from call


def _booked(near: Near, asked: Question) -> Way:
    at = {"s": written(near.span.start, asked.zone), "e": written(near.span.end, asked.zone)}
    told = {"when": span_words(near.span, asked.zone, asked.today), "room": near.room.name}
    if asked.moving:
        words, base = _("%(when)sに変える"), reverse("booking-move", args=[asked.moving.public_id])
    else:
        words = _("%(when)sを予約する") if near.room.pk == asked.room.pk else _("%(when)s %(room)sを予約する")
        base = reverse("book", args=[near.room.facility.slug, near.room.slug])
    return Way(f"{base}?{urlencode(at)}", words % told)


def _other_times(asked: Question, near: Sequence[Near]) -> Iterator[Way]:
    """The week of the room in which a window is lit, if there is one."""
    uses = [one.span for one in near if one.room.pk == asked.room.pk]
    first = uses[0] if uses else first_free(asked.room, asked.asker, asked.now, asked.moving)
    if first is not None:
        day = local_day(first.start, asked.zone)
        yield Way(f"{_week(asked)}?{urlencode({'from': day.isoformat()})}#grid", _("ほかの時間の空きを見る"))


def _week(asked: Question) -> str:
    if asked.moving:
        return reverse("booking-move", args=[asked.moving.public_id])
    return reverse("room", args=[asked.hall.slug, asked.room.slug])


def _strip(asked: Question) -> Strip | None:
    """The day asked for, if anything of it is possible."""
    (day,) = room_days(asked.room, asked.day, asked.day, asked.asker, asked.now, asked.moving)
    lit = merge(slot.span for slot in day.slots if slot.state is State.FREE)
    if not lit:
        return None
    told = {
        "day": day_words(day.day, asked.today),
        "times": listed(times_words(one, asked.zone) for one in lit),
    }
    panes = (_pane(slot, asked) for slot in day.slots if slot.state not in NOT_LENT)
    return Strip(tuple(panes), _("%(day)sに空いているのは、%(times)sです。") % told)


def _pane(slot: Slot, asked: Question) -> Pane:
    start = clock_words(wall_minutes(slot.span.start, asked.zone)).removesuffix(":00")
    look, minutes = LOOKS[slot.state], slot.span.seconds // 60
    return Pane(look.look, mark(look), start, minutes, slot.span.overlaps(asked.span))


def _first(words: str) -> tuple[str, str]:
    """A text's first sentence without its stop, and the rest."""
    end = ". " if in_english() else "。"
    first, _stop, rest = words.partition(end)
    return first.removesuffix("."), rest.strip()
