"""The addresses of the pages."""

from django.urls import path
from django.views.generic import RedirectView

from booking.web import (
    accounts,
    booked,
    bookings,
    halls,
    home,
    me,
    moving,
    outbox,
    preferences,
    reminders,
    rules,
    series,
    series_moving,
    series_page,
    slots,
    who,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("pref/", preferences.pref, name="pref"),
    path("who/", who.who, name="who"),
    path("in/", RedirectView.as_view(pattern_name="account_login", query_string=True), name="in"),
    path("in/by-mail/", accounts.by_mail, name="in-by-mail"),
    path("h/<slug:hall>/", halls.hall, name="hall"),
    path("h/<slug:hall>/rules/", rules.rules, name="rules"),
    path("h/<slug:hall>/r/<slug:room>/", slots.room, name="room"),
    path("h/<slug:hall>/r/<slug:room>/b/", bookings.sheet, name="book"),
    path("h/<slug:hall>/r/<slug:room>/opens.ics", reminders.opening, name="reminder"),
    path("b/<slug:public_id>/", booked.booking, name="booking"),
    path("b/<slug:public_id>/cancel/", booked.cancelling, name="booking-cancel"),
    path("b/<slug:public_id>/restore/", booked.restoring, name="booking-restore"),
    path("b/<slug:public_id>/move/", moving.moving, name="booking-move"),
    path("b/<slug:public_id>/move/back/", moving.moving_back, name="booking-move-back"),
    path("h/<slug:hall>/r/<slug:room>/series/", series.booking_series, name="series-new"),
    path("s/<slug:public_id>/", series_page.series, name="series"),
    path("s/<slug:public_id>/cancel/", series_page.cancelling, name="series-cancel"),
    path("s/<slug:public_id>/move/", series_moving.moving, name="series-move"),
    path("me/", me.me, name="me"),
    path("outbox/", outbox.outbox, name="outbox"),
]
