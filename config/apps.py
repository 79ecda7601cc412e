from django.contrib.admin.apps import AdminConfig


class Admin(AdminConfig):
    """Django's admin behind our own sign-in."""

    default_site = "booking.web.admin_site.Site"
