"""The action plan's table with a year's figures, as a page, a PDF and a CSV; and what each counts."""

import re
from dataclasses import asdict
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from booking import pdf
from booking.labels import people_words
from booking.labels.activities import month_words
from booking.labels.indicators import definition, heads_words, kind_of_record
from booking.labels.plans import came, said, word
from booking.queries.counted.source import Evidence
from booking.queries.evidence import as_stood, awaiting, evidence
from booking.queries.figures import Reported, reported
from booking.queries.plan_rows import since_lines
from booking.queries.plans import the_plan
from booking.queries.public_figures import people_by_record, public_people
from booking.rules.indicators import Kind
from booking.rules.plans import Plan
from booking.rules.staff import Right
from booking.web.office.copies import DEFINITIONS, PUBLIC, Copy, answered, csv_copy
from booking.web.office.door import Office, at_office
from booking.web.office.evidence_lines import public_lines, record_lines
from booking.web.office.frozen_told import frozen_told
from booking.web.office.plan_lines import definition_lines, table_lines
from booking.web.office.plan_table import period, table, year_words
from booking.web.written_numbers import year_in
from facilities.labels.eras import era_date
from facilities.rules.stages import fiscal_year

FOUR_DIGITS = re.compile("[0-9]{4}")


@at_office(Right.FIGURES)
@require_safe
def this_year(request: HttpRequest, office: Office) -> HttpResponse:
    """The year that a form names in `y`, else the one that runs."""
    return redirect("office-plan", year_in(request.GET, fiscal_year(office.today)))


@at_office(Right.FIGURES)
@require_safe
def plan(request: HttpRequest, office: Office, year: int) -> HttpResponse:
    """`as=pdf` gives it as a file, in Japanese, as the city's papers are; `as=csv` as a table, or with
    `part=definitions` how it is counted; `copy=public` the table as it may be published."""
    found = the_plan()
    if found is None:
        return render(request, "booking/office/no_plan.html", status=404)
    rows = _of_year(found, year, office)
    if request.GET.get("as") == "pdf":
        return _pdf(found, year, office, rows)
    notes = _notes(found, year, office, rows)
    copies = _table_copies(found, year, rows, notes)
    if "as" in request.GET:
        return answered(request, copies)
    told = {
        "plan": found,
        "title": word(found.title),
        "table": table(found, year, rows),
        "notes": notes,
        "copies": copies,
        "year": year,
        "this": year_words(year),
        "years": [(one, year_words(one)) for one in range(fiscal_year(office.today), found.baseline - 1, -1)],
    }
    return render(request, "booking/office/plan.html", told)


@at_office(Right.FIGURES)
@require_safe
def figure(
    request: HttpRequest, office: Office, year: int, programme: str, department: str, place: int
) -> HttpResponse:
    """One figure of a row, by its place there: how it is counted, and from which records. `as=csv` gives
    these as a file, with `copy=public` as they may be published."""
    found = the_plan()
    rows = _of_year(found, year, office) if found else []
    wanted = (programme, department)
    row = next((one for one in rows if (one.entry.programme.id, one.entry.row.department) == wanted), None)
    if found is None or row is None or place >= len(row.figures):
        raise Http404
    counted = row.figures[place]
    indicator = found.counted[counted.published.indicator]
    stood = as_stood(counted, counted.closed, indicator) if counted.closed else None
    records = {
        "counted": stood[0] if stood else evidence(counted.figure.counted),
        "missing": stood[1] if stood else evidence(counted.figure.missing),
        # Only beside a figure that would count them: to all others they are nothing.
        "waiting": awaiting(row.waiting) if Kind.ACTIVITY in indicator.of else [],
    }
    copies = _record_copies(found, year, row, place, records)
    if "as" in request.GET:
        return answered(request, copies)
    told = {
        "year": year,
        "this": year_words(year),
        "programme": f"{row.entry.programme.id} {word(row.entry.programme.name)}",
        "office": next(word(one.name) for one in found.departments if one.key == department),
        "came": came(counted.published, indicator, counted.value, counted.missing),
        "definition": definition(indicator),
        **{name: [_record(one) for one in of_it] for name, of_it in records.items()},
        "copies": copies,
        "name": said(counted.published, indicator, ""),
        "beside": list(since_lines(found, counted)),
        **frozen_told(counted, indicator),
    }
    return render(request, "booking/office/figure.html", told)


