"""At the counter: a fee is paid, money goes back, a reduction is decided, an entry is struck out."""

from collections.abc import Callable, Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from booking.actions import money
from booking.actions.changes import Stale
from booking.actions.money import NoSuchSum, give_back, strike, take
from booking.actions.reductions import TooLate
from booking.models import Booking
from booking.queries.bookings import Absent
from booking.queries.money import payment_of
from booking.rules.staff import Right
from booking.web.desk.booking import find, page
from booking.web.desk.door import Desk, at_desk, or_404
from booking.web.desk.reduction_form import CANNOT, decide, entry_seen, mistake_words, read_yen


@at_desk(Right.MONEY)
@require_POST
def doing(request: HttpRequest, desk: Desk, booking: str, verb: str) -> HttpResponse:
    """`verb` says which of VERBS. What could not be done stands on the page of the booking."""
    if verb not in VERBS:
        raise Http404
    found = find(desk, booking)
    try:
        VERBS[verb](request, desk, found)
    except Absent as absent:
        raise Http404 from absent
    except (*CANNOT, money.TooLate) as mistake:
        status = 409 if isinstance(mistake, Stale | money.TooLate | TooLate) else 422
        return page(request, desk, find(desk, booking), mistake=_words(mistake, verb), status=status)
    return redirect(reverse("desk-booking", args=[desk.hall.slug, booking]) + "#mo")


def _take(request: HttpRequest, desk: Desk, booking: Booking) -> None:
    # Two desks may have one fee before them: by the last entry that they saw the second is told, and takes
    # nothing.
    yen = read_yen(request.POST.get("yen", ""))
    take(booking=booking, staff=desk.person, yen=yen, now=desk.now, seen=entry_seen(request))


def _give_back(request: HttpRequest, desk: Desk, booking: Booking) -> None:
    yen = read_yen(request.POST.get("yen", ""))
    give_back(booking=booking, staff=desk.person, yen=yen, now=desk.now, seen=entry_seen(request))


def _strike(request: HttpRequest, desk: Desk, booking: Booking) -> None:
    text = request.POST.get("payment", "")
    key = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
    strike(payment=or_404(payment_of(booking, key)), staff=desk.person, now=desk.now)


VERBS: Mapping[str, Callable[[HttpRequest, Desk, Booking], None]] = {
    "take": _take,
    "give-back": _give_back,
    "strike": _strike,
    "reduction": decide,
}


def _words(mistake: Exception, verb: str) -> str:
    """Why it was not done, and what to do."""
    if isinstance(mistake, money.TooLate):
        return _("この記録は、もう取り消せません。まちがいは、受け取りか返金の記録で直してください。")
    if isinstance(mistake, NoSuchSum) and verb == "give-back":
        return _("返す金額を、受け取った分をこえない数で入れてください。")
    if isinstance(mistake, NoSuchSum) and verb == "strike":
        return _("先に、返金の記録を取り消してください。返した分が、受け取った分をこえてしまいます。")
    if isinstance(mistake, NoSuchSum) and verb == "take":
        return _("受け取った金額を、1円から1000万円までの数で入れてください。")
    return mistake_words(mistake)
