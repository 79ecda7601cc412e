"""Fewer of one's bookings: by day, state, hall, room and group, in an order that may be asked for."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import django_filters
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from booking.api.choices import BOOKING_STATES
from booking.api.dates import must_be_a_stretch
from booking.models import Booking
from facilities.api.reading import Pages
from facilities.rules.spans import instant

ORDERINGS = ("-start", "start", "-made_at", "made_at")


class Narrowed(django_filters.FilterSet):  # type: ignore[misc]  # the base has no types
    """`from` and `to` are days of the city, both included, and at most 92 if both are said."""

    state = django_filters.MultipleChoiceFilter(choices=[(one, one) for one in BOOKING_STATES])
    hall = django_filters.CharFilter("room__facility__slug")
    room = django_filters.CharFilter("room__slug")
    group = django_filters.CharFilter("group__public_id")

    @classmethod
    def get_filters(cls) -> dict[str, Any]:
        # `from` is no name for an attribute in Python.
        days = {name: django_filters.DateFilter(method="keep") for name in ("from", "to")}
        return {**super().get_filters(), **days}

    def keep(self, bookings: QuerySet[Booking], _name: str, _day: Any) -> QuerySet[Booking]:
        return bookings

    def _day(self, name: str) -> date | None:
        if self.data.get(name) == "":  # a form passes over what is empty; here it is a slip
            raise ValidationError({name: [_("日は 2026-12-04 の形で書いてください。")]})
        day: date | None = self.form.cleaned_data[name]
        return day

    def filter_queryset(self, queryset: QuerySet[Booking]) -> QuerySet[Booking]:
        found: QuerySet[Booking] = super().filter_queryset(queryset)
        zone = ZoneInfo(settings.TIME_ZONE)
        first, last = (self._day(name) for name in ("from", "to"))
        if first and last:
            must_be_a_stretch(first, last)
        if first:
            found = found.filter(end__gt=instant(first, 0, zone))
        if last:
            found = found.filter(start__lt=instant(last, 24 * 60, zone))
        return found


class Ordered(Pages):
    """Only by what has an index and is a number: a cursor stands at a value of it. The first is usual."""

    orderings: tuple[str, ...] = ORDERINGS

    def get_ordering(self, request: Request, queryset: Any, view: Any) -> tuple[str, ...]:
        known = self.orderings
        asked = request.query_params.get("ordering", known[0])
        if asked not in known:
            raise ValidationError({"ordering": [_("使える順: %(known)s") % {"known": "、".join(known)}]})
        return asked, "-pk" if asked.startswith("-") else "pk"

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        words = _("並べる順。書かなければ `%(usual)s`。") % {"usual": self.orderings[0]}
        schema = {"type": "string", "enum": list(self.orderings)}
        ordering = {"name": "ordering", "in": "query", "required": False, "description": str(words)}
        return [*super().get_schema_operation_parameters(view), {**ordering, "schema": schema}]
