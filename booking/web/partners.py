"""A group answers whether it carries a programme out with a hall."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from booking.actions.partners import Off, answer_partner
from booking.queries.bookings import Absent
from booking.queries.partners import partner_of
from booking.web.booked import reader
from booking.web.groups import find_group
from booking.web.saying import say
from facilities import clock


@never_cache
@login_required
@require_POST
def answering(request: HttpRequest, public_id: str, programme: str) -> HttpResponse:
    """The group comes along, or does not."""
    group, confirms = find_group(request, public_id).group, request.POST.get("answer") == "confirm"
    try:
        partner = partner_of(group, programme)
        answer_partner(partner=partner, confirms=confirms, actor=reader(request), now=clock.now())
    except Absent as absent:
        raise Http404 from absent
    except Off:
        say(request, _("この行事は中止になりました。"))
        return redirect("group", public_id)
    say(request, _("返事をしました。館の人に伝わります。"))
    return redirect("group", public_id)
