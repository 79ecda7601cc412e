"""/consent/: a guardian reads what is asked, and agrees or does not, by a link that answers once.

The link's secret stands in this page's address and in nothing else: no redirect, no other page's address,
no log. A link that nobody sent and one of a closed record are answered word for word alike.
"""

from dataclasses import dataclass
from typing import Any, TypedDict
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from booking.actions.consents import (
    Answerer,
    Given,
    LinkExpired,
    LinkReplaced,
    LinkUsed,
    give_consent,
    must_answer,
    refuse_consent,
)
from booking.actions.texts import Missing, NoAddress, NoNumber, Unfit
from booking.models import ConsentRequest, Guardian
from booking.models.keys import fingerprint
from booking.queries.bookings import Absent
from booking.queries.consents import purpose_of
from booking.queries.guardians import request_by, view_until
from booking.queries.rules import rulebook_on
from booking.rules.consents import holds_until
from booking.web.addresses import qr_code
from booking.web.once import shown_once
from booking.wording import Told, clause_words, told
from booking.wording.vocabulary import said
from facilities import clock
from facilities.labels import in_english, long_date
from facilities.models import Facility
from facilities.rules.spans import local_day

MISTAKES = (Missing, NoAddress, NoNumber, Unfit)


@dataclass(frozen=True, slots=True)
class Law:
    """A clause that asks: its id and its text, and the hall's own words where the text is an easier one."""

    id: str
    words: str
    original: str
    sample: bool


class Mistake(TypedDict):
    """`field` is the id of the input that it speaks of."""

    field: str
    words: str


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest, token: str) -> HttpResponse:
    now = clock.now()
    asked = request_by(fingerprint(token))
    if asked is None:
        return no_link(request)
    try:
        must_answer(asked, now)
        return (
            _answered(request, token, asked, now) if request.method == "POST" else _page(request, asked, now)
        )
    except Absent:
        return no_link(request)
    # Explained, and not answered as a link that nobody sent: its reader held it rightly
    # (docs/decisions/0026).
    except (LinkUsed, LinkExpired) as over:
        used, replaced = isinstance(over, LinkUsed), isinstance(over, LinkReplaced)
        told = {"hall": asked.hall, "used": used, "replaced": replaced, **KEYED}
        return render(request, "booking/consent_over.html", told, status=410)


# The frame's own links must not carry this page's address further.
KEYED = {"keyed": True}


def no_link(request: HttpRequest) -> HttpResponse:
    """The one answer to every link that opens nothing, whatever the reason."""
    return render(request, "booking/no_link.html", {"here": "/", **KEYED}, status=404)


def laws(hall: Facility, clauses: tuple[str, ...], now: int) -> list[Law]:
    """The clauses of today's rulebook with these ids, in the reader's language. One query."""
    book = rulebook_on(hall, local_day(now, ZoneInfo(hall.timezone)))
    if book is None:
        return []
    return [_law(one, book.sample) for one in told(book, hall.slug) if one.clause.id in clauses]


def _law(one: Told, sample: bool) -> Law:
    """In easy Japanese the generated sentences are the text, as on the page of the rules."""
    words, easy = clause_words(one.clause), get_language() == "ja-easy"
    return Law(
        id=one.clause.id,
        words="".join(one.sentences) if easy else words,
        original=words if easy else "",
        sample=sample or one.clause.sample,
    )


def page_link(request: HttpRequest, token: str) -> str:
    """The address of a guardian's own page."""
    return request.build_absolute_uri(reverse("guardian", args=[token]))


def words_of(mistake: Exception) -> str:
    """What is wrong with a field, and what to do."""
    if isinstance(mistake, NoAddress):
        return _("メールアドレスの形がちがうようです。たしかめてください。")
    if isinstance(mistake, NoNumber):
        return _("電話番号は 042-000-0000 のような形で入れてください。")
    if isinstance(mistake, Missing):
        return {
            "name": _("お名前を入れてください。"),
            "relation": _("お子さんとの関係を入れてください。"),
        }.get(mistake.field, _("入れてください。"))
    if isinstance(mistake, Unfit) and mistake.longest:
        return _("%(longest)d文字までにしてください。") % {"longest": mistake.longest}
    letters = ", ".join(getattr(mistake, "letters", ()))
    return _("使えない文字が入っています (%(letters)s)。") % {"letters": letters}


def _answered(request: HttpRequest, token: str, asked: ConsentRequest, now: int) -> HttpResponse:
    if request.POST.get("answer") == "refuse":
        refuse_consent(link_token=token, now=now)
        return _done(request, asked, None)
    if request.POST.get("answer") != "agree":
        return _page(request, asked, now)
    answerer = Answerer(
        name=request.POST.get("name", ""),
        relation=request.POST.get("relation", ""),
        mail=request.POST.get("mail", ""),
        phone=request.POST.get("phone", ""),
        language=request.LANGUAGE_CODE,
        may_see="may_see" in request.POST,
        may_cancel="may_cancel" in request.POST,
    )
    try:
        given = give_consent(
            link_token=token, answerer=answerer, link=lambda new: page_link(request, new), now=now
        )
    except MISTAKES as mistake:
        return _page(request, asked, now, mistake)
    return _done(request, asked, given)


def _page(
    request: HttpRequest, asked: ConsentRequest, now: int, mistake: Exception | None = None
) -> HttpResponse:
    """Absent where the hall's rules do not ask for it any more."""
    day = local_day(now, ZoneInfo(asked.hall.timezone))
    purpose = purpose_of(asked.hall, asked.purpose, day)
    field = getattr(mistake, "field", "")
    shown: dict[str, Any] = {
        "asked": asked,
        "hall": asked.hall,
        "city": (in_english() and asked.hall.city_en) or asked.hall.city,
        "purpose": said(purpose.name) if purpose.name else "",
        "laws": laws(asked.hall, purpose.clauses, now),
        "also": purpose.also if asked.through_child else "",
        "until": long_date(holds_until(day)),
        "typed": request.POST,
        "known": asked.guardian is not None,
        "field": field,
        "errors": [Mistake(field=field, words=words_of(mistake))] if mistake else [],
        **KEYED,
    }
    return render(request, "booking/consent.html", shown, status=422 if mistake else 200)


def _page_until(guardian: Guardian | None) -> str:
    """Up to when their page opens, which is longer than any consent; "" where nobody can say."""
    until = None if guardian is None else view_until(guardian)
    return "" if until is None else long_date(until)


def _done(request: HttpRequest, asked: ConsentRequest, given: Given | None) -> HttpResponse:
    """The guardian's own link is told in this answer, and by mail if they have an address."""
    shown: dict[str, Any] = {"hall": asked.hall, "given": given, "here": "/", **KEYED}
    if given is not None:
        address = page_link(request, given.token) if given.token else ""
        guardian = given.consent.guardian
        shown |= {
            "until": long_date(given.consent.valid_until),
            "page_until": _page_until(guardian),
            "address": address,
            # On the child's phone it is to reach another phone; by the guardian's own mail it is on theirs.
            "through_child": asked.through_child,
            "qr": qr_code(address) if address else "",
            **(shown_once("/") if address else {}),
            "mailed": bool(given.token and guardian is not None and guardian.mail),
        }
    return render(request, "booking/consent_done.html", shown)
