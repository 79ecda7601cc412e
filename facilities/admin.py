"""The place in Django's admin: names, departments, access, equipment. What a verb does is read only here."""

from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.contrib import admin
from django.db.models import F
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from facilities.labels import moment_words
from facilities.models import (
    Closure,
    Department,
    Equipment,
    Evening,
    Facility,
    Room,
    Rulebook,
    WeatherWarning,
)


class Kept(admin.ModelAdmin):  # type: ignore[type-arg]  # Django's own has no parameters to give
    """Nothing that others refer to is deleted."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ReadOnly(Kept):
    """A verb is the only right way to make or change it."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class Dated(ReadOnly):
    list_display: tuple[str, ...] = ("facility", "starts", "ends", "reason_ja")
    list_filter: ClassVar[tuple[str, ...]] = ("facility",)
    list_select_related = ("facility",)
    search_fields: ClassVar[tuple[str, ...]] = ("reason_ja", "reason_en")
    ordering = ("-start",)

    @admin.display(description=_("始まり"), ordering="start")
    def starts(self, row: Any) -> str:
        return moment_words(row.start, ZoneInfo(row.facility.timezone))

    @admin.display(description=_("終わり"), ordering="end")
    def ends(self, row: Any) -> str:
        return moment_words(row.end, ZoneInfo(row.facility.timezone))


@admin.register(Department)
class DepartmentAdmin(Kept):
    list_display = ("name_ja", "slug", "phone", "position")
    search_fields = ("name_ja", "name_en", "slug")


@admin.register(Facility)
class FacilityAdmin(Kept):
    """Publishing is `manage.py publish`; a hall comes with its rulebook."""

    list_display = ("name_ja", "slug", "department", "kind", "published", "phone")
    list_filter = ("department", "kind", "published")
    list_select_related = ("department",)
    search_fields = ("name_ja", "name_reading", "name_en", "slug")
    autocomplete_fields = ("department",)
    readonly_fields = ("slug", "published", "revision", "timezone", "kind")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Facility, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        _count_up(obj.pk)


@admin.register(Room)
class RoomAdmin(Kept):
    """Which spaces a room is made of is the rulebook's: bookings hold them."""

    list_display = ("name_ja", "facility", "floor", "capacity", "bookable", "published")
    list_filter = ("facility", "bookable", "published")
    list_select_related = ("facility",)
    search_fields = ("name_ja", "name_reading", "name_en", "slug", "facility__name_ja")
    readonly_fields = ("slug", "facility", "spaces", "bookable")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Room, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        _count_up(obj.facility_id)


@admin.register(Equipment)
class EquipmentAdmin(Kept):
    list_display = ("name_ja", "hall", "room", "stock")
    list_filter = ("room__facility",)
    list_select_related = ("room__facility",)
    search_fields = ("name_ja", "name_reading", "name_en", "slug", "room__name_ja")
    autocomplete_fields = ("room", "lent_in")

    @admin.display(description=_("館"), ordering="room__facility")
    def hall(self, thing: Equipment) -> str:
        return thing.room.facility.name


@admin.register(Rulebook)
class RulebookAdmin(ReadOnly):
    list_display = ("title_ja", "key", "valid_from", "sample")
    list_filter = ("facilities", "sample")
    search_fields = ("title_ja", "title_en", "key")
    ordering = ("key", "-valid_from")


@admin.register(Evening)
class EveningAdmin(Dated):
    list_display = (*Dated.list_display, "kind", "cancelled")
    list_filter = ("facility", "kind", "cancelled")


@admin.register(Closure)
class ClosureAdmin(Dated):
    pass


@admin.register(WeatherWarning)
class WeatherWarningAdmin(Dated):
    list_display = ("facility", "key", "starts", "ends")
    search_fields = ("key",)


def _count_up(hall: int) -> None:
    """Feeds and caches know by it that something changed."""
    Facility.objects.filter(pk=hall).update(revision=F("revision") + 1)
