"""Django's admin, for what has no page of its own: behind the same sign-in and second factor as the desk.

Only what our own apps register is there: what others bring would write past the verbs, or show secrets.
What is changed in it is an Act as everything else.
"""

from typing import Any

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from booking.actions.acts import log
from booking.web.booked import reader
from booking.web.second_factors import asked_first
from facilities import clock

# Of our own apps only; as the admin calls them.
NAMES = {
    "booking.act": _("操作の記録"),
    "booking.booking": _("予約"),
    "booking.group": _("グループ"),
    "booking.person": _("利用者と職員"),
    "booking.post": _("持ち場"),
    "facilities.closure": _("休館・休室"),
    "facilities.department": _("課"),
    "facilities.equipment": _("備品"),
    "facilities.evening": _("夜間開放"),
    "facilities.facility": _("館"),
    "facilities.room": _("部屋"),
    "facilities.rulebook": _("きまり"),
    "facilities.weatherwarning": _("警報"),
}


class Site(admin.AdminSite):
    site_header = site_title = _("まどあかりの管理")
    index_title = _("ページのないもの")
    site_url = "/desk/"

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        given = [model_or_iterable] if isinstance(model_or_iterable, type) else model_or_iterable
        models: list[Any] = list(given)
        for model in models:
            if name := NAMES.get(model._meta.label_lower):
                model._meta.verbose_name = model._meta.verbose_name_plural = name
                logged = type(admin_class.__name__, (_Logged, admin_class), {})
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
    """Adds to every page of the admin that what it changes stands in our log: which fields, and no more."""

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


def _act(request: HttpRequest, obj: Any, verb: str, after: dict[str, object]) -> None:
    hall = obj.pk if obj._meta.model_name == "facility" else getattr(obj, "facility_id", None)
    key = str(getattr(obj, "public_id", "") or getattr(obj, "slug", "") or obj.pk)
    log(obj._meta.model_name, key, verb, reader(request), clock.now(), after=after, hall=hall)
