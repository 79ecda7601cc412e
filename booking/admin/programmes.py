"""Programmes, whom they are held with, the lectures that come, and the list of those who can do something."""

from django.contrib import admin

from booking.models import Lecture, LectureRequest, Partner, Programme, Skill, Talent
from facilities.admin import ReadOnly


@admin.register(Programme)
class ProgrammeAdmin(ReadOnly):
    list_display = ("name_ja", "facility", "department", "state", "public_id")
    list_filter = ("facility", "department", "state")
    list_select_related = ("facility", "department")
    search_fields = ("name_ja", "name_en", "public_id")
    ordering = ("-made_at",)


@admin.register(Skill)
class SkillAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """The short list of words by which the talent list is looked through: a city's own."""

    list_display = ("slug", "name_ja", "name_en", "position")
    fields = ("slug", "name_ja", "name_reading", "name_en", "position")


@admin.register(Partner)
class PartnerAdmin(ReadOnly):
    list_display = ("programme", "group", "invited_at_words", "confirmed_at_words", "declined_at_words")
    list_filter = ("programme__facility", "programme__department")
    list_select_related = ("programme", "group")
    search_fields = ("programme__name_ja", "group__name")
    ordering = ("-invited_at",)
    fields = ("programme", "group", "invited_at", "confirmed_at", "declined_at")


@admin.register(Talent)
class TalentAdmin(ReadOnly):
    """What somebody can do. How they are reached is told by an introduction alone."""

    list_display = ("name", "whose", "department", "words", "consented_on")
    list_filter = ("department", "whose", "skills")
    list_select_related = ("department",)
    search_fields = ("name", "words", "public_id")
    ordering = ("name",)
    fields = ("public_id", "name", "whose", "department", "skills", "words", "hours", "consented_on")


@admin.register(Lecture)
class LectureAdmin(ReadOnly):
    list_display = ("name_ja", "department", "speakers", "minutes", "shown")
    list_filter = ("department", "speakers", "shown")
    list_select_related = ("department", "speakers")
    search_fields = ("name_ja", "name_en", "public_id")
    ordering = ("name_ja",)
    fields = (
        "public_id",
        "name_ja",
        "name_en",
        "department",
        "speakers",
        "about_ja",
        "about_en",
        "audience_ja",
        "audience_en",
        "minutes",
        "shown",
    )


@admin.register(LectureRequest)
class LectureRequestAdmin(ReadOnly):
    """Who asked is the office's to see, behind its page."""

    list_display = ("lecture", "group", "state", "expected", "asked_at_words")
    list_filter = ("lecture__department", "state", "room__facility")
    list_select_related = ("lecture", "group")
    search_fields = ("lecture__name_ja", "group__name", "public_id")
    ordering = ("-asked_at",)
    fields = ("public_id", "lecture", "group", "state", "room", "expected", "start", "end", "asked_at")
