"""The addresses of the desk's pages. Each stands in `tests/booking/web/desk/test_permissions.py`."""

from django.urls import path

from booking.web.desk import doors, free_use, halls, notes, report, sheets, things, today, visit

urlpatterns = [
    path("desk/", halls.halls, name="desks"),
    path("desk/<slug:hall>/", today.today, name="desk"),
    path("desk/<slug:hall>/visit/<slug:booking>/", visit.visit, name="desk-visit"),
    path("desk/<slug:hall>/free/<slug:room>/", free_use.free_use, name="desk-free-use"),
    path("desk/<slug:hall>/notes/", notes.notes, name="desk-notes"),
    # Tablets at doors, papers, the report, what is broken
    path("desk/<slug:hall>/doors/", doors.doors, name="desk-doors"),
    path("desk/<slug:hall>/doors/<slug:kiosk>/revoke/", doors.revoking, name="desk-door-revoke"),
    path("desk/<slug:hall>/print/day/", sheets.sheet, name="desk-sheet"),
    path("desk/<slug:hall>/print/doors/", sheets.cards, name="desk-cards"),
    path("desk/<slug:hall>/print/labels/", things.labels, name="desk-labels"),
    path("desk/<slug:hall>/report/", report.daily, name="desk-report"),
    path("desk/<slug:hall>/things/", things.things, name="desk-things"),
]
