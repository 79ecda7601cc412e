"""The addresses of the offices' operations. Each stands in `tests/booking/api/office/test_permissions.py`."""

from django.urls import path

from booking.api.office import (
    activities,
    articles,
    catalogue,
    committees,
    door,
    grants,
    introductions,
    issue_drafts,
    lectures,
    meetings,
    network,
    news,
    reporters,
    supported,
    talents,
    years,
)

OFFICE = "v1/offices/<slug:department>/"
DAYS = f"{OFFICE}activity-days/"
LECTURES = f"{OFFICE}lecture-requests/"
LECTURE = f"{LECTURES}<slug:id>/"
ARTICLES = f"{OFFICE}articles/"
ARTICLE = f"{ARTICLES}<slug:id>/"
GROUPS = f"{OFFICE}supported-groups/"
GRANT = f"{OFFICE}grants/<slug:id>/"
BODIES = f"{OFFICE}network/"
COMMITTEES = f"{OFFICE}committees/"
LED = f"{OFFICE}programmes/"
CATALOGUE = f"{OFFICE}catalogue/"
KEPT = f"{CATALOGUE}<slug:id>/"
REPORTERS = f"{OFFICE}reporters/"
REPORTER = f"{REPORTERS}<slug:id>/"
MEETINGS = f"{OFFICE}meetings/"
MEETING = f"{MEETINGS}<slug:id>/"
TALENTS = f"{OFFICE}talents/"
TALENT = f"{TALENTS}<slug:id>/"
INTRODUCED = f"{OFFICE}introductions/"
ISSUES = f"{OFFICE}issues/"
YEAR = f"{OFFICE}years/<int:year>/"
ROW = f"{YEAR}<slug:row>/"
AIMS = f"{OFFICE}aims/<slug:row>/"

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
    path(COMMITTEES, committees.CityCommitteesHere.as_view(), name="api-office-committees"),
    path(f"{COMMITTEES}name/", committees.NameCityCommittee.as_view(), name="api-office-committee-name"),
    path(
        f"{COMMITTEES}<slug:id>/end/", committees.EndCityCommittee.as_view(), name="api-office-committee-end"
    ),
    path(LED, committees.LedProgrammes.as_view(), name="api-office-led"),
    path(f"{LED}<slug:id>/committee/", committees.CreditCityCommittee.as_view(), name="api-office-credit"),
    path(BODIES, network.KeptBodies.as_view(), name="api-office-network"),
    path(f"{BODIES}<slug:id>/change/", network.ChangeBody.as_view(), name="api-office-body-change"),
    path(f"{BODIES}<slug:id>/down/", network.TakeDownBody.as_view(), name="api-office-body-down"),
    path(f"{BODIES}<slug:id>/up/", network.PutUpBody.as_view(), name="api-office-body-up"),
    path(CATALOGUE, catalogue.KeptLectures.as_view(), name="api-office-catalogue"),
    path(f"{KEPT}change/", catalogue.ChangeLecture.as_view(), name="api-office-catalogue-change"),
    path(f"{KEPT}down/", catalogue.TakeDownLecture.as_view(), name="api-office-catalogue-down"),
    path(f"{KEPT}up/", catalogue.PutUpLecture.as_view(), name="api-office-catalogue-up"),
    path(REPORTERS, reporters.Reporters.as_view(), name="api-office-reporters"),
    path(f"{REPORTERS}answers/", reporters.ReportersAnswers.as_view(), name="api-office-reporters-answers"),
    path(f"{REPORTER}change/", reporters.ChangeReporter.as_view(), name="api-office-reporter-change"),
    path(f"{REPORTER}renew/", reporters.RenewLink.as_view(), name="api-office-reporter-renew"),
    path(f"{REPORTER}revoke/", reporters.RevokeLink.as_view(), name="api-office-reporter-revoke"),
    path(MEETINGS, meetings.Meetings.as_view(), name="api-office-meetings"),
    path(f"{MEETINGS}sorts/", meetings.MeetingSorts.as_view(), name="api-office-meeting-sorts"),
    path(MEETING, meetings.MeetingDetail.as_view(), name="api-office-meeting"),
    path(f"{MEETING}change/", meetings.ChangeMeeting.as_view(), name="api-office-meeting-change"),
    path(f"{MEETING}cancel/", meetings.CancelMeeting.as_view(), name="api-office-meeting-cancel"),
    path(f"{MEETING}restore/", meetings.RestoreMeeting.as_view(), name="api-office-meeting-restore"),
    path(TALENTS, talents.Talents.as_view(), name="api-office-talents"),
    path(f"{TALENTS}waiting/", talents.WaitingTalents.as_view(), name="api-office-talents-waiting"),
    path(f"{TALENTS}state/", talents.ListStates.as_view(), name="api-office-talents-states"),
    path(f"{TALENTS}state/set/", talents.SetListState.as_view(), name="api-office-talents-state"),
    path(TALENT, talents.TalentDetail.as_view(), name="api-office-talent"),
    path(f"{TALENT}correct/", talents.CorrectTalent.as_view(), name="api-office-talent-correct"),
    path(f"{TALENT}verify/", talents.VerifyTalent.as_view(), name="api-office-talent-verify"),
    path(f"{TALENT}unverify/", talents.UnverifyTalent.as_view(), name="api-office-talent-unverify"),
    path(f"{TALENT}lists/", talents.PutOnLists.as_view(), name="api-office-talent-lists"),
    path(f"{TALENT}reach/", talents.ReachTalent.as_view(), name="api-office-talent-reach"),
    path(f"{TALENT}contact/", talents.TalentContact.as_view(), name="api-office-talent-contact"),
    path(f"{TALENT}revoke/", talents.NoteRevoked.as_view(), name="api-office-talent-revoke"),
    path(f"{TALENT}erase/", talents.EraseWritten.as_view(), name="api-office-talent-erase"),
    path(f"{TALENT}introduce/", introductions.Introduce.as_view(), name="api-office-introduce"),
    path(INTRODUCED, introductions.Introductions.as_view(), name="api-office-introductions"),
    path(
        f"{INTRODUCED}<slug:id>/answer/",
        introductions.AnswerIntroduction.as_view(),
        name="api-office-introduction-answer",
    ),
    path(
        f"{INTRODUCED}<slug:id>/users/",
        introductions.CountUsers.as_view(),
        name="api-office-introduction-users",
    ),
    path(
        f"{INTRODUCED}<slug:id>/take-back/",
        introductions.TakeBackIntroduction.as_view(),
        name="api-office-introduction-take-back",
    ),
    path(ISSUES, news.OfficeIssues.as_view(), name="api-office-issues"),
    path(f"{ISSUES}preview/", issue_drafts.PreviewIssue.as_view(), name="api-office-issue-preview"),
    path(f"{ISSUES}<slug:id>/withdraw/", news.WithdrawIssue.as_view(), name="api-office-issue-withdraw"),
    path(YEAR, years.OfficeYear.as_view(), name="api-office-year"),
    path(f"{YEAR}closings/", years.Closings.as_view(), name="api-office-closings"),
    path(f"{ROW}close/", years.CloseYear.as_view(), name="api-office-year-close"),
    path(f"{ROW}reopen/", years.ReopenYear.as_view(), name="api-office-year-reopen"),
    path(
        f"{ROW}corrections/<slug:figure>/", years.NoteCorrection.as_view(), name="api-office-year-correction"
    ),
    path(f"{ROW}words/<slug:programme>/", years.WriteWords.as_view(), name="api-office-words"),
    path(AIMS, years.StatesOfAims.as_view(), name="api-office-aims"),
    path(f"{AIMS}say/<slug:programme>/", years.SayState.as_view(), name="api-office-aim-say"),
    path(f"{AIMS}<slug:id>/strike/", years.StrikeState.as_view(), name="api-office-aim-strike"),
    path(f"{OFFICE}grants/", grants.Grants.as_view(), name="api-office-grants"),
    path(GRANT, grants.GrantDetail.as_view(), name="api-office-grant"),
    path(f"{GRANT}steps/", grants.TakeStep.as_view(), name="api-office-grant-step"),
    path(f"{GRANT}steps/correct/", grants.CorrectStep.as_view(), name="api-office-grant-correct"),
    path(f"{GRANT}steps/back/", grants.TakeBackStep.as_view(), name="api-office-grant-back"),
]
