"""Whether a group carries a programme out with a hall: what it was asked, and its answer."""

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.partners import answer_partner
from booking.api.fields import Body, WordsOut, read, shown
from booking.api.growing import Growing, paging
from booking.api.narrowing import Ordered
from booking.api.operations import changing
from booking.api.private import PrivateView
from booking.models import Partner
from booking.queries.groups import seen
from booking.queries.partners import asked_of, partner_of
from booking.rules.scopes import Scope

CITY = ZoneInfo(settings.TIME_ZONE)


class PartnershipOut(serializers.Serializer[Any]):
    programme = serializers.CharField()
    name = WordsOut()
    hall = serializers.SlugField(allow_null=True)
    invited_at = serializers.DateTimeField()
    confirms = serializers.BooleanField(allow_null=True, help_text=_("まだ答えていなければ null。"))


@extend_schema_serializer(examples=[OpenApiExample("they come along", {"confirms": True})])
class AnswerIn(Body):
    confirms = serializers.BooleanField()


class LastInvited(Ordered):
    orderings = ("-invited_at", "invited_at")


class Partnerships(Growing):
    serializer_class = PartnershipOut
    pagination_class = LastInvited
    queryset = Partner.objects.none()

    def get_queryset(self) -> QuerySet[Partner]:
        return asked_of(seen(self.kwargs["id"], self.somebody).group)

    def row(self, one: Partner) -> dict[str, Any]:
        return _told(one)

    @paging("groups", _("グループに声がかかった行事の一覧"), words=_("新しい順。"))
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.list(request, *args, **kwargs)


class AnswerPartner(PrivateView):
    scope = Scope.GROUPS

    @changing("groups", _("行事をいっしょにするか答える"), AnswerIn, PartnershipOut, seen=False)
    def post(self, request: Request, id: str, programme: str) -> Response:  # noqa: A002
        sent, group = read(AnswerIn, request), seen(id, self.somebody).group
        answer_partner(partner=partner_of(group, programme), confirms=sent["confirms"], **self.by)
        return Response(_told(partner_of(group, programme)))


def _told(one: Partner) -> dict[str, Any]:
    programme = one.programme
    answered = one.confirmed_at is not None or one.declined_at is not None
    return {
        "programme": programme.public_id,
        "name": {"ja": programme.name_ja, "en": programme.name_en},
        "hall": programme.facility.slug if programme.facility else None,
        "invited_at": shown(one.invited_at, CITY),
        "confirms": one.confirmed_at is not None if answered else None,
    }
