"""The plan's table of a year as lines for a spreadsheet, and beside it how each of its figures is counted.

A line for each figure, nothing merged, a number alone in its cell and its unit in the next: so that a sheet
can be sorted and added up, as the ministry asks of tables that machines read (総務省「統計表における機械判読
可能なデータの表記方法の統一ルール」, 2020).
"""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from booking.labels.indicators import definition, parts_words
from booking.labels.plans import baseline, named, public, unit, word, yardstick
from booking.labels.years import words_named
from booking.queries.figures import Counted, Reported
from booking.queries.plan_rows import nothing, office_lines, since_lines, target_lines
from booking.queries.public_figures import public_figures
from booking.rules.plans import Plan
from booking.rules.suppression import Told
from booking.web.office.plan_table import period, where_they_wait, year_words

Line = list[str | int]
_AND = " / "


def table_lines(plan: Plan, year: int, rows: Iterable[Reported], *, for_public: bool) -> Iterator[Line]:
    """A head, and a line for each figure of each row; a row without figures has one, too. In the plan's first
    year nothing was counted, and the columns of a count are not there."""
    counted = year != plan.baseline
    yield _head(plan, year, counted)
    for one in rows:
        yield from (_of_figures(plan, year, one, for_public) if one.figures else [_of_none(plan, year, one)])


def definition_lines(
    plan: Plan, year: int, rows: Iterable[Reported], notes: Iterable[tuple[str, list[str]]]
) -> Iterator[Line]:
    """A head, and a line for each figure: what it counts, whom, in which unit, from where, what is not there;
    then what a reader has to know, a line for each sentence."""
    yield [
        _("番号"),
        _("事業名称"),
        _("担当課"),
        _("数えるもの"),
        _("数え方"),
        _("数える人"),
        _("単位"),
        _("出典"),
        _("足りないもの"),
    ]
    for one in rows:
        for place, figure in enumerate(one.figures):
            yield _defined(plan, year, one, place, figure)
    for heading, told in notes:
        for line in told:
            yield ["", heading, "", "", line, "", "", plan.source, ""]


def _head(plan: Plan, year: int, counted: bool) -> Line:
    first, this = year_words(plan.baseline), year_words(year)
    columns: Line = [
        _("節"),
        _("番号"),
        _("事業名称"),
        _("担当課"),
        _("対象"),
        _("事業の内容"),
        _("現況(%(year)s)") % {"year": first},
        _("目標値・実施内容(%(years)s)") % {"years": period(plan)},
        _("評価の方法"),
        _("数えるもの"),
        _("単位"),
        _("現況の数(%(year)s)") % {"year": first},
    ]
    if not counted:
        return columns
    behind = [_("人数の入力もれ"), _("記録の件数"), _("たしかめ待ち")]
    return [*columns, this, *behind, _("凍結した日"), _("凍結のあとの訂正"), *words_named().values()]


def _of_figures(plan: Plan, year: int, one: Reported, for_public: bool) -> Iterator[Line]:
    counted = year != plan.baseline
    values: Sequence[Told | None] = (
        public_figures(plan, one) if for_public else [found.value for found in one.figures]
    )
    for place, (figure, value) in enumerate(zip(one.figures, values, strict=True)):
        came = _("まだ入っていません") if value is None else public(value)
        closed = _closed(plan, figure, for_public)
        this_year = [came, *_behind(plan, one, place), *closed, *_own(one)] if counted else []
        yield [*_of_row(plan, year, one), *_of_figure(plan, figure), *this_year]


def _of_none(plan: Plan, year: int, one: Reported) -> Line:
    """Of a row that the plan gives no figure: what waits for it is still seen."""
    counted = year != plan.baseline
    this_year: Line = [nothing(one), "", "", len(one.waiting), "", "", *_own(one)] if counted else []
    return [*_of_row(plan, year, one), "", "", _not_printed(), *this_year]


def _of_row(plan: Plan, year: int, one: Reported) -> Line:
    section, programme, row = one.entry
    return [
        f"{section.id} {word(section.title)}",
        programme.id,
        word(programme.name),
        _AND.join(office_lines(plan, one)),
        word(programme.audience),
        word(programme.content),
        _("、").join(baseline(row, plan.counted)),
        _AND.join(target_lines(year, plan, one)),
        yardstick(row),
    ]


def _of_figure(plan: Plan, counted: Counted) -> Line:
    published, by = counted.published, plan.counted[counted.published.indicator]
    # What the plan prints is published: however small it is, there is nothing to hide in it.
    printed: str | int = _not_printed() if published.baseline is None else published.baseline
    return [named(published, by), unit(by), printed]


def _behind(plan: Plan, one: Reported, place: int) -> Line:
    """What stands behind a figure: records without a headcount, all records, those that still wait."""
    found = one.figures[place]
    return [found.missing, found.records, _waiting(plan, one, place)]


def _closed(plan: Plan, counted: Counted, for_public: bool) -> Line:
    """On which day it was frozen, and what the records say since. A public copy says only that something was
    corrected: of two numbers of people the difference is one that it may not tell."""
    if counted.closed is None:
        return ["", ""]
    since = list(since_lines(plan, counted))
    told = _("訂正があります") if since and for_public else _AND.join(since)
    return [counted.closed.frozen.closed_on.isoformat(), told]


def _own(one: Reported) -> Line:
    return [getattr(one.words, field, "") for field in words_named()]


def _waiting(plan: Plan, one: Reported, place: int) -> int:
    # They are the row's: beside each of its figures they would be added up as many times.
    return len(one.waiting) if place == where_they_wait(plan, one) else 0


def _defined(plan: Plan, year: int, one: Reported, place: int, counted: Counted) -> Line:
    by = plan.counted[counted.published.indicator]
    return [
        one.entry.programme.id,
        word(one.entry.programme.name),
        _AND.join(office_lines(plan, one)),
        named(counted.published, by),
        " / ".join(definition(by)),
        parts_words(by),
        unit(by),
        plan.source,
        _("、").join(_lacks(plan, year, one, place)) or _("ありません"),
    ]


def _lacks(plan: Plan, year: int, one: Reported, place: int) -> Iterator[str]:
    found = one.figures[place]
    if found.published.baseline is None:
        yield _("現況の数は計画に記載なし")
    if one.entry.row.evaluated_by is None:
        yield _("評価の方法は計画に記載なし")
    if year == plan.baseline:
        return
    if found.value is None:
        yield _("この年度の記録はまだ入っていません")
    if found.missing:
        yield _("人数の入力もれ%(missing)d件") % {"missing": found.missing}
    if waiting := _waiting(plan, one, place):
        yield _("たしかめ待ち%(count)d件") % {"count": waiting}


def _not_printed() -> str:
    return _("計画に記載なし")
