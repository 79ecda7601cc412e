"""A verdict as a card: what was asked, why not in the hall's own words, and what can be done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from booking.labels import sentence
from booking.queries.halls import UnlitRoom
from booking.queries.rules import rulebook_on
from booking.rules.rulebook import Rulebook
from booking.rules.verdict import Reason, Verdict
from booking.rules.weeks import Day, Slot, State
from booking.web.drawings import Drawing, drawing
from booking.web.leads import Way
from booking.web.question import Question, against
from booking.web.ways import WaysOut, ways_out
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
from facilities.models import Facility
from facilities.rules.spans import local_day, merge

MOST_UNLIT = 3
NOT_LENT = (State.OUTSIDE, State.CLOSED)


@dataclass(frozen=True, slots=True)
class Why:
    words: str
    clause: str = ""
    law: str = ""  # the clause as the hall's page states it
    sample: bool = False
    href: str = ""
    hall: str = ""
    drawing: Drawing | None = None

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
class Refusal:
    what: str
    party: str
    whys: tuple[Why, ...]
    strip: Strip | None
    possible: bool  # whether the judge allows what the first ways lead to
    ways: tuple[Way, ...]
    clauses: str


def refusal(asked: Question, ways: WaysOut | None = None) -> Refusal:
    """The card for one use. Every way on it leads to something that is there or allowed; the desk brings its
    own `ways`."""
    reasons = against(asked.verdict)
    found = ways or ways_out(asked, reasons)
    return Refusal(
        what=f"{span_words(asked.span, asked.zone, asked.today)} {asked.room.name}",
        party=asked.party,
        whys=whys(asked, reasons),
        strip=strip_of(asked),
        possible=found.possible,
        ways=found.ways,
        clauses=listed(dict.fromkeys(reason.clause for reason in reasons if reason.clause)),
    )


def whys(asked: Question, reasons: Iterable[Reason]) -> tuple[Why, ...]:
    """What is said of these reasons, with the hall's clauses. One query, none where its rules are known."""
    book = asked.book
    return tuple(_why(reason, book, asked) for reason in reasons)


def reasons_in_words(hall: Facility, verdict: Verdict, now: int, *, desk: bool = False) -> tuple[Why, ...]:
    """What speaks against registering with a hall's registry, each clause with its words; `desk` as in
    `sentence`. One query."""
    zone = ZoneInfo(hall.timezone)
    today = local_day(now, zone)
    book = rulebook_on(hall, today)
    return tuple(_plainly(reason, book, hall, zone, today, desk=desk) for reason in against(verdict))


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
    commonest = sorted(found.values(), key=len, reverse=True)[:MOST_UNLIT]
    return [min(alike, key=lambda one: one.opens).why(today) for alike in commonest]


def brief(verdict: Verdict, zone: ZoneInfo, today: date, *, desk: bool = False) -> str:
    """The first reason in one sentence, as for a length that cannot be chosen; `desk` as in `sentence`."""
    return next((sentence(reason, zone, today, desk=desk) for reason in against(verdict)), "")


def _why(reason: Reason, book: Rulebook | None, asked: Question) -> Why:
    said = _plainly(reason, book, asked.hall, asked.zone, asked.today, desk=asked.at_desk)
    return replace(said, drawing=drawing(reason, asked))


def _plainly(
    reason: Reason, book: Rulebook | None, hall: Facility, zone: ZoneInfo, today: date, *, desk: bool = False
) -> Why:
    words = sentence(reason, zone, today, desk=desk)
    if book is None or not reason.clause:
        return Why(words)
    clause = book.clause(reason.clause)
    return Why(
        words=words,
        clause=reason.clause,
        law=clause.en if in_english() else clause.ja,
        sample=clause.sample,
        href=f"{reverse('rules', args=[hall.slug])}#{reason.clause}",
    )


def strip_of(asked: Question) -> Strip | None:
    """The day asked for, if anything of it is possible."""
    day = asked.view.day(asked.room, asked.day)
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
