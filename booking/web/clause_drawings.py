"""A clause as a small picture beside its sentences: what comes first, until when one stays, what giving up
costs by days. Drawn of the plain case alone; the sentences say the rest."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from booking.rules.clauses.cancel_by import CancelBy
from booking.rules.clauses.induction import Induction
from booking.rules.clauses.leave_by import LeaveBy
from booking.rules.clauses.outstanding import Outstanding
from booking.rules.clauses.refund import Refund
from booking.rules.clauses.scope import EVERY_DAY
from booking.rules.clauses.term import Statement
from booking.rules.weeks import State
from booking.web.drawings import BEFORE, HOUR, MOST_HOURS, Drawing, Half, Pane, Row
from booking.web.windows import LOOKS, Look, mark
from booking.wording import Vocabulary
from booking.wording.scopes import Said
from facilities.labels import ages_words

HOURS_A_DAY = 24
AROUND = 2  # days that are drawn on each side of the last one
OPEN, SHUT = LOOKS[State.FREE], Look("dark", "x")
PART, WALL = Look("part", "tri"), LOOKS[State.OUTSIDE]


def example(terms: Iterable[Said], at: Vocabulary) -> Drawing | None:
    """Of the first of a clause's terms that can be drawn; None if none can."""
    plain = [term for term in terms if isinstance(term, Statement) and _is_plain(term)]
    drawn = [DRAWN[type(term)](term, at) for term in plain if type(term) in DRAWN]
    together = _leave_by([term for term in plain if isinstance(term, LeaveBy)])
    return next(filter(None, (*drawn, together)), None)


def _is_plain(term: Statement) -> bool:
    """Whether it holds for everybody on every day, by whichever way one asks."""
    return term.on == EVERY_DAY and not (term.users or term.through or term.unless or term.notice)


def _outstanding(term: Outstanding, at: Vocabulary) -> Drawing:
    held = _("今の予約") if term.most == 1 else _("予約%(most)dつ") % {"most": term.most}
    return Drawing(pair=(Half("mine", held, _("1つ使い終わると")), Half("lit", _("次の予約"), _("できます"))))


def _induction(term: Induction, at: Vocabulary) -> Drawing:
    first = Half("cond", at.word(term.course), _("先に受けます"))
    return Drawing(pair=(first, Half("lit", _("予約"), _("できます"))))


def _leave_by(terms: Sequence[LeaveBy]) -> Drawing | None:
    """From two hours before the first go home to two after the last, a row for each; nothing where it
    depends on who else comes, or where so many hours do not fit."""
    plain = [term for term in terms if not term.unless_accompanied and term.of == "each"]
    times = [term.time for term in plain]
    if not times:
        return None
    hours = range((min(times) - BEFORE) // HOUR, -(-(max(times) + BEFORE) // HOUR))
    rows = (
        Row(ages_words(one.ages), tuple(_pane(_until(hour, one.time)) for hour in hours)) for one in plain
    )
    shown = tuple(hour % HOURS_A_DAY for hour in hours)
    return Drawing(hours=shown, rows=tuple(rows)) if len(hours) <= MOST_HOURS else None


def _until(hour: int, time: int) -> Look:
    if (hour + 1) * HOUR <= time:
        return OPEN
    return PART if hour * HOUR < time else WALL


def _cancel_by(term: CancelBy, at: Vocabulary) -> Drawing | None:
    """Days on which it can be given up, and after which it cannot; nothing where it turns within a day."""
    if term.days is None or term.of != "use" or term.at is not None or term.if_closed:
        return None
    days = range(term.days + AROUND, max(term.days - AROUND, 0) - 1, -1)
    return Drawing(cells=tuple((_pane(_given_up(term.days, day)), _before(day)) for day in days))


def _given_up(last: int, day: int) -> Look:
    return OPEN if day >= last else SHUT


def _refund(term: Refund, at: Vocabulary) -> Drawing | None:
    """How much of the fee comes back, tier by tier, and nothing after the last."""
    tiers = [(one.days_before, one.percent) for one in term.tiers or ()]
    if not tiers:
        return None
    until = [(_("%(day)sまで") % {"day": _before(days)}, percent) for days, percent in tiers]
    after = [(_("そのあと"), 0)] if tiers[-1] != (0, tiers[-1][1]) else []
    return Drawing(cells=tuple((_share(percent), words) for words, percent in (*until, *after)))


def _share(percent: int) -> Pane:
    look = {0: SHUT, 100: OPEN}.get(percent, PART)
    return Pane(look.look, mark(look), False, f"{percent}%")


def _pane(look: Look) -> Pane:
    return Pane(look.look, mark(look), False)


def _before(days: int) -> str:
    """「3日前」「使う日」."""
    near = {0: _("使う日"), 1: _("前の日")}
    return near.get(days) or _("%(days)d日前") % {"days": days}


DRAWN: dict[type[Any], Callable[[Any, Vocabulary], Drawing | None]] = {
    Outstanding: _outstanding,
    Induction: _induction,
    CancelBy: _cancel_by,
    Refund: _refund,
}
