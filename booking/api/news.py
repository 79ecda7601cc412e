"""市報のお知らせ: issues that are out, as they were printed."""

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from booking.api.choices import AUDIENCES, ISSUE_KINDS, SORTS
from booking.api.operations import reading
from booking.models import NewsIssue
from booking.queries.news import public_issue, public_issues
from facilities.api.reading import Pages, PublicView
from facilities.clock import now
from facilities.rules.spans import local_day

CITY = ZoneInfo(settings.TIME_ZONE)


class IssueOut(serializers.Serializer[NewsIssue]):
    id = serializers.CharField(source="public_id")
    kind = serializers.ChoiceField(choices=ISSUE_KINDS)
    number = serializers.IntegerField()
    day = serializers.DateField(help_text=_("発行日。"))
    first = serializers.DateField(help_text=_("この日から、last までのことをのせています。"))
    last = serializers.DateField()


# `for` is no name for an attribute in Python.
_Line = type(
    "_Line",
    (serializers.Serializer,),
    {"for": serializers.ChoiceField(choices=AUDIENCES, help_text=_("子ども向けか、おとな向けか。"))},
)


class IssueLineOut(_Line):  # type: ignore[valid-type,misc]  # made of a word that Python keeps for itself
    sort = serializers.ChoiceField(choices=SORTS)
    title = serializers.CharField()
    when = serializers.CharField()
    words = serializers.CharField()
    new = serializers.BooleanField(help_text=_("前の号にはなかったこと。"))


class IssueFull(IssueOut):
    lines = IssueLineOut(many=True, help_text=_("印刷したとおりの日本語。"))


class Newest(Pages):
    # A page goes on from a number: of a day it would be none.
    ordering = ("-made_at", "-pk")


class Issues(PublicView, ListAPIView[NewsIssue]):
    serializer_class = IssueOut
    pagination_class = Newest
    queryset = NewsIssue.objects.none()

    def get_queryset(self) -> QuerySet[NewsIssue]:
        return public_issues(local_day(now(), CITY))

    @extend_schema(
        tags=["city"], summary=_("市報の号の一覧"), description=_("発行したもの。新しく作った順。")
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.list(request, *args, **kwargs)


class IssueDetail(PublicView):
    @reading("city", _("市報の号を1つ読む"), IssueFull)
    def get(self, request: Request, id: str) -> Response:  # noqa: A002  # the address calls it so
        found = public_issue(id, local_day(now(), CITY))
        return Response({**IssueOut(found).data, "lines": [line_data(one) for one in found.lines]})


def line_data(kept: dict[str, Any]) -> dict[str, Any]:
    """A line of an issue as IssueLineOut describes it."""
    return {name: kept[name] for name in ("for", "sort", "title", "when", "words", "new")}
