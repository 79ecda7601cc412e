"""People and promises in Django's admin: found, read and, where no verb does it, corrected."""

from booking.admin import bookings, network, people, programmes, webhooks, years

__all__ = ["bookings", "network", "people", "programmes", "webhooks", "years"]
