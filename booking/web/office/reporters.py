"""たのむ先と返事: whom a department asks for activity days, who has not answered, and the link, told once."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from booking.actions import reporters as verbs
from booking.actions.texts import Missing, Unfit
from booking.models import Reporter
from booking.queries.activities import answers, reporter_of, reporters_of
from booking.rules.activities import Every, last_over
from booking.rules.indicators import Body
from booking.rules.staff import Right
from booking.web.addresses import qr_code
from booking.web.consents import Mistake, words_of
from booking.web.office.activity_told import asked_told, choices, reporter_told
from booking.web.office.door import Bureau, at_department
from booking.web.once import shown_once
from booking.web.saying import said, say
from facilities.labels import long_date


@at_department(Right.PROGRAMMES)
@require_http_methods(["GET", "HEAD", "POST"])
def reporters(request: HttpRequest, bureau: Bureau) -> HttpResponse:
    """Who has answered for the month `m`, or its quarter. POST asks somebody else, and tells their link."""
    if request.method != "POST":
        return _page(request, bureau)
    who, errors = _who(request)
    if who is not None:
        try:
            made, token = verbs.ask_reporter(
                department=bureau.department, who=who, actor=bureau.person, now=bureau.now
            )
            return _link(request, bureau, made, token)
        except (Missing, Unfit, verbs.SameName, verbs.NoRow) as why:
            errors = [_mistake(why)]
    return _page(request, bureau, errors, 422)


@at_department(Right.PROGRAMMES)
@require_http_methods(["GET", "HEAD", "POST"])
def reporter(request: HttpRequest, bureau: Bureau, public_id: str) -> HttpResponse:
    """One of them: what it is asked for, and its link. POST changes what it is called and asked for."""
    found = reporter_of(bureau.department, public_id)
    if request.method != "POST":
        return _one(request, bureau, found)
    who, errors = _who(request)
    if who is not None:
        try:
            verbs.change_reporter(reporter=found, who=who, actor=bureau.person, now=bureau.now)
            say(request, _("変えました。"))
            return redirect("office-reporter", bureau.department.slug, public_id)
        except (Missing, Unfit, verbs.SameName, verbs.NoRow) as why:
            errors = [_mistake(why)]
    return _one(request, bureau, found, errors, 422)


@at_department(Right.PROGRAMMES)
@require_POST
def renewing(request: HttpRequest, bureau: Bureau, public_id: str) -> HttpResponse:
    """Another link in place of the one before, told once."""
    found = reporter_of(bureau.department, public_id)
    token = verbs.renew_link(reporter=found, actor=bureau.person, now=bureau.now)
    # Read anew: with the link its last day has changed, which the mail tells.
    return _link(request, bureau, reporter_of(bureau.department, public_id), token)


@at_department(Right.PROGRAMMES)
@require_POST
def revoking(request: HttpRequest, bureau: Bureau, public_id: str) -> HttpResponse:
    found = reporter_of(bureau.department, public_id)
    verbs.revoke_link(reporter=found, actor=bureau.person, now=bureau.now)
    say(request, _("リンクを止めました。これまでの報告は残っています。"))
    return redirect("office-reporter", bureau.department.slug, public_id)


def _who(request: HttpRequest) -> tuple[verbs.Who | None, list[Mistake]]:
    kind, every = request.POST.get("kind", ""), request.POST.get("every", "")
    if kind not in set(Body) or every not in set(Every):
        return None, [Mistake(field="kind", words=_("種類と、報告の回数をえらんでください。"))]
    plans = tuple(request.POST.getlist("plan"))
    return verbs.Who(request.POST.get("name", ""), Body(kind), plans, Every(every)), []


def _mistake(why: Exception) -> Mistake:
    if isinstance(why, verbs.NoRow):
        return Mistake(field="plans", words=_("どの事業の報告かを、えらんでください。"))
    if isinstance(why, verbs.SameName):
        return Mistake(
            field="name", words=_("この名前の先には、もうたのんでいます。ちがう名前にしてください。")
        )
    if isinstance(why, Missing):
        return Mistake(field="name", words=_("学校や団体の名前を入れてください。"))
    return Mistake(field="name", words=words_of(why))


def _page(
    request: HttpRequest, bureau: Bureau, errors: list[Mistake] | None = None, status: int = 200
) -> HttpResponse:
    last = last_over(bureau.today, Every.MONTH).first
    month = _month(request.GET.get("m", ""), last)
    asked = [asked_told(one) for one in answers(bureau.department, month, bureau.today)]
    everybody = [reporter_told(one) for one in reporters_of(bureau.department)]
    in_month = {one["public_id"] for one in asked}
    told: dict[str, Any] = {
        "department": bureau.department,
        "month": f"{month:%Y-%m}",
        "this_month": f"{bureau.today:%Y-%m}",
        "late": [one for one in asked if one["late"]],
        "asked": [one for one in asked if not one["late"]],
        "later": [one for one in everybody if one["asked"] and one["public_id"] not in in_month],
        "stopped": [one for one in everybody if not one["asked"]],
        "said": said(request),
        **choices(bureau),
        **_typed(request, errors),
    }
    return render(request, "booking/office/reporters.html", told, status=status)


def _one(
    request: HttpRequest,
    bureau: Bureau,
    found: Reporter,
    errors: list[Mistake] | None = None,
    status: int = 200,
) -> HttpResponse:
    kept = {"name": found.name, "kind": found.kind, "every": found.every, "plans": found.plans}
    told = {
        "department": bureau.department,
        "one": reporter_told(found),
        "over": found.link_until < bureau.today,
        "said": said(request),
        **choices(bureau),
        **_typed(request, errors, kept),
    }
    return render(request, "booking/office/reporter.html", told, status=status)


def _typed(
    request: HttpRequest, errors: list[Mistake] | None, kept: dict[str, Any] | None = None
) -> dict[str, Any]:
    """What stands in the form: what was typed, else what is kept, else nothing."""
    given = request.POST
    typed = {"name": given.get("name", ""), "kind": given.get("kind", ""), "every": given.get("every", "")}
    return {
        "errors": errors or [],
        "field": errors[0]["field"] if errors else "",
        "typed": {**typed, "plans": given.getlist("plan")} if errors or kept is None else kept,
    }


def _link(request: HttpRequest, bureau: Bureau, found: Reporter, token: str) -> HttpResponse:
    """The link with its picture and the words of a mail: here and never again."""
    address = request.build_absolute_uri(reverse("reporter", args=[token]))
    here = reverse("office-reporters", args=[bureau.department.slug])
    told = {
        "department": bureau.department,
        "one": reporter_told(found),
        "address": address,
        "qr": qr_code(address),
        "mail": _mail(bureau, found, address),
        **shown_once(here),
    }
    return render(request, "booking/office/link.html", told)


def _mail(bureau: Bureau, found: Reporter, address: str) -> str:
    told = {
        "name": found.name,
        "department": bureau.department.name,
        "address": address,
        "until": long_date(found.link_until),
    }
    return (
        _(
            "%(name)s ご担当の方へ\n\n"
            "%(department)sです。活動日の報告を、次のページからお願いします。\n%(address)s\n\n"
            "聞くのは、日・場所・人数です。お名前は書かないでください。\n"
            "活動がなかった月も、そのページでお知らせください。\n"
            "このリンクは%(until)sまで使えます。ほかの人には送らないでください。"
        )
        % told
    )


def _month(text: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return otherwise
