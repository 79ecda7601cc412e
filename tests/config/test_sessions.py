"""Sessions are found by a read of our own, and otherwise they are Django's."""

from datetime import UTC, datetime

import pytest
from django.contrib.sessions.backends.db import SessionStore as Djangos
from django.contrib.sessions.models import Session

from config.sessions import SessionStore

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def a_session(store: type[Djangos]) -> str:
    kept = store()
    kept["company"] = {"people": [1, 2]}
    kept.save()
    return str(kept.session_key)


def test_what_a_session_held_is_found_again() -> None:
    assert SessionStore(a_session(SessionStore))["company"] == {"people": [1, 2]}


def test_whoever_signed_in_before_stays_signed_in_and_the_other_way_round() -> None:
    assert SessionStore(a_session(Djangos))["company"] == {"people": [1, 2]}
    assert Djangos(a_session(SessionStore))["company"] == {"people": [1, 2]}


def test_a_session_that_is_over_is_not_found_and_its_key_is_given_up() -> None:
    key = a_session(SessionStore)
    Session.objects.update(expire_date=datetime(2020, 1, 1, tzinfo=UTC))
    over = SessionStore(key)
    assert (over.get("company"), over.session_key) == (None, None)


def test_a_key_that_nobody_was_given_opens_nothing() -> None:
    unknown = SessionStore("abcdefghijklmnopqrstuvwxyz012345")
    assert (unknown.get("company"), unknown.session_key) == (None, None)


def test_a_session_goes_on_under_a_new_key_and_leaves_word_under_the_old_one() -> None:
    kept = SessionStore(before := a_session(SessionStore))
    kept.leave_behind({"joined": "12345678"}, 600)
    kept.save()
    assert dict(SessionStore(before).items()) == {"joined": "12345678"}
    assert kept.session_key != before
    assert SessionStore(kept.session_key)["company"] == {"people": [1, 2]}
