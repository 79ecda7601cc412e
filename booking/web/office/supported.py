"""支援する地域のグループ at an office: who asks to stand in the network, and for whom it is asked."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from booking.actions import supported as verbs
from booking.actions.changes import Stale
from booking.actions.texts import Missing, Unfit
from booking.labels.supported import group_kind_words
from booking.models import SupportedGroup
from booking.queries.supported import asking_or_standing, groups_asking, groups_at
from booking.rules.staff import Right
from booking.web.consents import words_of
from booking.web.office.choosing import of_departments
from booking.web.office.door import Bureau, Office, at_department, at_office
from booking.web.saying import said, say
from booking.web.talent_form import seen_in


@at_office(Right.PROGRAMMES)
@require_safe
def departments(request: HttpRequest, office: Office) -> HttpResponse:
    """The departments for which somebody answers; who answers for one goes there at once."""
    return of_departments(request, office, "office-supported")


@at_department(Right.PROGRAMMES)
@require_safe
def supported(request: HttpRequest, bureau: Bureau) -> HttpResponse:
    return _page(request, bureau)


@at_department(Right.PROGRAMMES)
@require_POST
def confirming(request: HttpRequest, bureau: Bureau, public_id: str) -> HttpResponse:
    found, seen = asking_or_standing(public_id), seen_in(request.POST)
    try:
        verbs.confirm_group(
            department=bureau.department,
            supported=found,
            seen=-1 if seen is None else seen,
            actor=bureau.person,
            now=bureau.now,
        )
    except Stale:
        return _stale(request, bureau)
    say(request, _("たしかめました。みんなのページに出ています。"))
    return redirect("office-supported", bureau.department.slug)


@at_department(Right.PROGRAMMES)
@require_POST
def returning(request: HttpRequest, bureau: Bureau, public_id: str) -> HttpResponse:
    found, seen = asking_or_standing(public_id), seen_in(request.POST)
    try:
        verbs.return_group(
            department=bureau.department,
            supported=found,
            why=request.POST.get("why", ""),
            seen=-1 if seen is None else seen,
            actor=bureau.person,
            now=bureau.now,
        )
    except Missing:
        return _page(request, bureau, _("返すわけを書いてください。グループの代表の人が読みます。"), 422)
    except Unfit as unfit:
        return _page(request, bureau, words_of(unfit), 422)
    except Stale:
        return _stale(request, bureau)
    say(request, _("返しました。わけは、グループのページに出ています。"))
    return redirect("office-supported", bureau.department.slug)


def _stale(request: HttpRequest, bureau: Bureau) -> HttpResponse:
    return _page(request, bureau, _("先に内容が変わっていました。今の内容を見てください。"), 409)


def _page(request: HttpRequest, bureau: Bureau, mistake: str = "", status: int = 200) -> HttpResponse:
    told = {
        "department": bureau.department,
        "asking": [_told(one) for one in groups_asking()],
        "standing": [_told(one) for one in groups_at(bureau.department)],
        "mistake": mistake,
        "said": said(request),
    }
    return render(request, "booking/office/supported.html", told, status=status)


def _told(one: SupportedGroup) -> dict[str, Any]:
    return {
        "public_id": one.group.public_id,
        "name": one.group.name,
        "kind": group_kind_words(one.kind),
        "about": one.about,
        "welcomes": one.welcomes,
        "revision": one.revision,
    }
