"""Where mail waits: written in the sender's transaction, as it stands, and sent later by the worker.

The package's own backend renders subject and body once more as templates, so that a name such as
`{% now %}` in a text would be run, or break the page that sent it. This one stores them untouched.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from post_office.models import PRIORITY, STATUS, Email

from booking.models import Enclosure


class Outbox(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Stores every message in one statement, and in another the texts that some enclose."""
        mails = Email.objects.bulk_create(_row(message) for message in email_messages)
        enclosed = zip(mails, email_messages, strict=True)
        Enclosure.objects.bulk_create(one for mail, message in enclosed for one in _enclosed(mail, message))
        return len(mails)


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


def _enclosed(mail: Email, message: EmailMessage) -> Iterator[Enclosure]:
    for part in message.attachments:
        # A mail of this service encloses one text at most: a calendar entry.
        name, text, mime_type = part
        yield Enclosure(mail=mail, name=name, mime_type=mime_type, text=text)


def forget_address(address: str) -> None:
    """Takes away what was sent, or waits to be sent, to somebody who has gone."""
    Email.objects.filter(to=address).delete()
