"""Sessions in the database, read with SQL that is made once: every page of a member begins with one."""

from datetime import UTC, datetime
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db import transaction

from facilities.clock import machine_time
from facilities.queries.prepared import Prepared


class SessionStore(db.SessionStore):
    """Django's own, but for how a session is found. Of this name, which goes into the signature."""

    def _get_session_from_db(self) -> Session | None:
        found = next(iter(BY_KEY.objects(Session, self.session_key or "")), None)
        if found is not None and found.expire_date.timestamp() > machine_time():
            return found
        self._session_key = None
        return None

    def leave_behind(self, told: dict[str, Any], seconds: int) -> None:
        """Goes on under a new key; for so long, whoever still comes with the old one finds this."""
        before, until = self.session_key, datetime.fromtimestamp(machine_time() + seconds, UTC)
        # At once: a second tap finds the session as it was, or what is left, and never nothing.
        with transaction.atomic():
            self.cycle_key()
            if before:
                Session.objects.save(before, told, until)


BY_KEY = Prepared(lambda key: Session.objects.filter(session_key=key))
