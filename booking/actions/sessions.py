"""Sessions: one goes on under a new key; those of somebody who has lost a key end."""

from datetime import datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.db import transaction

AT_ONCE = 1000


@transaction.atomic
def leave_word(*, session: SessionBase, told: dict[str, Any], until: datetime) -> None:
    """Goes on under a new key; up to an instant, whoever still comes with the old one finds what is `told`.

    At once: a second tap finds the session as it was, or the word that was left, and never nothing.
    """
    before = session.session_key
    session.cycle_key()
    # After the cycle, which deletes the old key: a word that was left before would go with it.
    if before:
        Session.objects.save(before, told, until)


def end_sessions(person: int) -> None:
    """Whoever is signed in as somebody (by key) has to sign in anew, wherever that is. No inverse."""
    # Whose a session is stands in its signed text alone and in no column; this is asked once a year.
    every = Session.objects.iterator(AT_ONCE)
    theirs = [one.session_key for one in every if one.get_decoded().get(SESSION_KEY) == str(person)]
    Session.objects.filter(session_key__in=theirs).delete()
