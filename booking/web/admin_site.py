"""Django's admin, for what has no page of its own: behind the same sign-in and second factor as the desk."""

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from booking.web.second_factors import asked_first


class Site(admin.AdminSite):
    site_header = site_title = _("まどあかりの管理")
    index_title = _("ページのないもの")
    site_url = "/desk/"

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
