"""Of a department: its grants, the years that it has closed, and what it wrote of each of them."""

from django.contrib import admin

from booking.models import ClosedYear, Grant, OwnWords
from facilities.admin import ReadOnly


@admin.register(Grant)
class GrantAdmin(ReadOnly):
    list_display = ("body", "scheme", "year", "department", "group", "plan")
    list_filter = ("department", "year")
    list_select_related = ("department", "group")
    search_fields = ("body", "scheme", "group__name", "public_id")
    ordering = ("-year", "body")
    fields = ("public_id", *list_display)


@admin.register(ClosedYear)
class ClosedYearAdmin(ReadOnly):
    list_display = ("year", "department", "closed_at_words", "closed_by", "reopened_at_words")
    list_filter = ("department", "year")
    list_select_related = ("department", "closed_by")
    search_fields = ("department__name_ja", "year")
    ordering = ("-year",)
    fields = ("year", "department", "closed_at", "closed_by", "reopened_at")


@admin.register(OwnWords)
class OwnWordsAdmin(ReadOnly):
    list_display = ("programme", "year", "department", "changed_at_words")
    list_filter = ("department", "year")
    list_select_related = ("department",)
    search_fields = ("programme", "results", "issues", "plans")
    ordering = ("-year", "programme")
    fields = ("programme", "year", "department", "results", "issues", "plans", "changed_at")
