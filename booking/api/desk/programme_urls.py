"""The addresses of programmes at the desk; they stand among those of booking/api/desk/urls.py."""

from django.urls import path

from booking.api.desk import (
    committees,
    meetings,
    programme_dates,
    programme_fees,
    programme_people,
    programme_steps,
    programmes,
    sheets,
    suggestions,
    talents,
)

LIST = "v1/desk/<slug:hall>/programmes/"
PROGRAMME = f"{LIST}<slug:id>/"
SESSION = f"{PROGRAMME}sessions/<slug:session>/"
PARTY = f"{SESSION}parties/<slug:signup>/"
FEES = f"{PROGRAMME}fees/<slug:signup>/"
COMMITTEES = "v1/desk/<slug:hall>/committees/"
SUGGESTIONS = "v1/desk/<slug:hall>/suggestions/"
SUGGESTION = f"{SUGGESTIONS}<slug:id>/"
MEETINGS = "v1/desk/<slug:hall>/meetings/"
MEETING = f"{MEETINGS}<slug:id>/"

PROGRAMMES = [
    path(LIST, programmes.DeskProgrammes.as_view(), name="api-desk-programmes"),
    path(PROGRAMME, programmes.DeskProgramme.as_view(), name="api-desk-programme"),
    path(f"{PROGRAMME}change/", programmes.ChangeProgramme.as_view(), name="api-desk-programme-change"),
    path(f"{PROGRAMME}publish/", programmes.PublishProgramme.as_view(), name="api-desk-programme-publish"),
    path(f"{PROGRAMME}cancel/", programmes.CancelProgramme.as_view(), name="api-desk-programme-cancel"),
    path(
        f"{PROGRAMME}withdraw/", programme_steps.WithdrawProgramme.as_view(), name="api-desk-programme-hide"
    ),
    path(f"{PROGRAMME}terms/", programme_steps.SignUpTerms.as_view(), name="api-desk-terms"),
    path(f"{PROGRAMME}terms/set/", programme_steps.SetTerms.as_view(), name="api-desk-terms-set"),
    path(f"{PROGRAMME}partners/", programme_steps.ProgrammePartners.as_view(), name="api-desk-partners"),
    path(
        f"{PROGRAMME}partners/<slug:group>/withdraw/",
        programme_steps.WithdrawPartner.as_view(),
        name="api-desk-partner-withdraw",
    ),
    path(f"{PROGRAMME}committee/", programme_steps.CreditCommittee.as_view(), name="api-desk-credit"),
    path(f"{SESSION}sheet/", sheets.ParticipantsSheet.as_view(), name="api-desk-participants"),
    path(f"{SESSION}parties/", programme_people.Parties.as_view(), name="api-desk-parties"),
    path(f"{SESSION}taken-out/", programme_people.TakenOut.as_view(), name="api-desk-taken-out"),
    path(f"{PARTY}look/", programme_people.LookAtTold.as_view(), name="api-desk-party-look"),
    path(f"{PARTY}take-out/", programme_people.TakeOut.as_view(), name="api-desk-party-take-out"),
    path(f"{PARTY}put-back/", programme_people.PutBack.as_view(), name="api-desk-party-put-back"),
    path(FEES, programme_fees.SignUpFees.as_view(), name="api-desk-fees"),
    path(f"{FEES}payments/", programme_fees.TakeFee.as_view(), name="api-desk-fee-take"),
    path(f"{FEES}refunds/", programme_fees.GiveFeeBack.as_view(), name="api-desk-fee-give-back"),
    path(
        f"{FEES}payments/<slug:payment>/strike/",
        programme_fees.StrikeFee.as_view(),
        name="api-desk-fee-strike",
    ),
    path(f"{FEES}receipts/", programme_fees.IssueFeeReceipt.as_view(), name="api-desk-fee-receipt"),
    path(COMMITTEES, committees.DeskCommittees.as_view(), name="api-desk-committees"),
    path(f"{COMMITTEES}name/", committees.NameCommittee.as_view(), name="api-desk-committee-name"),
    path(f"{COMMITTEES}<slug:id>/end/", committees.EndCommittee.as_view(), name="api-desk-committee-end"),
    path(SUGGESTIONS, suggestions.DeskSuggestions.as_view(), name="api-desk-suggestions"),
    path(f"{SUGGESTION}answer/", suggestions.AnswerSuggestion.as_view(), name="api-desk-suggestion-answer"),
    path(f"{SUGGESTION}reopen/", suggestions.ReopenSuggestion.as_view(), name="api-desk-suggestion-reopen"),
    path(MEETINGS, meetings.DeskMeetings.as_view(), name="api-desk-meetings"),
    path(f"{MEETINGS}sorts/", meetings.DeskMeetingSorts.as_view(), name="api-desk-meeting-sorts"),
    path(MEETING, meetings.DeskMeeting.as_view(), name="api-desk-meeting"),
    path(f"{MEETING}change/", meetings.ChangeDeskMeeting.as_view(), name="api-desk-meeting-change"),
    path(f"{MEETING}cancel/", meetings.CancelDeskMeeting.as_view(), name="api-desk-meeting-cancel"),
    path(f"{MEETING}restore/", meetings.RestoreDeskMeeting.as_view(), name="api-desk-meeting-restore"),
    path("v1/desk/<slug:hall>/talents/", talents.DeskTalents.as_view(), name="api-desk-talents"),
    path(f"{PROGRAMME}sessions/", programme_dates.HoldSession.as_view(), name="api-desk-session-hold"),
    path(SESSION, programme_dates.DeskSession.as_view(), name="api-desk-session"),
    path(f"{SESSION}move/", programme_dates.MoveSession.as_view(), name="api-desk-session-move"),
    path(f"{SESSION}cancel/", programme_dates.CancelSession.as_view(), name="api-desk-session-cancel"),
    path(f"{SESSION}count/", programme_dates.CountSession.as_view(), name="api-desk-session-count"),
]
