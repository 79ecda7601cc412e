"""Halls: read only, published ones only."""

from django.shortcuts import get_object_or_404
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
    timezone = serializers.CharField(help_text="The zone of every instant of this hall, e.g. Asia/Tokyo.")
    access = Access(source="*")


@extend_schema(tags=["halls"], summary="The city's halls")
class Halls(PublicView, ListAPIView[Facility]):
    """Every published hall, in the city's order."""

    serializer_class = HallOut
    pagination_class = Pages
    queryset = published_halls()


class Hall(PublicView):
    @extend_schema(tags=["halls"], summary="One hall", responses=HallOut)
    def get(self, request: Request, hall: str) -> Response:
        """A hall with its address, its time zone and what is known of access."""
        return Response(HallOut(get_object_or_404(published_halls(), slug=hall)).data)
