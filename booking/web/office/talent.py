"""One entry of the talent list at an office: verified, listed, reached, introduced, corrected, taken away."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from booking.actions import introductions, talent_lists, talents
from booking.actions.changes import Stale
from booking.actions.talent_lists import NotListed, OrganisationsOnly
from booking.actions.texts import Missing, Unfit
from booking.labels.talents import whose_words
from booking.models import Talent
from booking.queries.bookings import Absent
from booking.queries.talents import keeps_a_list, programmes_to_name, talent_at
from booking.rules.staff import Right
from booking.rules.talents import Answer, Whose
from booking.web.consents import words_of
from booking.web.form_keys import made_once
from booking.web.office.door import Bureau, at_department
from booking.web.office.talent_told import introduction_told, lists_told, talent_told
from booking.web.office.talents import day_in
from booking.web.saying import said, say
from booking.web.talent_form import MISTAKES, form_told, kept, offer_of, seen_in, typed


@at_department(Right.PROGRAMMES)
@require_http_methods(["GET", "HEAD", "POST"])
def talent(request: HttpRequest, bureau: Bureau, public_id: str) -> HttpResponse:
    """POST corrects what the office itself has written down."""
    found = _found(bureau, public_id)
    if request.method != "POST":
        return _page(request, bureau, found)
    try:
        talents.correct_written(
            department=bureau.department,
            talent=found,
            offer=offer_of(request.POST, day_in(request)),
            seen=seen_in(request.POST),
            actor=bureau.person,
            now=bureau.now,
        )
    except MISTAKES as mistake:
        return _page(request, bureau, found, form_mistake=mistake, status=422)
    except Stale:
        return _stale(request, bureau, public_id)
    say(request, _("変えました。内容が変わったときは、もう一度たしかめてください。"))
    return redirect("office-talent", bureau.department.slug, public_id)


@at_department(Right.PROGRAMMES)
@require_POST
def verifying(request: HttpRequest, bureau: Bureau, public_id: str) -> HttpResponse:
    found, seen = _found(bureau, public_id), seen_in(request.POST)
    try:
        talent_lists.verify_talent(
            department=bureau.department,
            talent=found,
            seen=-1 if seen is None else seen,
            actor=bureau.person,
            now=bureau.now,
        )
    except Stale:
        return _stale(request, bureau, public_id)
    except NotListed:
        return _page(request, bureau, found, mistake=_("本人の同意がまだありません。"), status=422)
    say(request, _("たしかめました。のせるリストをえらんでください。"))
    return redirect("office-talent", bureau.department.slug, public_id)


@at_department(Right.PROGRAMMES)
@require_POST
def unverifying(request: HttpRequest, bureau: Bureau, public_id: str) -> HttpResponse:
    words = _("たしかめる前にもどしました。さがしても出ません。")
    return _done(request, bureau, public_id, talent_lists.unverify_talent, words)


@at_department(Right.PROGRAMMES)
@require_POST
def listing(request: HttpRequest, bureau: Bureau, public_id: str) -> HttpResponse:
    """The ticked lists of this department, and no other of its own."""
    found = _found(bureau, public_id)
    try:
        talent_lists.put_on_lists(
            department=bureau.department,
            talent=found,
            lists=set(request.POST.getlist("list")),
            actor=bureau.person,
            now=bureau.now,
        )
    except NotListed:
        words = _("同意をもらい、内容をたしかめると、リストにのせられます。")
        return _page(request, bureau, found, mistake=words, status=422)
    except OrganisationsOnly:
        words = _("団体を数えるリストです。人はのせられません。")
        return _page(request, bureau, found, mistake=words, status=422)
    say(request, _("のせるリストを変えました。"))
    return redirect("office-talent", bureau.department.slug, public_id)


@at_department(Right.PROGRAMMES)
@require_POST
def reaching(request: HttpRequest, bureau: Bureau, public_id: str) -> HttpResponse:
    words = _("本人にたしかめたと記録しました。また1年のせておきます。")
    return _done(request, bureau, public_id, talent_lists.reach_talent, words)


@at_department(Right.PROGRAMMES)
@require_POST
def contact(request: HttpRequest, bureau: Bureau, public_id: str) -> HttpResponse:
    """How they are reached: shown in this answer alone, and the look is kept."""
    found = _found(bureau, public_id)
    phone, email = talent_lists.look_at_contact(
        department=bureau.department, talent=found, actor=bureau.person, now=bureau.now
    )
    return _page(request, bureau, found, contact={"phone": phone, "email": email})


@at_department(Right.PROGRAMMES)
@require_POST
def revoking(request: HttpRequest, bureau: Bureau, public_id: str) -> HttpResponse:
    words = _("同意の取り消しを記録しました。どのリストからも消えました。")
    found = _found(bureau, public_id)
    talents.note_revoked(department=bureau.department, talent=found, actor=bureau.person, now=bureau.now)
    say(request, words)
    # Of a member's entry without a consent the office sees nothing more.
    if found.department_id != bureau.department.pk:
        return redirect("office-talents", bureau.department.slug)
    return redirect("office-talent", bureau.department.slug, public_id)


@at_department(Right.PROGRAMMES)
@require_POST
def erasing(request: HttpRequest, bureau: Bureau, public_id: str) -> HttpResponse:
    found = _found(bureau, public_id)
    talents.erase_written(department=bureau.department, talent=found, actor=bureau.person, now=bureau.now)
    say(request, _("消しました。紹介の回数と利用者数は残っています。"))
    return redirect("office-talents", bureau.department.slug)


@at_department(Right.PROGRAMMES)
@require_POST
def introducing(request: HttpRequest, bureau: Bureau, public_id: str) -> HttpResponse:
    """For one of the department's programmes, or for whom is typed."""
    found, chosen = _found(bureau, public_id), request.POST.get("programme", "")
    own = programmes_to_name(bureau.department)
    programme = own.filter(public_id=chosen).first() if chosen.isalnum() else None
    try:
        asked: dict[str, Any] = {"talent": found, "programme": programme, "to": request.POST.get("to", "")}
        made_once(
            request,
            "introduce",
            lambda: introductions.introduce(department=bureau.department, **asked, **bureau.by).public_id,
            person=bureau.person,
            now=bureau.now,
        )
    except (Missing, Unfit) as why:
        words = (
            words_of(why)
            if isinstance(why, Unfit)
            else _("どの行事か団体への紹介かを、えらぶか書いてください。")
        )
        return _page(request, bureau, found, mistake=words, status=422)
    except NotListed:
        words = _("この課のリストにのせると、紹介できます。")
        return _page(request, bureau, found, mistake=words, status=422)
    say(request, _("紹介を記録しました。返事があったら、紹介のページに入れてください。"))
    return redirect("office-introductions", bureau.department.slug)


