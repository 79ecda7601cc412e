"""The log by the API: what staff see of it, what an auditor sees, what a group sees of its own; and undo."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from booking.models import Act, Booking, Person
from facilities.models import Closure, Facility
from tests.booking.api.callers import FRIDAY, get, post, signed_in
from tests.factories import NOW
from tests.people import a_band, a_high_schooler

AT = "desk/higashi/acts/"
ALL = "desk/higashi/acts/all/"
CLOSING = {
    "start": "2026-12-05T10:00:00+09:00",
    "end": "2026-12-05T12:00:00+09:00",
    "rooms": ["craft"],
    "reason_ja": "そうじ",
}


def test_an_act_tells_who_did_what_in_keys_and_never_a_members_name(
    as_desk: Client, today: Booking, desk: Person, teen: Person
) -> None:
    Person.objects.filter(pk=desk.pk).update(name="当番 太郎")
    Person.objects.filter(pk=teen.pk).update(name="本田 遥", call_name="はるか")
    post(signed_in(teen), f"bookings/{today.public_id}/change/", {"purpose": "録音"})
    post(as_desk, f"desk/higashi/bookings/{today.public_id}/check-in/", {"counts": {"part": {"adult": 1}}})
    told = get(as_desk, AT).json()["results"]
    assert {one["by"] for one in told if one["verb"] == "check_in"} == {"当番 太郎"}
    check_in = next(one for one in told if one["verb"] == "check_in")
    assert (check_in["subject"], check_in["subject_id"]) == ("booking", today.public_id)
    assert (check_in["before"], check_in["after"]) == ({"state": "booked"}, {"state": "in_use"})
    assert check_in["undoable"] is True
    assert all(name not in str(told) for name in ("本田", "はるか"))
    assert str(Act.objects.latest("pk").pk) not in {one["id"] for one in told}


def test_undo_takes_an_act_back_once(as_desk: Client, today: Booking) -> None:
    post(as_desk, f"desk/higashi/bookings/{today.public_id}/check-in/")
    [act] = [one for one in get(as_desk, AT).json()["results"] if one["verb"] == "check_in"]
    assert post(as_desk, f"{AT}{act['id']}/undo/").status_code == 204
    today.refresh_from_db()
    assert today.state == "booked"
    again = post(as_desk, f"{AT}{act['id']}/undo/")
    assert (again.status_code, again.json()["code"]) == (409, "overtaken")


def test_a_day_later_nothing_is_taken_back(as_desk: Client, hall: Facility, settings: Settings) -> None:
    post(as_desk, "desk/higashi/closures/", CLOSING)
    settings.CLOCK = "2026-12-03T16:10:00+09:00"
    [act] = get(as_desk, AT).json()["results"]
    assert act["undoable"] is False
    answer = post(as_desk, f"{AT}{act['id']}/undo/")
    assert (answer.status_code, answer.json()["code"]) == (409, "too_late")
    assert Closure.objects.get().cancelled is False


def test_what_has_no_inverse_is_not_taken_back(as_desk: Client, today: Booking) -> None:
    post(as_desk, f"desk/higashi/bookings/{today.public_id}/wait/")
    [act] = get(as_desk, AT).json()["results"]
    assert (act["verb"], act["undoable"]) == ("wait_longer", False)
    answer = post(as_desk, f"{AT}{act['id']}/undo/")
    assert (answer.status_code, answer.json()["code"]) == (409, "no_inverse")


def test_another_halls_act_is_as_absent_as_none(as_desk: Client, elsewhere: Client, hall: Facility) -> None:
    post(as_desk, "desk/higashi/closures/", CLOSING)
    [act] = get(as_desk, AT).json()["results"]
    foreign = post(elsewhere, f"desk/nishi/acts/{act['id']}/undo/")
    assert foreign.content == post(elsewhere, "desk/nishi/acts/2222222222222/undo/").content
    assert foreign.status_code == 404
    assert get(elsewhere, "desk/nishi/acts/").json()["results"] == []


def test_the_desk_sees_three_days_and_an_auditor_all_of_it(
    as_desk: Client, as_auditor: Client, hall: Facility
) -> None:
    a_day = 86_400
    Act.objects.bulk_create(
        Act(at=NOW - days * a_day, verb="lift", hall=hall, subject="hall", subject_id="higashi")
        for days in (0, 2, 3, 200)
    )
    assert len(get(as_desk, AT).json()["results"]) == 2
    every = get(as_auditor, ALL).json()["results"]
    assert [one["at"][:10] for one in every] == ["2026-12-02", "2026-11-30", "2026-11-29", "2026-05-16"]
    assert [one["at"][:10] for one in get(as_auditor, ALL, ordering="at").json()["results"]] == [
        one["at"][:10] for one in reversed(every)
    ]
    days = {"from": "2026-11-29", "to": "2026-11-30"}
    assert len(get(as_auditor, ALL, **days).json()["results"]) == 2
    assert get(as_auditor, ALL, **{"from": "2026-05-01", "to": "2026-08-01"}).status_code == 400
    assert get(as_auditor, ALL, ordering="why").status_code == 400
    assert get(as_auditor, ALL, verb="nothing").json()["results"] == []
    # An auditor reads, and stands at no desk.
    assert get(as_auditor, AT).status_code == 404
    assert get(as_desk, ALL).status_code == 404


def test_a_long_log_goes_on_by_its_cursor_and_nothing_is_told_twice(
    as_auditor: Client, hall: Facility
) -> None:
    # Sixty of one second: the cursor stands among equals.
    Act.objects.bulk_create(
        Act(at=NOW, verb="lift", hall=hall, subject="hall", subject_id="higashi") for _ in range(60)
    )
    first = get(as_auditor, ALL).json()
    second = as_auditor.get(first["next"]).json()
    ids = [one["id"] for page in (first, second) for one in page["results"]]
    assert (len(first["results"]), len(ids), len(set(ids)), second["next"]) == (50, 60, 60, None)


@pytest.mark.usefixtures("room")
def test_a_group_reads_what_was_done_to_it_and_by_whom_of_which_kind(as_desk: Client, teen: Person) -> None:
    friend = a_high_schooler(call_name="はるか")
    band = a_band(teen, friend)
    leader = signed_in(teen)
    made = post(leader, "bookings/", {**FRIDAY, "group": band.public_id}).json()["id"]
    post(leader, f"groups/{band.public_id}/rename/", {"name": "あさかぜ"})
    post(as_desk, f"bookings/{made}/cancel/", {"why": "音楽室の工事"})
    at = f"groups/{band.public_id}/acts/"
    told = get(leader, at).json()["results"]
    assert {(one["verb"], one["by"]) for one in told} == {
        ("book", "me"),
        ("rename", "me"),
        ("cancel", "desk"),
    }
    cancelled = next(one for one in told if one["verb"] == "cancel")
    assert (cancelled["why"], cancelled["booking"]) == ("音楽室の工事", made)
    seen = get(signed_in(friend), at).json()["results"]
    assert {one["by"] for one in seen} == {"member", "desk"}
    # That the desk has looked whose it is, is on record, and is nothing that was done to the group.
    assert "look" not in {one["verb"] for one in told}
    assert get(signed_in(a_high_schooler()), at).status_code == 404
