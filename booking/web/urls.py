"""The addresses of the pages."""

from django.urls import path
from django.views.generic import RedirectView

from booking.web import (
    accounts,
    booked,
    bookings,
    courses,
    halls,
    home,
    join,
    me,
    moving,
    mydata,
    outbox,
    preferences,
    registration,
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
    # Members: registering, one's own data, courses
    path("join/", join.begin, name="join"),
    path("join/check/", join.check, name="join-check"),
    path("join/done/", join.done, name="join-done"),
    path("join/first/", join.first, name="join-first"),
    path("join/<slug:key>/", join.page, name="join-page"),
    path("me/registration/", registration.registration, name="registration"),
    path("me/data/", mydata.mydata, name="mydata"),
    path("me/data/export/", mydata.export, name="mydata-export"),
    path("me/data/forget/", mydata.forgetting, name="mydata-forget"),
    path("me/data/mail/<slug:token>/", mydata.confirm_mail, name="mail-confirm"),
    path("h/<slug:hall>/courses/", courses.courses, name="courses"),
    path("h/<slug:hall>/courses/<slug:public_id>/", courses.seat, name="course-seat"),
    path("outbox/", outbox.outbox, name="outbox"),
]
