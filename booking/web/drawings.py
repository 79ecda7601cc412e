"""A reason as a small picture, as far as its values hold what is needed: two windows, one after the other,
or the hours of the day for those of whom it speaks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from booking.labels.reasons.filling import Values, named, those_of
from booking.rules.codes import Code
from booking.rules.verdict import Finding, Reason
from booking.rules.weeks import State, wall
from booking.web.question import Question, waiting_helps
from booking.web.windows import LOOKS, mark
from facilities.labels import day_words, listed, moment_words
from facilities.rules.spans import Span, instant, local_day

HOUR = 60  # minutes
BEFORE = 2 * HOUR  # so much of the time that is still allowed is drawn
MOST_HOURS = 9  # that fit side by side on a phone


@dataclass(frozen=True, slots=True)
class Half:
    look: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Pane:
    look: str
    mark: SafeString
    asked: bool
    words: str = ""  # that stand in it


@dataclass(frozen=True, slots=True)
class Row:
    """For whom the hours are lit."""

    words: str
    panes: tuple[Pane, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Either a pair, what comes first and what can be done after it; or rows of whole hours; or days, each
    with its words."""

    pair: tuple[Half, ...] = ()
    hours: tuple[int, ...] = ()
    rows: tuple[Row, ...] = ()
    cells: tuple[tuple[Pane, str], ...] = ()


def drawing(reason: Reason, asked: Question) -> Drawing | None:
    """None where there is nothing to draw, or more than fits."""
    draw = DRAWN.get(Code(reason.code)) if reason.finding is Finding.BROKEN else None
    if draw is None or (reason.code in PROMISING and not _is_settled_by(reason, asked)):
        return None
    return draw(reason.values, asked)


def _is_settled_by(reason: Reason, asked: Question) -> bool:
    """Whether the use is possible once what this reason waits for has come: nothing else is broken."""
    broken = asked.verdict.broken
    return waiting_helps(broken) or {one.code for one in broken} == {reason.code}


def _one_at_a_time(values: Values, asked: Question) -> Drawing | None:
    """The booking that is held, after which the next can be made, and the one that was asked for; nothing
    where that comes first."""
    if values["until_at"] > asked.span.start:
        return None
    # What ends at midnight is held on the day before.
    held = local_day(values["until_at"] - 1, asked.zone)
    return _pair(Half("mine", day_words(held, asked.today), _("今の予約")), _("終わったら"), asked)


def _not_open(values: Values, asked: Question) -> Drawing:
    opens = moment_words(values["opens_at"], asked.zone, asked.today)
    return _pair(Half("lit", opens, _("受付の始まり")), _("使いたい日"), asked)


def _too_late(values: Values, asked: Question) -> Drawing:
    closed = moment_words(values["closes_at"], asked.zone, asked.today)
    return _pair(Half("dark", closed, _("受付の終わり")), _("使いたい日"), asked)


def _course(values: Values, asked: Question) -> Drawing:
    return _pair(Half("cond", named(values, "course"), _("先に受けます")), _("受けたら"), asked)


def _pair(first: Half, words: str, asked: Question) -> Drawing:
    return Drawing(pair=(first, Half("gone", day_words(asked.day, asked.today), words)))


def _leave_by(values: Values, asked: Question) -> Drawing | None:
    """Until when they may stay, and what of the use lies after that."""
    last = values["until_at"]
    first = (wall(last, asked.day, asked.zone) - BEFORE) // HOUR
    return _rows({those_of(values): Span(_hour(first, asked).start, last)}, asked)


def _evening(values: Values, asked: Question) -> Drawing | None:
    """Whose these hours are, and that they are nobody else's."""
    theirs = Span(values["from_at"], values["to_at"])
    whose = listed(those_of(bounds) for bounds in values["ages"])
    return _rows({whose: theirs, _("ほかの人"): None}, asked)


def _rows(lit: Mapping[str, Span | None], asked: Question) -> Drawing | None:
    spans = [asked.span, *filter(None, lit.values())]
    walls = [[wall(at, asked.day, asked.zone) for at in (span.start, span.end)] for span in spans]
    first, last = min(start for start, _ in walls) // HOUR, -(-max(end for _, end in walls) // HOUR)
    if last - first > MOST_HOURS:
        return None
    hours = [_hour(number, asked) for number in range(first, last)]
    rows = (Row(words, tuple(_pane(hour, span, asked) for hour in hours)) for words, span in lit.items())
    return Drawing(hours=tuple(number % 24 for number in range(first, last)), rows=tuple(rows))


def _hour(number: int, asked: Question) -> Span:
    return Span(*(instant(asked.day, at * HOUR, asked.zone) for at in (number, number + 1)))


def _pane(hour: Span, lit: Span | None, asked: Question) -> Pane:
    # An hour that is allowed in part is not lit: it would promise the rest as well.
    look = LOOKS[State.FREE if lit and lit.contains(hour) else State.OUTSIDE]
    return Pane(look.look, mark(look), not (lit and lit.contains(hour)) and hour.overlaps(asked.span))


# Their second window is the day asked for, as one that can be had after the first.
PROMISING = frozenset({Code.ONE_AT_A_TIME, Code.TOO_EARLY, Code.SAME_DAY, Code.INDUCTION})
DRAWN: Mapping[Code, Callable[[Values, Question], Drawing | None]] = {
    Code.ONE_AT_A_TIME: _one_at_a_time,
    Code.TOO_EARLY: _not_open,
    Code.SAME_DAY: _not_open,
    Code.TOO_LATE: _too_late,
    Code.INDUCTION: _course,
    Code.LEAVE_BY: _leave_by,
    Code.AGE_EVENING: _evening,
}
