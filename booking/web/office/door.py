"""The door of every page of the city's offices: whoever has a right at any hall or department at all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache

from booking.models import Person
from booking.queries.people import today_here
from booking.queries.posts import may_anywhere
from booking.rules.staff import Right
from booking.web.booked import reader
from booking.web.second_factors import asked_first
from facilities import clock

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
            if not may_anywhere(office.person, right, office.now):
                raise Http404
            return asked_first(request) or view(request, office, **rest)

        behind.right = right  # type: ignore[attr-defined]  # the permission matrix is held against it
        return behind

    return door
