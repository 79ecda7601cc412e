from django.urls import path

from booking.feeds.private import private
from booking.feeds.public import evenings, hall, room

urlpatterns = [
    path("member/<str:token>.ics", private, name="feed-member"),
    path("room/<slug:hall>/<slug:room>.ics", room, name="feed-room"),
    path("hall/<slug:hall>.ics", hall, name="feed-hall"),
    path("evenings.ics", evenings, name="feed-evenings"),
]
