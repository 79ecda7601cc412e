"""Calendar files by the API: read, seen, brought in once, brought in anew, and taken back."""

from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.fixtures import Settings

from booking.actions.outside import bring_in
from booking.ical.lines import MOST_BYTES
from booking.models import Act, Booking, Displacement, Person
from facilities.models import Closure, Facility, OutsideCalendar, OutsideEvent, Room
from facilities.rules.outside import Becomes
from tests.booking.api.callers import PROBLEM, get, post
from tests.calendars import a_file, days, hours, vevent
from tests.factories import NOW

AT = "desk/higashi/outside-calendars/"
EXAM = vevent(*days("20261207", "20261210"), uid="1", title="2学期期末考査")
CONCERT = vevent(*hours("20261204", "1700", "2100"), uid="2", title="合唱コンクール")
TRIP = vevent(*days("20261210"), uid="3", title="遠足")
SCHOOL = "緑中学校"


def upload(client: Client, data: bytes, at: str = AT, **asked: str) -> Any:
    query = urlencode({"name": SCHOOL, **asked})
    return client.post(f"/api/v1/{at}read/?{query}", data, content_type="text/calendar; charset=utf-8")


def in_a_form(client: Client, data: bytes, **more: Any) -> Any:
    file = SimpleUploadedFile("year.ics", data, content_type="text/calendar")
    return client.post(f"/api/v1/{AT}read/?{urlencode({'name': SCHOOL})}", {"file": file, **more})


def chosen(told: Any, *becomes: str) -> dict[str, Any]:
    """What is sent after reading: its dates in their order become this."""
    dates = [
        {"date": one["date"], "becomes": what} for one, what in zip(told["dates"], becomes, strict=False)
    ]
    return {"read": told["read"], "dates": dates}


def bring(client: Client, *events: str, **more: Any) -> Any:
    return post(client, AT, {"read": upload(client, a_file(*events)).json()["read"], **more})


def becoming() -> list[str]:
    return list(OutsideEvent.objects.values_list("becomes", flat=True))


def test_a_file_is_read_date_by_date_and_nothing_is_stored(as_desk: Client, hall: Facility) -> None:
    over = vevent(*days("20261101"), uid="9", title="文化祭")
    told = upload(as_desk, a_file(EXAM, TRIP, over)).json()
    assert [(one["title"], one["becomes"], one["state"]) for one in told["dates"]] == [
        ("2学期期末考査", "exam", "new"),
        ("遠足", "nothing", "new"),
    ]
    assert (told["dates"][0]["start"], told["dates"][0]["end"]) == (
        "2026-12-07T00:00:00+09:00",
        "2026-12-10T00:00:00+09:00",
    )
    assert (told["over"], told["gone"], told["rooms"]) == (1, [], [])
    assert not OutsideCalendar.objects.exists()
    assert not Act.objects.exists()


def test_of_a_neighbours_events_nothing_is_guessed(as_desk: Client, hall: Facility) -> None:
    told = upload(as_desk, a_file(EXAM), kind="hall").json()
    assert [one["becomes"] for one in told["dates"]] == ["nothing"]


def test_what_was_read_is_brought_in_and_listed(as_desk: Client, hall: Facility) -> None:
    made = bring(as_desk, EXAM, TRIP)
    assert made.status_code == 201
    assert (made.json()["name"], made.json()["noted"], made.json()["shut"]) == (SCHOOL, 1, 0)
    assert becoming() == ["exam", "nothing"]
    [listed] = get(as_desk, AT).json()["results"]
    assert listed == {key: made.json()[key] for key in listed}


def test_a_closure_over_a_booking_is_seen_named_and_made(as_desk: Client, booking: Booking) -> None:
    sent = chosen(upload(as_desk, a_file(CONCERT)).json(), "closure")
    seen = post(as_desk, f"{AT}preview/", sent).json()
    assert [one["booking"]["id"] for one in seen["displaced"]] == [booking.public_id]
    assert [(one["title"], one["becomes"]) for one in seen["makes"]] == [("合唱コンクール", "closure")]
    assert not Closure.objects.exists()
    unseen = post(as_desk, AT, sent)
    assert (unseen.status_code, unseen.json()["code"]) == (409, "unseen")
    assert not OutsideCalendar.objects.exists()
    named = [{"booking": booking.public_id, "offer": seen["displaced"][0]["instead"][0]}]
    assert post(as_desk, AT, {**sent, "displaced": named}).status_code == 201
    assert Closure.objects.get().reason_ja == "合唱コンクール"
    assert Displacement.objects.get().booking == booking


