"""The doors of the pages of the city's offices: over all halls for whoever has a right at any hall or
department, and of one department for whoever has it there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import SimpleLazyObject
from django.views.decorators.cache import never_cache

from booking.models import Person
from booking.queries.bookings import Absent
from booking.queries.people import today_here
from booking.queries.posts import departments_with, may_in_an_office
from booking.rules.staff import Right
from booking.web.booked import reader
from booking.web.office.menu import Menu
from booking.web.second_factors import asked_first
from facilities import clock
from facilities.models import Department

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Office:
    """Who asks, at which instant (seconds, UTC)."""

    person: Person
    now: int

    @property
    def today(self) -> date:
        """The city's local day."""
        return today_here(self.now)


def at_office(right: Right) -> Callable[[View], View]:
    """A page over all halls: `view(request, office, …)`. 404 for whoever has this right nowhere; whoever has
    it uses their second factor first, as at a desk."""

    def door(view: View) -> View:
        @never_cache
        @login_required
        @wraps(view)
        def behind(request: HttpRequest, **rest: Any) -> HttpResponseBase:
            office = Office(reader(request), clock.now())
            if not may_in_an_office(office.person, right, office.now):
                raise Http404
            _with_menu(request, office.person, None, office.now)
            return asked_first(request) or view(request, office, **rest)

        behind.right = right  # type: ignore[attr-defined]  # the permission matrix is held against it
        return behind

    return door


def _with_menu(request: HttpRequest, person: Person, department: Department | None, now: int) -> None:
    """Every page of the offices draws the menu; only a page does, and no file."""
    here = request.resolver_match.url_name if request.resolver_match else None
    menu = SimpleLazyObject(lambda: Menu(person, department, here or "", now))
    request.menu = menu  # type: ignore[attr-defined]  # read by templates/booking/office/base.html


@dataclass(frozen=True, slots=True)
class Bureau:
    """Who answers for which department, at which instant (seconds, UTC)."""

    person: Person
    department: Department
    now: int

    @property
    def by(self) -> dict[str, Any]:
        """Who does it and when, as every verb takes it."""
        return {"actor": self.person, "now": self.now}

    @property
    def today(self) -> date:
        """The city's local day."""
        return today_here(self.now)


def at_department(right: Right) -> Callable[[View], View]:
    """A page of one department: `view(request, bureau, …)`, its key in the address.

    404 for whoever has not this right by a post at the department itself, and for one that is not there.
    """

    def door(view: View) -> View:
        @never_cache
        @login_required
        @wraps(view)
        def behind(request: HttpRequest, department: str, **rest: Any) -> HttpResponseBase:
            person, now = reader(request), clock.now()
            mine = departments_with(person, right, now).filter(slug=department).first()
            if mine is None:
                raise Http404
            _with_menu(request, person, mine, now)
            try:
                return asked_first(request) or view(request, Bureau(person, mine, now), **rest)
            except Absent as absent:
                # What is another department's is not there.
                raise Http404 from absent

        behind.right = right  # type: ignore[attr-defined]  # the permission matrix is held against it
        return behind

    return door
