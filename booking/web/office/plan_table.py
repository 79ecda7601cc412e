"""The plan's table: its own columns as the plan prints them, and beside them what a year came to.

The page and the PDF are made of the same cells, so that neither says what the other does not.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _

from booking.labels.plans import baseline, word, yardstick
from booking.queries.figures import Counted, Reported
from booking.queries.plan_rows import office_lines, own_words, target_lines, year_parts
from booking.rules.indicators import Kind
from booking.rules.plans import Plan
from facilities.labels.eras import fiscal_year_words


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a cell; `href` leads to what it was counted from."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Came:
    """A figure of the year and, beside it, what it was counted from."""

    lines: list[Line]
    records: list[Line]


@dataclass(frozen=True, slots=True)
class Cell:
    """Some lines over `rows` rows and `across` columns. `of` says what stands in it: a number, a name, an
    office, this year, what the department says itself. Over the year's two columns stand its figures."""

    lines: list[Line]
    rows: int = 1
    of: str = ""
    across: int = 1
    figures: list[Came] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the plan with its rows."""

    title: str
    rows: list[list[Cell]]


@dataclass(frozen=True, slots=True)
class Table:
    head: list[str]
    parts: list[Part]
    counted: bool
    """Whether the last two columns are there: what a year came to, and from what."""


def table(plan: Plan, year: int, rows: Iterable[Reported]) -> Table:
    """The fiscal year that began in `year`; the plan's first year stands in its own column already."""
    counted = year != plan.baseline
    told = [
        Part(f"{section.id} {word(section.title)}", list(_rows(plan, year, list(found))))
        for section, found in groupby(rows, lambda one: one.entry.section)
    ]
    return Table(_head(plan, year, counted), told, counted)


def year_words(year: int) -> str:
    """「令和8年度」 of the fiscal year that began in a calendar year."""
    return fiscal_year_words(date(year, 4, 1))


def period(plan: Plan) -> str:
    """For which years the plan sets its targets."""
    return _("%(first)s~%(last)s") % {"first": year_words(plan.first), "last": year_words(plan.last)}


def _head(plan: Plan, year: int, counted: bool) -> list[str]:
    columns = [
        _("番号"),
        _("事業名称"),
        _("担当課"),
        _("対象"),
        _("事業の内容"),
        _("現況(%(year)s)") % {"year": year_words(plan.baseline)},
        _("目標値・実施内容(%(years)s)") % {"years": period(plan)},
        _("評価の方法"),
    ]
    return [*columns, year_words(year), _("根拠")] if counted else columns


def _rows(plan: Plan, year: int, section: list[Reported]) -> Iterator[list[Cell]]:
    for programme, found in groupby(section, lambda one: one.entry.programme):
        rows = list(found)
        said = {place: own_words(one) for place, one in enumerate(rows) if year != plan.baseline}
        deep = len(rows) + sum(1 for words in said.values() if words)
        for place, one in enumerate(rows):
            row = one.entry.row
            whole = place == 0  # what the departments of a programme share stands once beside them all
            own = said.get(place, [])
            yield [
                *([_cell([str(programme.number)], deep, "n")] if whole else []),
                *([_cell([word(programme.name)], deep, "nm")] if whole else []),
                _cell(office_lines(plan, one), 2 if own else 1, "dp"),
                *([_cell([word(programme.audience)], deep)] if whole else []),
                *([_cell([word(programme.content)], deep)] if whole else []),
                _cell(baseline(row, plan.counted)),
                _cell(target_lines(year, plan, one)),
                _cell([yardstick(row)]),
                *([] if year == plan.baseline else [_this_year(plan, year, one)]),
            ]
            if own:
                # Under the row, over the columns in which the departments differ.
                yield [Cell([Line(f"{name}:{text}") for name, text in own], of="own", across=5)]


def _this_year(plan: Plan, year: int, one: Reported) -> Cell:
    came = [
        Came([Line(line) for line in lines], [] if figure is None else list(_evidence(year, one, figure)))
        for lines, figure in year_parts(plan, one)
    ]
    if one.waiting:
        # Beside the figures and in none of them: whoever doubts a 0 sees that something is on its way.
        told = _("たしかめ待ち%(count)d件") % {"count": len(one.waiting)}
        came[-1].records.append(Line(told, _records_at(year, one, where_they_wait(plan, one))))
    return Cell([], of="y", across=2, figures=came)


def _evidence(year: int, one: Reported, figure: Counted) -> Iterator[Line]:
    if records := figure.records:
        told = _("記録%(count)d件") % {"count": records}
        yield Line(told, _records_at(year, one, one.figures.index(figure)))


def _records_at(year: int, one: Reported, place: int) -> str:
    return reverse("office-evidence", args=[year, one.entry.programme.id, one.entry.row.department, place])


def where_they_wait(plan: Plan, one: Reported) -> int:
    """The place of the first figure of the row that will count them."""
    kinds = [plan.counted[figure.published.indicator].of for figure in one.figures]
    return next((place for place, of in enumerate(kinds) if Kind.ACTIVITY in of), 0)


def _cell(lines: list[str], rows: int = 1, of: str = "") -> Cell:
    return Cell([Line(line) for line in lines], rows, of)