def _done(
    request: HttpRequest, bureau: Bureau, public_id: str, verb: Callable[..., Any], words: str
) -> HttpResponse:
    verb(
        department=bureau.department,
        talent=_found(bureau, public_id),
        actor=bureau.person,
        now=bureau.now,
    )
    say(request, words)
    return redirect("office-talent", bureau.department.slug, public_id)


def _found(bureau: Bureau, public_id: str) -> Talent:
    if not keeps_a_list(bureau.department, bureau.now):
        raise Absent(public_id)
    return talent_at(bureau.department, public_id)


def _stale(request: HttpRequest, bureau: Bureau, public_id: str) -> HttpResponse:
    words = _("先に内容が変わっていました。今の内容を見てください。")
    return _page(request, bureau, talent_at(bureau.department, public_id), mistake=words, status=409)


def _page(
    request: HttpRequest,
    bureau: Bureau,
    found: Talent,
    *,
    mistake: str = "",
    form_mistake: Exception | None = None,
    contact: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    made = found.introductions.filter(department=bureau.department).exclude(answer=Answer.TAKEN_BACK)
    stands = typed(request.POST) if form_mistake else kept(found)
    told = {
        "department": bureau.department,
        "one": talent_told(found, bureau.now),
        "lists": lists_told(bureau, found),
        "written_here": found.department_id == bureau.department.pk,
        "may_list": found.consented_on is not None and found.verified_at is not None,
        "listed": any(
            one.until is None and one.department_id == bureau.department.pk for one in found.listings.all()
        ),
        "made": [introduction_told(one) for one in made.select_related("talent", "programme", "made_by")],
        "programmes": [(one.public_id, one.name) for one in programmes_to_name(bureau.department)],
        "whoses": [(one.value, whose_words(one)) for one in Whose],
        "office": True,
        "to": request.POST.get("to", ""),
        "contact": contact,
        "mistake": mistake,
        "said": said(request),
        **form_told(stands, seen_in(request.POST) if form_mistake else found.revision, form_mistake),
    }
    return render(request, "booking/office/talent.html", told, status=status)