def test_a_hold_takes_its_rooms_and_the_next_file_takes_them_again(as_desk: Client, room: Room) -> None:
    sent = chosen(upload(as_desk, a_file(CONCERT)).json(), "hold")
    lacking = post(as_desk, AT, sent)
    assert (lacking.status_code, list(lacking.json()["errors"])) == (422, ["rooms"])
    assert post(as_desk, f"{AT}preview/", {**sent, "rooms": ["band"]}).json()["makes"][0]["rooms"] == ["band"]
    assert post(as_desk, AT, {**sent, "rooms": ["band"]}).json()["shut"] == 1
    later = vevent(*hours("20261204", "1800", "2100"), uid="2", title="合唱コンクール")
    told = upload(as_desk, a_file(later)).json()
    assert (told["rooms"], told["dates"][0]["state"], told["dates"][0]["becomes"]) == (
        ["band"],
        "changed",
        "hold",
    )
    assert told["dates"][0]["was"]["start"] == "2026-12-04T17:00:00+09:00"
    assert post(as_desk, AT, {"read": told["read"]}).status_code == 201
    standing = Closure.objects.get(cancelled=False)
    assert [one.slug for one in standing.rooms.all()] == ["band"]


def test_a_room_that_is_gone_is_not_held_again_and_keeps_no_file_out(as_desk: Client, room: Room) -> None:
    sent = chosen(upload(as_desk, a_file(CONCERT)).json(), "hold")
    post(as_desk, AT, {**sent, "rooms": ["band"]})
    Room.objects.filter(pk=room.pk).update(published=False)
    told = upload(as_desk, a_file(CONCERT, EXAM)).json()
    assert list(post(as_desk, AT, {"read": told["read"]}).json()["errors"]) == ["rooms"]
    dates = [one for one in told["dates"] if one["becomes"] == "hold"]
    left = {"read": told["read"], "dates": [{"date": dates[0]["date"], "becomes": "nothing"}]}
    assert post(as_desk, AT, left).json()["noted"] == 1


def test_the_same_key_brings_in_once(as_desk: Client, hall: Facility) -> None:
    sent = {"read": upload(as_desk, a_file(EXAM)).json()["read"]}
    first = [post(as_desk, AT, sent, Idempotency_Key="k") for _ in range(2)]
    assert [one.status_code for one in first] == [201, 201]
    assert first[0].json() == first[1].json()
    assert Act.objects.filter(verb="bring_in").count() == 1
    reused = post(as_desk, AT, {**sent, "rooms": ["band"]}, Idempotency_Key="k")
    assert (reused.status_code, reused.json()["code"]) == (422, "key_reused")


def test_of_two_desks_with_one_file_the_second_is_told(as_desk: Client, hall: Facility) -> None:
    """What it decided was beside a calendar that is another by now."""
    first, second = (upload(as_desk, a_file(EXAM)).json() for _ in range(2))
    assert post(as_desk, AT, {"read": first["read"]}).status_code == 201
    late = post(as_desk, AT, chosen(second, "other"))
    assert (late.status_code, late.json()["code"]) == (409, "overtaken")
    assert becoming() == ["exam"]


def test_a_date_that_the_second_file_lacks_goes_only_if_it_is_named(as_desk: Client, hall: Facility) -> None:
    bring(as_desk, EXAM)
    told = upload(as_desk, a_file(TRIP)).json()
    [gone] = told["gone"]
    assert (gone["title"], gone["becomes"]) == ("2学期期末考査", "exam")
    assert post(as_desk, f"{AT}preview/", {"read": told["read"]}).json()["removes"] == []
    sent = {"read": told["read"], "gone": [gone["date"]]}
    assert post(as_desk, f"{AT}preview/", sent).json()["removes"] == [gone]
    assert post(as_desk, AT, {"read": told["read"]}).json()["noted"] == 1
    again = upload(as_desk, a_file(TRIP)).json()
    assert post(as_desk, AT, {"read": again["read"], "gone": [gone["date"]]}).json()["noted"] == 0
    assert becoming() == ["nothing"]


def test_the_same_file_again_is_the_same_and_changes_nothing(as_desk: Client, hall: Facility) -> None:
    bring(as_desk, EXAM)
    told = upload(as_desk, a_file(EXAM)).json()
    assert [one["state"] for one in told["dates"]] == ["same"]
    assert post(as_desk, f"{AT}preview/", {"read": told["read"]}).json()["makes"] == []
    assert post(as_desk, AT, {"read": told["read"]}).status_code == 201
    assert Act.objects.filter(verb="bring_in").count() == 1


