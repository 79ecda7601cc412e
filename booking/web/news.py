"""市報のお知らせ: issues that are out, each as a page for children and for grown-ups."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from booking.labels.news import issue_words
from booking.models import NewsIssue
from booking.queries.bookings import Absent
from booking.queries.news import public_issue, public_issues
from booking.web.paper import on_paper
from booking.wording.issue_lines import AUDIENCES, parts_for
from facilities import clock
from facilities.labels import long_date
from facilities.rules.spans import local_day

MOST = 48  # two years of two a month


@never_cache
@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """What is out, the latest first."""
    issues = [
        (one, issue_words(one.kind, one.number), long_date(one.day)) for one in public_issues(_today())[:MOST]
    ]
    return render(request, "booking/news.html", {"issues": issues})


@never_cache
@require_safe
def issue(request: HttpRequest, public_id: str) -> HttpResponse:
    """For children with readings, or `?for=adults`."""
    try:
        found = public_issue(public_id, _today())
    except Absent as absent:
        raise Http404 from absent
    whom = request.GET.get("for", "children")
    if whom not in AUDIENCES:
        raise Http404
    told = {**frame(found), "whom": whom, "parts": parts_for(found.lines, whom)}
    if whom == "children":
        return on_paper(request, "booking/news_issue.html", told)
    return render(request, "booking/news_issue.html", told)


def frame(found: NewsIssue) -> dict[str, Any]:
    return {
        "issue": found,
        "title": issue_words(found.kind, found.number),
        "day": long_date(found.day),
        "first": long_date(found.first),
        "last": long_date(found.last),
    }


def _today() -> date:
    return local_day(clock.now(), ZoneInfo(settings.TIME_ZONE))
