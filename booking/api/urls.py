"""Addresses under /api/ that tell of bookings, or describe the whole."""

from django.urls import path

from booking.api import bookings, check, rules, schema, slots

urlpatterns = [
    path("v1/halls/<slug:hall>/rules/", rules.HallRules.as_view(), name="api-rules"),
    path("v1/rooms/<slug:hall>/<slug:room>/slots/", slots.Slots.as_view(), name="api-slots"),
    path("v1/check/", check.Check.as_view(), name="api-check"),
    path("v1/bookings/", bookings.Bookings.as_view(), name="api-bookings"),
    path("v1/bookings/<slug:id>/", bookings.BookingDetail.as_view(), name="api-booking"),
    path("v1/bookings/<slug:id>/cancel/", bookings.Cancel.as_view(), name="api-booking-cancel"),
    path("v1/bookings/<slug:id>/restore/", bookings.Restore.as_view(), name="api-booking-restore"),
    path("v1/bookings/<slug:id>/move/", bookings.Move.as_view(), name="api-booking-move"),
    path("schema/", schema.Schema.as_view(), name="api-schema"),
    path("docs/", schema.docs, name="api-docs"),
]
