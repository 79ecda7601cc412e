"""Who came and how many they were, by the API: the same verbs as the board's."""

from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from booking.models import Act, Booking, Headcount, Person
from booking.rules.staff import Role
from facilities.models import Facility, Room
from tests.booking.api.callers import get, post, signed_in
from tests.factories import a_booking, span
from tests.people import a_high_schooler, staff

FOUR = {"counts": {"part": {"high_school": 3}, "accompany": {"adult": 1}}}


def at(booking: Booking, verb: str = "") -> str:
    return f"desk/higashi/bookings/{booking.public_id}/{verb}"


def test_a_party_checks_in_with_its_heads_and_the_key_and_goes(as_desk: Client, today: Booking) -> None:
    here = post(as_desk, at(today, "check-in/"), {**FOUR, "key": True})
    assert here.status_code == 200
    assert (here.json()["state"], here.json()["counts"], here.json()["key_out"]) == (
        "in_use",
        FOUR["counts"],
        True,
    )
    [out] = get(as_desk, "desk/higashi/keys/").json()["results"]
    assert (out["room"], out["booking"], out["missed"]) == ("band", today.public_id, False)
    gone = post(as_desk, at(today, "check-out/"), {"counts": {"part": {"high_school": 4}}, "key_back": True})
    assert (gone.json()["state"], gone.json()["counts"]) == ("used", {"part": {"high_school": 4}})
    assert get(as_desk, "desk/higashi/keys/").json()["results"] == []
    back = post(as_desk, at(today, "undo-check-out/"))
    assert back.json()["state"] == "in_use"
    undone = post(as_desk, at(today, "undo-check-in/")).json()
    assert (undone["state"], undone["counts"]) == ("booked", {})


def test_what_nobody_has_said_is_missing_and_not_nought(as_desk: Client, today: Booking) -> None:
    here = post(as_desk, at(today, "check-in/")).json()
    assert here["counts"] == {}
    post(as_desk, at(today, "headcounts/"), {"counts": {"part": {"high_school": 0}}, "seen": {}})
    assert get(as_desk, at(today)).json()["counts"] == {"part": {"high_school": 0}}


def test_of_two_desks_the_second_is_told_that_it_saw_old_numbers(as_desk: Client, today: Booking) -> None:
    post(as_desk, at(today, "check-in/"), FOUR)
    other = {"counts": {"part": {"high_school": 9}}, "seen": {"part": {"high_school": 2}}}
    answer = as_desk.post(f"/api/v1/{at(today, 'headcounts/')}", other, "application/json")
    assert (answer.status_code, answer.json()["code"]) == (409, "stale")
    right = {**other, "seen": FOUR["counts"]}
    # The second tap of the same button finds what the first one did, and is no conflict.
    for _ in range(2):
        assert post(as_desk, at(today, "headcounts/"), right).json()["counts"] == other["counts"]
    assert Act.objects.filter(verb="correct_headcount").count() == 1


def test_a_second_desk_that_saw_an_old_version_does_not_check_in_twice(
    as_desk: Client, today: Booking
) -> None:
    seen = get(as_desk, at(today))["ETag"]
    assert post(as_desk, at(today, "check-in/"), FOUR, If_Match=seen).status_code == 200
    answer = post(as_desk, at(today, "check-in/"), FOUR, If_Match=seen)
    assert (answer.status_code, answer.json()["code"]) == (412, "precondition_failed")
    assert Headcount.objects.count() == 2


@pytest.mark.parametrize(
    "verb",
    ["check-in/", "undo-check-in/", "check-out/", "undo-check-out/", "wait/", "release/", "take-back/"],
)
def test_a_change_says_what_it_has_seen(as_desk: Client, today: Booking, verb: str) -> None:
    answer = as_desk.post(f"/api/v1/{at(today, verb)}", "{}", "application/json")
    assert (answer.status_code, answer.json()["code"]) == (428, "version_missing")


@pytest.mark.parametrize(
    ("body", "named", "status"),
    [
        ({"counts": {"part": {"martian": 1}}}, "counts.part.martian", 400),
        ({"counts": {"audience": {"adult": 1}}}, "counts.audience", 400),
        ({"counts": {"part": {"adult": -1}}}, "counts.part.adult", 400),
        ({"counts": {"part": {"adult": 10_001}}}, "counts.part.adult", 400),
        ({"counts": {"part": {"adult": "3"}}}, "counts.part.adult", 400),
        ({"key": "yes"}, "key", 400),
        ({"why": "a\u202eb"}, "why", 422),
        ({"why": "あ" * 301}, "why", 400),
    ],
)
def test_what_cannot_be_counted_is_named(
    as_desk: Client, today: Booking, body: dict[str, Any], named: str, status: int
) -> None:
    answer = post(as_desk, at(today, "check-in/"), body)
    assert (answer.status_code, list(answer.json()["errors"])) == (status, [named])
    today.refresh_from_db()
    assert today.state == "booked"


def test_what_the_rules_forbid_at_the_door_is_set_aside_with_a_reason_that_stays(
    hall: Facility, room: Room, as_desk: Client, teen: Person
) -> None:
    early = a_booking(room, span("2026-12-02", "19:00", "21:00"), teen)
    refused = post(as_desk, at(early, "check-in/"), FOUR)
    assert (refused.status_code, refused.json()["code"]) == (409, "refused")
    assert {one["code"] for one in refused.json()["reasons"]} == {"KEY_EARLY", "AGE_EVENING"}
    # Whoever opens and closes for a company decides nothing.
    contractor = signed_in(staff(hall, role=Role.CONTRACTOR))
    assert post(contractor, at(early, "check-in/"), {**FOUR, "why": "かぎを先に"}).status_code == 404
    let_in = post(as_desk, at(early, "check-in/"), {**FOUR, "why": "準備のため"})
    assert let_in.json()["state"] == "in_use"
    assert Act.objects.get(verb="overrule").why == "準備のため"


