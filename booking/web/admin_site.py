"""Django's admin, for what has no page of its own: behind the same sign-in and second factor as the desk.

Only what our own apps register is there: what others bring would write past the verbs, or show secrets.
What is changed in it is an Act as everything else.
"""

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from booking.actions.acts import log
from booking.web.admin_words import FIELDS, NAMES
from booking.web.booked import reader
from booking.web.second_factors import asked_first
from facilities import clock
from facilities.labels import moment_words

# Which instants somebody reads: as they are stored they are seconds since the epoch.
INSTANTS = ("start", "end", "at")
# What opens a door, or another's account, is nobody's to read here.
SECRET = ("code", "password", "seed", "code_hash", "token_hash")


class Site(admin.AdminSite):
    site_header = site_title = _("まどあかりの管理")
    index_title = _("ページのないもの")
    site_url = "/desk/"

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        given = [model_or_iterable] if isinstance(model_or_iterable, type) else model_or_iterable
        models: list[Any] = list(given)
        for model in models:
            # Of our own apps only.
            if name := NAMES.get(model._meta.label_lower):
                model._meta.verbose_name = model._meta.verbose_name_plural = name
                for field in model._meta.fields + model._meta.many_to_many:
                    field.verbose_name = FIELDS.get(field.name, field.verbose_name)
                spoken = {f"{one}_words": _moment(one, model) for one in _instants(model)}
                logged = type(admin_class.__name__, (_Logged, admin_class), spoken)
                super().register(model, logged, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        """Staff, once they have used their second factor; what they may do there, permissions say."""
        return super().has_permission(request) and asked_first(request) is None

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: object = None) -> HttpResponse:
        """There is one way in. Who is no staff finds nothing here."""
        if not request.user.is_authenticated:
            return redirect_to_login(request.GET.get("next", "/admin/"))
        if not request.user.is_staff:
            raise Http404
        return asked_first(request) or redirect("admin:index")


class _Logged:
    """Adds to every page of the admin that what it changes stands in our log: which fields, and no more; and
    that what is only read there is read in words."""

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = super().get_fields(request, obj)  # type: ignore[misc]
        if self.has_change_permission(request, obj):  # type: ignore[attr-defined]
            return fields
        spoken = _instants(self.model)  # type: ignore[attr-defined]
        return [f"{one}_words" if one in spoken else one for one in fields if one not in SECRET]

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        _act(request, obj, "admin_add", {})
        return super().log_addition(request, obj, message)  # type: ignore[misc]

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        fields = [field for one in message for field in one.get("changed", {}).get("fields", [])]
        _act(request, obj, "admin_change", {"changed": [str(field) for field in fields]})
        return super().log_change(request, obj, message)  # type: ignore[misc]

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        for obj in queryset:
            _act(request, obj, "admin_delete", {})
        return super().log_deletions(request, queryset)  # type: ignore[misc]


def _instants(model: Any) -> list[str]:
    names = (field.name for field in model._meta.fields if field.get_internal_type() == "BigIntegerField")
    return [name for name in names if name in INSTANTS or name.endswith(("_at", "_until", "_by"))]


def _moment(name: str, model: Any) -> Any:
    """An instant as the hall's clock shows it."""

    @admin.display(description=model._meta.get_field(name).verbose_name, ordering=name)
    def words(_self: Any, row: Any) -> str:
        at = getattr(row, name)
        return "" if at is None else moment_words(at, _zone_of(row))

    return words


def _zone_of(row: Any) -> ZoneInfo:
    room = getattr(row, "room", None)
    hall = room.facility if room else getattr(row, "facility", None) or getattr(row, "hall", None)
    return ZoneInfo(hall.timezone if hall else settings.TIME_ZONE)


def _act(request: HttpRequest, obj: Any, verb: str, after: dict[str, object]) -> None:
    hall = obj.pk if obj._meta.model_name == "facility" else getattr(obj, "facility_id", None)
    key = str(getattr(obj, "public_id", "") or getattr(obj, "slug", "") or obj.pk)
    log(obj._meta.model_name, key, verb, reader(request), clock.now(), after=after, hall=hall)
