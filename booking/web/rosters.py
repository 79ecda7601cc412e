"""A group's members without a card: typed as numbers, or read from a list of which only numbers are kept."""

from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from booking.actions.changes import Stale
from booking.actions.groups import keep_roster
from booking.labels import band_words, people_words, roster_tie_words
from booking.queries.bookings import Absent
from booking.queries.groups import Seen, roster_size
from booking.rules.bands import BANDS
from booking.rules.rosters import MOST, MOST_BYTES, MOST_LINES, TIES, Fault, Faults, Wrong, read
from booking.web.booked import reader
from booking.web.group_page import today_of
from booking.web.groups import as_seen, find_group, not_done
from booking.web.saying import say
from facilities import clock

MOST_FAULTS = 20  # that anybody reads
Typed = dict[str, dict[str, str]]


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def roster(request: HttpRequest, public_id: str) -> HttpResponse:
    """GET: the numbers. POST: `list` is a file that takes their place, or else each cell is typed."""
    found, now = find_group(request, public_id), clock.now()
    if not found.leads and request.method != "POST":
        raise Http404
    if request.method != "POST":
        return _page(request, found, _written(found.group.roster))
    typed = {
        band: {tie: request.POST.get(f"{band}-{tie}", "").strip()[:10] for tie in TIES} for band in BANDS
    }
    upload = request.FILES.get("list")
    try:
        kept = (
            # A byte more than is taken: a longer file is known by it, and never read whole.
            read(upload.read(MOST_BYTES + 1), today_of(now))
            if isinstance(upload, UploadedFile)
            else _counted(typed)
        )
    except Faults as faults:
        return _page(request, found, _written(found.group.roster), [_fault(one) for one in faults.faults])
    except ValueError as wrong:
        return _page(request, found, typed, [{"field": f"id_{wrong}", "words": _number_words()}])
    try:
        keep_roster(group=as_seen(request, found), actor=reader(request), roster=kept, now=now)
    except (Absent, Stale) as error:
        return not_done(request, public_id, error)
    # Whoever sends a file of sixty lines wants to see that it was sixty.
    say(
        request,
        _("カードのないメンバーを、%(people)sにしました。") % {"people": people_words(roster_size(kept))},
    )
    return redirect("group", public_id)


@login_required
@require_safe
def sample(request: HttpRequest, public_id: str) -> HttpResponse:
    """A list to begin with, as Excel opens it without asking."""
    find_group(request, public_id)
    lines = ["年齢区分,市とのつながり,人数", "65歳以上,在住,40", "おとな,在勤,15", "おとな,なし,5"]
    # Excel takes a CSV without this mark for one in the machine's own encoding.
    answer = HttpResponse("\ufeff" + "\r\n".join(lines) + "\r\n", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="members-sample.csv"'
    return answer


def _counted(typed: Typed) -> dict[str, dict[str, int]]:
    """ValueError naming the first cell that is no number of people."""
    for band, ties in typed.items():
        for tie, text in ties.items():
            if text and not (text.isdecimal() and int(text) <= MOST):
                raise ValueError(f"{band}-{tie}")
    counted = {
        band: {tie: int(text) for tie, text in ties.items() if text.strip("0")}
        for band, ties in typed.items()
    }
    return {band: ties for band, ties in counted.items() if ties}


def _written(kept: dict[str, dict[str, int]]) -> Typed:
    return {band: {tie: str(kept.get(band, {}).get(tie) or "") for tie in TIES} for band in BANDS}


def _page(
    request: HttpRequest, found: Seen, typed: Typed, errors: list[dict[str, str]] | None = None
) -> HttpResponse:
    told = {
        "group": found.group,
        "ties": [roster_tie_words(tie) for tie in TIES],
        "rows": [
            {
                "words": band_words(band),
                "cells": [
                    {
                        "name": f"{band}-{tie}",
                        "spoken": f"{band_words(band)} {roster_tie_words(tie)}",
                        "count": typed[band][tie],
                    }
                    for tie in TIES
                ],
            }
            for band in BANDS
        ],
        "errors": (errors or [])[:MOST_FAULTS],
        "most": MOST,
    }
    return render(request, "booking/roster.html", told, status=422 if errors else 200)


def _number_words() -> str:
    return _("人数は、0から%(most)dまでの数で入れてください。") % {"most": MOST}


def _fault(fault: Fault) -> dict[str, str]:
    told = {"line": fault.line, "text": fault.text, "most": MOST, "lines": MOST_LINES}
    words = {
        Wrong.NOT_TEXT: _("このファイルは読めませんでした。Excelでは「CSV」をえらんで保存してください。"),
        Wrong.TOO_LONG: _("一覧が長すぎます。%(lines)d行までにしてください。"),
        Wrong.HEAD: _("1行目に、列の名前を入れてください。「年齢区分」か「生年月日」がいります。"),
        Wrong.TWICE: _("1行目:「%(text)s」は同じことを書く列です。どちらか1つにしてください。"),
        Wrong.EMPTY: _("一覧に、だれも入っていませんでした。2行目から入れてください。"),
        Wrong.BAND: _("%(line)d行目:「%(text)s」は年齢区分にありません。下の表の言葉で入れてください。"),
        Wrong.BORN: _("%(line)d行目:生年月日「%(text)s」が読めません。2012-06-20のように入れてください。"),
        Wrong.TIE: _("%(line)d行目:「%(text)s」は、在住・在勤・在学・なしのどれかにしてください。"),
        Wrong.COUNT: _("%(line)d行目:人数「%(text)s」は、1から%(most)dまでの数にしてください。"),
        Wrong.SUM: _(
            "%(line)d行目まで:同じ年齢区分・つながりの人が、合わせて%(text)s人になります。%(most)d人までです。"
        ),
    }[fault.wrong]
    return {"field": "list", "words": words % told}