def test_the_key_goes_out_on_the_day_and_by_a_booking_that_stands(
    as_desk: Client, booking: Booking, today: Booking
) -> None:
    early = post(as_desk, at(booking, "key-out/"))
    assert (early.status_code, early.json()["code"]) == (409, "untimely")
    assert early.json()["detail"] == "この予約の日になると、できます。"
    Booking.objects.filter(pk=today.pk).update(state="cancelled")
    gone = post(as_desk, at(today, "key-out/"))
    assert (gone.status_code, gone.json()["code"]) == (409, "untimely")
    assert "鍵を渡せるのは、決まっている予約だけです。" in gone.json()["detail"]
    assert not Act.objects.exists()


def test_nobody_checks_in_weeks_ahead_though_the_desk_has_a_reason(as_desk: Client, booking: Booking) -> None:
    answer = post(as_desk, at(booking, "check-in/"), {**FOUR, "why": "先に受けつけます"})
    assert (answer.status_code, answer.json()["code"]) == (409, "untimely")
    booking.refresh_from_db()
    assert booking.state == "booked"


def test_nobody_came_and_the_room_is_released_after_the_halls_minutes(
    as_desk: Client, today: Booking, settings: Settings
) -> None:
    told = get(as_desk, at(today)).json()
    assert told["release_from"] == "2026-12-02T16:15:00+09:00"
    early = post(as_desk, at(today, "release/"))
    assert (early.status_code, early.json()["code"]) == (409, "not_yet")
    assert "16:15" in early.json()["detail"]
    settings.CLOCK = "2026-12-02T16:15:00+09:00"
    gone = post(as_desk, at(today, "release/")).json()
    assert (gone["state"], gone["release_from"]) == ("no_show", None)
    came = post(as_desk, at(today, "take-back/")).json()
    assert came["state"] == "booked"
    assert came["release_from"] == "2026-12-02T16:30:00+09:00"


def test_the_desk_waits_another_quarter_of_an_hour(as_desk: Client, today: Booking) -> None:
    assert post(as_desk, at(today, "wait/")).json()["release_from"] == "2026-12-02T16:25:00+09:00"


def test_a_key_that_is_out_stays_out_and_one_that_is_back_stays_back(as_desk: Client, today: Booking) -> None:
    for verb, out in (("key-out/", True), ("key-out/", True), ("key-back/", False), ("key-back/", False)):
        assert post(as_desk, at(today, verb)).json()["key_out"] is out
    assert Act.objects.filter(verb__in=["hand_key", "take_key_back"]).count() == 2


def test_a_booking_of_another_hall_is_as_absent_as_none(
    elsewhere: Client, as_desk: Client, today: Booking
) -> None:
    there = f"desk/nishi/bookings/{today.public_id}/"
    assert get(elsewhere, there).content == get(elsewhere, "desk/nishi/bookings/zzzzzzzzzzzzzzzz/").content
    assert post(elsewhere, f"{there}check-in/", FOUR).status_code == 404
    assert get(elsewhere, at(today)).status_code == 404
    today.refresh_from_db()
    assert today.state == "booked"


def test_the_list_tells_for_whom_and_narrows_by_day_room_and_state(
    hall: Facility, room: Room, as_desk: Client, today: Booking
) -> None:
    friend = a_high_schooler(call_name="はるか", name="本田 遥")
    a_booking(room, span("2026-12-04", "17:00", "19:00"), friend)
    told = get(as_desk, "desk/higashi/bookings/", ordering="start").json()["results"]
    assert [one["who"] for one in told] == [str(today.person), "はるか"]
    assert "本田" not in str(told)
    friday = {"from": "2026-12-04", "to": "2026-12-04"}
    assert [one["who"] for one in get(as_desk, "desk/higashi/bookings/", **friday).json()["results"]] == [
        "はるか"
    ]
    assert get(as_desk, "desk/higashi/bookings/", room="craft").json()["results"] == []
    assert get(as_desk, "desk/higashi/bookings/", state="in_use").json()["results"] == []
    far = {"from": "2026-12-01", "to": "2027-03-03"}
    assert get(as_desk, "desk/higashi/bookings/", **far).status_code == 400
    assert get(as_desk, "desk/higashi/bookings/", ordering="who").status_code == 400


def test_who_looks_at_a_booking_or_at_a_number_is_on_record(
    as_desk: Client, today: Booking, desk: Person
) -> None:
    get(as_desk, at(today))
    assert Act.objects.get(verb="look").actor == desk
    today.person.phone = "090-0000-0001"  # type: ignore[union-attr]
    today.person.save()  # type: ignore[union-attr]
    told = post(as_desk, at(today, "contacts/")).json()["results"]
    assert [(one["role"], one["phone"]) for one in told] == [("booker", "090-0000-0001")]
    looks = Act.objects.filter(verb="look").order_by("pk").values_list("after", flat=True)
    assert [one.get("looked_at") for one in looks] == [None, "contact"]
