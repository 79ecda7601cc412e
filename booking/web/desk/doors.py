"""とびらの画面: the tablets at a hall's doors, made and revoked; a new one's address is told in the answer.

The address stands in no page's own address and in no redirect, and nobody may store that answer.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from booking.actions.kiosks import LONGEST_NAME, Made, NameTaken, make_kiosk, revoke_kiosk
from booking.actions.texts import Missing, Unfit
from booking.models import Kiosk
from booking.queries.bookings import Absent
from booking.queries.doors import kiosk_of, kiosks_of
from booking.rules.staff import Right
from booking.web.addresses import qr_code
from booking.web.desk.door import Desk, at_desk, show
from booking.web.desk.today import room_at
from booking.web.once import shown_once
from facilities.labels import moment_words
from facilities.queries.rooms import shown_rooms

QUIET = 15 * 60  # seconds without a question after which a tablet is taken to be off


@dataclass(frozen=True, slots=True)
class Tablet:
    """One of the list: since when it is there, when it last asked, whether it has gone quiet."""

    one: Kiosk
    made: str
    seen: str
    quiet: bool


@at_desk(Right.HOURS)
@require_http_methods(["GET", "HEAD", "POST"])
def doors(request: HttpRequest, desk: Desk) -> HttpResponse:
    """GET: what there is. POST: a new one, for `room` and under a `name`."""
    if request.method != "POST":
        return _page(request, desk)
    room = room_at(desk, request.POST.get("room", ""))
    name, groups = request.POST.get("name", ""), bool(request.POST.get("groups"))
    try:
        made = make_kiosk(room=room, name=name, groups=groups, actor=desk.person, now=desk.now)
    except (Missing, Unfit):
        words = _("タブレットの呼び名を、1字から%(longest)d字までで入れてください。")
        return _page(request, desk, problem=words % {"longest": LONGEST_NAME}, typed=request.POST, status=422)
    except NameTaken:
        words = _(
            "この部屋には、同じ呼び名の画面がもうあります。別の呼び名にするか、前の画面を止めてください。"
        )
        return _page(request, desk, problem=words, typed=request.POST, status=409)
    once = shown_once(reverse("desk-doors", args=[desk.hall.slug]))
    return _page(request, desk, made=made, address=_address(request, made), **once)


@at_desk(Right.HOURS)
@require_POST
def revoking(request: HttpRequest, desk: Desk, kiosk: str) -> HttpResponse:
    try:
        revoke_kiosk(kiosk=kiosk_of(desk.hall, kiosk), actor=desk.person, now=desk.now)
    except Absent as absent:
        raise Http404 from absent
    return redirect("desk-doors", desk.hall.slug)


def _page(request: HttpRequest, desk: Desk, status: int = 200, **told: Any) -> HttpResponse:
    tablets = [_tablet(one, desk) for one in kiosks_of(desk.hall)]
    shown: dict[str, Any] = {
        "alive": [one for one in tablets if one.one.revoked_at is None],
        "gone": [one for one in tablets if one.one.revoked_at is not None],
        "rooms": shown_rooms(desk.hall.pk),
        "longest": LONGEST_NAME,
        "qr": qr_code(told["address"]) if "address" in told else "",
        **told,
    }
    return show(request, desk, "booking/desk/doors.html", "desk", status, **shown)


def _tablet(one: Kiosk, desk: Desk) -> Tablet:
    seen = "" if one.seen_at is None else moment_words(one.seen_at, desk.zone, desk.today)
    quiet = one.seen_at is not None and one.seen_at + QUIET < desk.now
    return Tablet(one, moment_words(one.made_at, desk.zone, desk.today), seen, quiet)


def _address(request: HttpRequest, made: Made) -> str:
    room = made.kiosk.room
    path = reverse("door", args=[room.facility.slug, room.slug])
    return request.build_absolute_uri(f"{path}?{urlencode({'k': made.key})}")
