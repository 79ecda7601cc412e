"""The addresses of the offices' pages. Each stands in `tests/booking/web/office/test_permissions.py`."""

from django.urls import path

from booking.web.office import plan

urlpatterns = [
    path("office/plan/", plan.this_year, name="office"),
    path("office/plan/<int:year>/", plan.plan, name="office-plan"),
    path(
        "office/plan/<int:year>/<slug:programme>/<slug:department>/<int:place>/",
        plan.figure,
        name="office-evidence",
    ),
]
