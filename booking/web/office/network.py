"""相談先の一覧: the bodies of which an office tells everybody: added, changed, taken down, put up."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from booking.actions import network as verbs
from booking.actions.changes import Stale
from booking.actions.texts import Missing, NoNumber, Unfit
from booking.models import NetworkBody
from booking.queries.network import bodies_of, body_of
from booking.rules.staff import Right
from booking.web.consents import Mistake, words_of
from booking.web.form_keys import made_once
from booking.web.office.door import Bureau, at_department
from booking.web.saying import said, say
from booking.web.written_numbers import number_of, seen_in

MOST = 999


class NoPlace(ValueError):
    """What was typed is no place in the order."""


WRONG = (Missing, Unfit, NoNumber, NoPlace, verbs.NoWay)


@at_department(Right.PROGRAMMES)
@require_http_methods(["GET", "HEAD", "POST"])
def bodies(request: HttpRequest, bureau: Bureau) -> HttpResponse:
    """All of them. POST adds one."""
    if request.method != "POST":
        return _page(request, bureau)
    try:
        told = _told(request.POST)
        made_once(
            request,
            "add_body",
            lambda: verbs.add_body(department=bureau.department, told=told, **bureau.by).public_id,
            person=bureau.person,
            now=bureau.now,
        )
    except WRONG as why:
        return _page(request, bureau, [_mistake(why)], 422)
    say(request, _("相談先を加えました。みんなのページに出ています。"))
    return redirect("office-network", bureau.department.slug)


@at_department(Right.PROGRAMMES)
@require_http_methods(["GET", "HEAD", "POST"])
def body(request: HttpRequest, bureau: Bureau, public_id: str) -> HttpResponse:
    """One of them. POST changes what is told of it."""
    found = body_of(bureau.department, public_id)
    if request.method != "POST":
        return _one(request, bureau, found)
    found.revision = seen_in(request.POST)
    try:
        verbs.change_body(body=found, told=_told(request.POST), actor=bureau.person, now=bureau.now)
    except WRONG as why:
        return _one(request, bureau, found, [_mistake(why)], 422)
    except Stale:
        words = _("先にほかの人が変えていました。今の内容を見て、もう一度直してください。")
        now_there = body_of(bureau.department, public_id)
        return _one(request, bureau, now_there, [Mistake(field="name_ja", words=words)], 409)
    say(request, _("変えました。"))
    return redirect("office-network", bureau.department.slug)


@at_department(Right.PROGRAMMES)
@require_POST
def taking_down(request: HttpRequest, bureau: Bureau, public_id: str) -> HttpResponse:
    verbs.take_down_body(body=body_of(bureau.department, public_id), actor=bureau.person, now=bureau.now)
    say(request, _("みんなのページから下げました。下の一覧から、また出せます。"))
    return redirect("office-network", bureau.department.slug)


@at_department(Right.PROGRAMMES)
@require_POST
def putting_up(request: HttpRequest, bureau: Bureau, public_id: str) -> HttpResponse:
    verbs.put_up_body(body=body_of(bureau.department, public_id), actor=bureau.person, now=bureau.now)
    say(request, _("みんなのページに、また出しました。"))
    return redirect("office-network", bureau.department.slug)


def _told(given: QueryDict) -> verbs.Told:
    texts = {name: given.get(name, "") for name in verbs.LONGEST}
    typed = given.get("position", "").strip()
    position = number_of(typed, MOST) if typed else 0
    if position is None:
        raise NoPlace
    return verbs.Told(texts, given.get("phone", ""), "centre" in given, position)


def _mistake(why: Missing | Unfit | NoNumber | NoPlace | verbs.NoWay) -> Mistake:
    if isinstance(why, NoPlace):
        words = _("ならぶ順を、0から%(most)dまでの数で入れてください。") % {"most": MOST}
        return Mistake(field="position", words=words)
    if isinstance(why, verbs.NoWay):
        words = _("センターの電話番号を入れてください。心配な人がかける番号として、いちばん上に出ます。")
        return Mistake(field="phone", words=words)
    if isinstance(why, Missing):
        named = {
            "name_ja": _("相談先の名前を入れてください。"),
            "about_ja": _("何を相談できるかを入れてください。"),
        }
        return Mistake(field=why.field, words=named[why.field])
    return Mistake(field=why.field, words=words_of(why))


def _page(
    request: HttpRequest, bureau: Bureau, errors: list[Mistake] | None = None, status: int = 200
) -> HttpResponse:
    kept = list(bodies_of(bureau.department))
    told = {
        "department": bureau.department,
        "up": [one for one in kept if one.shown],
        "down": [one for one in kept if not one.shown],
        "said": said(request),
        **_form(request, errors, {"position": kept[-1].position + 1 if kept else 1}),
    }
    return render(request, "booking/office/network.html", told, status=status)


def _one(
    request: HttpRequest,
    bureau: Bureau,
    found: NetworkBody,
    errors: list[Mistake] | None = None,
    status: int = 200,
) -> HttpResponse:
    kept = {name: getattr(found, name) for name in (*verbs.LONGEST, "phone", "position", "centre")}
    told = {
        "department": bureau.department,
        "one": found,
        # What was read, also when the form comes back: what the other has written must not be lost by it.
        "seen": request.POST.get("seen", "") if status == 422 else found.revision,
        **_form(request, None if status == 409 else errors, kept),
        "errors": errors or [],
    }
    return render(request, "booking/office/network_body.html", told, status=status)


def _form(request: HttpRequest, errors: list[Mistake] | None, kept: dict[str, Any]) -> dict[str, Any]:
    """What stands in the form: what was typed, else what is kept."""
    return {
        "errors": errors or [],
        "field": errors[0]["field"] if errors else "",
        "wrong": errors[0]["words"] if errors else "",
        "typed": request.POST if errors else kept,
    }
