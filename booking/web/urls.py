"""The addresses of the pages."""

from django.urls import path
from django.views.generic import RedirectView

from booking.web import (
    accounts,
    booked,
    bookings,
    consents,
    guardians,
    halls,
    home,
    me,
    moving,
    my_guardians,
    outbox,
    preferences,
    reminders,
    rules,
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
    path("me/", me.me, name="me"),
    path("me/guardians/", my_guardians.guardians, name="my-guardians"),
    path("me/guardians/ask/", my_guardians.ask, name="consent-ask"),
    path("me/guardians/paper/", my_guardians.paper, name="consent-paper"),
    path("me/guardians/<slug:public_id>/reach/", my_guardians.reaching, name="guardian-reach"),
    path("consent/<str:token>/", consents.consent, name="consent"),
    path("guardian/<str:token>/", guardians.guardian, name="guardian"),
    path("guardian/<str:token>/contact/", guardians.contact, name="guardian-contact"),
    path("guardian/<str:token>/cancel/<slug:public_id>/", guardians.cancelling, name="guardian-cancel"),
    path("guardian/<str:token>/revoke/<slug:public_id>/", guardians.revoking, name="guardian-revoke"),
    path("outbox/", outbox.outbox, name="outbox"),
]
