from django.urls import path, re_path

from booking.feeds import open_data
from booking.feeds.private import private
from booking.feeds.public import evenings, hall, programme, programmes, room

urlpatterns = [
    # For private feeds of every kind: the address does not say that a child or a hall's staff is behind it.
    path("member/<str:token>.ics", private, name="feed-member"),
    path("room/<slug:hall>/<slug:room>.ics", room, name="feed-room"),
    path("hall/<slug:hall>.ics", hall, name="feed-hall"),
    re_path(r"^free/(?P<hall>[-a-zA-Z0-9_]+)\.(?P<form>json|ics)$", open_data.hall, name="feed-free-hall"),
    re_path(
        r"^free/(?P<hall>[-a-zA-Z0-9_]+)/(?P<room>[-a-zA-Z0-9_]+)\.(?P<form>json|ics)$",
        open_data.room,
        name="feed-free-room",
    ),
    path("evenings.ics", evenings, name="feed-evenings"),
    path("programme/<slug:public_id>.ics", programme, name="feed-programme"),
    path("programmes.ics", programmes, name="feed-programmes"),
]
