"""Halls: read only, published ones only."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from facilities.api.fields import Access, Name
from facilities.api.reading import Pages, PublicView
from facilities.models import Facility
from facilities.queries.halls import published_halls


class HallOut(serializers.Serializer[Facility]):
    id = serializers.SlugField(source="slug")
    name = Name(source="*")
    kind = serializers.ChoiceField(choices=Facility.Kind.choices)
    city = serializers.CharField()
    address = serializers.CharField()
    phone = serializers.CharField()
    timezone = serializers.CharField(help_text=_("この館の時点すべての時間帯(例: Asia/Tokyo)。"))
    access = Access(source="*")


@extend_schema(
    tags=["halls"], summary=_("市の館の一覧"), description=_("公表している館を、市の順で返します。")
)
class Halls(PublicView, ListAPIView[Facility]):
    serializer_class = HallOut
    pagination_class = Pages
    queryset = published_halls()


class Hall(PublicView):
    @extend_schema(
        tags=["halls"],
        summary=_("館を1つ見る"),
        description=_("館の住所と時間帯、来る前に知っておけること。"),
        responses=HallOut,
    )
    def get(self, request: Request, hall: str) -> Response:
        # A hidden hall answers like one that is not there.
        return Response(HallOut(get_object_or_404(published_halls(), slug=hall)).data)
