"""The addresses of the city's programmes; they stand among those of booking/api/urls.py."""

from django.urls import path

from booking.api import (
    articles,
    committees,
    lectures,
    network,
    news,
    partners,
    programme_dates,
    reporting,
    suggestions,
    supported,
    talents,
    this_month,
)

GROUP = "v1/groups/<slug:id>/"
ARTICLE = "v1/articles/mine/"
REQUEST = "v1/lecture-requests/<slug:id>/"
REPORTER = "v1/reporter/"
SUGGESTED = "v1/suggestions/"
TALENT = "v1/me/talent/"
OF_GROUP = f"{GROUP}talent/"

CITY = [
    path("v1/programme-dates/", programme_dates.ProgrammeDates.as_view(), name="api-programme-dates"),
    path("v1/programmes/<slug:id>/draw/", programme_dates.DrawRecord.as_view(), name="api-programme-draw"),
    path("v1/this-month/", this_month.ThisMonth.as_view(), name="api-this-month"),
    path("v1/issues/", news.Issues.as_view(), name="api-issues"),
    path("v1/issues/<slug:id>/", news.IssueDetail.as_view(), name="api-issue"),
    path("v1/network/", network.Network.as_view(), name="api-network"),
    path("v1/committees/", committees.CityCommittees.as_view(), name="api-city-committees"),
    path("v1/halls/<slug:hall>/committees/", committees.HallCommittees.as_view(), name="api-committees"),
    path("v1/halls/<slug:hall>/suggestions/", suggestions.Suggest.as_view(), name="api-suggest"),
    path(
        "v1/halls/<slug:hall>/suggestions/unnamed/",
        suggestions.SuggestUnnamed.as_view(),
        name="api-suggest-unnamed",
    ),
    path(SUGGESTED, suggestions.OwnSuggestions.as_view(), name="api-suggestions"),
    path(f"{SUGGESTED}read/", suggestions.ReadSuggestion.as_view(), name="api-suggestion-read"),
    path(f"{SUGGESTED}take-back/", suggestions.TakeBackSuggestion.as_view(), name="api-suggestion-take-back"),
    path(
        f"{SUGGESTED}<slug:id>/withdraw/",
        suggestions.WithdrawSuggestion.as_view(),
        name="api-suggestion-withdraw",
    ),
    path("v1/articles/", articles.Articles.as_view(), name="api-articles"),
    path(ARTICLE, articles.ReadArticle.as_view(), name="api-article"),
    path(f"{ARTICLE}change/", articles.ChangeArticle.as_view(), name="api-article-change"),
    path(f"{ARTICLE}withdraw/", articles.WithdrawArticle.as_view(), name="api-article-withdraw"),
    path("v1/lectures/", lectures.Lectures.as_view(), name="api-lectures"),
    path("v1/lectures/<slug:id>/", lectures.LectureDetail.as_view(), name="api-lecture"),
    path("v1/lectures/<slug:id>/requests/", lectures.AskLecture.as_view(), name="api-lecture-ask"),
    path("v1/lecture-requests/", lectures.LectureRequests.as_view(), name="api-lecture-requests"),
    path(REQUEST, lectures.LectureRequestDetail.as_view(), name="api-lecture-request"),
    path(f"{REQUEST}withdraw/", lectures.WithdrawLecture.as_view(), name="api-lecture-withdraw"),
    path(f"{REQUEST}accept/", lectures.AcceptLecture.as_view(), name="api-lecture-accept"),
    path("v1/supported-groups/", supported.SupportedGroups.as_view(), name="api-supported-groups"),
    path("v1/supported-groups/dates/", supported.HeldTogether.as_view(), name="api-held-together"),
    path(f"{GROUP}supported/", supported.OwnSupported.as_view(), name="api-own-supported"),
    path(f"{GROUP}supported/leave/", supported.LeaveNetwork.as_view(), name="api-own-supported-leave"),
    path(f"{GROUP}supported/dates/", supported.OpenDates.as_view(), name="api-open-dates"),
    path(
        f"{GROUP}supported/dates/<slug:open_date>/cancel/",
        supported.CancelOpenDate.as_view(),
        name="api-open-date-cancel",
    ),
    path(f"{GROUP}partnerships/", partners.Partnerships.as_view(), name="api-partnerships"),
    path(
        f"{GROUP}partnerships/<slug:programme>/answer/",
        partners.AnswerPartner.as_view(),
        name="api-partner-answer",
    ),
    path("v1/talents/", talents.Talents.as_view(), name="api-talents"),
    path("v1/talents/skills/", talents.Skills.as_view(), name="api-skills"),
    path(TALENT, talents.OwnTalent.as_view(), name="api-my-talent"),
    path(f"{TALENT}revoke/", talents.RevokeTalent.as_view(), name="api-my-talent-revoke"),
    path(f"{TALENT}still/", talents.StillOffer.as_view(), name="api-my-talent-still"),
    path(f"{TALENT}erase/", talents.EraseTalent.as_view(), name="api-my-talent-erase"),
    path(OF_GROUP, talents.OwnTalent.as_view(), name="api-group-talent"),
    path(f"{OF_GROUP}revoke/", talents.RevokeTalent.as_view(), name="api-group-talent-revoke"),
    path(f"{OF_GROUP}still/", talents.StillOffer.as_view(), name="api-group-talent-still"),
    path(f"{OF_GROUP}erase/", talents.EraseTalent.as_view(), name="api-group-talent-erase"),
    path(REPORTER, reporting.ReporterPage.as_view(), name="api-reporter"),
    path(f"{REPORTER}days/", reporting.SendDays.as_view(), name="api-reporter-days"),
    path(f"{REPORTER}days/correct/", reporting.CorrectDay.as_view(), name="api-reporter-correct"),
    path(f"{REPORTER}days/withdraw/", reporting.WithdrawDay.as_view(), name="api-reporter-withdraw"),
    path(f"{REPORTER}days/again/", reporting.SendAgain.as_view(), name="api-reporter-again"),
    path(f"{REPORTER}nothing/", reporting.SayNothing.as_view(), name="api-reporter-nothing"),
]
