"""Whether a group carries a programme out with a hall: what it was asked, and its answer."""

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.partners import answer_partner
from booking.api.fields import Body, WordsOut, read, shown
from booking.api.operations import changing, listing
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


class Partnerships(PrivateView):
    @listing("groups", _("グループに声がかかった行事の一覧"), PartnershipOut)
    def get(self, request: Request, id: str) -> Response:  # noqa: A002  # the address calls it so
        return self.listed([_told(one) for one in asked_of(seen(id, self.somebody).group)])


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
