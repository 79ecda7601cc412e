"""Whose calendar a page puts into a device: a member's, a group's, a hall's for its staff, a child's."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import cast
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from booking.models import Group, Person, Subscription
from booking.models.keys import fingerprint
from booking.queries.bookings import Absent
from booking.queries.guardians import guardian_by
from booking.queries.party import groups_of
from booking.queries.posts import halls_where
from booking.queries.subscriptions import Holder
from booking.rules.staff import Right
from booking.web.guardians import for_a_link
from facilities import clock
from facilities.models import Facility
from facilities.rules.spans import local_day

View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Choice:
    """What a feed may tell of; `key` is "" for what is the holder's own."""

    key: str
    words: str
    of: Group | Facility | None


@dataclass(frozen=True, slots=True)
class Reader:
    """Who puts it in; `here` is the address of their page, `back` leads to where they came from."""

    holder: Holder
    here: str
    back: str
    choices: Sequence[Choice]
    child: bool = False

    def choice(self, key: str) -> Choice:
        """Absent for what is not theirs to choose."""
        found = next((one for one in self.choices if one.key == key), None)
        if found is None:
            raise Absent(key)
        return found


def for_member(view: View) -> View:
    @never_cache
    @login_required
    @wraps(view)
    def answer(request: HttpRequest, **more: str) -> HttpResponse:
        person = cast(Person, request.user)
        return view(request, Reader(person, reverse("calendar"), reverse("me"), _choices(person)), **more)

    return answer


def for_guardian(view: View) -> View:
    """By the link to a guardian's own page."""

    @for_a_link
    @wraps(view)
    def answer(request: HttpRequest, token: str, **more: str) -> HttpResponse:
        today = local_day(clock.now(), ZoneInfo(settings.TIME_ZONE))
        found = guardian_by(fingerprint(token), today)
        if found is None or not found.may_see:
            raise Absent
        here, back = reverse("guardian-calendar", args=[token]), reverse("guardian", args=[token])
        return view(request, Reader(found, here, back, [Choice("", "", None)], child=True), **more)

    return answer


def _choices(person: Person) -> list[Choice]:
    """At most two queries."""
    halls = halls_where(person, Right.DAY, clock.now()) if person.is_staff else []
    return [
        Choice("", _("自分の予約"), None),
        *(Choice(f"group:{one.public_id}", one.name, one) for one in groups_of(person)),
        *(Choice(f"hall:{one.slug}", _of_hall(one), one) for one in halls),
    ]


def about(one: Subscription) -> str:
    """What a feed tells of that is not the holder's own, in words."""
    if one.group:
        return one.group.name
    return _of_hall(one.facility) if one.facility else ""


def _of_hall(hall: Facility) -> str:
    return _("%(hall)s 職員用") % {"hall": hall.name}
