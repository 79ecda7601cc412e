"""A copy of a hall's log, as whoever audits it takes it along."""

from datetime import timedelta
from typing import Any

from django.http import StreamingHttpResponse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from booking.actions.looks import note_export
from booking.api.dates import a_day
from booking.api.desk.days import span_of_days
from booking.api.desk.door import DeskView
from booking.api.fields import Unfitting, read_query
from booking.labels.copies import copy_of
from booking.queries.acts import oldest_first
from booking.rules.staff import Right

LONGEST = timedelta(days=366)  # a year, also with a leap day


class CopyAsked(serializers.Serializer[Any]):
    """Both days are needed: that a copy was taken, and of which days, is on record."""

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        # `from` is no name for an attribute in Python.
        return {"from": a_day(needed=True), "to": a_day(needed=True), **super().get_fields()}

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if not timedelta(0) <= attrs["to"] - attrs["from"] < LONGEST:
            raise Unfitting({"to": [_("はじめの日と終わりの日を、1年のうちでえらんでください。")]})
        return attrs


class Csv(JSONRenderer):
    """Problems stay JSON, also to whoever wants nothing but a spreadsheet."""

    media_type = "text/csv"
    format = "csv"


class CopyOfActs(DeskView):
    right = Right.ACTS
    renderer_classes = [Csv, JSONRenderer]

    @extend_schema(
        tags=["acts"],
        summary=_("記録をCSVに書き出す"),
        description=_("366日まで。書き出したことも、記録に残ります。"),
        parameters=[CopyAsked],
        responses={(200, "text/csv"): OpenApiResponse(OpenApiTypes.STR)},
    )
    def get(self, request: Request, hall: str) -> StreamingHttpResponse:
        sent = read_query(CopyAsked, request)
        first, last = sent["from"], sent["to"]
        note_export(hall=self.hall, reader=self.somebody, first=first, last=last, now=self.at)
        span = span_of_days(self, first, last)
        rows = copy_of(oldest_first(self.hall, span.start, span.end), self.zone)
        answer = StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8")
        name = f"acts-{self.hall.slug}-{first}-{last}.csv"
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer
