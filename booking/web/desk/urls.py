"""The addresses of the desk's pages. Each stands in `tests/booking/web/desk/test_permissions.py`."""

from django.urls import path

from booking.web.desk import (
    booking,
    bookings,
    changes,
    closing,
    emergency,
    evenings,
    free_use,
    halls,
    hours_undo,
    notes,
    opening,
    phone,
    today,
    visit,
    walk_in,
    warnings,
)

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
    # Hours, closures, warnings
    path("desk/<slug:hall>/open/", opening.opening, name="desk-open"),
    path("desk/<slug:hall>/open/close/", closing.closing, name="desk-open-close"),
    path("desk/<slug:hall>/open/festival/", closing.festival, name="desk-open-festival"),
    path("desk/<slug:hall>/open/copy/", closing.copying, name="desk-open-copy"),
    path("desk/<slug:hall>/open/close/<int:closure>/lift/", opening.lifting, name="desk-open-lift"),
    path("desk/<slug:hall>/open/close/all/<int:event>/end/", opening.ending_closures, name="desk-open-end"),
    path("desk/<slug:hall>/open/evening/", evenings.adding, name="desk-open-evening"),
    path("desk/<slug:hall>/open/evening/<int:evening>/", evenings.changing, name="desk-open-change"),
    path("desk/<slug:hall>/open/evening/<int:evening>/restore/", opening.restoring, name="desk-open-restore"),
    path("desk/<slug:hall>/open/duty/", opening.duty, name="desk-open-duty"),
    path("desk/<slug:hall>/open/undo/<int:act>/", hours_undo.undoing, name="desk-open-undo"),
    path("desk/<slug:hall>/open/warning/", warnings.warning, name="desk-open-warning"),
    path("desk/<slug:hall>/open/warning/<int:warning>/lift/", warnings.lifting, name="desk-open-unwarn"),
    path("desk/<slug:hall>/open/now/", emergency.emergency, name="desk-open-now"),
    path("desk/<slug:hall>/open/now/<slug:booking>/picked/", emergency.picking_up, name="desk-open-picked"),
    path("desk/<slug:hall>/open/now/<slug:booking>/call/", emergency.contacting, name="desk-open-call"),
    path("desk/<slug:hall>/open/now/<int:pickup>/back/", emergency.taking_back, name="desk-open-not-picked"),
]
