"""The desk sees when each duty last ran, and that somebody looks after those that had nothing to do."""

import pytest
from django.test import Client

from booking.models import Lease
from booking.rules.duties import Duty
from booking.rules.staff import Role
from facilities.clock import machine_time
from tests.booking.web.conftest import text_of
from tests.booking.web.desk.conftest import at_desk
from tests.factories import a_hall

pytestmark = pytest.mark.django_db
LEFT = "から、ようすを見ていません"


def test_what_had_nothing_to_do_was_looked_at_and_what_was_left_behind_stands_out(client: Client) -> None:
    at_desk(client, a_hall(), Role.DESK)
    before = text_of(client.get("/desk/higashi/duties/").content.decode())
    assert "することがあるかどうか" not in before
    now = machine_time()
    for duty in Duty:
        Lease.objects.create(duty=duty, looked_at=now)
    page = text_of(client.get("/desk/higashi/duties/").content.decode())
    assert "に全部を見ました。" in page
    assert "仮の予約の期限 まだ出番がありません" in page
    assert LEFT not in page
    Lease.objects.filter(duty=Duty.LAPSES).update(looked_at=now - 3600)
    page = text_of(client.get("/desk/higashi/duties/").content.decode())
    assert page.count(LEFT) == 1
