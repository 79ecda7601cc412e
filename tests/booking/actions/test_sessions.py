"""A session that goes on under a new key leaves word under the old one."""

from datetime import UTC, datetime

import pytest
from django.contrib.sessions.backends.db import SessionStore

from booking.actions.sessions import leave_word
from facilities.clock import machine_time

pytestmark = pytest.mark.django_db
LATER = datetime.fromtimestamp(machine_time() + 600, UTC)


def test_a_session_goes_on_under_a_new_key_and_leaves_word_under_the_old_one() -> None:
    kept = SessionStore()
    kept["company"] = {"people": [1, 2]}
    kept.create()
    before = kept.session_key
    leave_word(session=kept, told={"joined": "12345678"}, until=LATER)
    kept.save()
    assert dict(SessionStore(before).items()) == {"joined": "12345678"}
    assert kept.session_key != before
    assert SessionStore(kept.session_key)["company"] == {"people": [1, 2]}
