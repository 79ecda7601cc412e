"""Bookings, what they are part of, what was told of them, and the log."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from booking.models import Act, Booking, Notice, Round, Series
from facilities.admin import ReadOnly
from facilities.labels import moment_words


@admin.register(Booking)
class BookingAdmin(ReadOnly):
    list_display = ("public_id", "hall", "room", "starts", "state", "group", "person", "channel")
    list_filter = ("room__facility", "state", "channel")
    list_select_related = ("room__facility", "group", "person")
    search_fields = ("public_id", "person__card_number", "group__name")
    ordering = ("-start",)

    @admin.display(description=_("館"), ordering="room__facility")
    def hall(self, booking: Booking) -> str:
        return booking.room.facility.name

    @admin.display(description=_("始まり"), ordering="start")
    def starts(self, booking: Booking) -> str:
        return moment_words(booking.start, ZoneInfo(booking.room.facility.timezone))


@admin.register(Act)
class ActAdmin(ReadOnly):
    """Nobody edits the log, here or elsewhere."""

    list_display = ("when", "hall", "actor", "verb", "subject", "subject_id", "why")
    list_filter = ("hall", "verb", "subject")
    list_select_related = ("hall", "actor")
    search_fields = ("subject_id", "actor__card_number", "verb")

    @admin.display(description=_("日時"), ordering="at")
    def when(self, act: Act) -> str:
        return moment_words(act.at, ZoneInfo(act.hall.timezone if act.hall else settings.TIME_ZONE))


@admin.register(Series)
class SeriesAdmin(ReadOnly):
    list_display = ("public_id", "room", "group", "person", "made_at_words")
    list_filter = ("room__facility",)
    list_select_related = ("room__facility", "group", "person")
    search_fields = ("public_id", "person__card_number", "group__name", "room__name_ja")
    ordering = ("-made_at",)
    fields = ("public_id", "room", "group", "person", "headcount", "purpose", "made_at")


@admin.register(Round)
class RoundAdmin(ReadOnly):
    """Its seed is shown by the round's own page, once it is opened."""

    list_display = ("name_ja", "facility", "state", "opens_at_words", "closes_at_words", "draws_at_words")
    list_filter = ("facility", "state")
    list_select_related = ("facility",)
    search_fields = ("name_ja", "name_en", "public_id")
    ordering = ("-opens_at",)
    fields = (
        "public_id",
        "facility",
        "name_ja",
        "name_en",
        "state",
        "opens_at",
        "closes_at",
        "draws_at",
        "uses_from",
        "uses_until",
        "most_choices",
        "most_wins",
        "wins_per",
        "confirm_until",
        "sealed_at",
        "drawn_at",
    )


@admin.register(Notice)
class NoticeAdmin(ReadOnly):
    """Whether somebody was told, and when: what is in the letter is theirs."""

    list_display = ("public_id", "kind", "hall", "person", "made_at_words", "call")
    list_filter = ("hall", "kind", "call")
    list_select_related = ("hall", "person")
    search_fields = ("public_id", "kind", "person__card_number", "booking__public_id")
    ordering = ("-made_at",)
    fields = ("public_id", "kind", "hall", "person", "made_at", "read_at", "call", "call_by", "called_at")
