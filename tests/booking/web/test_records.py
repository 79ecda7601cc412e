"""A closed record: flagged for the desk of the hall, for nobody else, and its feed answers like none."""

from collections.abc import Callable

import pytest
from django.test import Client

from booking.actions.records import close_record, open_record
from booking.actions.subscriptions import subscribe
from tests.factories import NOW, a_band_room, a_booking, span
from tests.people import a_band, a_high_schooler, a_junior_high_student, a_manager, staff

pytestmark = pytest.mark.django_db
FLAG = "だれにも言わないでください"


def test_the_desk_sees_the_flag_and_friends_do_not(as_member: Callable[..., Client]) -> None:
    room, sora, friend = a_band_room(), a_junior_high_student(), a_high_schooler()
    booking = a_booking(room, span("2026-12-04", "17:00", "19:00"), friend, group=a_band(friend, sora))
    booking.people.set([friend, sora])
    page, desk, manager = f"/b/{booking.public_id}/", staff(room.facility), a_manager(room.facility)

    def seen_by(*people: object) -> list[bool]:
        return [FLAG in as_member(one).get(page).content.decode() for one in people]

    assert seen_by(desk, friend, sora) == [False, False, False]
    close_record(person=sora, actor=manager, now=NOW)
    assert seen_by(desk, manager, friend, sora) == [True, True, False, False]
    open_record(person=sora, actor=manager, now=NOW)
    assert seen_by(desk) == [False]


def test_a_closed_records_feed_answers_like_one_that_nobody_has(client: Client) -> None:
    sora, manager = a_junior_high_student(), a_manager(a_band_room().facility)
    address = f"/feeds/member/{subscribe(holder=sora, name='スマホ', now=NOW).token}.ics"
    assert client.get(address).status_code == 200
    close_record(person=sora, actor=manager, now=NOW)
    unknown = client.get(f"/feeds/member/{'e' * 40}.ics")
    answer = client.get(address)
    assert (answer.status_code, answer.content) == (404, unknown.content)
    open_record(person=sora, actor=manager, now=NOW)
    assert client.get(address).status_code == 200
