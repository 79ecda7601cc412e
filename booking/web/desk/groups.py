"""団体: the groups that are registered here, their members, their registration and its class."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from booking.actions.group_registrations import approve_clean, set_class
from booking.actions.looks import look_at_group
from booking.labels import band_words, counts_words, kind_words, people_words, role_words
from booking.models import Group, Membership, Registration
from booking.queries.desk_groups import (
    applied_groups,
    group_at,
    groups_at,
    members_of,
    registrations_of_group,
)
from booking.queries.groups import ahead, roster_counts, roster_size
from booking.queries.queues import registrations_at
from booking.rules.bands import band_of
from booking.rules.renewals import renewal_opens
from booking.rules.staff import Right
from booking.web.desk.classes import NoSuchClass, chosen_class, classes
from booking.web.desk.door import Desk, at_desk, show
from booking.web.desk.queue_cards import place_of
from booking.web.desk.words import approved_words, until_words

AT_ONCE = 50
State = Registration.State


@at_desk(Right.PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def groups(request: HttpRequest, desk: Desk) -> HttpResponse:
    """POST searches: what a group calls itself has no place in an address."""
    return _list(request, desk, request.POST.get("s", "").strip()[:100])


def _list(request: HttpRequest, desk: Desk, text: str = "", said: str = "") -> HttpResponse:
    rows = [
        {
            "group": one.group,
            "kind": kind_words(one.group.kind),
            "members": people_words(one.members + roster_size(one.group.roster)),
            "state": state_words(one.registration),
            "applied": one.registration.state == State.APPLIED,
        }
        for one in groups_at(desk.hall, text)
    ]
    told: dict[str, Any] = {
        "rows": rows,
        "text": text,
        "said": said,
        "applied": applied_groups(desk.hall).count(),
    }
    return show(request, desk, "booking/desk/groups.html", "desk-groups", **told)


def state_words(one: Registration) -> str:
    """「2027年3月31日まで」, 「申しこみ中」."""
    if one.state == State.VALID:
        return until_words(one.valid_until) if one.valid_until else _("登録ずみ")
    return _("申しこみ中") if one.state == State.APPLIED else _("書きなおしのお願い")


@at_desk(Right.PEOPLE)
@require_POST
def approving(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What groups have applied for, new or for another year, approved where nothing speaks against it."""
    waiting = list(applied_groups(desk.hall)[:AT_ONCE])
    left = approve_clean(registrations=waiting, actor=desk.person, now=desk.now, day=desk.today)
    said = approved_words(len(waiting) - len(left), len(left))
    return _list(request, desk, said=said)


@at_desk(Right.PEOPLE)
@require_safe
def group(request: HttpRequest, desk: Desk, public_id: str) -> HttpResponse:
    return _page(request, desk, _find(desk, public_id))


@at_desk(Right.PEOPLE)
@require_POST
def classing(request: HttpRequest, desk: Desk, public_id: str, key: int) -> HttpResponse:
    """Sets the class of users of one of the group's registrations."""
    found = _find(desk, public_id)
    row = registrations_at(desk.hall).filter(group=found, pk=key).first()
    if row is None:
        raise Http404
    try:
        given = chosen_class(desk, request.POST.get("user_class", ""), row.user_class)
        set_class(registration=row, actor=desk.person, user_class=given, now=desk.now)
    except NoSuchClass:
        return _page(request, desk, found, _("利用者区分を、えらびなおしてください。"))
    return redirect("desk-group", desk.hall.slug, public_id)


def _find(desk: Desk, public_id: str) -> Group:
    found = group_at(desk.hall, public_id)
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, desk: Desk, found: Group, mistake: str = "") -> HttpResponse:
    """A group with its members by name; the look is logged."""
    look_at_group(group=found, hall=desk.hall, actor=desk.person, now=desk.now)
    told = {
        "group": found,
        "kind": kind_words(found.kind),
        "members": [_member(one, desk) for one in members_of(found)],
        "roster": counts_words(roster_counts(found.roster)),
        "registrations": [_row(one, desk) for one in registrations_of_group(found, desk.hall)],
        "ahead": [
            {"booking": one, "words": place_of(one, desk)}
            # What it has booked at other halls is for the desks there to see.
            for one in ahead(found, desk.now)
            if one.room.facility_id == desk.hall.pk
        ],
        "contact": desk.may(Right.CONTACT),
        "mistake": mistake,
    }
    return show(request, desk, "booking/desk/group.html", "desk-groups", 422 if mistake else 200, **told)


def _member(one: Membership, desk: Desk) -> dict[str, Any]:
    born = one.person.birth_date
    return {
        "person": one.person,
        "role": role_words(one.role),
        "band": band_words(band_of(born, desk.today)) if born else "",
        "adult": one.role == Membership.Role.ADULT_CONTACT,
    }


def _row(one: Registration, desk: Desk) -> dict[str, Any]:
    until = one.valid_until if one.state == State.VALID else None
    return {
        "one": one,
        "classes": classes(desk, one.user_class),
        "state": state_words(one),
        "over": until is not None and until < desk.today,
        "renewable": until is not None and renewal_opens(until) <= desk.today <= until,
        "applied": one.state == State.APPLIED,
    }
