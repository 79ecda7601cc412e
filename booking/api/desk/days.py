"""Days in the addresses of a desk: from one up to another, both included, at most 92."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from booking.api.dates import LATEST, a_day
from booking.api.desk.door import DeskView
from booking.api.fields import Unfitting, read_query
from booking.api.narrowing import MOST_DAYS
from facilities.rules.spans import Span, instant, local_day

A_DAY = timedelta(days=1)


class DaysAsked(serializers.Serializer[Any]):
    """Without `from` it is today, without `to` as far as one may look."""

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        # `from` is no name for an attribute in Python.
        return {"from": a_day(), "to": a_day(), **super().get_fields()}

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        first = attrs.get("from") or self.context["today"]
        last = attrs.get("to") or min(first + (MOST_DAYS - 1) * A_DAY, LATEST)
        if last < first:
            raise Unfitting({"to": [_("to は from と同じ日か、後の日にしてください。")]})
        if (last - first).days >= MOST_DAYS:
            raise ValidationError({"to": [_("一度に見られるのは92日までです。期間を分けてください。")]})
        return {**attrs, "first": first, "last": last}


def days_asked(view: DeskView, request: Request) -> Span:
    """From the midnight with which the first day begins to that with which the last one ends."""
    sent = read_query(DaysAsked, request, today=local_day(view.at, view.zone))
    return span_of_days(view, sent["first"], sent["last"])


def span_of_days(view: DeskView, first: date, last: date) -> Span:
    return Span(instant(first, 0, view.zone), instant(last, 24 * 60, view.zone))
