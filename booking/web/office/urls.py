"""The addresses of the offices' pages. Each stands in `tests/booking/web/office/test_permissions.py`."""

from django.urls import path

from booking.web.office import activities, figures, plan, reporters, years

OF_DAY = "office/activity/<slug:department>/d/<slug:public_id>/"
OF_YEAR = "office/year/<slug:department>/<int:year>/"
OF_ROW = f"{OF_YEAR}<slug:row>/"
OF_REPORTER = "office/activity/<slug:department>/asked/<slug:public_id>/"

urlpatterns = [
    path("office/figures/", figures.this_year, name="office-figures"),
    path("office/figures/<int:year>/", figures.figures, name="office-figures-year"),
    path("office/plan/", plan.this_year, name="office"),
    path("office/plan/<int:year>/", plan.plan, name="office-plan"),
    path(
        "office/plan/<int:year>/<slug:programme>/<slug:department>/<int:place>/",
        plan.figure,
        name="office-evidence",
    ),
    path("office/year/", years.departments, name="office-years"),
    path("office/year/<slug:department>/", years.picked, name="office-year-pick"),
    path(OF_YEAR, years.year, name="office-year"),
    path(f"{OF_ROW}close/", years.closing, name="office-year-close"),
    path(f"{OF_ROW}reopen/", years.reopening, name="office-year-reopen"),
    path(f"{OF_ROW}correct/<int:figure>/", years.correcting, name="office-year-correct"),
    path(f"{OF_ROW}words/<slug:programme>/", years.writing, name="office-words"),
    path(f"{OF_ROW}state/<slug:programme>/", years.stating, name="office-aim"),
    path(f"{OF_ROW}strike/<int:state>/", years.striking, name="office-aim-strike"),
    path("office/activity/", activities.departments, name="office-activity"),
    path("office/activity/<slug:department>/", activities.days, name="office-days"),
    path("office/activity/<slug:department>/confirm/", activities.confirming, name="office-days-confirm"),
    path(f"{OF_DAY}return/", activities.returning, name="office-day-return"),
    path(f"{OF_DAY}reopen/", activities.reopening, name="office-day-reopen"),
    path("office/activity/<slug:department>/asked/", reporters.reporters, name="office-reporters"),
    path(OF_REPORTER, reporters.reporter, name="office-reporter"),
    path(f"{OF_REPORTER}renew/", reporters.renewing, name="office-reporter-renew"),
    path(f"{OF_REPORTER}revoke/", reporters.revoking, name="office-reporter-revoke"),
]
