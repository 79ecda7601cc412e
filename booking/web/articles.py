"""記事を書く: for the children's special, under a pen name and without an account; and back to it by a code.

The code stands in no address: it is typed, and goes on with each form of the page that it opens.
"""

from typing import Any

from allauth.account.adapter import get_adapter
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from booking.actions import articles as verbs
from booking.actions.texts import Missing, Unfit
from booking.actions.tries import seconds_to_open, seconds_to_write
from booking.labels import band_words
from booking.labels.news import DECLINED, article_words
from booking.models import Article
from booking.models.keys import fingerprint
from booking.queries.bookings import Absent
from booking.queries.news import article_by, editor
from booking.rules.bands import BANDS
from booking.rules.news import KEPT_AFTER, WRITERS, ArticleState
from booking.rules.reaching import may_reach
from booking.web.consents import Mistake, words_of
from booking.web.form_keys import code_of
from booking.web.once import shown_once
from booking.web.saying import said, say
from facilities import clock

FIELDS = ("pen_name", "title", "text", "band")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def writing(request: HttpRequest) -> HttpResponse:
    """The form; POST sends what was written, and tells the code once."""
    if editor() is None:
        raise Http404
    if request.method != "POST":
        return _form(request, [])
    code = code_of(request, "article")
    if article_by(fingerprint(code)) is not None:  # pressed twice: it is there already
        return _sent(request, code)
    written = _written(request)
    if may_reach(f"{written.pen_name}\n{written.title}\n{written.text}") and not request.POST.get("sure"):
        return _form(request, [Mistake(field="text", words=_asked_about())], 422, asked=True)
    wait = seconds_to_write(_source(request), clock.machine_time())
    if wait:
        return _form(request, [Mistake(field="send", words=_slower(wait))], 429)
    try:
        verbs.submit_article(written=written, now=clock.now(), code=code)
    except (verbs.NoBand, Missing, Unfit) as why:
        return _form(request, [_mistake(why)], 422)
    return _sent(request, code)


def _sent(request: HttpRequest, code: str) -> HttpResponse:
    told = {"code": code, "days": KEPT_AFTER.days, **shown_once(request.path)}
    return render(request, "booking/article_sent.html", told)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def coming_back(request: HttpRequest) -> HttpResponse:
    """GET asks for the code; POST shows what it opens, or does what `do` says with it."""
    if request.method != "POST":
        return render(request, "booking/article_code.html", {"said": said(request)})
    wait = seconds_to_open(_source(request), clock.machine_time())
    if wait:
        return _asked_again(request, _slower(wait), 429)
    code = verbs.as_code(request.POST.get("code", ""))
    found = article_by(fingerprint(code))
    if found is None or found.erased_at is not None:
        return _asked_again(request, _("この番号の記事はありません。番号をたしかめてください。"), 422)
    return _do(request, found, code)


def _do(request: HttpRequest, found: Article, code: str) -> HttpResponse:
    try:
        if request.POST.get("do") == "withdraw":
            verbs.withdraw_article(code=code, now=clock.now())
            say(request, _("取り下げました。文は、もう残っていません。"))
            return redirect("article-mine")
        if request.POST.get("do") == "change":
            changed = verbs.change_article(code=code, written=_written(request), now=clock.now())
            return _mine(request, changed, code, done=_("変えました。また読みます。"))
    except verbs.Settled:
        return _mine(request, found, code, errors=[Mistake(field="state", words=_settled())], status=409)
    except Absent:
        return _asked_again(request, _("この番号の記事はありません。番号をたしかめてください。"), 422)
    except (verbs.NoBand, Missing, Unfit) as why:
        return _mine(request, found, code, errors=[_mistake(why)], status=422)
    return _mine(request, found, code)


def _asked_about() -> str:
    return _(
        "電話番号かメールアドレスのようなものがあります。自分や友だちのものなら、消してください。ちがうなら、もう一度「送る」をおしてください。"
    )


def _settled() -> str:
    return _("この記事は、もう決まりました。変えるときは、館の人に話してください。")


def _mine(
    request: HttpRequest,
    found: Article,
    code: str,
    done: str = "",
    errors: list[Mistake] | None = None,
    status: int = 200,
) -> HttpResponse:
    typed = request.POST if errors and request.POST.get("do") == "change" else _kept(found)
    told = {
        "article": found,
        "code": code,
        "state": article_words(found.state, found.issue_id is not None),
        "said_to": DECLINED.get(found.said, found.said),
        "question": found.state == ArticleState.ASKED,
        "open": found.state in WRITERS,
        "withdrawable": found.issue_id is None,
        "said": done,
        # The switches of language lead back to where the code is typed.
        "here": request.path,
        **_choices(typed, errors or []),
    }
    return render(request, "booking/article_mine.html", told, status=status)


def _form(
    request: HttpRequest, errors: list[Mistake], status: int = 200, *, asked: bool = False
) -> HttpResponse:
    told = {"days": KEPT_AFTER.days, "asked": asked, "here": request.path, **_choices(request.POST, errors)}
    return render(request, "booking/article.html", told, status=status)


def _choices(typed: Any, errors: list[Mistake]) -> dict[str, Any]:
    return {
        "typed": {name: typed.get(name, "") for name in FIELDS},
        "bands": [(band, band_words(band)) for band in BANDS],
        "errors": errors,
        "field": errors[0]["field"] if errors else "",
        "longest": {
            "pen_name": verbs.LONGEST_PEN_NAME,
            "title": verbs.LONGEST_TITLE,
            "text": verbs.LONGEST_TEXT,
        },
    }


def _kept(found: Article) -> dict[str, str]:
    return {name: getattr(found, name) for name in FIELDS}


def _written(request: HttpRequest) -> verbs.Written:
    return verbs.Written(**{name: request.POST.get(name, "") for name in FIELDS})


def _mistake(why: Exception) -> Mistake:
    if isinstance(why, verbs.NoBand):
        return Mistake(field="band", words=_("下からえらんでください。書かなくてもかまいません。"))
    field = str(getattr(why, "field", "text"))
    if isinstance(why, Missing):
        words = {
            "pen_name": _("ペンネームを入れてください。"),
            "title": _("題を入れてください。"),
            "text": _("文を書いてください。"),
        }
        return Mistake(field=field, words=words[field])
    return Mistake(field=field, words=words_of(why))


def _asked_again(request: HttpRequest, words: str, status: int) -> HttpResponse:
    errors = [Mistake(field="code", words=words)]
    told = {"errors": errors, "typed": request.POST.get("code", "")[:40], "here": request.path}
    return render(request, "booking/article_code.html", told, status=status)


def _slower(seconds: int) -> str:
    words = _("今は、たくさん届いています。%(minutes)d分たってから送ってください。")
    return words % {"minutes": -(-seconds // 60)}


def _source(request: HttpRequest) -> str:
    return str(get_adapter().get_client_ip(request))
