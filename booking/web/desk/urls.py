"""The addresses of the desk's pages. Each stands in `tests/booking/web/desk/test_permissions.py`."""

from django.urls import path

from booking.web.desk import halls, today

urlpatterns = [
    path("desk/", halls.halls, name="desks"),
    path("desk/<slug:hall>/", today.today, name="desk"),
]
