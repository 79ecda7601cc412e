"""出前講座の一覧: what may be asked for of a department; added, changed, taken down and put up again."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from booking.actions import lectures as verbs
from booking.actions.changes import Stale
from booking.actions.texts import Missing, Unfit
from booking.models import Lecture
from booking.queries.lectures import lecture_of, lectures_of
from booking.queries.successions import department_by, every_department
from booking.rules.lectures import LONGEST_MINUTES
from booking.rules.staff import Right
from booking.web.consents import Mistake, words_of
from booking.web.form_keys import made_once
from booking.web.office.door import Bureau, at_department
from booking.web.saying import said, say
from booking.web.written_numbers import number_of, seen_in


@at_department(Right.PROGRAMMES)
@require_http_methods(["GET", "HEAD", "POST"])
def catalogue(request: HttpRequest, bureau: Bureau) -> HttpResponse:
    """All of them. POST adds one."""
    if request.method != "POST":
        return _page(request, bureau)
    try:
        told = _told(request.POST, bureau)
        made_once(
            request,
            "add_lecture",
            lambda: verbs.add_lecture(department=bureau.department, told=told, **bureau.by).public_id,
            person=bureau.person,
            now=bureau.now,
        )
    except (Missing, Unfit, verbs.NoLength) as why:
        return _page(request, bureau, [_mistake(why)], 422)
    say(request, _("講座を加えました。みんなのページに出ています。"))
    return redirect("office-catalogue", bureau.department.slug)


@at_department(Right.PROGRAMMES)
@require_http_methods(["GET", "HEAD", "POST"])
def lecture(request: HttpRequest, bureau: Bureau, public_id: str) -> HttpResponse:
    """One of them. POST changes what is told of it."""
    found = lecture_of(bureau.department, public_id)
    if request.method != "POST":
        return _one(request, bureau, found)
    found.revision = seen_in(request.POST)
    try:
        told = _told(request.POST, bureau)
        verbs.change_lecture(lecture=found, told=told, actor=bureau.person, now=bureau.now)
    except (Missing, Unfit, verbs.NoLength) as why:
        return _one(request, bureau, found, [_mistake(why)], 422)
    except Stale:
        words = _("先にほかの人が変えていました。今の内容を見て、もう一度直してください。")
        now_there = lecture_of(bureau.department, public_id)
        return _one(request, bureau, now_there, [Mistake(field="name_ja", words=words)], 409)
    say(request, _("変えました。"))
    return redirect("office-catalogue", bureau.department.slug)


@at_department(Right.PROGRAMMES)
@require_POST
def taking_down(request: HttpRequest, bureau: Bureau, public_id: str) -> HttpResponse:
    verbs.take_down_lecture(
        lecture=lecture_of(bureau.department, public_id), actor=bureau.person, now=bureau.now
    )
    say(request, _("みんなのページから下げました。下の一覧から、また出せます。"))
    return redirect("office-catalogue", bureau.department.slug)


@at_department(Right.PROGRAMMES)
@require_POST
def putting_up(request: HttpRequest, bureau: Bureau, public_id: str) -> HttpResponse:
    verbs.put_up_lecture(
        lecture=lecture_of(bureau.department, public_id), actor=bureau.person, now=bureau.now
    )
    say(request, _("みんなのページに、また出しました。"))
    return redirect("office-catalogue", bureau.department.slug)


def _told(given: QueryDict, bureau: Bureau) -> verbs.Told:
    texts = {name: given.get(name, "") for name in verbs.LONGEST}
    speakers = department_by(given.get("speakers", "")) or bureau.department
    return verbs.Told(texts, number_of(given.get("minutes", ""), LONGEST_MINUTES) or 0, speakers)


def _mistake(why: Missing | Unfit | verbs.NoLength) -> Mistake:
    if isinstance(why, verbs.NoLength):
        words = _("何分の講座かを、1から%(most)dまでの数で入れてください。") % {"most": LONGEST_MINUTES}
        return Mistake(field="minutes", words=words)
    if isinstance(why, Missing):
        named = {"name_ja": _("講座の名前を入れてください。"), "about_ja": _("何の話かを入れてください。")}
        return Mistake(field=why.field, words=named[why.field])
    return Mistake(field=why.field, words=words_of(why))


def _page(
    request: HttpRequest, bureau: Bureau, errors: list[Mistake] | None = None, status: int = 200
) -> HttpResponse:
    kept = list(lectures_of(bureau.department))
    told = {
        "department": bureau.department,
        "up": [one for one in kept if one.shown],
        "down": [one for one in kept if not one.shown],
        "said": said(request),
        **_form(request, errors, {"minutes": 60, "speakers": bureau.department.slug}),
    }
    return render(request, "booking/office/catalogue.html", told, status=status)


def _one(
    request: HttpRequest,
    bureau: Bureau,
    found: Lecture,
    errors: list[Mistake] | None = None,
    status: int = 200,
) -> HttpResponse:
    kept = {name: getattr(found, name) for name in (*verbs.LONGEST, "minutes")}
    told = {
        "department": bureau.department,
        "one": found,
        "seen": request.POST.get("seen", "") if status == 422 else found.revision,
        **_form(request, None if status == 409 else errors, {**kept, "speakers": found.speakers.slug}),
        "errors": errors or [],
    }
    return render(request, "booking/office/catalogue_one.html", told, status=status)


def _form(request: HttpRequest, errors: list[Mistake] | None, kept: dict[str, Any]) -> dict[str, Any]:
    """What stands in the form: what was typed, else what is kept."""
    return {
        "errors": errors or [],
        "field": errors[0]["field"] if errors else "",
        "wrong": errors[0]["words"] if errors else "",
        "typed": request.POST if errors else kept,
        "offices": every_department(),
    }
