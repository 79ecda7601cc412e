"""Where mail waits: written in the sender's transaction, as it stands, and sent later by the worker.

The package's own backend renders subject and body once more as templates, so that a name such as
`{% now %}` in a text would be run, or break the page that sent it. This one stores them untouched.
"""

from collections.abc import Sequence
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from post_office.models import PRIORITY, STATUS, Email


class Outbox(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Stores every message in one statement; attachments are not for this service's mail."""
        return len(Email.objects.bulk_create(_row(message) for message in email_messages))


def _row(message: EmailMessage) -> Email:
    alternatives: Sequence[Any] = getattr(message, "alternatives", ())
    return Email(
        from_email=message.from_email,
        to=message.to,
        cc=message.cc,
        bcc=message.bcc,
        # A line break in a subject would begin another header.
        subject=" ".join(str(message.subject).split()),
        message=message.body,
        html_message=next((text for text, kind in alternatives if kind == "text/html"), ""),
        headers=message.extra_headers or None,
        priority=PRIORITY.medium,
        status=STATUS.queued,
    )


def forget_address(address: str) -> None:
    """Takes away what was sent, or waits to be sent, to somebody who has gone."""
    Email.objects.filter(to=address).delete()
