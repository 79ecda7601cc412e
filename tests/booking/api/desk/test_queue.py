"""What waits for the desk and what it answers, by the API."""

from typing import Any

import pytest
from django.test import Client

from booking.models import Act, Booking, Notice, Person, Registration, Request
from booking.rules.lifecycle import State
from booking.rules.staff import Role
from facilities.models import Facility, Room
from tests.booking.api.callers import get, post, signed_in
from tests.factories import NOW, TODAY, a_booking, span
from tests.people import a_high_schooler, staff

AT = "desk/higashi/queue/"


def asked(room: Room, day: str, person: Person | None = None) -> Booking:
    held = a_booking(
        room, span(day, "13:00", "15:00"), person or a_high_schooler(call_name="はるか", name="本田 遥"),
        state=State.PROVISIONAL, lapses_at=span(day, "09:00", "10:00").start,
    )  # fmt: skip
    held.people.add(held.person)  # type: ignore[arg-type]
    Request.objects.create(booking=held, said="楽器を運びます", made_at=NOW)
    return held


def test_the_nearest_deadline_stands_first_with_what_was_asked(as_desk: Client, room: Room) -> None:
    later, sooner = asked(room, "2026-12-12"), asked(room, "2026-12-05")
    told = get(as_desk, AT).json()["results"]
    assert [one["id"] for one in told] == [sooner.public_id, later.public_id]
    first = told[0]
    assert (first["queue"], first["who"], first["about"]) == ("ok", "はるか", "楽器を運びます")
    assert (first["room"], first["due"]) == ("higashi/band", "2026-12-05T09:00:00+09:00")
    assert "本田" not in str(told)


def test_each_sees_what_they_may_answer(hall: Facility, room: Room) -> None:
    asked(room, "2026-12-05")
    contractor = signed_in(staff(hall, role=Role.CONTRACTOR))
    assert get(contractor, AT).json()["results"] == []


def test_the_list_goes_on_where_it_stopped_though_things_are_answered_meanwhile(
    as_desk: Client, room: Room
) -> None:
    # Lists of this service are pages of fifty.
    person = a_high_schooler()
    held = [asked(room, f"2027-{1 + day // 28:02}-{1 + day % 28:02}", person) for day in range(52)]
    first = get(as_desk, AT).json()
    assert (len(first["results"]), first["previous"]) == (50, None)
    Request.objects.filter(booking=held[0]).delete()
    second = as_desk.get(first["next"]).json()
    assert [one["id"] for one in second["results"]] == [one.public_id for one in held[50:]]
    assert second["next"] is None


@pytest.mark.parametrize("cursor", ["x", "1.ok.x", "1.nothing.2222222222222", "x.ok.2222222222222", "9" * 90])
def test_a_cursor_that_was_made_up_is_refused(as_desk: Client, room: Room, cursor: str) -> None:
    assert get(as_desk, AT, cursor=cursor).status_code in (400, 422)


def test_the_list_is_narrowed_to_a_queue(as_desk: Client, room: Room) -> None:
    asked(room, "2026-12-05")
    assert get(as_desk, AT, queue="registration").json()["results"] == []
    assert len(get(as_desk, AT, queue="ok").json()["results"]) == 1
    assert get(as_desk, AT, queue="nothing").status_code == 400


def test_a_request_is_approved_on_a_condition_and_the_answer_taken_back(as_desk: Client, room: Room) -> None:
    held = asked(room, "2026-12-05")
    at = f"desk/higashi/requests/{held.public_id}/"
    etag = get(as_desk, f"desk/higashi/bookings/{held.public_id}/")["ETag"]
    yes = post(as_desk, f"{at}approve/", {"conditions": "20時までに片づける"}, If_Match=etag)
    assert (yes.status_code, yes.json()["state"]) == (200, "booked")
    assert Request.objects.get().words == "20時までに片づける"
    late = post(as_desk, f"{at}refuse/", {"words": "だめです"})
    assert (late.status_code, late.json()["code"]) == (409, "too_late")
    back = post(as_desk, f"{at}reopen/")
    assert back.json()["state"] == "provisional"
    no = post(as_desk, f"{at}refuse/", {"words": "工事があります"})
    assert no.json()["state"] == "cancelled"
    assert Notice.objects.filter(person=held.person).exists()


def test_what_breaks_a_clause_is_approved_with_a_reason_only(as_desk: Client, room: Room) -> None:
    held = asked(room, "2026-12-07")  # a closing day
    at = f"desk/higashi/requests/{held.public_id}/approve/"
    bare = post(as_desk, at)
    assert (bare.status_code, list(bare.json()["errors"])) == (422, ["why"])
    assert post(as_desk, at, {"why": "館長が開けます"}).json()["state"] == "booked"
    assert Act.objects.get(verb="approve").why == "館長が開けます"


