"""1日の人数: everybody who came on a day, entered at once. What is left empty stays without a number."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from booking.labels import band_words
from booking.queries.bookings import Absent
from booking.queries.today import Today
from booking.queries.today import today as load
from booking.rules.bands import BANDS
from booking.rules.staff import Right
from booking.web.desk.board import neighbour
from booking.web.desk.day_rows import Row, rows_of, told
from booking.web.desk.day_saving import Undone, save
from booking.web.desk.door import Desk, at_desk, show
from booking.web.desk.panel import Typed
from booking.web.desk.today import read_day
from booking.web.saying import said, say

A_SHEET = 40  # rows: with eighteen numbers in each, as many as one form brings in


@dataclass(frozen=True)
class Sheet:
    """Some rows of a day: which of its sheets, and whether every part has its line."""

    day: Today
    rows: Sequence[Row]
    number: int
    sheets: int
    every: bool

    def href(self, desk: Desk, **other: object) -> str:
        day = None if self.day.day == desk.today else self.day.day
        asked = {"d": day, "n": self.number if self.number > 1 else None, "all": "1" if self.every else None}
        query = urlencode({key: value for key, value in {**asked, **other}.items() if value})
        return reverse("desk-counts", args=[desk.hall.slug]) + (f"?{query}" if query else "")


@at_desk(Right.DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def counting(request: HttpRequest, desk: Desk) -> HttpResponse:
    """`d` is the day (today's without it), `n` which of its sheets, `all` for a line for each part."""
    sheet = _sheet(request, desk)
    if request.method != "POST":
        return _page(request, desk, sheet, said=said(request))
    try:
        entered = [
            (row, row.read(request.POST)) for row in sheet.rows if row.open and _was_shown(request, row)
        ]
    except Typed as typed:
        return _page(request, desk, sheet, 422, problem=typed.words, field=typed.field, typed=True)
    try:
        done, undone = save(request, desk, entered)
    except Absent as absent:
        raise Http404 from absent
    gone = _gone(request, sheet)
    if undone or gone:
        return _page(request, desk, _sheet(request, desk), 409, undone=undone, gone=gone, done=done)
    say(request, _saved(done))
    return redirect(sheet.href(desk))


def _was_shown(request: HttpRequest, row: Row) -> bool:
    return f"{row.key}.was" in request.POST


def _gone(request: HttpRequest, sheet: Sheet) -> int:
    """Into how many rows somebody has typed that can no more be counted here: given up or moved meanwhile."""
    here = {row.key for row in sheet.rows if row.open}
    typed = {
        name.partition(".")[0]
        for name, value in request.POST.items()
        if "-" in name.partition(".")[2] and str(value).strip()
    }
    shown = {name.removesuffix(".was") for name in request.POST if name.endswith(".was")}
    return len((typed & shown) - here)


def _saved(done: int) -> str:
    if not done:
        return _("変わったところはありませんでした。")
    return ngettext("%(count)d件の人数を入れました。", "%(count)d件の人数を入れました。", done) % {
        "count": done
    }


def _sheet(request: HttpRequest, desk: Desk) -> Sheet:
    asked = request.GET
    day = load(desk.hall, read_day(asked.get("d", "")) or desk.today, desk.now, desk.zone, desk.rules)
    rows = rows_of(day, desk)
    sheets = max(1, -(-len(rows) // A_SHEET))
    text = asked.get("n", "")
    number = int(text) if text in map(str, range(1, sheets + 1)) else 1
    return Sheet(day, rows[(number - 1) * A_SHEET : number * A_SHEET], number, sheets, bool(asked.get("all")))


def _page(
    request: HttpRequest,
    desk: Desk,
    sheet: Sheet,
    status: int = 200,
    *,
    undone: Mapping[str, Undone] | None = None,
    typed: bool = False,
    **more: Any,
) -> HttpResponse:
    failed = undone or {}
    shown = {
        "sheet": sheet,
        "day": sheet.day,
        "bands": [band_words(band) for band in BANDS],
        "rows": [
            {
                **told(row, request.POST if typed or _is_kept(failed.get(row.key)) else None, sheet.every),
                "undone": failed.get(row.key),
            }
            for row in sheet.rows
        ],
        "open_rows": any(row.open for row in sheet.rows),
        "missing": sum(row.is_missing for row in sheet.rows),
        "totals": _totals(sheet.rows),
        "undone": len(failed),
        **_ways(desk, sheet),
        **more,
    }
    return show(request, desk, "booking/desk/day_counts.html", "desk", status, **shown)


def _is_kept(undone: Undone | None) -> bool:
    return undone is not None and undone.kept


def _totals(rows: Iterable[Row]) -> list[int]:
    """Of each band, and last of all, who is on record; who was counted elsewhere is not told by band."""
    known = [(heads.band, count) for row in rows for heads, count in row.counts.items()]
    by_band = [sum(count for one, count in known if one == band) for band in BANDS]
    return [*by_band, sum(by_band)]


def _ways(desk: Desk, sheet: Sheet) -> dict[str, Any]:
    day = sheet.day.day
    return {
        "here": sheet.href(desk),
        "is_today": day == desk.today,
        "before": sheet.href(desk, d=neighbour(day, desk.today, -1), n=None),
        "after": sheet.href(desk, d=neighbour(day, desk.today, 1), n=None),
        "now": sheet.href(desk, d=None, n=None),
        "parts": sheet.href(desk, all=None if sheet.every else "1"),
        "others": [(n, sheet.href(desk, n=n if n > 1 else None)) for n in range(1, sheet.sheets + 1)],
    }
