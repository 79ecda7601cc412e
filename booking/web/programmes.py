"""行事: what there is to come to, for which ages it has places, and signing up, alone or with others."""

from collections.abc import Mapping

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from booking.actions.signup_returns import Gone, come_after_all
from booking.actions.signups import (
    MOST_COMERS,
    Closed,
    Drawing,
    NobodyComes,
    NotForThem,
    SignedUpAlready,
    TimeOver,
    TooMany,
    TooSoon,
    sign_up,
    stay_away,
)
from booking.actions.texts import Missing, Unfit
from booking.labels.programmes import already_words, too_many_words
from booking.models import Coming, Group, Person, Programme, Session, SignUp
from booking.queries.bookings import Absent
from booking.queries.groups import group_to_sign_up
from booking.queries.programmes import (
    ages_of,
    public_programme,
    public_programmes,
    session_of,
    signup_of,
    zone_of,
)
from booking.queries.signups import left_out
from booking.rules.particulars import Asked
from booking.web.asking import member
from booking.web.booked import reader
from booking.web.consents import words_of
from booking.web.programme_page import card, page
from booking.web.saying import said, say
from booking.web.signed_up_words import signed_up_words
from booking.web.signing_up import Form, field_of
from facilities import clock
from facilities.labels import listed, span_words
from facilities.rules.spans import Span, local_day


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
    """With `as` for a group that the reader leads."""
    return _page(request, _found(public_id), None, _group(request, request.GET))


@never_cache
@login_required
@require_POST
def signing_up(request: HttpRequest, public_id: str) -> HttpResponse:
    """Places for those who come at the dates that are ticked, or a place in line."""
    found, now, person = _found(public_id), clock.now(), reader(request)
    group = _group(request, request.POST)
    form = Form.typed(request.POST, ages_of(found), [Asked(key) for key in found.asks])
    made = None
    if not form.mistakes:
        _ask_before_dropping(found, form, person, group, now)
    if not form.mistakes:
        made = _sign_up(found, form, person, group, now)
    if form.mistakes or made is None:
        _lead_to_giving_up(found, form, person, group, now)
        return _page(request, found, form, group, 422)
    say(request, signed_up_words(made, zone_of(found), now))
    return _back(public_id, group)


def _ask_before_dropping(found: Programme, form: Form, person: Person, group: Group | None, now: int) -> None:
    """A date that was signed up for and is not ticked any more is given up only when that was said."""
    mine = signup_of(found, person.pk, None if group is None else group.pk)
    left = [] if mine is None else left_out(mine, form.dates, now)
    if {one.public_id for one in left} - set(form.dropped):
        form.dropped = [one.public_id for one in left]
        zone, today = zone_of(found), local_day(now, zone_of(found))
        days = listed(span_words(Span(one.start, one.end), zone, today) for one in left)
        form.mistakes["dates"] = _(
            "%(days)sは、やめることになります。よければ、下のボタンをもう一度おしてください。"
        ) % {"days": days}


def _lead_to_giving_up(found: Programme, form: Form, person: Person, group: Group | None, now: int) -> None:
    """Whoever has taken every tick away means to stay away: where that is done."""
    mine = signup_of(found, person.pk, None if group is None else group.pk)
    if not form.dates and mine is not None and left_out(mine, (), now):
        form.mistakes["dates"] = _(
            "全部やめるときは、「日にち」のところの「この日はやめる」をおしてください。"
        )


def _sign_up(found: Programme, form: Form, person: Person, group: Group | None, now: int) -> SignUp | None:
    """What hinders it stands with its field in the form afterwards."""
    try:
        return sign_up(
            programme=found,
            sessions=form.dates,
            party=form.party,
            person=person,
            group=group,
            note=form.note,
            particulars={key.value: text for key, text in form.told.items()},
            whole=True,
            now=now,
        )
    except Absent as absent:
        raise Http404 from absent
    except NobodyComes:
        most = {"most": MOST_COMERS}
        form.mistakes["party"] = _("いっしょに来る人は、1人から%(most)d人までにしてください。") % most
    except NotForThem:
        form.mistakes["party"] = _("席のない年代が入っています。下の年代からえらんでください。")
    except TooMany as many:
        form.mistakes[field_of(many.age)] = too_many_words(many.age, many.places)
    except SignedUpAlready as already:
        by = already.signup.group
        form.mistakes["dates"] = already_words(by.name if by else None, already.own)
    except Closed as closed:
        form.mistakes["dates"] = _closed_words(closed)
    except (Missing, Unfit) as mistake:
        field = "note" if mistake.field == "note" else f"a-{mistake.field}"
        form.mistakes[field] = words_of(mistake)
    return None


