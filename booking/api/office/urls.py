"""The addresses of the offices' operations. Each stands in `tests/booking/api/office/test_permissions.py`."""

from django.urls import path

from booking.api.office import activities, articles, door, grants, lectures, supported

OFFICE = "v1/offices/<slug:department>/"
DAYS = f"{OFFICE}activity-days/"
LECTURES = f"{OFFICE}lecture-requests/"
LECTURE = f"{LECTURES}<slug:id>/"
ARTICLES = f"{OFFICE}articles/"
ARTICLE = f"{ARTICLES}<slug:id>/"
GROUPS = f"{OFFICE}supported-groups/"
GRANT = f"{OFFICE}grants/<slug:id>/"

urlpatterns = [
    path("v1/offices/", door.Offices.as_view(), name="api-offices"),
    path(DAYS, activities.WaitingDays.as_view(), name="api-office-days"),
    path(f"{DAYS}decided/", activities.DecidedDays.as_view(), name="api-office-days-decided"),
    path(f"{DAYS}confirm/", activities.ConfirmDays.as_view(), name="api-office-days-confirm"),
    path(f"{DAYS}<slug:id>/return/", activities.ReturnDay.as_view(), name="api-office-day-return"),
    path(f"{DAYS}<slug:id>/reopen/", activities.ReopenDay.as_view(), name="api-office-day-reopen"),
    path(LECTURES, lectures.WaitingLectures.as_view(), name="api-office-lectures"),
    path(f"{LECTURES}answered/", lectures.AnsweredLectures.as_view(), name="api-office-lectures-answered"),
    path(f"{LECTURE}take/", lectures.TakeDate.as_view(), name="api-office-lecture-take"),
    path(f"{LECTURE}propose/", lectures.ProposeDate.as_view(), name="api-office-lecture-propose"),
    path(f"{LECTURE}decline/", lectures.DeclineLecture.as_view(), name="api-office-lecture-decline"),
    path(f"{LECTURE}call-off/", lectures.CallOffLecture.as_view(), name="api-office-lecture-call-off"),
    path(f"{LECTURE}reopen/", lectures.ReopenLecture.as_view(), name="api-office-lecture-reopen"),
    path(f"{LECTURE}count/", lectures.CountLecture.as_view(), name="api-office-lecture-count"),
    path(ARTICLES, articles.SentArticles.as_view(), name="api-office-articles"),
    path(f"{ARTICLE}accept/", articles.AcceptArticle.as_view(), name="api-office-article-accept"),
    path(f"{ARTICLE}ask/", articles.AskWriter.as_view(), name="api-office-article-ask"),
    path(f"{ARTICLE}decline/", articles.DeclineArticle.as_view(), name="api-office-article-decline"),
    path(f"{ARTICLE}reopen/", articles.ReopenArticle.as_view(), name="api-office-article-reopen"),
    path(GROUPS, supported.AskingGroups.as_view(), name="api-office-asking"),
    path(f"{GROUPS}confirmed/", supported.ConfirmedGroups.as_view(), name="api-office-confirmed"),
    path(f"{GROUPS}<slug:id>/confirm/", supported.ConfirmGroup.as_view(), name="api-office-group-confirm"),
    path(f"{GROUPS}<slug:id>/return/", supported.ReturnGroup.as_view(), name="api-office-group-return"),
    path(f"{OFFICE}grants/", grants.Grants.as_view(), name="api-office-grants"),
    path(GRANT, grants.GrantDetail.as_view(), name="api-office-grant"),
    path(f"{GRANT}steps/", grants.TakeStep.as_view(), name="api-office-grant-step"),
    path(f"{GRANT}steps/correct/", grants.CorrectStep.as_view(), name="api-office-grant-correct"),
    path(f"{GRANT}steps/back/", grants.TakeBackStep.as_view(), name="api-office-grant-back"),
]
