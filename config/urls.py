"""Where each address leads."""

from django.contrib import admin
from django.urls import include, path

from config import metrics
from facilities.web.health import health

handler400 = "config.handlers.bad_request"
handler403 = "config.handlers.forbidden"
handler404 = "config.handlers.not_found"
handler500 = "config.handlers.server_error"

urlpatterns = [
    path("healthz", health, name="healthz"),
    path("metrics", metrics.page, name="metrics"),
    path("admin/", admin.site.urls),
    path("in/", include("booking.web.account_urls")),
    path("", include("facilities.urls")),
    path("", include("booking.urls")),
]