def _closed_words(closed: Closed) -> str:
    if isinstance(closed, TooSoon):
        return _("申しこみは、まだ始まっていません。始まったら、もう一度申しこんでください。")
    if isinstance(closed, Drawing):
        return _("今、くじの計算を待っています。席が残れば、くじのあとで申しこめます。")
    if isinstance(closed, TimeOver):
        return _("申しこみの期間は終わりました。館の人に聞いてみてください。")
    return _("もう申しこめない日が入っています。ほかの日をえらんでください。")


@never_cache
@login_required
@require_POST
def staying_away(request: HttpRequest, public_id: str, session: str) -> HttpResponse:
    """One date less; whoever waits has the places."""
    found, group, now = _found(public_id), _group(request, request.POST), clock.now()
    mine, date = _mine(request, found, group), _date(found, session)
    try:
        stay_away(signup=mine, session=date, actor=reader(request), now=now)
        told = _("%(when)sはやめました。10分の間は、下の「もとにもどす」で、もどせます。")
        say(request, told % {"when": _when(found, date, now)})
    except Closed:
        say(request, _("この日は、もう始まっています。"))
    return _back(public_id, group)


@never_cache
@login_required
@require_POST
def coming_after_all(request: HttpRequest, public_id: str, session: str) -> HttpResponse:
    """What was given up by a slip is had again."""
    found, group, now = _found(public_id), _group(request, request.POST), clock.now()
    mine, date = _mine(request, found, group), _date(found, session)
    try:
        back = come_after_all(signup=mine, session=date, actor=reader(request), now=now)
        say(request, _back_words(back) % {"when": _when(found, date, now)})
    except Gone:
        say(request, _("もうもとにはもどせません。席が次の人のものになったか、10分がすぎました。"))
    except Closed:
        say(request, _("この日は、もう始まっています。"))
    return _back(public_id, group)


def _back_words(back: Coming) -> str:
    return {
        Coming.State.COMING: _("%(when)sをもとにもどしました。席があります。"),
        Coming.State.ENTERED: _("%(when)sをもとにもどしました。抽選を待っています。"),
        Coming.State.WAITING: _("%(when)sをもとにもどしました。順番は、前と同じです。"),
    }[Coming.State(back.state)]


def _mine(request: HttpRequest, found: Programme, group: Group | None) -> SignUp:
    mine = signup_of(found, reader(request).pk, None if group is None else group.pk)
    if mine is None:
        raise Http404
    return mine


def _date(found: Programme, public_id: str) -> Session:
    try:
        return session_of(found, public_id)
    except Absent as absent:
        raise Http404 from absent


def _when(found: Programme, date: Session, now: int) -> str:
    zone = zone_of(found)
    return span_words(Span(date.start, date.end), zone, local_day(now, zone))


def _group(request: HttpRequest, given: Mapping[str, str]) -> Group | None:
    """The group in whose name somebody looks or signs up. 404 for one that they do not lead."""
    person, key = member(request), given.get("as", "")
    if person is None or not key:
        return None
    try:
        return group_to_sign_up(person, key)
    except Absent as absent:
        raise Http404 from absent


def _back(public_id: str, group: Group | None) -> HttpResponse:
    where = reverse("programme", args=[public_id])
    return redirect(where if group is None else f"{where}?as={group.public_id}")


def _found(public_id: str) -> Programme:
    try:
        return public_programme(public_id)
    except Absent as absent:
        raise Http404 from absent


def _page(
    request: HttpRequest, found: Programme, form: Form | None, group: Group | None, status: int = 200
) -> HttpResponse:
    told = page(found, member(request), group, form, clock.now())
    return render(request, "booking/programme.html", {**told, "said": said(request)}, status=status)
