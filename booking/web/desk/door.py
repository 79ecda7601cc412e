"""The door of every page of the desk: who comes in, to which hall, with which rights."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property, wraps
from http import HTTPStatus
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache

from booking.models import Person
from booking.queries.posts import desk_at
from booking.queries.queues import waiting
from booking.queries.rules import Versions, rules_of
from booking.rules.queues import Waiting
from booking.rules.staff import Right
from booking.web.booked import reader
from booking.web.places import zone_of
from booking.web.second_factors import asked_first
from facilities import clock
from facilities.models import Facility
from facilities.rules.spans import local_day


@dataclass(frozen=True)
class Desk:
    """Who stands at which hall's desk, with what rights, at which instant (seconds, UTC)."""

    hall: Facility
    person: Person
    rights: frozenset[Right]
    now: int

    @property
    def zone(self) -> ZoneInfo:
        return zone_of(self.hall)

    @property
    def by(self) -> dict[str, Any]:
        """Who does it and when, as every verb takes it."""
        return {"actor": self.person, "now": self.now}

    @property
    def today(self) -> date:
        """The hall's local day."""
        return local_day(self.now, self.zone)

    @cached_property
    def rules(self) -> Versions:
        """The hall's rules, whatever the day. One query, once."""
        return rules_of([self.hall])[self.hall.pk]

    @cached_property
    def waiting(self) -> list[Waiting]:
        """What waits for whoever stands here, the nearest deadline first. Two queries at most, once."""
        return waiting(self.hall, self.rights, self.now, self.rules)

    def may(self, right: Right) -> bool:
        return right in self.rights


@dataclass(frozen=True, slots=True)
class Entry:
    """One of the places in the rail: its page, its icon, its word, who sees it, how much waits there, and who
    sees another in its place."""

    page: str
    icon: str
    words: Callable[[], str]
    right: Right
    count: Callable[[Desk], int] | None = None
    unless: Right | None = None

    def is_for(self, rights: Collection[Right]) -> bool:
        return self.right in rights and self.unless not in rights


def _to_answer(desk: Desk) -> int:
    return len(desk.waiting)


RAIL: tuple[Entry, ...] = (
    Entry("desk", "board", lambda: _("きょう"), Right.DAY),
    Entry("desk-bookings", "cal", lambda: _("予約"), Right.DESK),
    Entry("desk-queue", "inbox", lambda: _("対応"), Right.DESK, _to_answer),
    Entry("desk-open", "moon", lambda: _("開館"), Right.HOURS),
    Entry("desk-rules", "book", lambda: pgettext("メニュー", "きまり"), Right.RULES),
    Entry("desk-groups", "people", lambda: pgettext("メニュー", "団体"), Right.PEOPLE),
    Entry("desk-people", "age", lambda: pgettext("メニュー", "人"), Right.PEOPLE),
    Entry("desk-rounds", "list", lambda: pgettext("メニュー", "抽選"), Right.HOURS),
    Entry("desk-courses", "lamp", lambda: pgettext("メニュー", "講習会"), Right.COURSES),
    Entry("desk-acts", "list", lambda: _("記録"), Right.DAY),
    Entry("desk-acts-all", "list", lambda: _("記録"), Right.ACTS, unless=Right.DAY),
    Entry("desk-staff", "key", lambda: _("職員"), Right.STAFF),
    Entry("desk-figures", "chart", lambda: pgettext("メニュー", "実績"), Right.FIGURES),
    Entry("desk-programmes", "people", lambda: pgettext("メニュー", "行事"), Right.PROGRAMMES),
    # An office decides no hours, and still has to find where it closes its halls in a storm.
    Entry("desk-open-warning", "alert", lambda: _("警報"), Right.WARN, unless=Right.HOURS),
)

View = Callable[..., HttpResponseBase]
T = TypeVar("T")


def at_desk(right: Right) -> Callable[[View], View]:
    """A page of a hall's desk: `view(request, desk, …)`, its address beginning with the hall's.

    A hall that is not there and one where the reader has not this right answer alike: 404. It stands
    outermost, so that whoever has no right does not even learn which methods a page has. Whoever has it
    uses their second factor first.
    """

    def door(view: View) -> View:
        @never_cache
        @login_required
        @wraps(view)
        def behind(request: HttpRequest, hall: str, **rest: Any) -> HttpResponseBase:
            desk = _desk(request, hall)
            if not desk.may(right):
                raise Http404
            # Here alone a post counts before the second factor is used, to ask for it (docs/decisions/0021).
            answer = asked_first(request) or view(request, desk, **rest)
            return _led_on(request, answer)

        behind.right = right  # type: ignore[attr-defined]  # the permission matrix is held against it
        return behind

    return door


def _led_on(request: HttpRequest, answer: HttpResponseBase) -> HttpResponseBase:
    """Whoever opens the address of a button, as by reloading its answer, comes to the page that has it."""
    if answer.status_code != HTTPStatus.METHOD_NOT_ALLOWED or request.method not in ("GET", "HEAD"):
        return answer
    return redirect(_above(request.path_info))


def _above(path: str) -> str:
    """The nearest address above one that is there; that of the hall's day at the latest."""
    while path := path.rstrip("/").rpartition("/")[0] + "/":
        try:
            resolve(path)
        except Resolver404:
            continue
        return path
    raise AssertionError("every address of the desk lies under its hall's day")


def _desk(request: HttpRequest, slug: str) -> Desk:
    # Also a hall that is not published yet: its staff prepare it. NUL: PostgreSQL cannot be asked with it.
    now, person = clock.now(), reader(request)
    found = None if "\x00" in slug else desk_at(person, slug, now)
    if found is None:
        raise Http404
    hall, rights = found
    return Desk(hall, person, rights, now)


def or_404(found: T | None) -> T:
    """What was found; what is not there and what is another hall's answer alike."""
    if found is None:
        raise Http404
    return found


def show(
    request: HttpRequest, desk: Desk, template: str, current: str, status: int = 200, **told: Any
) -> HttpResponse:
    """A page in the desk's frame; `current` is the rail's entry (by its page's name) under which it lies."""
    return render(
        request,
        template,
        {"desk": desk, "hall": desk.hall, "zone": desk.zone, "rail": _rail(desk, current), **told},
        status=status,
    )


def _rail(desk: Desk, current: str) -> list[dict[str, Any]]:
    return [
        {
            "href": reverse(entry.page, args=[desk.hall.slug]),
            "icon": entry.icon,
            "words": entry.words(),
            "current": entry.page == current,
            "count": entry.count(desk) if entry.count else 0,
        }
        for entry in RAIL
        if entry.is_for(desk.rights)
    ]


def way_in(rights: Collection[Right]) -> str:
    """The name of the page at which somebody with these rights begins."""
    return next((entry.page for entry in RAIL if entry.is_for(rights)), "desk")
