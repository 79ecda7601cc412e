"""Where each address leads."""

from django.urls import include, path

urlpatterns = [
    path("in/", include("allauth.urls")),
    path("", include("facilities.urls")),
    path("", include("booking.urls")),
]
