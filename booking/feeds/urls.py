from django.urls import path

from booking.feeds.member import member
from booking.feeds.room import room

urlpatterns = [
    path("member/<str:token>.ics", member, name="feed-member"),
    path("room/<slug:hall>/<slug:room>.ics", room, name="feed-room"),
]
