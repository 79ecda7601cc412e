"""/reporter/: a school, a nursery, a club or an NPO reports its activity days, by a link, without an account.

The link's secret stands in this page's address and in nothing else. One that opens nothing is answered as a
guardian's is, word for word; one that has run out is explained.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from booking.actions import activities as verbs
from booking.actions.changes import Stale
from booking.actions.texts import Missing, Unfit
from booking.labels.activities import period_words, state_of_day
from booking.labels.indicators import heads_words, part_of_heads
from booking.labels.plans import word
from booking.models import ActivityDay, Reporter
from booking.queries.activities import day_of, days_of, heads_of, unanswered
from booking.queries.bookings import Absent
from booking.queries.people import today_here
from booking.queries.plans import the_plan
from booking.rules.activities import AT_ONCE, MOST_WAITING, REPORTERS, State, asked_rows, reportable_from
from booking.rules.attendance import Part
from booking.web.consents import KEYED, Mistake, no_link
from booking.web.report_form import DaysForm, as_given, row_told, why_not
from booking.web.written_numbers import seen_in
from facilities import clock
from facilities.labels import long_date

View = Callable[..., HttpResponse]


def by_link(view: View) -> View:
    """`view(request, token, reporter, now, …)` of the reporter whose link it is."""

    @never_cache
    @wraps(view)
    def answer(request: HttpRequest, token: str, **more: str) -> HttpResponse:
        now = clock.now()
        try:
            return view(request, token, verbs.look_at_link(link_token=token, now=now), now, **more)
        except verbs.LinkOver as over:
            told = {"department": over.department, "here": "/", **KEYED}
            return render(request, "booking/reporter_over.html", told, status=410)
        except Absent:
            return no_link(request)

    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def reporter(request: HttpRequest, token: str, found: Reporter, now: int) -> HttpResponse:
    """What was reported, and a form for one day or several. POST sends them, or gives room for one more."""
    if request.method != "POST":
        return _page(request, token, found, now, {})
    form = DaysForm(request.POST, found)
    if "more" in request.POST:
        return _page(request, token, found, now, _one_more(form))
    days = form.days()
    if not form.errors:
        try:
            verbs.send_days(link_token=token, days=[told for _prefix, told in days], now=now)
            return _back(token, "sent")
        except verbs.Wrong as wrong:
            form.refuse(days[wrong.place][0], wrong.why)
        except verbs.TooMany:
            form.wrong("0-day", _too_many())
    return _page(request, token, found, now, request.POST, form.errors, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def one_day(request: HttpRequest, token: str, found: Reporter, now: int, public_id: str) -> HttpResponse:
    """One day that is not confirmed yet. POST corrects it."""
    current = day_of(found, public_id)
    if current.state not in REPORTERS:
        return _page(request, token, found, now, {}, done=_done("settled"), status=409)
    if request.method != "POST":
        return _day_page(request, token, found, current, as_given(current))
    form = DaysForm(request.POST, found)
    told, revision = form.day("0-"), seen_in(request.POST)
    if told is not None:
        try:
            verbs.correct_day(link_token=token, public_id=public_id, told=told, seen=revision, now=now)
            return _back(token, "corrected")
        except (Stale, verbs.Settled) as late:
            what = "settled" if isinstance(late, verbs.Settled) else "changed"
            return _page(request, token, found, now, {}, done=_done(what), status=409)
        except (verbs.NotThen, verbs.Twice, Missing, Unfit) as why:
            form.refuse("0-", why)
    return _day_page(request, token, found, current, request.POST, form.errors, status=422)


@require_POST
@by_link
def withdrawing(request: HttpRequest, token: str, found: Reporter, now: int, public_id: str) -> HttpResponse:
    try:
        verbs.withdraw_day(link_token=token, public_id=public_id, now=now)
    except verbs.Settled:
        return _page(request, token, found, now, {}, done=_done("settled"), status=409)
    return _back(token, "withdrawn")


@require_POST
@by_link
def sending_again(
    request: HttpRequest, token: str, found: Reporter, now: int, public_id: str
) -> HttpResponse:
    """What was withdrawn by a slip."""
    try:
        verbs.send_again(link_token=token, public_id=public_id, now=now)
    except (verbs.Twice, verbs.NotThen) as why:
        return _page(request, token, found, now, {}, done=why_not(why), status=409)
    return _back(token, "again")


@require_POST
@by_link
def nothing(request: HttpRequest, token: str, found: Reporter, now: int) -> HttpResponse:
    """In a month or a quarter there was nothing."""
    try:
        first = date.fromisoformat(request.POST.get("first", ""))
        verbs.say_nothing(link_token=token, day=first, now=now)
    except (ValueError, verbs.NotNothing):
        return _page(request, token, found, now, {}, done=_done("something"), status=409)
    return _back(token, "nothing")


def _one_more(form: DaysForm) -> dict[str, str]:
    """What was typed, with room for another day at the same place."""
    given = {name: form.given[name] for name in form.given}
    rows = min(form.rows + 1, AT_ONCE)
    for name in ("place", "plan"):
        given.setdefault(f"{rows - 1}-{name}", given.get(f"{rows - 2}-{name}", ""))
    return {**given, "rows": str(rows)}


def _page(
    request: HttpRequest,
    token: str,
    found: Reporter,
    now: int,
    given: Mapping[str, str],
    errors: list[Mistake] | None = None,
    *,
    done: str = "",
    status: int = 200,
) -> HttpResponse:
    today, errors = today_here(now), errors or []
    rows = DaysForm(given, found).rows
    days = [_told(one) for one in days_of(found, today)]
    told = {
        **_frame(token, found, errors),
        "today": today.isoformat(),
        "first": reportable_from(today).isoformat(),
        "rows": [row_told(f"{row}-", given, errors) for row in range(rows)],
        "count": rows,
        "last": rows == AT_ONCE,
        "owed": [(one.first, period_words(one, found.every)) for one in unanswered(found, today)],
        "returned": [one for one in days if one["state"] == State.RETURNED],
        "days": [one for one in days if one["state"] != State.RETURNED],
        "done": done or _done(request.GET.get("done", "")),
        "bad": status != 200,
    }
    return render(request, "booking/reporter.html", told, status=status)


def _day_page(
    request: HttpRequest,
    token: str,
    found: Reporter,
    current: ActivityDay,
    given: Mapping[str, str],
    errors: list[Mistake] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    errors, today = errors or [], today_here(clock.now())
    told = {
        **_frame(token, found, errors),
        "one": _told(current),
        "row": row_told("0-", given, errors),
        "seen": given.get("seen", str(current.revision)),
        "today": today.isoformat(),
        "first": reportable_from(today).isoformat(),
    }
    return render(request, "booking/reporter_day.html", told, status=status)


def _frame(token: str, found: Reporter, errors: list[Mistake]) -> dict[str, Any]:
    """What both pages say: who reports, for which of the plan's programmes, and until when by this link."""
    return {
        "reporter": found,
        "token": token,
        "plans": _plans(found),
        "parts": [part_of_heads(part) for part in Part],
        "until": long_date(found.link_until),
        "errors": errors,
        **KEYED,
    }


