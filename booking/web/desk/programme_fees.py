"""The fee of a programme at the desk: paid, given back, struck out, and the receipt over it."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from booking.actions.changes import Stale
from booking.actions.money import NoSuchSum, TooLate
from booking.actions.programme_fees import give_fee_back, issue_fee_receipt, strike_fee, take_fee
from booking.labels import paper_words, yen_words
from booking.models import FeeReceipt, SignUp
from booking.queries.bookings import Absent
from booking.queries.programme_fees import payment_at, receipt_of
from booking.queries.programmes import programme_at
from booking.queries.signups_at_desk import signup_at
from booking.rules.papers import Paper
from booking.rules.staff import Right
from booking.web.desk import programme_people
from booking.web.desk.door import Desk, at_desk
from booking.web.desk.reduction_form import read_yen
from facilities.labels.eras import era_date, fiscal_year_words
from facilities.rules.spans import local_day

Paid = Callable[[HttpRequest, Desk, SignUp], None]


@at_desk(Right.MONEY)
@require_POST
def paying(
    request: HttpRequest, desk: Desk, public_id: str, session: str, signup: str, verb: str
) -> HttpResponse:
    """`verb` says which of VERBS. What could not be done stands on the list of who has signed up."""
    found = _signup(desk, public_id, signup)
    if verb not in VERBS:
        raise Http404
    where = [desk.hall.slug, public_id, session]
    try:
        VERBS[verb](request, desk, found)
    except Absent as absent:
        raise Http404 from absent
    except (NoSuchSum, Stale, TooLate) as mistake:
        status = 422 if isinstance(mistake, NoSuchSum) else 409
        said = {signup: (words_of(mistake, verb), request.POST.get("yen", "") if status == 422 else None)}
        return programme_people.page(request, desk, public_id, session, said=said, status=status)
    if verb == "receipt":
        return redirect("desk-programme-receipt", *where, signup)
    return redirect(f"{reverse('desk-programme-people', args=where)}#s-{signup}")


@at_desk(Right.MONEY)
@require_safe
def receipt(request: HttpRequest, desk: Desk, public_id: str, session: str, signup: str) -> HttpResponse:
    """The last receipt over a sign-up's fee, on one A4."""
    found = _signup(desk, public_id, signup)
    try:
        issued = receipt_of(found)
    except Absent as absent:
        raise Http404 from absent
    seal = request.GET.get("seal") != "0"
    with override("ja"):  # papers are the city's, and in Japanese; the page around them is the reader's
        sheet = render_to_string("print/_fee_receipt.html", {**_told(found, issued, desk), "seal": seal})
    back = reverse("desk-programme-people", args=[desk.hall.slug, public_id, session])
    frame = {"sheet": sheet, "title": paper_words(Paper.RECEIPT), "seal": seal, "back": back}
    return render(request, "print/paper.html", frame)


def _signup(desk: Desk, public_id: str, signup: str) -> SignUp:
    try:
        return signup_at(programme_at(desk.hall, public_id), signup)
    except Absent as absent:
        raise Http404 from absent


def _seen(request: HttpRequest) -> int:
    text = request.POST.get("entry", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _take(request: HttpRequest, desk: Desk, signup: SignUp) -> None:
    yen = read_yen(request.POST.get("yen", ""))
    take_fee(signup=signup, facility=desk.hall, staff=desk.person, yen=yen, now=desk.now, seen=_seen(request))


def _give_back(request: HttpRequest, desk: Desk, signup: SignUp) -> None:
    yen = read_yen(request.POST.get("yen", ""))
    give_fee_back(
        signup=signup, facility=desk.hall, staff=desk.person, yen=yen, now=desk.now, seen=_seen(request)
    )


def _strike(request: HttpRequest, desk: Desk, signup: SignUp) -> None:
    strike_fee(payment=payment_at(signup, _seen(request)), staff=desk.person, now=desk.now)


def _receipt(request: HttpRequest, desk: Desk, signup: SignUp) -> None:
    issue_fee_receipt(signup=signup, facility=desk.hall, staff=desk.person, now=desk.now)


VERBS: Mapping[str, Paid] = {
    "take": _take,
    "give-back": _give_back,
    "strike": _strike,
    "receipt": _receipt,
}


def words_of(mistake: Exception, verb: str) -> str:
    """Why it was not done, and what to do."""
    if isinstance(mistake, Stale):
        return _("ほかの人が、先に記録しました。今の記録を見て、もう一度入れてください。")
    if isinstance(mistake, TooLate):
        return _("この記録は、もう取り消せません。まちがいは、受け取りか返金の記録で直してください。")
    if verb == "give-back":
        return _("返す金額を、受け取った分をこえない数で入れてください。")
    if verb == "strike":
        return _("先に、返金の記録を取り消してください。返した分が、受け取った分をこえてしまいます。")
    return _("受け取った金額を、1円から1000万円までの数で入れてください。")


def _told(signup: SignUp, issued: FeeReceipt, desk: Desk) -> dict[str, Any]:
    day = local_day(issued.at, desk.zone)
    number = {"year": fiscal_year_words(day), "number": issued.number}
    return {
        "hall": issued.facility,
        "number": _("%(year)s 行事 第%(number)d号") % number,
        "date": era_date(day),
        "copy": issued.copies > 0,
        "name": signup.group.name if signup.group else signup.person.get_full_name(),
        "sum": yen_words(issued.yen),
        "programme": signup.programme.name_ja,
        "count": len(signup.party),
    }
