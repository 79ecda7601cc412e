"""The addresses of the desk's pages. Each stands in `tests/booking/web/desk/test_permissions.py`."""

from django.urls import path

from booking.web.desk import halls, log, staff, today

urlpatterns = [
    path("desk/", halls.halls, name="desks"),
    path("desk/<slug:hall>/", today.today, name="desk"),
    path("desk/<slug:hall>/acts/", log.recent, name="desk-acts"),
    path("desk/<slug:hall>/acts/all/", log.everything, name="desk-acts-all"),
    path("desk/<slug:hall>/acts/all/export.csv", log.export, name="desk-acts-export"),
    path("desk/<slug:hall>/acts/<int:act>/undo/", log.undoing, name="desk-acts-undo"),
    path("desk/<slug:hall>/staff/", staff.staff, name="desk-staff"),
    path("desk/<slug:hall>/staff/find/", staff.finding, name="desk-staff-find"),
    path("desk/<slug:hall>/staff/give/", staff.giving, name="desk-staff-give"),
    path("desk/<slug:hall>/staff/renew/", staff.renewing, name="desk-staff-renew"),
    path("desk/<slug:hall>/staff/<int:post>/", staff.one, name="desk-staff-one"),
]
