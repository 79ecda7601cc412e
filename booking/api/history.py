"""What was done to a group of one's own and to what it has booked: by whom of which kind, never by name."""

from collections.abc import Sequence
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

from booking.api.fields import shown
from booking.api.private import PrivateView
from booking.labels import verb_words
from booking.models import Act
from booking.queries.acts import of_group
from booking.queries.groups import seen
from facilities.api.reading import Pages

CITY = ZoneInfo(settings.TIME_ZONE)
WHO = ["me", "member", "desk", "service"]


class Latest(Pages):
    ordering = ("-at", "-pk")


class DeedOut(serializers.Serializer[Any]):
    at = serializers.CharField()
    verb = serializers.CharField()
    what = serializers.CharField(help_text=_("何をしたか、文で。"))
    by = serializers.ChoiceField(choices=WHO)
    booking = serializers.CharField(allow_null=True, help_text=_("グループのことなら null。"))
    why = serializers.CharField(help_text=_("館の人が書いたわけ。"))


class GroupActs(PrivateView, ListAPIView[Act]):
    serializer_class = DeedOut
    pagination_class = Latest
    queryset = Act.objects.none()

    def get_queryset(self) -> QuerySet[Act]:
        return of_group(seen(self.kwargs["id"], self.somebody).group)

    @extend_schema(
        tags=["groups"],
        summary=_("グループの記録"),
        description=_("グループと、その予約に、いつ何がされたか。名前は出ません。"),
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        page: Sequence[Act] = self.paginate_queryset(self.get_queryset()) or ()
        return self.get_paginated_response([self._told(act) for act in page])

    def _told(self, act: Act) -> dict[str, Any]:
        by = self._by(act)
        return {
            "at": shown(act.at, CITY),
            "verb": act.verb,
            "what": verb_words(act.verb, act.subject),
            "by": by,
            "booking": act.subject_id if act.subject == "booking" else None,
            # What a member writes who gives a booking back is for the hall; the hall's reason is for them.
            "why": act.why if by == "desk" else "",
        }

    def _by(self, act: Act) -> str:
        if act.actor_id is None:
            return "service"
        if act.actor_id == self.somebody.pk:
            return "me"
        return "desk" if act.by_desk else "member"
