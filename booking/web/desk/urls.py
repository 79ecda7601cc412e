"""The addresses of the desk's pages. Each stands in `tests/booking/web/desk/test_permissions.py`."""

from django.urls import path

from booking.web.desk import booking, bookings, changes, free_use, halls, notes, phone, today, visit, walk_in

urlpatterns = [
    path("desk/", halls.halls, name="desks"),
    path("desk/<slug:hall>/", today.today, name="desk"),
    # Telephone, counter, and what is booked already
    path("desk/<slug:hall>/book/", phone.phone, name="desk-phone"),
    path("desk/<slug:hall>/walk-in/", walk_in.walk_in, name="desk-walk-in"),
    path("desk/<slug:hall>/b/", bookings.bookings, name="desk-bookings"),
    path("desk/<slug:hall>/b/<str:booking>/", booking.booking, name="desk-booking"),
    path("desk/<slug:hall>/b/<str:booking>/contact/", booking.reaching, name="desk-booking-contact"),
    path("desk/<slug:hall>/b/<str:booking>/move/", changes.moving, name="desk-booking-move"),
    path("desk/<slug:hall>/b/<str:booking>/extend/", changes.extending, name="desk-booking-extend"),
    path("desk/<slug:hall>/b/<str:booking>/party/", changes.changing_party, name="desk-booking-party"),
    path("desk/<slug:hall>/b/<str:booking>/do/<slug:verb>/", booking.doing, name="desk-booking-do"),
    # Who has come
    path("desk/<slug:hall>/visit/<slug:booking>/", visit.visit, name="desk-visit"),
    path("desk/<slug:hall>/free/<slug:room>/", free_use.free_use, name="desk-free-use"),
    path("desk/<slug:hall>/notes/", notes.notes, name="desk-notes"),
]
