"""/guardian/…/away/, /back/: a guardian gives back a date that the child has signed up for, and has it
again after a slip."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from booking.actions.childs_signups import come_after_all_for_child, stay_away_for_child
from booking.actions.signup_returns import Gone
from booking.actions.signups import Begun
from booking.web.guardians import back_to, for_a_link, guardian_page
from facilities import clock


@require_POST
@for_a_link
def staying_away(request: HttpRequest, token: str, session: str) -> HttpResponse:
    try:
        stay_away_for_child(link_token=token, session=session, now=clock.now())
    except Begun:
        return guardian_page(request, token, "begun", status=409)
    return back_to(token, "away")


@require_POST
@for_a_link
def coming_after_all(request: HttpRequest, token: str, session: str) -> HttpResponse:
    try:
        come_after_all_for_child(link_token=token, session=session, now=clock.now())
    except Begun:
        return guardian_page(request, token, "begun", status=409)
    except Gone:
        return guardian_page(request, token, "taken", status=409)
    return back_to(token, "back")
