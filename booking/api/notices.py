"""お知らせ: everything that one was told, and what of it comes by mail, too."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.notices import choose, read_all
from booking.api.choices import FAMILIES
from booking.api.fields import Body, read, shown
from booking.api.operations import changing, reading
from booking.api.private import PrivateView
from booking.models import Notice
from booking.queries.notices import is_own_doing, notices_of
from booking.rules.notices import Family, family
from booking.rules.scopes import Scope
from facilities.api.reading import Pages
from facilities.clock import now

CITY = ZoneInfo(settings.TIME_ZONE)


class NoticeOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    at = serializers.DateTimeField()
    family = serializers.ChoiceField(
        choices=FAMILIES, help_text=_("何についてか。メールはこれでえらびます。")
    )
    subject = serializers.CharField()
    body = serializers.CharField()
    booking = serializers.CharField(allow_null=True, help_text=_("この予約のこと。"))
    sign_up = serializers.CharField(allow_null=True, help_text=_("この行事の申しこみのこと。"))
    own = serializers.BooleanField(help_text=_("自分がしたことの控えです。"))
    read_at = serializers.DateTimeField(allow_null=True)


class MailOut(serializers.Serializer[Any]):
    mail = serializers.ListField(
        child=serializers.ChoiceField(choices=FAMILIES), help_text=_("メールでも届くもの。")
    )


@extend_schema_serializer(examples=[OpenApiExample("what others change", {"mail": ["changes"]})])
class MailIn(Body):
    mail = serializers.ListField(
        child=serializers.ChoiceField(choices=FAMILIES),
        max_length=len(FAMILIES),
        help_text=_("メールでも届けるものの全部。書かないものは、このサイトだけで読めます。"),
    )


class Latest(Pages):
    ordering = ("-made_at", "-pk")


class Notices(PrivateView, ListAPIView[Notice]):
    serializer_class = NoticeOut
    pagination_class = Latest
    queryset = Notice.objects.none()

    def get_queryset(self) -> QuerySet[Notice]:
        return notices_of(self.somebody)

    @extend_schema(tags=["me"], summary=_("自分へのお知らせの一覧"), description=_("新しい順。"))
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        page: Sequence[Notice] = self.paginate_queryset(self.get_queryset()) or ()
        return self.get_paginated_response([self._told(one) for one in page])

    def _told(self, one: Notice) -> dict[str, Any]:
        return {
            "id": one.public_id,
            "at": shown(one.made_at, CITY),
            "family": family(one.kind),
            "subject": one.subject,
            "body": one.body.strip(),
            "booking": one.booking.public_id if one.booking else None,
            "sign_up": one.signup.public_id if one.signup else None,
            "own": is_own_doing(one, self.somebody),
            "read_at": None if one.read_at is None else shown(one.read_at, CITY),
        }


class ReadNotices(PrivateView):
    scope = Scope.ME

    @changing("me", _("お知らせを全部読んだことにする"), Body, None, seen=False)
    def post(self, request: Request) -> Response:
        read(Body, request)
        read_all(person=self.somebody, now=now())
        return Response(status=204)


class NoticesByMail(PrivateView):
    scope = Scope.ME

    @reading("me", _("メールでも届くお知らせを見る"), MailOut)
    def get(self, request: Request) -> Response:
        return self._told()

    @changing("me", _("メールでも届くお知らせをえらぶ"), MailIn, MailOut, seen=False)
    def post(self, request: Request) -> Response:
        wanted = read(MailIn, request)["mail"]
        choose(person=self.somebody, by_mail=[one for one in Family if one in wanted])
        return self._told()

    def _told(self) -> Response:
        unmailed = self.somebody.unmailed
        return Response({"mail": [one for one in Family if one not in unmailed]})
