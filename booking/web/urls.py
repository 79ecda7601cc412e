"""The addresses of the pages."""

from django.urls import path
from django.views.generic import RedirectView

from booking.web import (
    accounts,
    booked,
    bookings,
    halls,
    home,
    lottery,
    me,
    moving,
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
    path("l/", lottery.rounds, name="lotteries"),
    path("l/<slug:public_id>/", lottery.lottery, name="lottery"),
    path("l/<slug:public_id>/wish/", lottery.wish, name="lottery-wish"),
    path("l/<slug:public_id>/result/", lottery.result, name="lottery-result"),
    path("l/<slug:public_id>/result/<int:number>/back/", lottery.giving_back, name="lottery-give-back"),
    path("l/<slug:public_id>/result/<int:number>/confirm/", lottery.confirming, name="lottery-confirm"),
    path("l/<slug:public_id>/draw.json", lottery.record, name="lottery-record"),
    path("l/<slug:public_id>/verify.py", lottery.verifier, name="lottery-verify"),
    path("b/<slug:public_id>/", booked.booking, name="booking"),
    path("b/<slug:public_id>/cancel/", booked.cancelling, name="booking-cancel"),
    path("b/<slug:public_id>/restore/", booked.restoring, name="booking-restore"),
    path("b/<slug:public_id>/move/", moving.moving, name="booking-move"),
    path("b/<slug:public_id>/move/back/", moving.moving_back, name="booking-move-back"),
    path("me/", me.me, name="me"),
    path("outbox/", outbox.outbox, name="outbox"),
]
