"""The door of every operation of a city's department: who comes in, with which right. As for the pages."""

from datetime import date
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from booking.api.fields import WordsOut
from booking.api.operations import listing
from booking.api.private import PrivateView
from booking.models import Person
from booking.queries.people import today_here
from booking.queries.posts import departments_with
from booking.rules.scopes import Scope
from booking.rules.staff import Right
from facilities.clock import now
from facilities.models import Department
from facilities.rules.stages import fiscal_year


class OfficeView(PrivateView):
    """An operation of one department. `right` is what it asks for, by a post at the department itself; `at`
    is the instant (seconds, UTC) at which somebody came in."""

    scope = Scope.DESK
    sees = Scope.DESK_READ
    right = Right.PROGRAMMES
    department: Department

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.at = now()
        # A department that is not there and one where the caller has not this right answer alike.
        found = held_by(self.somebody, self.right, self.at, kwargs["department"])
        if found is None:
            raise Http404
        # Only to whoever has the right: to all others there is nothing for which a factor could be needed.
        if not self.somebody.confirmed:
            raise PermissionDenied(code="second_factor_missing")
        self.department = found

    @property
    def by(self) -> dict[str, Any]:
        """Who does it and when, as every verb takes it."""
        return {"actor": self.somebody, "now": self.at}


class YearAsked(serializers.Serializer[Any]):
    year = serializers.IntegerField(
        min_value=2000, max_value=2199, required=False, help_text=_("年度。書かなければ今の年度。")
    )


class OfficeOut(serializers.Serializer[Any]):
    department = serializers.SlugField()
    name = WordsOut()


class Offices(PrivateView):
    sees = Scope.DESK_READ

    @listing("office", _("担当する課の一覧"), OfficeOut, words=_("持ち場のない人には、空の一覧です。"))
    def get(self, request: Request) -> Response:
        found = departments_with(self.somebody, Right.PROGRAMMES, now())
        return self.listed(
            [{"department": one.slug, "name": {"ja": one.name_ja, "en": one.name_en}} for one in found]
        )


def held_by(person: Person, right: Right, at: int, slug: str) -> Department | None:
    """The department where somebody has a right, whether they have shown their second factor or not."""
    confirmed, person.confirmed = person.confirmed, True
    try:
        return departments_with(person, right, at).filter(slug=slug).first()
    finally:
        person.confirmed = confirmed


def year_asked(asked: dict[str, Any], at: int) -> tuple[date, date]:
    """The first and the last day of the fiscal year that is asked for, else of this one."""
    year = asked.get("year") or fiscal_year(today_here(at))
    return date(year, 4, 1), date(year + 1, 3, 31)
