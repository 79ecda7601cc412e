"""Rooms and what stands in them: read only, published ones of published halls only."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
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
        help_text="`<hall>/<room>`: what `check` and `bookings` want as room."
    )
    hall = serializers.SlugField(source="facility.slug")
    slug = serializers.SlugField()
    name = Name(source="*")
    floor = serializers.CharField()
    capacity = serializers.IntegerField(allow_null=True)
    loud = serializers.BooleanField(help_text="One may be loud here.")
    bookable = serializers.BooleanField(help_text="False: come without booking.")
    access = Access(source="*")
    equipment = EquipmentOut(many=True)

    def get_id(self, room: Room) -> str:
        return f"{room.facility.slug}/{room.slug}"


@extend_schema(tags=["rooms"], summary="A hall's rooms")
class HallRooms(PublicView, ListAPIView[Room]):
    """Every published room of a hall, with its equipment and what is known of access."""

    serializer_class = RoomOut
    pagination_class = Pages
    queryset = Room.objects.none()

    def get_queryset(self) -> QuerySet[Room]:
        get_object_or_404(published_halls(), slug=self.kwargs["hall"])
        return published_rooms(self.kwargs["hall"]).prefetch_related("equipment")


class RoomDetail(PublicView):
    @extend_schema(tags=["rooms"], summary="One room", responses=RoomOut)
    def get(self, request: Request, **kwargs: Any) -> Response:
        """A room with its equipment and what is known of access."""
        room = published_room(kwargs["hall"], kwargs["room"])
        if room is None:
            raise Http404
        return Response(RoomOut(room).data)
