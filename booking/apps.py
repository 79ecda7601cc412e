from django.apps import AppConfig
from django.core.signals import request_finished


class BookingConfig(AppConfig):
    name = "booking"
    verbose_name = "人と予約"

    def ready(self) -> None:
        """After an answer has gone out, so that nobody waits for it."""
        from booking.web.tallying import written_when_due

        request_finished.connect(written_when_due, dispatch_uid="tally")
