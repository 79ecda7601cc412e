"""活動日の報告 at a department: what waits and what was decided; confirmed, returned, taken up again."""

from collections.abc import Sequence
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.confirmations import LONGEST_WHY, confirm_days, reopen_day, return_day
from booking.api.fields import Body, PlainText, read
from booking.api.growing import FirstSent, Growing, LastDay, paging
from booking.api.headers import version_of
from booking.api.office.door import OfficeView, YearAsked, year_asked
from booking.api.operations import changing
from booking.api.reporting import ReportedOut, reported_data
from booking.models import ActivityDay
from booking.queries.activities import day_at, decided_days, waiting_days
from booking.rules.activities import DECIDED

MOST_DAYS = 100
SEEN = {"days": [{"id": "23456789abcdefgh", "version": 0}]}


class DayOfReporterOut(ReportedOut):
    reporter = serializers.CharField()


class DaySeenIn(Body):
    id = serializers.SlugField(max_length=16)
    version = serializers.IntegerField(min_value=0, max_value=999_999_999)


@extend_schema_serializer(examples=[OpenApiExample("one", SEEN)])
class ConfirmIn(Body):
    days = serializers.ListField(
        child=DaySeenIn(), min_length=1, max_length=MOST_DAYS, help_text=_("それぞれ、読んだときの版で。")
    )


class ConfirmedOut(serializers.Serializer[Any]):
    confirmed = serializers.IntegerField()
    left = serializers.IntegerField(help_text=_("先に変わっていて、たしかめられなかったもの。"))


@extend_schema_serializer(examples=[OpenApiExample("why", {"why": "場所をたしかめてください"})])
class ReturnDayIn(Body):
    why = PlainText(max_length=LONGEST_WHY, help_text=_("報告した先が読むわけ。"))


class DaysView(OfficeView, Growing):
    serializer_class = DayOfReporterOut
    queryset = ActivityDay.objects.none()

    def told_all(self, page: Sequence[ActivityDay]) -> Sequence[dict[str, Any]]:
        return _told(page)


class WaitingDays(DaysView):
    pagination_class = FirstSent

    def get_queryset(self) -> QuerySet[ActivityDay]:
        return waiting_days(self.department)

    @paging("office", _("たしかめを待つ活動日の一覧"))
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.list(request, *args, **kwargs)


class DecidedAsked(django_filters.FilterSet):  # type: ignore[misc]  # the base has no types
    state = django_filters.MultipleChoiceFilter(choices=[(one, one) for one in DECIDED])


class DecidedDays(DaysView):
    pagination_class = LastDay
    filterset_class = DecidedAsked
    asks = YearAsked

    def get_queryset(self) -> QuerySet[ActivityDay]:
        return decided_days(self.department, *year_asked(self.asked, self.at))

    @paging("office", _("たしかめたか返した活動日の一覧"), words=_("新しい日から。"), takes=[YearAsked])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.list(request, *args, **kwargs)


class ConfirmDays(OfficeView):
    @changing(
        "office",
        _("活動日をたしかめる"),
        ConfirmIn,
        ConfirmedOut,
        words=_("計画の数に入ります。"),
        seen=False,
    )
    def post(self, request: Request, department: str) -> Response:
        seen = {one["id"]: one["version"] for one in read(ConfirmIn, request)["days"]}
        done, left = confirm_days(department=self.department, seen=seen, **self.by)
        return Response({"confirmed": done, "left": left})


class DayView(OfficeView):
    def day(self, public_id: str) -> ActivityDay:
        return day_at(self.department, public_id)

    def told(self, public_id: str) -> Response:
        found = self.day(public_id)
        return Response(_told([found])[0], headers={"ETag": f'"{found.revision}"'})


class ReturnDay(DayView):
    @changing("office", _("活動日の報告を返す"), ReturnDayIn, DayOfReporterOut)
    def post(self, request: Request, department: str, id: str) -> Response:  # noqa: A002  # as the address
        version, why, day = version_of(request), read(ReturnDayIn, request)["why"], self.day(id)
        day.revision = day.revision if version is None else version
        return_day(day=day, why=why, **self.by)
        return self.told(id)


class ReopenDay(DayView):
    @changing("office", _("活動日をたしかめる前にもどす"), Body, DayOfReporterOut, seen=False)
    def post(self, request: Request, department: str, id: str) -> Response:  # noqa: A002
        read(Body, request)
        reopen_day(day=self.day(id), **self.by)
        return self.told(id)


def _told(days: Sequence[ActivityDay]) -> list[dict[str, Any]]:
    told = reported_data(days)
    return [{**one, "reporter": day.reporter.name} for one, day in zip(told, days, strict=True)]
