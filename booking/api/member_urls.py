"""The addresses of what is somebody's own; they stand among those of booking/api/urls.py."""

from django.urls import path

from booking.api import guardians, mydata, notices, registrations

ME = "v1/me/"
OF_GUARDIAN = "v1/guardian/"

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
    path(f"{ME}guardians/", guardians.MyGuardians.as_view(), name="api-my-guardians"),
    path(f"{ME}guardians/<slug:id>/reach/", guardians.ReachGuardian.as_view(), name="api-guardian-reach"),
    path(OF_GUARDIAN, guardians.GuardianPage.as_view(), name="api-guardian"),
    path(f"{OF_GUARDIAN}cancel/", guardians.CancelForChild.as_view(), name="api-guardian-cancel"),
    path(f"{OF_GUARDIAN}revoke/", guardians.RevokeConsent.as_view(), name="api-guardian-revoke"),
    path(f"{OF_GUARDIAN}stand/", guardians.LetStand.as_view(), name="api-guardian-stand"),
    path(f"{OF_GUARDIAN}contact/", guardians.GuardianContact.as_view(), name="api-guardian-contact"),
]
