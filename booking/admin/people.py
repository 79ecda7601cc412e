"""People, groups, posts, and what is on record of them. No guardian and no contact is read here: the desk has
them behind a button that is logged."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from booking.models import Consent, Group, Membership, Person, Post, Registration
from facilities.admin import Kept, ReadOnly

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


@admin.register(Registration)
class RegistrationAdmin(ReadOnly):
    list_display = ("person", "group", "registry", "state", "registered_on", "valid_until")
    list_filter = ("state", "registry")
    list_select_related = ("person", "group")
    search_fields = ("person__card_number", "group__name", "registry")
    ordering = ("-registered_on",)
    fields = (*list_display, "user_class", "decided_at")


@admin.register(Consent)
class ConsentAdmin(ReadOnly):
    """That somebody has agreed, to what and until when; who, and how they are reached, is not for here."""

    list_display = ("child", "hall", "purpose", "way", "given_on", "valid_until")
    list_filter = ("hall", "way")
    list_select_related = ("child", "hall")
    search_fields = ("child__card_number", "public_id")
    ordering = ("-given_on",)
    fields = ("public_id", *list_display, "revoked_at")
