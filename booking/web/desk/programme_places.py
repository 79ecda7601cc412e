"""A party is taken out of a date of a programme, and put back where that was a slip."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from booking.actions.signup_returns import Gone, put_back, take_out
from booking.actions.signups import Begun
from booking.queries.bookings import Absent
from booking.queries.programmes import programme_at, session_of
from booking.queries.signups_at_desk import signup_at
from booking.rules.staff import Right
from booking.web.desk.door import Desk, at_desk
from booking.web.desk.programme_told import with_news
from booking.web.saying import say

VERBS = ("take-out", "put-back")


@at_desk(Right.PROGRAMMES)
@require_POST
def placing(
    request: HttpRequest, desk: Desk, public_id: str, session: str, signup: str, verb: str
) -> HttpResponse:
    """`verb` says which of VERBS."""
    if verb not in VERBS:
        raise Http404
    try:
        say(request, _done(desk, public_id, session, signup, verb))
    except Absent as absent:
        raise Http404 from absent
    except Gone:
        say(request, _("もうもとにはもどせません。席が次の人のものになったか、10分がすぎました。"))
    except Begun:
        say(request, _("この日は、もう始まっています。"))
    return redirect("desk-programme-people", desk.hall.slug, public_id, session)


def _done(desk: Desk, public_id: str, session: str, signup: str, verb: str) -> str:
    found = programme_at(desk.hall, public_id)
    one, date = signup_at(found, signup), session_of(found, session)
    if verb == "put-back":
        put_back(signup=one, session=date, actor=desk.person, now=desk.now)
        return with_news(_("もとにもどしました。"), told=True)
    take_out(signup=one, session=date, actor=desk.person, now=desk.now)
    return with_news(_("この日から外しました。10分の間は、もとにもどせます。"), told=True)
