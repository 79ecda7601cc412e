"""The addresses of the desk's pages. Each stands in `tests/booking/web/desk/test_permissions.py`."""

from django.urls import path

from booking.web.desk import free_use, halls, notes, today, visit

urlpatterns = [
    path("desk/", halls.halls, name="desks"),
    path("desk/<slug:hall>/", today.today, name="desk"),
    path("desk/<slug:hall>/visit/<slug:booking>/", visit.visit, name="desk-visit"),
    path("desk/<slug:hall>/free/<slug:room>/", free_use.free_use, name="desk-free-use"),
    path("desk/<slug:hall>/notes/", notes.notes, name="desk-notes"),
]
