"""The addresses of the offices' pages. Each stands in `tests/booking/web/office/test_permissions.py`."""

from django.urls import path

from booking.web.office import (
    activities,
    articles,
    committees,
    figures,
    grants,
    introductions,
    lecture_catalogue,
    lectures,
    meetings,
    network,
    news,
    plan,
    reporters,
    supported,
    talent,
    talents,
    years,
)

OF_DAY = "office/activity/<slug:department>/d/<slug:public_id>/"
OF_YEAR = "office/year/<slug:department>/<int:year>/"
OF_ROW = f"{OF_YEAR}<slug:row>/"
OF_REPORTER = "office/activity/<slug:department>/asked/<slug:public_id>/"
OF_BODY = "office/network/<slug:department>/b/<slug:public_id>/"
OF_MEETING = "office/meetings/<slug:department>/m/<slug:public_id>/"
OF_LECTURE = "office/lectures/<slug:department>/r/<slug:public_id>/"
OF_CATALOGUE = "office/lectures/<slug:department>/catalogue/"

OF_TALENT = "office/talents/<slug:department>/e/<slug:public_id>/"
OF_INTRODUCTION = "office/talents/<slug:department>/i/<slug:public_id>/"

TALENTS = [
    path("office/talents/", talents.departments, name="office-talents-all"),
    path("office/talents/<slug:department>/", talents.talents, name="office-talents"),
    path("office/talents/<slug:department>/state/", talents.setting_state, name="office-talents-state"),
    path("office/talents/<slug:department>/new/", talents.writing, name="office-talent-new"),
    path(OF_TALENT, talent.talent, name="office-talent"),
    path(f"{OF_TALENT}verify/", talent.verifying, name="office-talent-verify"),
    path(f"{OF_TALENT}unverify/", talent.unverifying, name="office-talent-unverify"),
    path(f"{OF_TALENT}lists/", talent.listing, name="office-talent-lists"),
    path(f"{OF_TALENT}reach/", talent.reaching, name="office-talent-reach"),
    path(f"{OF_TALENT}contact/", talent.contact, name="office-talent-contact"),
    path(f"{OF_TALENT}revoke/", talent.revoking, name="office-talent-revoke"),
    path(f"{OF_TALENT}erase/", talent.erasing, name="office-talent-erase"),
    path(f"{OF_TALENT}introduce/", talent.introducing, name="office-talent-introduce"),
    path(
        "office/talents/<slug:department>/introductions/",
        introductions.introductions,
        name="office-introductions",
    ),
    path(f"{OF_INTRODUCTION}answer/", introductions.answering, name="office-introduction-answer"),
    path(f"{OF_INTRODUCTION}users/", introductions.counting, name="office-introduction-users"),
    path(f"{OF_INTRODUCTION}take-back/", introductions.taking_back, name="office-introduction-take-back"),
]
SUPPORT = [
    path("office/supported/", supported.departments, name="office-supported-all"),
    path("office/supported/<slug:department>/", supported.supported, name="office-supported"),
    path(
        "office/supported/<slug:department>/<slug:public_id>/confirm/",
        supported.confirming,
        name="office-supported-confirm",
    ),
    path(
        "office/supported/<slug:department>/<slug:public_id>/return/",
        supported.returning,
        name="office-supported-return",
    ),
    path("office/grants/", grants.departments, name="office-grants-all"),
    path("office/grants/<slug:department>/", grants.grants, name="office-grants"),
    path("office/grants/<slug:department>/<slug:public_id>/", grants.grant, name="office-grant"),
    path("office/grants/<slug:department>/<slug:public_id>/step/", grants.stepping, name="office-grant-step"),
]

COMMITTEES = [
    path("office/committees/", committees.departments, name="office-committees-all"),
    path("office/committees/<slug:department>/", committees.committees, name="office-committees"),
    path(
        "office/committees/<slug:department>/p/<slug:public_id>/",
        committees.crediting,
        name="office-committee-credit",
    ),
]

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
    path("office/network/<slug:department>/", network.bodies, name="office-network"),
    path(OF_BODY, network.body, name="office-network-body"),
    path(f"{OF_BODY}down/", network.taking_down, name="office-network-down"),
    path(f"{OF_BODY}up/", network.putting_up, name="office-network-up"),
    path("office/meetings/<slug:department>/", meetings.meetings, name="office-meetings"),
    path("office/meetings/<slug:department>/new/", meetings.making, name="office-meeting-new"),
    path(OF_MEETING, meetings.meeting, name="office-meeting"),
    path(f"{OF_MEETING}cancel/", meetings.cancelling, name="office-meeting-cancel"),
    path(f"{OF_MEETING}restore/", meetings.restoring, name="office-meeting-restore"),
    path("office/lectures/<slug:department>/", lectures.lectures, name="office-lectures"),
    path(f"{OF_LECTURE}count/", lectures.counting, name="office-lecture-count"),
    path(f"{OF_LECTURE}<slug:answer>/", lectures.answering, name="office-lecture-answer"),
    path(OF_CATALOGUE, lecture_catalogue.catalogue, name="office-catalogue"),
    path(f"{OF_CATALOGUE}<slug:public_id>/", lecture_catalogue.lecture, name="office-catalogue-one"),
    path(
        f"{OF_CATALOGUE}<slug:public_id>/down/", lecture_catalogue.taking_down, name="office-catalogue-down"
    ),
    path(f"{OF_CATALOGUE}<slug:public_id>/up/", lecture_catalogue.putting_up, name="office-catalogue-up"),
    *TALENTS,
    *SUPPORT,
    *COMMITTEES,
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