def test_its_act_takes_it_back_once(as_desk: Client, hall: Facility) -> None:
    act = bring(as_desk, EXAM).json()["act"]
    assert post(as_desk, f"desk/higashi/acts/{act}/undo/").status_code == 204
    assert not OutsideEvent.objects.exists()
    assert post(as_desk, f"desk/higashi/acts/{act}/undo/").json()["code"] == "overtaken"


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"])
def test_what_is_no_calendar_is_refused_with_what_helps(as_desk: Client, hall: Facility, data: bytes) -> None:
    answer = upload(as_desk, data)
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["file"])
    assert answer.json()["errors"]["file"][0].endswith("ください。")


def test_every_mistake_of_a_file_is_told_with_its_line(as_desk: Client, hall: Facility) -> None:
    bad = vevent("DTSTART;TZID=Mars/Base:20261207T100000", "DURATION:PT1H", title="球技大会")
    told = upload(as_desk, a_file(EXAM, bad, bad)).json()["errors"]["file"]
    assert len(told) == 2
    assert "12行目「球技大会」:時間帯「Mars/Base」がわかりません" in told[0]


def test_a_file_is_bounded_and_never_fetched(as_desk: Client, hall: Facility) -> None:
    assert list(upload(as_desk, b"x" * (MOST_BYTES + 1)).json()["errors"]) == ["file"]
    assert upload(as_desk, b"x" * 2_000_000).status_code == 413
    link = as_desk.post(
        f"/api/v1/{AT}read/?name=a", {"url": "https://example.org/a.ics"}, content_type="application/json"
    )
    assert (link.status_code, link.json()["code"]) == (415, "unsupported_media_type")


def test_a_form_with_the_file_is_read_like_the_file_itself(as_desk: Client, hall: Facility) -> None:
    plain, form = upload(as_desk, a_file(EXAM, TRIP)).json(), in_a_form(as_desk, a_file(EXAM, TRIP)).json()
    assert form["dates"] == plain["dates"]
    assert post(as_desk, AT, {"read": form["read"]}).status_code == 201
    assert becoming() == ["exam", "nothing"]


@pytest.mark.parametrize(
    ("sent", "status", "named"),
    [({}, 400, "file"), ({"file": "BEGIN:VCALENDAR"}, 400, "file"), ({"kind": "hall"}, 400, "kind")],
)
def test_a_form_has_the_file_and_nothing_else(
    as_desk: Client, hall: Facility, sent: dict[str, str], status: int, named: str
) -> None:
    answer = as_desk.post(f"/api/v1/{AT}read/?{urlencode({'name': SCHOOL})}", sent)
    assert (answer.status_code, answer["Content-Type"]) == (status, PROBLEM)
    assert named in answer.json()["errors"]


# One event a second for ever, and ten thousand more of them than a page can show.
ENDLESS = vevent(*hours("20261204", "1000", "1100"), "RRULE:FREQ=SECONDLY", title="爆弾")
CROWD = tuple(vevent(*days("20261207"), uid=str(number)) for number in range(5_000))


@pytest.mark.parametrize(
    "data",
    [b"", b"x" * (MOST_BYTES + 1), a_file(ENDLESS), a_file(*CROWD)],
    ids=["empty", "long", "endless", "crowd"],
)
def test_a_form_is_bounded_as_the_file_itself_is(as_desk: Client, hall: Facility, data: bytes) -> None:
    answer = in_a_form(as_desk, data)
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["file"])
    assert answer.json() == upload(as_desk, data).json()
    assert not OutsideCalendar.objects.exists()


def test_of_fifty_megabytes_in_a_form_nothing_is_read(as_desk: Client, hall: Facility) -> None:
    answer = in_a_form(as_desk, b"x" * 50_000_000)
    assert (answer.status_code, answer["Content-Type"], answer.json()["code"]) == (413, PROBLEM, "too_large")


def test_a_form_of_a_thousand_files_or_fields_is_malformed(as_desk: Client, hall: Facility) -> None:
    for more in (
        {f"file{n}": SimpleUploadedFile("a", b"a") for n in range(101)},
        {f"a{n}": "" for n in range(1001)},
    ):
        answer = in_a_form(as_desk, a_file(EXAM), **more)
        assert (answer.status_code, answer.json()["code"]) == (400, "malformed")


