"""地域のグループとして: a leader asks that the group stands in the network, and enters its open dates."""

import re
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from booking.actions import supported as verbs
from booking.actions.changes import Stale
from booking.actions.texts import Missing, Unfit
from booking.labels import band_words
from booking.labels.supported import group_kind_words, standing_words
from booking.labels.talents import for_whom
from booking.models import Group
from booking.queries.bookings import Absent
from booking.queries.supported import dates_to_come, supported_of
from booking.rules.bands import BANDS
from booking.rules.supported import MOST_DATES, GroupKind, Standing
from booking.web.booked import reader
from booking.web.consents import Mistake, words_of
from booking.web.groups import find_group
from booking.web.saying import said, say
from booking.web.talent_form import seen_in
from facilities import clock
from facilities.labels import span_words
from facilities.rules.spans import Span, local_day, wall_span

CLOCK = re.compile("([01]?[0-9]|2[0-3]):([0-5][0-9])")


class NoTime(ValueError):
    """What was typed is no day, or no time of one."""


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def supported(request: HttpRequest, public_id: str) -> HttpResponse:
    """What the group has asked. POST asks, or says anew who it is."""
    group = _group(request, public_id)
    if request.method != "POST":
        return _page(request, group)
    kind = request.POST.get("kind", "")
    asking = verbs.Asking(
        GroupKind(kind) if kind in set(GroupKind) else GroupKind.OTHER,
        request.POST.get("about", ""),
        request.POST.get("welcomes", ""),
    )
    try:
        verbs.ask_to_stand(
            group=group, asking=asking, seen=seen_in(request.POST), actor=reader(request), now=clock.now()
        )
    except (Missing, Unfit) as mistake:
        return _page(request, group, mistake_of(mistake))
    except Absent as absent:
        raise Http404 from absent
    except Stale:
        words = _("ほかの画面で先に変わっていました。今の内容を見て、もう一度直してください。")
        return _page(request, group, notice=words, status=409)
    say(request, _("申しこみました。市の課がたしかめてから、みんなのページに出ます。"))
    return redirect("group-supported", public_id)


@never_cache
@login_required
@require_POST
def leaving(request: HttpRequest, public_id: str) -> HttpResponse:
    try:
        verbs.leave_network(group=_group(request, public_id), actor=reader(request), now=clock.now())
    except Absent as absent:
        raise Http404 from absent
    say(request, _("やめました。みんなのページから消えました。"))
    return redirect("group-supported", public_id)


@never_cache
@login_required
@require_POST
def dating(request: HttpRequest, public_id: str) -> HttpResponse:
    """Enters a date on which others may come."""
    group = _group(request, public_id)
    try:
        verbs.enter_open_date(
            group=group,
            span=_span(request),
            title=request.POST.get("title", ""),
            place=request.POST.get("place", ""),
            bands=tuple(request.POST.getlist("band")),
            actor=reader(request),
            now=clock.now(),
        )
    except (Missing, Unfit, NoTime, verbs.Over, verbs.TooManyDates) as mistake:
        return _page(request, group, mistake_of(mistake))
    except Absent as absent:
        raise Http404 from absent
    say(request, _("来られる日を入れました。"))
    return redirect("group-supported", public_id)


@never_cache
@login_required
@require_POST
def cancelling(request: HttpRequest, public_id: str, open_date: str) -> HttpResponse:
    try:
        group, actor = _group(request, public_id), reader(request)
        verbs.cancel_open_date(group=group, public_id=open_date, actor=actor, now=clock.now())
    except Absent as absent:
        raise Http404 from absent
    say(request, _("この日を取り消しました。みんなのページから消えました。"))
    return redirect("group-supported", public_id)


def mistake_of(mistake: Exception) -> Mistake:
    if isinstance(mistake, NoTime):
        return Mistake(field="day", words=_("日と時間を、10:00 のような形で入れてください。"))
    if isinstance(mistake, verbs.Over):
        return Mistake(field="day", words=_("これからの日で、終わりを始まりよりあとにしてください。"))
    if isinstance(mistake, verbs.TooManyDates):
        words = _("これからの日は%(most)d回までです。終わってから入れてください。")
        return Mistake(field="day", words=words % {"most": MOST_DATES})
    field = str(getattr(mistake, "field", "about"))
    missing = {
        "about": _("どんなグループかを書いてください。"),
        "welcomes": _("どんな人に来てほしいかを書いてください。"),
        "title": _("何をするかを書いてください。"),
        "place": _("場所を書いてください。"),
        "bands": _("だれのための日かを、えらんでください。"),
    }
    said_of = missing.get(field) if isinstance(mistake, Missing) else None
    return Mistake(field=field, words=said_of or words_of(mistake))


def _span(request: HttpRequest) -> Span:
    """NoTime for what is none."""
    times = [CLOCK.fullmatch(request.POST.get(name, "").strip()) for name in ("from", "to")]
    try:
        day = date.fromisoformat(request.POST.get("day", ""))
    except ValueError as error:
        raise NoTime from error
    start, end = (60 * int(one[1]) + int(one[2]) if one else -1 for one in times)
    if start < 0 or end <= start or not 2000 <= day.year <= 2100:
        raise NoTime
    return wall_span(day, start, end, ZoneInfo(settings.TIME_ZONE))


def _group(request: HttpRequest, public_id: str) -> Group:
    """404 for a group that one does not lead."""
    found = find_group(request, public_id)
    if not found.leads:
        raise Http404
    return found.group


def _page(
    request: HttpRequest, group: Group, mistake: Mistake | None = None, notice: str = "", status: int = 200
) -> HttpResponse:
    now, zone = clock.now(), ZoneInfo(settings.TIME_ZONE)
    found = supported_of(group)
    standing = found is not None and found.state == Standing.STANDS
    kept = {name: getattr(found, name, "") for name in ("kind", "about", "welcomes")}
    dates = dates_to_come(found, now) if found and standing else []
    told: dict[str, Any] = {
        "group": group,
        "found": found,
        "state": standing_words(found.state) if found else "",
        "standing": standing,
        "seen": "" if found is None else found.revision,
        "kinds": [(one.value, group_kind_words(one)) for one in GroupKind],
        "bands": [(band, band_words(band), band in request.POST.getlist("band")) for band in BANDS],
        "dates": [
            (one, span_words(Span(one.start, one.end), zone, local_day(now, zone)), for_whom(one.bands))
            for one in dates
        ],
        # A form that was sent keeps what was typed in it; the other stays what it was.
        "typed": request.POST if mistake and "about" in request.POST else kept,
        "date_typed": request.POST if mistake and "title" in request.POST else {},
        "errors": [mistake] if mistake else [],
        "field": mistake["field"] if mistake else "",
        "notice": notice,
        "said": said(request),
    }
    return render(request, "booking/my_supported.html", told, status=422 if mistake else status)
