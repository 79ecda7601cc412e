"""トークン: what one's own programs sign in to the API with. A new one is told in the answer that makes it.

It stands in no address, no session and no redirect, and nobody may store that answer.
"""

from dataclasses import dataclass
from typing import Any, cast
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from booking.actions.texts import Unfit
from booking.actions.tokens import (
    LONGEST_NAME,
    MOST,
    Made,
    NameMissing,
    NameTaken,
    ScopesMissing,
    TooMany,
    Unconfirmed,
    make_token,
    revoke_token,
)
from booking.labels import scope_words
from booking.models import ApiToken, Person
from booking.queries.bookings import Absent
from booking.queries.tokens import tokens_of
from booking.rules.scopes import OF_DESK, Scope
from booking.web.once import shown_once
from facilities.clock import now
from facilities.labels import listed, moment_words
from facilities.rules.spans import local_day

MISTAKES = (Unfit, NameMissing, NameTaken, ScopesMissing, TooMany, Unconfirmed)


@dataclass(frozen=True, slots=True)
class Shown:
    """A token as its owner tells it from another; `used` is in words, "" if it never was."""

    one: ApiToken
    opens: str
    used: str


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """GET: what there is. POST: a new token for the program `name`, for each `scope` that is ticked."""
    if request.method != "POST":
        return _page(request)
    name, scopes = request.POST.get("name", "").strip(), request.POST.getlist("scope")
    try:
        made = make_token(person=_owner(request), name=name, scopes=scopes, now=now())
    except MISTAKES as mistake:
        return _page(request, mistake=mistake, name=name, chosen=scopes)
    return _page(request, made=made)


@never_cache
@login_required
@require_POST
def revoking(request: HttpRequest, public_id: str) -> HttpResponse:
    try:
        revoke_token(person=_owner(request), public_id=public_id, now=now())
    except Absent as absent:
        raise Http404 from absent
    return redirect("tokens")


def _owner(request: HttpRequest) -> Person:
    return cast(Person, request.user)


def _page(
    request: HttpRequest,
    made: Made | None = None,
    mistake: Exception | None = None,
    name: str = "",
    chosen: list[str] | None = None,
) -> HttpResponse:
    owner = _owner(request)
    shown: dict[str, Any] = {
        "tokens": [Shown(one, _opens(one), _used(one)) for one in tokens_of(owner)],
        # Who serves sees the desk's scope also before they have entered their second factor: how to get it.
        "scopes": [(one, scope_words(one)) for one in Scope if one not in OF_DESK or owner.is_staff],
        "chosen": chosen if chosen is not None else [Scope.READ],
        "name": name,
        "longest": LONGEST_NAME,
        "made": made,
        "errors": [_mistake(mistake)] if mistake else [],
        "unconfirmed": isinstance(mistake, Unconfirmed),
        **(shown_once(reverse("tokens")) if made else {}),
    }
    return render(request, "booking/tokens.html", shown, status=422 if mistake else 200)


def _opens(one: ApiToken) -> str:
    return listed(scope_words(Scope(scope)) for scope in one.scopes)


def _used(one: ApiToken) -> str:
    zone, at = ZoneInfo(settings.TIME_ZONE), one.last_used_at
    return "" if at is None else moment_words(at, zone, local_day(now(), zone))


def _mistake(mistake: Exception) -> dict[str, str]:
    field = "scopes" if isinstance(mistake, (ScopesMissing, Unconfirmed)) else "name"
    return {"field": field, "words": _words(mistake)}


def _words(mistake: Exception) -> str:
    if isinstance(mistake, Unfit) and mistake.longest:
        return _("名前は%(longest)d文字までにしてください。") % {"longest": mistake.longest}
    if isinstance(mistake, Unfit):
        return _("名前に、使えない文字が入っています (%(letters)s)。") % {
            "letters": ", ".join(mistake.letters)
        }
    if isinstance(mistake, TooMany):
        return _("作れるのは%(most)dこまでです。使っていないものを止めると、新しく作れます。") % {
            "most": MOST
        }
    if isinstance(mistake, NameMissing):
        return _("何に使うかの名前を入れてください。")
    if isinstance(mistake, NameTaken):
        return _("同じ名前のトークンがあります。見分けられる名前をつけてください。")
    if isinstance(mistake, Unconfirmed):
        return _("窓口のしごとのトークンは、2つめの鍵で入ってから作れます。")
    return _("できることを、1つはえらんでください。")
