"""Of a department: its network, its meetings, its news. What a child has written is read on the office's page
alone, and of what a meeting is about nothing is read here."""

from django.contrib import admin

from booking.models import Article, Meeting, NetworkBody, NewsIssue
from facilities.admin import ReadOnly


@admin.register(NetworkBody)
class NetworkBodyAdmin(ReadOnly):
    list_display = ("name_ja", "department", "centre", "shown", "position")
    list_filter = ("department", "centre", "shown")
    list_select_related = ("department",)
    search_fields = ("name_ja", "name_en", "public_id")
    ordering = ("department", "position")
    fields = ("public_id", "name_ja", "name_en", "department", "about_ja", "about_en", *list_display[2:])


@admin.register(Meeting)
class MeetingAdmin(ReadOnly):
    """When it was, and how many came: a case is nobody's business here, nor who sat over it."""

    list_display = ("public_id", "department", "start_words", "headcount", "cancelled_at_words")
    list_filter = ("department",)
    list_select_related = ("department",)
    search_fields = ("public_id", "department__name_ja")
    ordering = ("-start",)
    fields = ("public_id", "department", "start", "end", "headcount", "cancelled_at")


@admin.register(NewsIssue)
class NewsIssueAdmin(ReadOnly):
    list_display = ("plan", "kind", "number", "department", "day", "withdrawn_at_words")
    list_filter = ("department", "plan", "kind")
    list_select_related = ("department",)
    search_fields = ("public_id", "plan", "number")
    ordering = ("-day",)
    fields = ("public_id", "department", "plan", "kind", "number", "day", "first", "last", "made_at")


@admin.register(Article)
class ArticleAdmin(ReadOnly):
    """That it came, and what became of it."""

    list_display = ("public_id", "department", "plan", "day", "state", "decided_at_words")
    list_filter = ("department", "state", "plan")
    list_select_related = ("department",)
    search_fields = ("public_id", "plan")
    ordering = ("-day",)
    fields = ("public_id", "department", "plan", "day", "state", "sent_at", "decided_at", "issue")
