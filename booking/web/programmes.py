"""行事: what there is to come to, for which ages it has places, and signing up, alone or with others."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from booking.actions.signups import MOST_COMERS, Closed, NobodyComes, NotForThem, sign_up, stay_away
from booking.actions.texts import Unfit
from booking.models import Person, Programme
from booking.queries.bookings import Absent
from booking.queries.programmes import ages_of, public_programme, public_programmes, session_of, signup_of
from booking.web.asking import member
from booking.web.booked import reader
from booking.web.programme_page import card, page
from booking.web.saying import said, say
from booking.web.signing_up import Form
from facilities import clock


@never_cache
@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    """What is still to come, the soonest first."""
    now = clock.now()
    return render(
        request, "booking/programmes.html", {"cards": [card(one, now) for one in public_programmes(now)]}
    )


@never_cache
@require_safe
def programme(request: HttpRequest, public_id: str) -> HttpResponse:
    return _page(request, _found(public_id), None)


@never_cache
@login_required
@require_POST
def signing_up(request: HttpRequest, public_id: str) -> HttpResponse:
    """Places for those who come at the dates that are ticked, or a place in line."""
    found, now, person = _found(public_id), clock.now(), reader(request)
    form = Form.typed(request.POST, ages_of(found))
    if not form.mistakes:
        _sign_up(found, form, person, now)
    if form.mistakes:
        return _page(request, found, form, 422)
    say(request, _("申しこみました。日にちごとの席は、下にあります。"))
    return redirect("programme", public_id)


def _sign_up(found: Programme, form: Form, person: Person, now: int) -> None:
    """What hinders it stands with its field in the form afterwards."""
    try:
        sign_up(
            programme=found, sessions=form.dates, party=form.party, person=person, note=form.note, now=now
        )
    except Absent as absent:
        raise Http404 from absent
    except NobodyComes:
        most = {"most": MOST_COMERS}
        form.mistakes["party"] = _("いっしょに来る人は、1人から%(most)d人までにしてください。") % most
    except NotForThem:
        form.mistakes["party"] = _("席のない年代が入っています。下の年代からえらんでください。")
    except Closed:
        form.mistakes["dates"] = _("もう申しこめない日が入っています。ほかの日をえらんでください。")
    except Unfit as unfit:
        form.mistakes["note"] = str(unfit)


@never_cache
@login_required
@require_POST
def staying_away(request: HttpRequest, public_id: str, session: str) -> HttpResponse:
    """One date less; whoever waits has the places."""
    found, person = _found(public_id), reader(request)
    mine = signup_of(found, person.pk, None)
    if mine is None:
        raise Http404
    try:
        stay_away(signup=mine, session=session_of(found, session), actor=person, now=clock.now())
    except Absent as absent:
        raise Http404 from absent
    except Closed:
        say(request, _("この日は、もう始まっています。"))
        return redirect("programme", public_id)
    say(request, _("この日はやめました。また申しこむこともできます。"))
    return redirect("programme", public_id)


def _found(public_id: str) -> Programme:
    try:
        return public_programme(public_id)
    except Absent as absent:
        raise Http404 from absent


def _page(request: HttpRequest, found: Programme, form: Form | None, status: int = 200) -> HttpResponse:
    told = page(found, member(request), form, clock.now())
    return render(request, "booking/programme.html", {**told, "said": said(request)}, status=status)