def test_another_time_is_proposed_and_held(as_desk: Client, room: Room) -> None:
    held = asked(room, "2026-12-05")
    to = {"room": "higashi/craft", "start": "2026-12-05T13:00:00+09:00", "end": "2026-12-05T15:00:00+09:00"}
    told = post(as_desk, f"desk/higashi/requests/{held.public_id}/propose/", {**to, "words": "こちらなら"})
    assert (told.status_code, told.json()["room"], told.json()["state"]) == (
        200,
        "higashi/craft",
        "provisional",
    )
    assert post(as_desk, f"desk/higashi/requests/{held.public_id}/reopen/").json()["room"] == "higashi/band"


@pytest.mark.parametrize("verb", ["approve", "refuse", "propose"])
def test_a_booking_about_which_nobody_was_asked_is_no_request(
    as_desk: Client, booking: Booking, verb: str
) -> None:
    body: dict[str, Any] = {"approve": {}, "refuse": {"words": "a"}}.get(verb, {
        "room": "higashi/craft", "start": "2026-12-05T13:00:00+09:00", "end": "2026-12-05T15:00:00+09:00",
    })  # fmt: skip
    at = f"desk/higashi/requests/{booking.public_id}/{verb}/"
    assert post(as_desk, at, body).status_code == 404
    assert as_desk.post(f"/api/v1/{at}", body, "application/json").status_code == 428


@pytest.fixture
def applied(hall: Facility, teen: Person) -> Registration:
    key = hall.rulebooks.values_list("key", flat=True)[0]
    return Registration.objects.create(
        person=teen, registry=key, state=Registration.State.APPLIED, registered_on=TODAY
    )


def test_a_registration_is_returned_with_what_to_put_right_and_reopened(
    as_desk: Client, applied: Registration
) -> None:
    [told] = get(as_desk, AT).json()["results"]
    assert (told["queue"], told["booking"], str(applied.pk) == told["id"]) == ("registration", None, False)
    at = f"desk/higashi/registrations/{told['id']}/"
    assert list(post(as_desk, f"{at}return/").json()["errors"]) == ["why"]
    returned = post(as_desk, f"{at}return/", {"why": "住所を書いてください"})
    assert returned.json()["state"] == "returned"
    assert post(as_desk, f"{at}reopen/").json()["state"] == "applied"
    assert post(as_desk, f"{at}approve/", {"why": "窓口で見ました"}).json()["state"] == "valid"


def test_a_registration_is_decided_by_who_registers_people(hall: Facility, applied: Registration) -> None:
    contractor = signed_in(staff(hall, role=Role.CONTRACTOR))
    assert post(contractor, "desk/higashi/registrations/2222222222222/approve/").status_code == 404


def test_whoever_was_called_leaves_the_list_once_they_know(as_desk: Client, booking: Booking) -> None:
    notice = Notice.objects.create(
        person=booking.person,
        booking=booking,
        kind="moved",
        subject="動きました",
        body="",
        made_at=NOW,
        call=Notice.Call.DUE,
    )
    at = f"desk/higashi/calls/{notice.public_id}/"
    assert post(as_desk, at, {"told": False}).status_code == 204
    assert [one["queue"] for one in get(as_desk, AT).json()["results"]] == ["call"]
    assert post(as_desk, at, {"told": True}).status_code == 204
    assert get(as_desk, AT).json()["results"] == []
    assert post(as_desk, at, {"told": True}).status_code == 404


def test_nothing_of_another_hall_is_listed_or_answered(elsewhere: Client, room: Room) -> None:
    held = asked(room, "2026-12-05")
    assert get(elsewhere, "desk/nishi/queue/").json()["results"] == []
    assert post(elsewhere, f"desk/nishi/requests/{held.public_id}/approve/").status_code == 404


def test_a_round_that_was_called_off_is_in_the_list_without_a_booking_until_they_are_told(
    as_desk: Client, hall: Facility
) -> None:
    person = a_high_schooler(call_name="はるか")
    notice = Notice.objects.create(
        person=person, hall=hall, kind="round_called_off", subject="抽選が中止になりました", body="",
        made_at=NOW, call_by=span("2027-01-08", "00:00", "01:00").start, call=Notice.Call.DUE,
    )  # fmt: skip
    [told] = get(as_desk, AT).json()["results"]
    assert (told["queue"], told["who"], told["booking"]) == ("call", "はるか", None)
    assert (told["id"], told["due"]) == (notice.public_id, "2027-01-08T00:00:00+09:00")
    assert post(as_desk, f"desk/higashi/calls/{notice.public_id}/", {"told": True}).status_code == 204
    assert get(as_desk, AT).json()["results"] == []
