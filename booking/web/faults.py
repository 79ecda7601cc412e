"""/fault/: whoever scans the label on a thing says what is wrong with it. No name, no account, one page."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from booking.actions.faults import LONGEST_SAID, report_by_label
from booking.actions.texts import Unfit
from booking.actions.tries import seconds_to_report
from booking.labels.things import FAULTS
from booking.queries.bookings import Absent
from booking.queries.faults import thing_by_label
from facilities import clock
from facilities.models import Equipment, Fault


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def fault(request: HttpRequest, label: str) -> HttpResponse:
    """GET: what can be wrong. POST: `what` of it, and `said` in words if somebody likes."""
    try:
        thing = thing_by_label(label)
    except Absent as absent:
        raise Http404 from absent
    if request.method != "POST":
        return _page(request, thing, done=request.GET.get("said") == "1")
    what = request.POST.get("what", "")
    if what not in Fault.What.values:
        return _again(request, thing, "what", _("どうなっているかを、1つえらんでください。"))
    now = clock.machine_time()
    seconds = seconds_to_report(str(get_adapter().get_client_ip(request)), now)
    if seconds:
        words = _("今は、たくさん届いています。%(minutes)d分たってから送るか、職員に言ってください。")
        return _again(request, thing, "send", words % {"minutes": -(-seconds // 60)}, 429)
    try:
        report_by_label(
            thing=thing, what=Fault.What(what), said=request.POST.get("said", ""), now=clock.now()
        )
    except Unfit:
        words = _("%(longest)d文字までの、ふつうの文字で書いてください。")
        return _again(request, thing, "said", words % {"longest": LONGEST_SAID})
    return redirect(f"{request.path}?said=1")


def _again(request: HttpRequest, thing: Equipment, field: str, words: str, status: int = 422) -> HttpResponse:
    return _page(request, thing, errors=[{"field": field, "words": words}], field=field, status=status)


def _page(request: HttpRequest, thing: Equipment, status: int = 200, **told: Any) -> HttpResponse:
    shown = {
        "thing": thing,
        "hall": thing.room.facility,
        "kinds": FAULTS.items(),
        "typed": request.POST,
        "longest": LONGEST_SAID,
        "here": "/",
        # The frame's own links must not carry the label's address further: whoever has it may report.
        "keyed": True,
        **told,
    }
    return render(request, "booking/fault.html", shown, status=status)
