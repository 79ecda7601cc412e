"""申しこみのきまり: when one signs up for a programme, in order or by lot, what is asked, whose consent."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from booking.actions.changes import Stale
from booking.actions.signup_terms import Settled, Terms, set_terms
from booking.labels.programmes import asked_words
from booking.models import Programme
from booking.queries.bookings import Absent
from booking.queries.place_draws import draw_of
from booking.queries.programmes import programme_at
from booking.rules.particulars import MOST_DAYS, Asked, NotKept
from booking.rules.signup_windows import Window, WindowUnfit
from booking.rules.staff import Right
from booking.web.desk.door import Desk, at_desk, show
from booking.web.desk.fields import Reader
from booking.web.saying import say
from booking.web.written_numbers import seen_in, whole
from facilities.rules.spans import local

RAIL = "desk-programmes"
USUAL_DAYS = "30"
WAYS = ("order", "lot")


class TermsForm(Reader):
    """The terms, read with care."""

    def terms(self) -> Terms | None:
        if (way := self.given.get("way", "order")) not in WAYS:
            self.wrong("way", _("決め方を、先着かくじからえらんでください。"))
        if not set(self.given.getlist("asks")) <= set(Asked):
            self.wrong("asks", _("聞くことを、一覧からえらんでください。"))
        lot = way == "lot"
        window = Window(
            self._optional("from"), self._optional("until"), self._optional("draw") if lot else None
        )
        if lot and window.draws_at is None and not self.errors:
            self.wrong("draw-day", _("くじを引く日と時刻を入れてください。"))
        asks = tuple(key for key in Asked if key in self.given.getlist("asks"))
        kept = whole(self.given.get("kept", "").strip(), 3) or 0
        if self.errors:
            return None
        return Terms(window, asks, kept if asks else 0, needs_consent="consent" in self.given)

    def _optional(self, name: str) -> int | None:
        """A moment, or None where neither its day nor its time is filled in."""
        day, time = f"{name}-day", f"{name}-time"
        if not self.given.get(day, "").strip() and not self.given.get(time, "").strip():
            return None
        return self.moment(day, time)


@at_desk(Right.PROGRAMMES)
@require_http_methods(["GET", "HEAD", "POST"])
def terms(request: HttpRequest, desk: Desk, public_id: str) -> HttpResponse:
    """How one signs up. POST sets it, or says what cannot be."""
    found = _found(desk, public_id)
    if request.method != "POST":
        return _page(request, desk, found, _typed(found, desk))
    form = TermsForm(request.POST, desk.zone)
    wanted = form.terms()
    if wanted is None:
        return _page(request, desk, found, request.POST, 422, errors=form.errors)
    found.revision = seen_in(request.POST)
    try:
        set_terms(programme=found, terms=wanted, actor=desk.person, now=desk.now)
    except (NotKept, WindowUnfit) as mistake:
        errors = [_mistake(mistake)]
        return _page(request, desk, _found(desk, public_id), request.POST, 422, errors=errors)
    except (Settled, Stale) as late:
        now = _found(desk, public_id)
        errors = [{"field": "way", "words": _late(late)}]
        return _page(request, desk, now, _typed(now, desk), 409, errors=errors)
    say(request, _("申しこみのきまりを変えました。"))
    return redirect("desk-programme", desk.hall.slug, public_id)


def _mistake(mistake: Exception) -> dict[str, str]:
    if isinstance(mistake, WindowUnfit) and mistake.field == "draws_at":
        said = _("くじは、しめきりのあと、いちばん早い日にちが始まる前にしてください。")
        return {"field": "draw-day", "words": said}
    if isinstance(mistake, WindowUnfit):
        return {
            "field": "until-day",
            "words": _("しめきりを、始まりのあとにしてください。くじにはしめきりがいります。"),
        }
    said = _("消すまでの日数を、1から%(most)dまでの数で入れてください。") % {"most": MOST_DAYS}
    return {"field": "kept", "words": said}


def _late(late: Exception) -> str:
    if isinstance(late, Stale):
        return _("ほかの人が先に変えました。今の内容を見て、もう一度直してください。")
    return _("もう申しこんだ人がいるので、決め方は変えられません。しめきったあとは、日時も変えられません。")


def _found(desk: Desk, public_id: str) -> Programme:
    try:
        return programme_at(desk.hall, public_id)
    except Absent as absent:
        raise Http404 from absent


def _typed(found: Programme, desk: Desk) -> dict[str, Any]:
    """The terms as their form would have been typed."""
    typed: dict[str, Any] = {"way": "lot" if found.draws_at is not None else "order"}
    for name, at in (("from", found.takes_from), ("until", found.takes_until), ("draw", found.draws_at)):
        if at is not None:
            when = local(at, desk.zone)
            typed |= {f"{name}-day": f"{when:%Y-%m-%d}", f"{name}-time": f"{when:%H:%M}"}
    typed["kept"] = str(found.kept_days or USUAL_DAYS)
    if found.needs_consent:
        typed["consent"] = "1"
    return typed


def _page(
    request: HttpRequest,
    desk: Desk,
    found: Programme,
    typed: Mapping[str, Any],
    status: int = 200,
    errors: list[dict[str, str]] | None = None,
) -> HttpResponse:
    chosen = request.POST.getlist("asks") if request.method == "POST" else found.asks
    moments = [
        ("from", _("申しこみの始まり(なくてもよい)")),
        ("until", _("しめきり")),
        ("draw", _("くじを引く日時(くじのとき)")),
    ]
    told = {
        "programme": found,
        "typed": typed,
        "errors": errors or [],
        "bad": {one["field"] for one in errors or []},
        "moments": [
            (name, words, typed.get(f"{name}-day", ""), typed.get(f"{name}-time", ""))
            for name, words in moments
        ],
        "asks": [(key.value, asked_words(key), key in chosen) for key in Asked],
        "draw": draw_of(found),
    }
    return show(request, desk, "booking/desk/programme_terms.html", RAIL, status, **told)
