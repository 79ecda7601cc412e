"""The addresses of programmes at the desk; they stand among those of booking/api/desk/urls.py."""

from django.urls import path

from booking.api.desk import programme_dates, programmes

LIST = "v1/desk/<slug:hall>/programmes/"
PROGRAMME = f"{LIST}<slug:id>/"
SESSION = f"{PROGRAMME}sessions/<slug:session>/"

PROGRAMMES = [
    path(LIST, programmes.DeskProgrammes.as_view(), name="api-desk-programmes"),
    path(PROGRAMME, programmes.DeskProgramme.as_view(), name="api-desk-programme"),
    path(f"{PROGRAMME}change/", programmes.ChangeProgramme.as_view(), name="api-desk-programme-change"),
    path(f"{PROGRAMME}publish/", programmes.PublishProgramme.as_view(), name="api-desk-programme-publish"),
    path(f"{PROGRAMME}cancel/", programmes.CancelProgramme.as_view(), name="api-desk-programme-cancel"),
    path(f"{PROGRAMME}sessions/", programme_dates.HoldSession.as_view(), name="api-desk-session-hold"),
    path(SESSION, programme_dates.DeskSession.as_view(), name="api-desk-session"),
    path(f"{SESSION}move/", programme_dates.MoveSession.as_view(), name="api-desk-session-move"),
    path(f"{SESSION}cancel/", programme_dates.CancelSession.as_view(), name="api-desk-session-cancel"),
    path(f"{SESSION}count/", programme_dates.CountSession.as_view(), name="api-desk-session-count"),
]
