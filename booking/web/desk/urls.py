"""The addresses of the desk's pages. Each stands in `tests/booking/web/desk/test_permissions.py`."""

from django.urls import path

from booking.web.desk import closing, emergency, evenings, halls, hours_undo, opening, today, warnings

urlpatterns = [
    path("desk/", halls.halls, name="desks"),
    path("desk/<slug:hall>/", today.today, name="desk"),
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
