"""Mail as it was written, whether it has been sent or waits: for a trial, where it reaches nobody."""

from collections.abc import Sequence
from dataclasses import dataclass

from post_office.models import Email


@dataclass(frozen=True, slots=True)
class Letter:
    to: Sequence[str]
    subject: str
    body: str


def latest(most: int) -> list[Letter]:
    """The mails written last, the newest first, at most so many. One query."""
    rows = Email.objects.order_by("-pk")[:most]
    return [Letter(row.to, row.subject, row.message) for row in rows]
