"""Rooms and what stands in them: read only, published ones of published halls only."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from facilities.api.fields import Access, Name
from facilities.api.reading import Pages, PublicView
from facilities.models import Equipment, Room
from facilities.queries.halls import published_halls, published_room, published_rooms


class EquipmentOut(serializers.Serializer[Equipment]):
    id = serializers.SlugField(source="slug")
    name = Name(source="*")
    stock = serializers.IntegerField()


class RoomOut(serializers.Serializer[Room]):
    id = serializers.SerializerMethodField(
        help_text=_("`<館>/<部屋>`。`check` と `bookings` の room に書くものです。")
    )
    hall = serializers.SlugField(source="facility.slug")
    slug = serializers.SlugField()
    name = Name(source="*")
    floor = serializers.CharField()
    capacity = serializers.IntegerField(allow_null=True)
    loud = serializers.BooleanField(help_text=_("音を出せます。"))
    bookable = serializers.BooleanField(help_text=_("false なら、予約なしで来られます。"))
    access = Access(source="*")
    equipment = EquipmentOut(many=True)

    def get_id(self, room: Room) -> str:
        return f"{room.facility.slug}/{room.slug}"


@extend_schema(
    tags=["rooms"],
    summary=_("館の部屋の一覧"),
    description=_("公表している部屋と備品、来る前に知っておけること。"),
)
class HallRooms(PublicView, ListAPIView[Room]):
    serializer_class = RoomOut
    pagination_class = Pages
    queryset = Room.objects.none()

    def get_queryset(self) -> QuerySet[Room]:
        # An empty list would tell a hidden hall from one that is not there.
        get_object_or_404(published_halls(), slug=self.kwargs["hall"])
        # All their things in one query: fifty rooms cost what ten do.
        return published_rooms(self.kwargs["hall"]).prefetch_related("equipment")


class RoomDetail(PublicView):
    @extend_schema(
        tags=["rooms"],
        summary=_("部屋を1つ見る"),
        description=_("部屋と備品、来る前に知っておけること。"),
        responses=RoomOut,
    )
    def get(self, request: Request, **kwargs: Any) -> Response:
        room = published_room(kwargs["hall"], kwargs["room"])
        if room is None:
            raise Http404
        return Response(RoomOut(room).data)
