"""The addresses of what is somebody's own; they stand among those of booking/api/urls.py."""

from django.urls import path

from booking.api import (
    childs_bookings,
    guardian_calendars,
    guardians,
    my_guardians,
    mydata,
    notices,
    registrations,
)

ME = "v1/me/"
OF_GUARDIAN = "v1/guardian/"
CALENDARS = f"{OF_GUARDIAN}calendars/"

MEMBER = [
    path(ME, mydata.Me.as_view(), name="api-me"),
    path(f"{ME}correct/", mydata.CorrectMe.as_view(), name="api-me-correct"),
    path(f"{ME}address/", mydata.MyAddress.as_view(), name="api-me-address"),
    path(f"{ME}data/", mydata.MyData.as_view(), name="api-me-data"),
    path(f"{ME}forget/", mydata.ForgetMe.as_view(), name="api-me-forget"),
    path(f"{ME}notices/", notices.Notices.as_view(), name="api-notices"),
    path(f"{ME}notices/read/", notices.ReadNotices.as_view(), name="api-notices-read"),
    path(f"{ME}notices/mail/", notices.NoticesByMail.as_view(), name="api-notices-mail"),
    path(f"{ME}registrations/", registrations.Registrations.as_view(), name="api-registrations"),
    path(f"{ME}guardians/", my_guardians.MyGuardians.as_view(), name="api-my-guardians"),
    path(f"{ME}guardians/<slug:id>/reach/", my_guardians.ReachGuardian.as_view(), name="api-guardian-reach"),
    path(OF_GUARDIAN, guardians.GuardianPage.as_view(), name="api-guardian"),
    path(f"{OF_GUARDIAN}cancel/", childs_bookings.CancelForChild.as_view(), name="api-guardian-cancel"),
    path(f"{OF_GUARDIAN}keep-home/", childs_bookings.KeepHome.as_view(), name="api-guardian-keep-home"),
    path(f"{OF_GUARDIAN}revoke/", guardians.RevokeConsent.as_view(), name="api-guardian-revoke"),
    path(f"{OF_GUARDIAN}stand/", guardians.LetStand.as_view(), name="api-guardian-stand"),
    path(f"{OF_GUARDIAN}contact/", guardians.GuardianContact.as_view(), name="api-guardian-contact"),
    path(CALENDARS, guardian_calendars.Calendars.as_view(), name="api-guardian-calendars"),
    path(f"{CALENDARS}subscribe/", guardian_calendars.Subscribe.as_view(), name="api-guardian-subscribe"),
    path(f"{CALENDARS}rename/", guardian_calendars.Rename.as_view(), name="api-guardian-calendar-rename"),
    path(f"{CALENDARS}renew/", guardian_calendars.Renew.as_view(), name="api-guardian-calendar-renew"),
    path(f"{CALENDARS}revoke/", guardian_calendars.Revoke.as_view(), name="api-guardian-calendar-revoke"),
]