def test_a_form_that_breaks_off_is_malformed(as_desk: Client, hall: Facility) -> None:
    broken = as_desk.post(f"/api/v1/{AT}read/?name=a", b"--a\r\nnothing", "multipart/form-data")
    assert (broken.status_code, broken.json()["code"]) == (400, "malformed")


def test_a_session_sends_its_form_with_the_token_of_its_pages(desk: Person, hall: Facility) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(desk)
    assert in_a_form(browser, a_file(EXAM)).status_code == 403
    browser.get("/api/docs/")
    at, file = f"/api/v1/{AT}read/?name=a", SimpleUploadedFile("year.ics", a_file(EXAM))
    token = {"X-CSRFToken": browser.cookies["csrftoken"].value}
    assert browser.post(at, {"file": file}, headers=token).status_code == 200


def test_at_another_hall_a_form_is_read_by_whoever_serves_there(elsewhere: Client, hall: Facility) -> None:
    assert in_a_form(elsewhere, a_file(EXAM)).status_code == 404


def long_title(number: int) -> str:
    """As long as a title may be, of letters that no packing makes much shorter."""
    return "".join(chr(0x4E00 + (number * 7919 + place * place * 104_729) % 20_000) for place in range(200))


def test_a_file_as_full_as_may_be_goes_back_and_forth(as_desk: Client, hall: Facility) -> None:
    full = (vevent(*days("20261207"), uid=str(number), title=long_title(number)) for number in range(400))
    told = upload(as_desk, a_file(*full)).json()
    assert len(told["dates"]) == 400
    sent = chosen(told, *["other"] * 400)
    assert post(as_desk, f"{AT}preview/", sent).status_code == 200
    assert post(as_desk, AT, sent).json()["noted"] == 400
    too_long = {"read": "a" * 600_000}
    assert [post(as_desk, at, too_long).status_code for at in (AT, f"{AT}preview/")] == [413, 413]


def test_whose_calendar_it_is_is_said(as_desk: Client, hall: Facility) -> None:
    for name, status in (("", 422), ("あ" * 51, 400)):
        answer = upload(as_desk, a_file(EXAM), name=name)
        assert (answer.status_code, list(answer.json()["errors"])) == (status, ["name"])


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"dates": [{"date": "a" * 64, "becomes": "exam"}]}, "dates"),
        ({"gone": ["a" * 64]}, "gone"),
        ({"rooms": ["nothing"]}, "rooms"),
        ({"read": "a:b:c"}, "read"),
    ],
)
def test_what_the_file_did_not_say_is_not_brought_in(
    as_desk: Client, hall: Facility, wrong: dict[str, Any], named: str
) -> None:
    told = upload(as_desk, a_file(CONCERT)).json()
    sent = {**chosen(told, "hold"), "rooms": ["band"], **wrong}
    for at in (f"{AT}preview/", AT):
        answer = post(as_desk, at, sent)
        assert (answer.status_code, list(answer.json()["errors"])) == (422, [named])
    assert not OutsideCalendar.objects.exists()


def test_a_date_is_named_once(as_desk: Client, hall: Facility) -> None:
    sent = chosen(upload(as_desk, a_file(EXAM)).json(), "exam")
    answer = post(as_desk, AT, {**sent, "dates": sent["dates"] * 2})
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["dates"])


def test_what_one_hall_has_read_is_not_brought_in_at_another(
    as_desk: Client, elsewhere: Client, hall: Facility
) -> None:
    told = upload(as_desk, a_file(EXAM)).json()
    answer = post(elsewhere, "desk/nishi/outside-calendars/", {"read": told["read"]})
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["read"])
    assert get(elsewhere, "desk/nishi/outside-calendars/").json()["results"] == []


def test_after_a_day_there_is_nothing_to_take_back(
    as_desk: Client, hall: Facility, desk: Person, settings: Settings
) -> None:
    bring(as_desk, EXAM)
    settings.CLOCK = "2026-12-03T16:11:00+09:00"
    assert bring(as_desk, EXAM).json()["act"] is None


def test_what_the_page_has_brought_in_is_what_the_next_file_is_held_against(
    as_desk: Client, hall: Facility, desk: Person
) -> None:
    told = upload(as_desk, a_file(EXAM)).json()
    bring(as_desk, EXAM)
    known = OutsideCalendar.objects.get()
    bring_in(facility=hall, name=known.name, settled=(), gone=[told["dates"][0]["date"]], actor=desk, now=NOW)
    assert upload(as_desk, a_file(EXAM)).json()["dates"][0]["state"] == "new"
    assert Becomes.EXAM not in becoming()
