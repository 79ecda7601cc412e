"""What the workers of two machines do with the mails that wait."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from django.core.mail import EmailMessage, get_connection
from post_office.models import STATUS, Email

from booking.management.mail import send_next


def _write(to: str) -> None:
    """A mail that waits to be sent."""
    get_connection().send_messages([EmailMessage("予約しました", "金曜日の夜です。", to=[to])])


def _send() -> None:
    """What the worker does when a mail waits."""
    send_next()


def _letters() -> dict[str, int]:
    """How many mails there are, by how they stand."""
    names = {STATUS.queued: "queued", STATUS.sent: "sent"}
    return dict(Counter(names[status] for status in Email.objects.values_list("status", flat=True)))


OF_MAIL: Mapping[str, Callable[..., Any]] = {
    "write": _write,
    "send": _send,
    "letters": _letters,
}
