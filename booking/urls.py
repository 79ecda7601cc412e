from django.urls import include, path

from booking.web import calendar, tokens

OF_CHILD = "guardian/<str:token>/calendar/<slug:public_id>/"

urlpatterns = [
    path("", include("booking.web.urls")),
    path("", include("booking.web.desk.urls")),
    path("", include("booking.web.office.urls")),
    path("api/", include("booking.api.urls")),
    path("feeds/", include("booking.feeds.urls")),
    path("me/calendar/", calendar.calendar, name="calendar"),
    path("me/calendar/<slug:public_id>/rename/", calendar.rename, name="calendar-rename"),
    path("me/calendar/<slug:public_id>/renew/", calendar.renew, name="calendar-renew"),
    path("me/calendar/<slug:public_id>/revoke/", calendar.revoke, name="calendar-revoke"),
    path("me/tokens/", tokens.tokens, name="tokens"),
    path("me/tokens/<slug:public_id>/revoke/", tokens.revoking, name="token-revoke"),
    path("guardian/<str:token>/calendar/", calendar.childs, name="guardian-calendar"),
    path(f"{OF_CHILD}rename/", calendar.childs_rename, name="guardian-rename"),
    path(f"{OF_CHILD}renew/", calendar.childs_renew, name="guardian-renew"),
    path(f"{OF_CHILD}revoke/", calendar.childs_revoke, name="guardian-end"),
]
