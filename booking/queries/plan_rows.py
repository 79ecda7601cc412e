"""A row of the plan in words, as its page, its PDF, its files and `manage.py plan_report` say it alike."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from booking.labels.plans import came, word
from booking.labels.talents import list_state_words
from booking.labels.years import aim_words, beside_lines, closed_words, words_named
from booking.queries.figures import Counted, Reported
from booking.rules.aims import Stand
from booking.rules.indicators import Indicator
from booking.rules.plans import Plan
from facilities.labels.eras import era_date


def year_parts(plan: Plan, one: Reported) -> Iterator[tuple[list[str], Counted | None]]:
    """What a year came to, as a cell of the table says it: some lines, and the figure that they are of; None
    beside what is said of the row. Said once where nothing is there, since a column of the same words hides
    the figures between them."""
    if head := [*_closed_lines(one), *list_lines(one)]:
        yield head, None
    if not any(figure.records or figure.changes(_by(plan, figure)).some for figure in one.figures):
        yield [nothing(one)], None
        return
    for figure in one.figures:
        yield _lines_of(plan, figure), figure


def figure_lines(plan: Plan, one: Reported) -> Iterator[str]:
    """What a year came to, a line for each figure; of a closed one with what stands beside it since."""
    yield from _closed_lines(one)
    yield from list_lines(one)
    for figure in one.figures:
        yield from _lines_of(plan, figure)


def list_lines(one: Reported) -> Iterator[str]:
    """In which state the department's list is, as it said; nothing of a row that counts none."""
    if not one.keeps_list:
        return
    if one.list_state is None:
        yield _("リストの状態:まだ決めていません")
        return
    told = {"state": list_state_words(one.list_state.state), "day": era_date(one.list_state.day)}
    yield _("リストの状態:%(state)s(%(day)sから)") % told


def since_lines(plan: Plan, figure: Counted) -> Iterator[str]:
    """What became of a closed figure since, a line each."""
    if figure.closed is not None:
        by = _by(plan, figure)
        then, now = figure.closed.frozen.value, figure.figure.value
        yield from beside_lines(by, then, now, figure.changes(by), figure.closed.corrections)


def office_lines(plan: Plan, one: Reported) -> list[str]:
    """The department as the plan names it, and whoever has followed it since."""
    named = next(word(of.name) for of in plan.departments if of.key == one.entry.row.department)
    later = [
        _("%(day)sから%(name)s") % {"day": era_date(step.since), "name": step.name} for step in one.answering
    ]
    return [named, *later]


def target_lines(year: int, plan: Plan, one: Reported) -> list[str]:
    """The target in the plan's words, and how it stands where the department has to say so."""
    target, said = one.entry.row.target, one.aim and (Stand(one.aim.stand), one.aim.on)
    stands = "" if year == plan.baseline else aim_words(target.kind, said or None)
    return [word(target), *([stands] if stands else [])]


def own_words(one: Reported) -> list[tuple[str, str]]:
    """What the department says of the year, each part by its name; what it left empty is not there."""
    found = ((name, getattr(one.words, field, "")) for field, name in words_named().items())
    return [(name, text) for name, text in found if text]


def _closed_lines(one: Reported) -> list[str]:
    closed = next((figure.closed for figure in one.figures if figure.closed), None)
    return [closed_words(closed.frozen.closed_on)] if closed else []


def _lines_of(plan: Plan, figure: Counted) -> list[str]:
    return [
        came(figure.published, _by(plan, figure), figure.value, figure.missing),
        *since_lines(plan, figure),
    ]


def _by(plan: Plan, figure: Counted) -> Indicator:
    return plan.counted[figure.published.indicator]


def nothing(one: Reported) -> str:
    return _("まだ入っていません") if one.figures else _("数えるものはありません")
