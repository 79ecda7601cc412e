"""お知らせ by the API: read on, read by all at once, and by mail as one chooses."""

from django.test import Client

from booking import notices
from booking.models import Notice, Person
from booking.rules.notices import CHOSEN
from facilities.models import Room
from tests.booking.api.callers import get, post
from tests.factories import NOW, a_booking, span


def told(person: Person, room: Room) -> Notice:
    booking = a_booking(room, span("2026-12-04", "17:00", "19:00"), person)
    notices.tell([person], "closed", lambda: ("使えません", " お休みです。\n"), now=NOW, booking=booking)
    return Notice.objects.get()


def test_a_notice_is_unread_until_all_are_read(
    teen: Person, room: Room, as_teen: Client, as_other: Client
) -> None:
    one = told(teen, room)
    assert one.booking is not None
    assert get(as_teen, "me/notices/").json()["results"] == [
        {
            "id": one.public_id,
            "at": "2026-12-02T16:10:00+09:00",
            "family": "changes",
            "subject": "使えません",
            "body": "お休みです。",
            "booking": one.booking.public_id,
            "sign_up": None,
            "own": False,
            "read_at": None,
        }
    ]
    assert get(as_other, "me/notices/").json()["results"] == []
    assert post(as_other, "me/notices/read/").status_code == 204
    assert Notice.objects.get().read_at is None
    assert post(as_teen, "me/notices/read/").status_code == 204
    assert get(as_teen, "me/notices/").json()["results"][0]["read_at"] == "2026-12-02T16:10:00+09:00"


def test_notices_go_on_by_a_cursor(teen: Person, as_teen: Client) -> None:
    for number in range(60):
        Notice.objects.create(person=teen, kind="closed", subject=str(number), body="", made_at=NOW + number)
    first = get(as_teen, "me/notices/").json()
    second = as_teen.get(first["next"]).json()
    read = [one["subject"] for one in first["results"] + second["results"]]
    assert read == [str(number) for number in range(59, -1, -1)][: len(read)]
    assert len(read) == 60 or second["next"]


def test_one_chooses_what_comes_by_mail(teen: Person, as_teen: Client) -> None:
    assert get(as_teen, "me/notices/mail/").json() == {"mail": [*CHOSEN, "changes"]}
    answer = post(as_teen, "me/notices/mail/", {"mail": ["reminders"]}).json()
    assert answer == {"mail": ["reminders", "changes"]}, "what changes one's plans always comes"
    teen.refresh_from_db()
    assert teen.unmailed == ["bookings", "turns", "groups", "records"]
    assert post(as_teen, "me/notices/mail/", {"mail": ["post"]}).status_code == 400
