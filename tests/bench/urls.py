"""The service's addresses, and the two that it is measured against."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from rest_framework import serializers
from rest_framework.generics import CreateAPIView

from booking.models import Act
from config.urls import handler400, handler403, handler404, handler500  # noqa: F401
from facilities.models import Facility


def bare(request: HttpRequest) -> HttpResponse:
    """A bare Django view that reads one row."""
    return HttpResponse(Facility.objects.values_list("name_ja", flat=True).get(slug="bench-1"))


class ActIn(serializers.ModelSerializer[Act]):
    class Meta:
        model = Act
        fields = ["at", "verb", "subject", "subject_id"]


class BareInsert(CreateAPIView[Act]):
    """A bare insert of one row through REST framework, by somebody who is signed in."""

    serializer_class = ActIn
    queryset = Act.objects.all()


urlpatterns = [
    path("bench/row/", bare),
    path("bench/insert/", BareInsert.as_view()),
    path("", include("config.urls")),
]