def _plans(found: Reporter) -> list[tuple[str, str]]:
    plan = the_plan()
    rows = asked_rows(plan, found.department.slug) if plan else []
    named = {one.programme.id: word(one.programme.name) for one in rows}
    # A plan that was replaced may not know it any more: then its number stands alone.
    return [(one, named.get(one, one)) for one in found.plans]


def _told(one: ActivityDay) -> dict[str, Any]:
    heads = heads_of(one)
    return {
        "public_id": one.public_id,
        "day": one.day,
        "place": one.place,
        "plan": one.plan,
        "heads": _("人数はまだです") if heads is None else heads_words(heads),
        "state": one.state,
        "words": state_of_day(one.state),
        "why": one.why,
        "open": one.state in REPORTERS,
        "withdrawn": one.state == State.WITHDRAWN,
    }


def _too_many() -> str:
    told = {"days": AT_ONCE, "waiting": MOST_WAITING}
    return _("一度に送れるのは%(days)d日分、たしかめを待てるのは%(waiting)d日分までです。") % told


def _back(token: str, done: str) -> HttpResponse:
    return redirect(f"{reverse('reporter', args=[token])}?done={done}")


def _done(what: str) -> str:
    return {
        "sent": _("報告を受け取りました。ありがとうございます。課がたしかめます。"),
        "corrected": _("報告を直しました。課がたしかめます。"),
        "withdrawn": _("報告を取り下げました。下の一覧から、もどせます。"),
        "again": _("報告をもどしました。課がたしかめます。"),
        "nothing": _("活動がなかったことを受け取りました。ありがとうございます。"),
        "something": _("この期間には、報告があります。下の一覧を見てください。"),
        "settled": _("この報告は、課がもうたしかめました。直すときは、課に話してください。"),
        "changed": _("先に報告が変わっていました。今の報告を見て、もう一度直してください。"),
    }.get(what, "")
