"""相談先: whom a child, a family or anybody turns to. It only tells numbers: who fears for a child calls."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.api.fields import WordsOut
from booking.api.operations import reading
from booking.models import NetworkBody
from booking.queries.network import shown_bodies
from booking.rules.network import POLICE, REPORT
from facilities.api.reading import PublicView


class BodyOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    name = WordsOut()
    about = WordsOut()
    hours = WordsOut()
    phone = serializers.CharField()
    address = serializers.CharField()
    centre = serializers.BooleanField(help_text=_("子ども家庭支援センター。"))


class NetworkOut(serializers.Serializer[Any]):
    report = serializers.CharField(help_text=_("子どもが心配なとき。いつでも、無料。"))
    police = serializers.CharField(help_text=_("すぐに助けがいるとき。"))
    bodies = BodyOut(many=True)


class Network(PublicView):
    @reading("city", _("相談先を見る"), NetworkOut)
    def get(self, request: Request) -> Response:
        bodies = [body_data(one) for one in shown_bodies()]
        return Response({"report": REPORT, "police": POLICE, "bodies": bodies})


def body_data(one: NetworkBody) -> dict[str, Any]:
    """As BodyOut describes it."""
    return {
        "id": one.public_id,
        "name": {"ja": one.name_ja, "en": one.name_en},
        "about": {"ja": one.about_ja, "en": one.about_en},
        "hours": {"ja": one.hours_ja, "en": one.hours_en},
        "phone": one.phone,
        "address": one.address,
        "centre": one.centre,
    }
