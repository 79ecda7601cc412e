"""The addresses of the offices' pages. Each stands in `tests/booking/web/office/test_permissions.py`."""

from django.urls import path

from booking.web.office import activities, articles, news, plan, reporters

OF_DAY = "office/activity/<slug:department>/d/<slug:public_id>/"
OF_REPORTER = "office/activity/<slug:department>/asked/<slug:public_id>/"

urlpatterns = [
    path("office/plan/", plan.this_year, name="office"),
    path("office/plan/<int:year>/", plan.plan, name="office-plan"),
    path(
        "office/plan/<int:year>/<slug:programme>/<slug:department>/<int:place>/",
        plan.figure,
        name="office-evidence",
    ),
    path("office/activity/", activities.departments, name="office-activity"),
    path("office/activity/<slug:department>/", activities.days, name="office-days"),
    path("office/activity/<slug:department>/confirm/", activities.confirming, name="office-days-confirm"),
    path(f"{OF_DAY}return/", activities.returning, name="office-day-return"),
    path(f"{OF_DAY}reopen/", activities.reopening, name="office-day-reopen"),
    path("office/activity/<slug:department>/asked/", reporters.reporters, name="office-reporters"),
    path(OF_REPORTER, reporters.reporter, name="office-reporter"),
    path(f"{OF_REPORTER}renew/", reporters.renewing, name="office-reporter-renew"),
    path(f"{OF_REPORTER}revoke/", reporters.revoking, name="office-reporter-revoke"),
    path("office/news/", news.departments, name="office-news-home"),
    path("office/news/<slug:department>/", news.news, name="office-news"),
    path("office/news/<slug:department>/new/", news.making, name="office-news-new"),
    path("office/news/<slug:department>/i/<slug:public_id>/", news.issue, name="office-issue"),
    path(
        "office/news/<slug:department>/i/<slug:public_id>/withdraw/",
        news.withdrawing,
        name="office-issue-withdraw",
    ),
    path("office/news/<slug:department>/articles/", articles.articles, name="office-articles"),
    path(
        "office/news/<slug:department>/articles/<slug:public_id>/<slug:verb>/",
        articles.deciding,
        name="office-article-do",
    ),
]
