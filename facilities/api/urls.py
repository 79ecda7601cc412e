"""Addresses under /api/v1/ that need nobody's name."""

from django.urls import path

from facilities.api import halls, rooms

urlpatterns = [
    path("halls/", halls.Halls.as_view(), name="api-halls"),
    path("halls/<slug:hall>/", halls.Hall.as_view(), name="api-hall"),
    path("halls/<slug:hall>/rooms/", rooms.HallRooms.as_view(), name="api-hall-rooms"),
    path("rooms/<slug:hall>/<slug:room>/", rooms.RoomDetail.as_view(), name="api-room"),
]
