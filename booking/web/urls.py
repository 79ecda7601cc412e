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
    notices,
    outbox,
    parties,
    preferences,
    reminders,
    rules,
    slots,
    staying,
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
    path("b/<slug:public_id>/who/", parties.changing_party, name="booking-party"),
    path("b/<slug:public_id>/again/", parties.booking_again, name="booking-again"),
    path("b/<slug:public_id>/extend/", staying.extending, name="booking-extend"),
    path("b/<slug:public_id>/hand-back/", staying.handing_back, name="booking-hand-back"),
    path("me/", me.me, name="me"),
    path("me/notices/", notices.notices, name="notices"),
    path("me/notices/read/", notices.reading, name="notices-read"),
    path("me/notices/mail/", notices.choosing, name="notices-mail"),
    path("outbox/", outbox.outbox, name="outbox"),
]
