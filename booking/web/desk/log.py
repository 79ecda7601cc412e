"""記録: what was done at a hall, with undo for a day; an auditor reads it all and takes a copy."""

from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from booking.actions.bookings import Refused
from booking.actions.changes import Stale
from booking.actions.displacements import Unseen
from booking.actions.handover import NotNow
from booking.actions.looks import note_export
from booking.actions.posts import HasPost, LastManager, OwnPost
from booking.actions.undo import NoInverse, Overtaken, TooLate, undo
from booking.labels import verb_words
from booking.labels.copies import copy_of
from booking.labels.visits import not_now_words
from booking.queries.acts import act_in, log_of, oldest_first
from booking.queries.bookings import Absent
from booking.rules.staff import Right
from booking.web.desk.door import Desk, at_desk, show
from booking.web.desk.log_words import lines
from booking.web.desk.posts_said import post_said
from booking.web.refusals import brief
from booking.web.returning import back_of
from facilities.rules.spans import instant

A_PAGE = 50
LAST_DAYS = 3  # that the desk sees: today, and what a shift before has done
LONGEST = 366  # days in one copy
CANNOT = (
    NoInverse,
    TooLate,
    Overtaken,
    Refused,
    Unseen,
    Stale,
    Absent,
    NotNow,
    OwnPost,
    LastManager,
    HasPost,
)


@at_desk(Right.DAY)
@require_safe
def recent(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The last days, for whoever stands at the desk; for an auditor see `everything`."""
    return _page(request, desk)


@at_desk(Right.ACTS)
@require_safe
def everything(request: HttpRequest, desk: Desk) -> HttpResponse:
    """All of it, a page at a time; `?day=` begins with that day, `?before=` goes further back."""
    return _page(request, desk, whole=True)


@at_desk(Right.ACTS)
@require_safe
def export(request: HttpRequest, desk: Desk) -> HttpResponse | StreamingHttpResponse:
    """A CSV from the day `?from=` to `?to=`, a year at most; 400 for days that are none."""
    first, last = (_day(request, name) for name in ("from", "to"))
    if first is None or last is None or not timedelta(0) <= last - first < timedelta(days=LONGEST):
        said = _("はじめの日と終わりの日を、1年のうちでえらんでください。")
        return _page(request, desk, whole=True, mistake=said, status=400)
    # Before the answer, which is written while it is read: one that is broken off is a copy, too.
    note_export(hall=desk.hall, reader=desk.person, first=first, last=last, now=desk.now)
    since, until = instant(first, 0, desk.zone), instant(last + timedelta(days=1), 0, desk.zone)
    rows = copy_of(oldest_first(desk.hall, since, until), desk.zone)
    answer = StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8")
    name = f"acts-{desk.hall.slug}-{first}-{last}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@at_desk(Right.DESK)
@require_POST
def undoing(request: HttpRequest, desk: Desk, act: int) -> HttpResponse:
    """Goes back to the page `next` where the button stood, without one to this log; 409 says why not."""
    found = act_in(desk.hall, act)
    if found is None:
        raise Http404
    try:
        undo(act=found, actor=desk.person, now=desk.now)
    except CANNOT as why:
        return _page(request, desk, mistake=_said(why, desk), status=409)
    log = f"{reverse('desk-acts', args=[desk.hall.slug])}?undone={found.verb}"
    # Not `redirect`, which would take a word without a stroke for the name of a page.
    return HttpResponseRedirect(back_of(request, log))


def _page(
    request: HttpRequest, desk: Desk, *, whole: bool = False, mistake: str = "", status: int = 200
) -> HttpResponse:
    today = desk.today
    acts = log_of(desk.hall, None if whole else instant(today - timedelta(days=LAST_DAYS - 1), 0, desk.zone))
    day, before = _day(request, "day"), request.GET.get("before", "")
    if day is not None:
        acts = log_of(desk.hall, None, instant(day + timedelta(days=1), 0, desk.zone))
    # No more digits than a key has: SQLite cannot even be asked for a number past 64 bits.
    if before.isascii() and before.isdigit() and len(before) < 19:
        acts = acts.filter(pk__lt=int(before))
    shown = list(acts[: A_PAGE + 1])
    undone = request.GET.get("undone", "")
    told = {
        "lines": lines(shown[:A_PAGE], desk),
        "whole": whole,
        "day": day,
        "more": shown[A_PAGE - 1].pk if len(shown) > A_PAGE else 0,
        "mistake": mistake,
        "back": back_of(request, ""),
        "undone": verb_words(undone) if undone else "",
        "may_read_all": Right.ACTS in desk.rights,
        "first": today.replace(day=1).isoformat(),
        "last": today.isoformat(),
    }
    current = "desk-acts" if desk.may(Right.DAY) else "desk-acts-all"
    return show(request, desk, "booking/desk/acts.html", current, status, **told)


def _said(why: Exception, desk: Desk) -> str:
    """Why an act cannot be taken back."""
    if isinstance(why, Refused):
        return _("もどせませんでした。%(why)s") % {
            "why": brief(why.verdict, desk.zone, desk.today, desk=True)
        }
    if isinstance(why, Unseen):
        return _(
            "もどすと、使えなくなる予約があります。その日の「変える」から、予約を見ながら変えてください。"
        )
    if isinstance(why, Overtaken):
        return (
            _("もう、もとにもどしてあります。") if why.undone else _("そのあとで、ほかの人が変えています。")
        )
    if isinstance(why, TooLate):
        return _("もどせるのは、1日(24時間)のあいだです。")
    if isinstance(why, NoInverse):
        return _("この操作は、ここからはもどせません。")
    if isinstance(why, NotNow):
        return not_now_words(why.has_come)
    if isinstance(why, (OwnPost, LastManager, HasPost)):
        return post_said(why)
    return _("もどすものが、もうありません。")


def _day(request: HttpRequest, name: str) -> date | None:
    try:
        return date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return None