def _of_year(found: Plan, year: int, office: Office) -> list[Reported]:
    """404 for a year before the plan's first figures, and for one that has not begun."""
    if not found.baseline <= year <= fiscal_year(office.today):
        raise Http404
    return reported(found, year, ZoneInfo(settings.TIME_ZONE), office.now)


def _table_copies(
    found: Plan, year: int, rows: list[Reported], notes: list[tuple[str, list[str]]]
) -> list[Copy]:
    name = f"plan-{found.key}-{year}"
    # Whoever is sent a public copy has not seen the page.
    hidden = _(
        "公開用では、1人から4人までの人数を「5未満」と書きます。合計からわかってしまう欄は「非公表」です。計画に書いてある数は、そのままです。"
    )
    defined = definition_lines(found, year, rows, [*notes, (_("公開用の表"), [hidden])])
    return [
        csv_copy(_("表"), {}, name, table_lines(found, year, rows, for_public=False)),
        csv_copy(_("数え方と注意"), DEFINITIONS, name, defined),
        csv_copy(_("公開用の表"), PUBLIC, name, table_lines(found, year, rows, for_public=True)),
    ]


def _record_copies(
    found: Plan, year: int, row: Reported, place: int, records: dict[str, list[Evidence]]
) -> list[Copy]:
    counted, programme = row.figures[place], row.entry.programme.id
    by = found.counted[counted.published.indicator]
    told = [(_("数えた"), records["counted"]), (_("人数がまだ"), records["missing"])]
    waits = [(_("たしかめ待ち"), records["waiting"])]
    name = f"plan-{found.key}-{year}-{programme}-{row.entry.row.department}-{place}"
    whole = record_lines(by, [*told, *waits], people_by_record(found, counted))
    # What waits is nobody's word yet: a public copy has none of it.
    public = public_lines(by, told, public_people(found, row, place))
    return [csv_copy(_("記録の一覧"), {}, name, whole), csv_copy(_("公開用の記録"), PUBLIC, name, public)]


def _record(one: Evidence) -> dict[str, Any]:
    return {
        "kind": kind_of_record(one.kind),
        "day": one.day,
        "month": month_words(one.day) if one.by_month else "",
        "what": one.what,
        "where": one.where,
        "heads": _people(one),
    }


def _people(one: Evidence) -> str:
    if one.heads is not None:
        return heads_words(one.heads)
    return "" if one.users is None else people_words(one.users)


def _notes(found: Plan, year: int, office: Office, rows: list[Reported]) -> list[tuple[str, list[str]]]:
    """What a reader has to know before they compare."""
    compared = [_("目標の期間は%(years)sです。") % {"years": period(found)}]
    if year > found.last:
        compared.append(_("この年度は期間のあとです。今のようすを表す数で、達成したかどうかは表しません。"))
    if any(figure.closed for row in rows for figure in row.figures):
        compared.append(
            _("「凍結」は、年度をしめた日の数です。あとで記録が変わっても、この数は変わりません。")
        )
    if year == fiscal_year(office.today):
        compared.append(_("この年度の数は、きょうまでの数です。現況は1年間の数です。"))
    return [
        (_("数え方"), [_("人数は延べです。参加した人を数え、付きそいと手伝いは別に数えます。")]),
        (_("くらべるときの注意"), compared),
        (
            _("3つの「ない」"),
            [
                _("「計画に記載なし」は、計画の表に数や方法がない欄です。0ではありません。"),
                _("「まだ入っていません」は、記録がまだない欄です。0ではありません。"),
                _("「0」は、記録があって、0だった欄です。"),
            ],
        ),
        (
            _("活動日の報告"),
            [_("課がたしかめた報告だけを数えます。たしかめを待つ報告は、数に入っていません。")],
        ),
    ]


def _pdf(found: Plan, year: int, office: Office, rows: list[Reported]) -> HttpResponse:
    with override("ja"):
        told: dict[str, Any] = {
            "title": word(found.title),
            "lead": _("第%(chapter)d章 事業の進み具合 %(year)s")
            % {"chapter": found.chapter, "year": year_words(year)},
            **asdict(table(found, year, rows)),
            "notes": [
                {"heading": heading, "lines": lines} for heading, lines in _notes(found, year, office, rows)
            ],
            "foot": _("%(source)s。%(day)sに作成") % {"source": found.source, "day": era_date(office.today)},
        }
    response = HttpResponse(pdf.paper("plan", told), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="plan-{found.key}-{year}.pdf"'
    return response
