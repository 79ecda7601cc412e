"""A session that goes on under a new key."""

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.db import transaction


@transaction.atomic
def leave_word(*, session: SessionBase, told: dict[str, Any], until: datetime) -> None:
    """Goes on under a new key; up to an instant, whoever still comes with the old one finds what is `told`.

    At once: a second tap finds the session as it was, or the word that was left, and never nothing.
    """
    before = session.session_key
    session.cycle_key()
    if before:
        Session.objects.save(before, told, until)
