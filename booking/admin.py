"""People and promises in Django's admin: found, read and, where no verb does it, corrected."""

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from booking.models import Act, Booking, Group, Membership, Person, Post
from facilities.admin import Kept, ReadOnly
from facilities.labels import moment_words

ONLY_SUPERUSERS = ("is_staff", "is_superuser", "groups", "user_permissions")


@admin.register(Person)
class PersonAdmin(Kept):
    """Card numbers, ties and records are the desk's; nobody sees a password, nor a birth date in a list."""

    list_display = ("card_number", "name", "call_name", "is_staff", "is_active")
    list_filter = ("is_staff", "is_active", "is_superuser")
    search_fields = ("card_number", "name", "reading", "call_name", "email", "public_id")
    ordering = ("card_number",)
    fields = (
        "public_id",
        "card_number",
        "name",
        "reading",
        "call_name",
        "birth_date",
        "language",
        "is_active",
    )
    readonly_fields = ("public_id", "card_number", "name", "reading", "call_name")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_fields(self, request: HttpRequest, obj: Person | None = None) -> Any:
        """Who may do what is for superusers to say: nobody raises their own rights."""
        return (*self.fields, *ONLY_SUPERUSERS) if request.user.is_superuser else self.fields


class Members(admin.TabularInline):  # type: ignore[type-arg]  # as in facilities
    model = Membership
    fields = readonly_fields = ("person", "role")
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Group)
class GroupAdmin(ReadOnly):
    list_display = ("name", "kind", "public_id")
    list_filter = ("kind",)
    search_fields = ("name", "public_id", "memberships__person__card_number")
    inlines = (Members,)


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


@admin.register(Post)
class PostAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """A hall's own posts are changed on its page; its first manager, and a department's people, come here."""

    list_display = ("person", "role", "facility", "department", "until")
    list_filter = ("facility", "department", "role")
    list_select_related = ("person", "facility", "department")
    search_fields = ("person__card_number", "person__name")
    autocomplete_fields = ("person", "facility", "department")
    fields = ("person", "facility", "department", "role", "until")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_superuser)

    def has_change_permission(self, request: HttpRequest, obj: Post | None = None) -> bool:
        return bool(request.user.is_superuser) and (obj is None or obj.department_id is not None)

    has_delete_permission = has_change_permission

    def save_model(self, request: HttpRequest, obj: Post, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        Person.objects.filter(pk=obj.person_id).update(is_staff=True)
