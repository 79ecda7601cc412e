"""Addresses under /api/ that tell of bookings, or describe the whole."""

from django.urls import path

from booking.api import (
    bookings,
    changes,
    check,
    consents,
    courses,
    finding,
    groups,
    history,
    invitations,
    lotteries,
    rules,
    schema,
    series,
    slots,
    subscriptions,
    waits,
)
from booking.api.desk.urls import urlpatterns as desk

GROUP = "v1/groups/<slug:id>/"
MEMBER = f"{GROUP}members/<slug:person>/"
WIN = "v1/lotteries/<slug:id>/wins/<int:number>/"
COURSE = "v1/halls/<slug:hall>/courses/<slug:id>/"
DEVICE = "v1/subscriptions/<slug:id>/"

urlpatterns = [
    path("v1/halls/<slug:hall>/rules/", rules.HallRules.as_view(), name="api-rules"),
    path("v1/rooms/<slug:hall>/<slug:room>/slots/", slots.Slots.as_view(), name="api-slots"),
    path("v1/check/", check.Check.as_view(), name="api-check"),
    path("v1/bookings/", bookings.Bookings.as_view(), name="api-bookings"),
    path("v1/bookings/<slug:id>/", bookings.BookingDetail.as_view(), name="api-booking"),
    path("v1/bookings/<slug:id>/cancel/", bookings.Cancel.as_view(), name="api-booking-cancel"),
    path("v1/bookings/<slug:id>/restore/", bookings.Restore.as_view(), name="api-booking-restore"),
    path("v1/bookings/<slug:id>/move/", bookings.Move.as_view(), name="api-booking-move"),
    path("v1/bookings/<slug:id>/change/", changes.Change.as_view(), name="api-booking-change"),
    path("v1/bookings/<slug:id>/extend/", changes.Extend.as_view(), name="api-booking-extend"),
    path("v1/bookings/<slug:id>/hand-back/", changes.HandBack.as_view(), name="api-booking-hand-back"),
    path("v1/bookings/<slug:id>/accept/", changes.Accept.as_view(), name="api-booking-accept"),
    path("v1/bookings/<slug:id>/decline/", changes.Decline.as_view(), name="api-booking-decline"),
    path("v1/search/", finding.Find.as_view(), name="api-search"),
    path("v1/series/", series.NewSeries.as_view(), name="api-series-new"),
    path("v1/series/preview/", series.PreviewSeries.as_view(), name="api-series-preview"),
    path("v1/series/<slug:id>/", series.SeriesDetail.as_view(), name="api-series"),
    path("v1/series/<slug:id>/cancel/", series.CancelSeries.as_view(), name="api-series-cancel"),
    path("v1/series/<slug:id>/restore/", series.RestoreSeries.as_view(), name="api-series-restore"),
    path("v1/series/<slug:id>/move/", series.MoveSeries.as_view(), name="api-series-move"),
    path("v1/waits/", waits.Waits.as_view(), name="api-waits"),
    path("v1/waits/<slug:id>/stop/", waits.Stop.as_view(), name="api-wait-stop"),
    path("v1/waits/<slug:id>/again/", waits.Again.as_view(), name="api-wait-again"),
    path("v1/lotteries/", lotteries.Rounds.as_view(), name="api-lotteries"),
    path("v1/lotteries/<slug:id>/", lotteries.RoundDetail.as_view(), name="api-lottery"),
    path("v1/lotteries/<slug:id>/entries/", lotteries.Enter.as_view(), name="api-enter"),
    path(
        "v1/lotteries/<slug:id>/entries/<slug:entry>/withdraw/",
        lotteries.Withdraw.as_view(),
        name="api-withdraw",
    ),
    path(f"{WIN}confirm/", lotteries.ConfirmWin.as_view(), name="api-win-confirm"),
    path(f"{WIN}give-back/", lotteries.GiveBackWin.as_view(), name="api-win-give-back"),
    path("v1/entries/", lotteries.Entries.as_view(), name="api-entries"),
    path("v1/halls/<slug:hall>/courses/", courses.Courses.as_view(), name="api-courses"),
    path(f"{COURSE}sign-up/", courses.SignUp.as_view(), name="api-sign-up"),
    path(f"{COURSE}give-back/", courses.GiveBackSeat.as_view(), name="api-seat-give-back"),
    path("v1/consents/", consents.Consents.as_view(), name="api-consents"),
    path("v1/subscriptions/", subscriptions.Subscriptions.as_view(), name="api-subscriptions"),
    path(f"{DEVICE}rename/", subscriptions.RenameDevice.as_view(), name="api-subscription-rename"),
    path(f"{DEVICE}revoke/", subscriptions.RevokeDevice.as_view(), name="api-subscription-revoke"),
    path("v1/groups/", groups.Groups.as_view(), name="api-groups"),
    path("v1/groups/join/", invitations.Join.as_view(), name="api-group-join"),
    path(GROUP, groups.GroupDetail.as_view(), name="api-group"),
    path(f"{GROUP}rename/", groups.Rename.as_view(), name="api-group-rename"),
    path(f"{GROUP}usual/", groups.CountUsual.as_view(), name="api-group-usual"),
    path(f"{GROUP}dissolve/", groups.Dissolve.as_view(), name="api-group-dissolve"),
    path(f"{GROUP}leave/", groups.Leave.as_view(), name="api-group-leave"),
    path(f"{GROUP}invitations/", invitations.Invitations.as_view(), name="api-invitations"),
    path(
        f"{GROUP}invitations/<slug:invitation>/revoke/",
        invitations.RevokeInvitation.as_view(),
        name="api-invitation-revoke",
    ),
    path(f"{MEMBER}role/", groups.ChangeRole.as_view(), name="api-member-role"),
    path(f"{MEMBER}lead/", groups.HandOver.as_view(), name="api-member-lead"),
    path(f"{MEMBER}remove/", groups.Remove.as_view(), name="api-member-remove"),
    path(f"{GROUP}acts/", history.GroupActs.as_view(), name="api-group-acts"),
    *desk,
    path("schema/", schema.Schema.as_view(), name="api-schema"),
    path("docs/", schema.docs, name="api-docs"),
]
