"""届いた記事: read by the department before they appear; accepted, asked about, or declined kindly."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from booking.actions import articles as verbs
from booking.actions.changes import Stale
from booking.actions.texts import Missing, Unfit
from booking.labels import band_words
from booking.labels.news import DECLINED
from booking.models import Article
from booking.queries.news import articles_of
from booking.rules.news import ArticleState
from booking.rules.staff import Right
from booking.web.consents import Mistake, words_of
from booking.web.office.door import Bureau, at_department
from booking.web.saying import said, say
from booking.web.written_numbers import seen_in
from facilities.labels import long_date

DO = ("accept", "ask", "decline", "reopen")


@at_department(Right.PROGRAMMES)
@require_safe
def articles(request: HttpRequest, bureau: Bureau) -> HttpResponse:
    return _page(request, bureau)


@at_department(Right.PROGRAMMES)
@require_POST
def deciding(request: HttpRequest, bureau: Bureau, public_id: str, verb: str) -> HttpResponse:
    if verb not in DO:
        raise Http404
    try:
        _decide(request, bureau, public_id, verb)
    except (Stale, verbs.Settled):
        words = _("先に変わっていました。今の文を読んでから、決めてください。")
        return _page(request, bureau, [Mistake(field=f"a-{public_id}", words=words)], 409)
    except (Missing, Unfit, verbs.NoReason) as why:
        words = _("聞きたいことを書いてください。") if isinstance(why, Missing) else words_of(why)
        words = _("わけを1つえらんでください。") if isinstance(why, verbs.NoReason) else words
        return _page(request, bureau, [Mistake(field=f"a-{public_id}", words=words)], 422)
    say(request, _done(verb))
    return redirect("office-articles", bureau.department.slug)


def _decide(request: HttpRequest, bureau: Bureau, public_id: str, verb: str) -> None:
    told: dict[str, Any] = {
        "department": bureau.department,
        "public_id": public_id,
        "actor": bureau.person,
        "now": bureau.now,
    }
    if verb == "reopen":
        verbs.reopen_article(**told)
        return
    told["seen"] = seen_in(request.POST)
    if verb == "accept":
        verbs.accept_article(**told)
    elif verb == "ask":
        verbs.ask_writer(**told, question=request.POST.get("said", ""))
    else:
        verbs.decline_article(**told, reason=request.POST.get("reason", ""))


def _done(verb: str) -> str:
    return {
        "accept": _("次の子ども特集にのせられます。"),
        "ask": _("書いた人に聞きました。番号のページに出ます。"),
        "decline": _("のせないと伝えました。"),
        "reopen": _("もう一度読むことにしました。"),
    }[verb]


def _page(
    request: HttpRequest, bureau: Bureau, errors: list[Mistake] | None = None, status: int = 200
) -> HttpResponse:
    found = [_told(one) for one in articles_of(bureau.department)]
    told = {
        "department": bureau.department,
        "waiting": [one for one in found if one["article"].state == ArticleState.SENT],
        "decided": [one for one in found if one["article"].state != ArticleState.SENT],
        "reasons": DECLINED.items(),
        "longest": verbs.LONGEST_SAID,
        "errors": errors or [],
        "said": said(request),
    }
    return render(request, "booking/office/articles.html", told, status=status)


def _told(one: Article) -> dict[str, Any]:
    state = {
        ArticleState.SENT: "",
        ArticleState.ASKED: _("聞いています"),
        ArticleState.ACCEPTED: _("のせます"),
        ArticleState.DECLINED: _("のせません"),
    }[ArticleState(one.state)]
    return {
        "article": one,
        "band": band_words(one.band) if one.band else "",
        "day": long_date(one.day),
        "state": state,
        "said": DECLINED.get(one.said, one.said),
    }
