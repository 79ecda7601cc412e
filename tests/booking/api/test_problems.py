"""Whatever comes in, the answer is a problem that names the field: never a 500, nothing half-written."""

import json
from typing import Any

import pytest
from django.test import Client

from booking.api.kinds import KINDS
from booking.models import Act, Booking, Claim
from facilities.models import Room
from tests.booking.api.callers import FRIDAY, PROBLEM, get, post, signed_in
from tests.people import a_person

BAD_FIELDS: list[tuple[str, dict[str, Any], str]] = [
    ("end before start", {"end": "2026-12-04T16:00:00+09:00"}, "end"),
    ("end at start", {"end": FRIDAY["start"]}, "end"),
    ("a year long", {"end": "2027-12-04T19:00:00+09:00"}, "end"),
    ("no offset", {"start": "2026-12-04T17:00:00"}, "start"),
    ("a day only", {"start": "2026-12-04"}, "start"),
    ("no time at all", {"start": "tomorrow"}, "start"),
    ("a day that is none", {"start": "2026-02-30T17:00:00+09:00"}, "start"),
    ("25 o'clock", {"start": "2026-12-04T25:00:00+09:00"}, "start"),
    ("fractions of a second", {"start": "2026-12-04T17:00:00.5+09:00"}, "start"),
    ("a second past the minute", {"end": "2026-12-04T19:00:01+09:00"}, "end"),
    ("an offset of two days", {"start": "2026-12-04T17:00:00+48:00"}, "start"),
    ("year 1", {"start": "0001-01-01T00:00:00+14:00"}, "start"),
    ("year 9999", {"end": "9999-12-31T23:59:59-14:00"}, "end"),
    ("an instant as a number", {"start": 1796371200}, "start"),
    ("an instant as a huge number", {"start": 10**400}, "start"),
    ("an instant as a list", {"start": ["2026-12-04T17:00:00+09:00"]}, "start"),
    ("an instant that is null", {"start": None}, "start"),
    ("wide digits", {"start": "２０２６-12-04T17:00:00+09:00"}, "start"),
    ("unknown room", {"room": "higashi/nothing"}, "room"),
    ("unknown hall", {"room": "nowhere/band"}, "room"),
    ("a room without a hall", {"room": "band"}, "room"),
    ("a room with a NUL", {"room": "higashi/band\x00"}, "room"),
    ("a room as a number beyond 64 bits", {"room": 2**70}, "room"),
    ("a room as an object", {"room": {"hall": "higashi"}}, "room"),
    ("a title of control characters", {"purpose": "a\r\nBEGIN:VEVENT"}, "purpose"),
    ("a title that reads backwards", {"purpose": "\u202eevil"}, "purpose"),
    ("a title with a NUL", {"purpose": "a\x00b"}, "purpose"),
    ("a title that is too long", {"purpose": "あ" * 201}, "purpose"),
    ("a title as a number", {"purpose": {"a": 1}}, "purpose"),
    ("a band that is none", {"counted": {"martians": 2}}, "counted.martians"),
    ("minus two people", {"counted": {"adult": -2}}, "counted.adult"),
    ("more people than there are", {"counted": {"adult": 2**70}}, "counted.adult"),
    ("people as words", {"counted": {"adult": "many"}}, "counted.adult"),
    ("endless people", {"counted": {"adult": 1e308}}, "counted.adult"),
    ("counted as a list", {"counted": [1, 2]}, "counted"),
    ("people who are not known", {"people": ["zzzzzzzzzzzzzzzz"]}, "people"),
    ("people as numbers", {"people": [2**70]}, "people.0"),
    ("people by an odd name", {"people": ["me", "a b"]}, "people.1"),
    ("people as a word", {"people": "me"}, "people"),
    ("a group that is not known", {"group": "zzzzzzzzzzzzzzzz"}, "group"),
    ("a group beyond 64 bits", {"group": 2**63}, "group"),
    ("a field that is misspelt", {"purpouse": "練習"}, "purpouse"),
    ("somebody else's booking", {"person": 1, "state": "used"}, "person"),
]


@pytest.mark.parametrize("where", ["check/", "bookings/"])
@pytest.mark.parametrize(
    ("fields", "named"), [(f, n) for _, f, n in BAD_FIELDS], ids=[b[0] for b in BAD_FIELDS]
)
def test_a_field_that_cannot_be_read_is_named(
    as_teen: Client, room: Room, where: str, fields: dict[str, Any], named: str
) -> None:
    answer = post(as_teen, where, {**FRIDAY, **fields})
    assert answer["Content-Type"] == PROBLEM
    problem = answer.json()
    # 400 for what no field is like, 422 for what is well formed and cannot be meant.
    assert (problem["code"], answer.status_code) in {("invalid", 400), ("unfit", 422)}
    assert problem["status"] == answer.status_code
    assert named in problem["errors"]
    assert all(sentences and all(sentences) for sentences in problem["errors"].values())
    assert problem["detail"].startswith(next(iter(problem["errors"])))
    assert not any(model.objects.exists() for model in (Booking, Claim, Act))


def test_what_is_missing_is_named_all_at_once(as_teen: Client) -> None:
    assert post(as_teen, "bookings/").json()["errors"].keys() == {"room", "start", "end"}


REFUSED = [
    (
        "a booking in the past",
        {"start": "2026-12-02T13:00:00+09:00", "end": "2026-12-02T15:00:00+09:00"},
        "PAST",
    ),
    ("off the slot", {"start": "2026-12-04T17:30:00+09:00", "end": "2026-12-04T19:30:00+09:00"}, "OFF_SLOT"),
    (
        "over the horizon",
        {"start": "2027-06-04T17:00:00+09:00", "end": "2027-06-04T19:00:00+09:00"},
        "TOO_EARLY",
    ),
    (
        "a century ahead",
        {"start": "2126-12-04T17:00:00+09:00", "end": "2126-12-04T19:00:00+09:00"},
        "TOO_EARLY",
    ),
    ("before there were rules", {"start": "2001-12-04T17:00:00Z", "end": "2001-12-04T19:00:00Z"}, "PAST"),
    ("a closing day", {"start": "2026-12-07T13:00:00+09:00", "end": "2026-12-07T15:00:00+09:00"}, "CLOSED"),
    ("at night", {"start": "2026-12-04T22:00:00+09:00", "end": "2026-12-04T23:00:00+09:00"}, "OUTSIDE_HOURS"),
    ("a month long", {"end": "2027-01-03T19:00:00+09:00"}, "OUTSIDE_HOURS"),
    ("a crowd", {"counted": {"high_school": 10_000}}, "CAPACITY"),
]


@pytest.mark.parametrize(("fields", "code"), [(f, c) for _, f, c in REFUSED], ids=[r[0] for r in REFUSED])
def test_what_the_rules_forbid_is_refused_with_its_reason(
    as_teen: Client, room: Room, fields: dict[str, Any], code: str
) -> None:
    answer = post(as_teen, "bookings/", {**FRIDAY, **fields})
    assert (answer.status_code, answer["Content-Type"]) == (409, PROBLEM)
    assert code in {reason["code"] for reason in answer.json()["reasons"]}
    assert not any(model.objects.exists() for model in (Booking, Claim, Act))


def test_a_person_without_a_birth_date_hears_what_is_lacking(as_teen: Client, room: Room) -> None:
    answer = post(signed_in(a_person(None)), "bookings/", FRIDAY)
    assert (answer.status_code, answer.json()["code"]) == (409, "lacking")
    assert answer.json()["lacking"] == ["ages"]


BODIES: list[tuple[str, bytes, str, int, str]] = [
    ("broken JSON", b'{"room": ', "application/json", 400, "malformed"),
    ("no JSON", b"room=higashi/band", "application/json", 400, "malformed"),
    ("not UTF-8", b'{"room": "\xff"}', "application/json", 400, "malformed"),
    ("UTF-16", '{"room": 1}'.encode("utf-16"), "application/json; charset=utf-16", 400, "malformed"),
    ("an odd charset", b'{"room": 1}', "application/json; charset=zlib", 400, "invalid"),
    ("half a letter", b'{"room": "\\ud800"}', "application/json", 400, "malformed"),
    ("half a letter for a name", b'{"\\udfff": 1}', "application/json", 400, "malformed"),
    ("NaN", b'{"counted": {"adult": NaN}}', "application/json", 400, "malformed"),
    ("nested without end", b"[" * 60_000, "application/json", 400, "malformed"),
    ("digits without end", b'{"room": ' + b"9" * 60_000 + b"}", "application/json", 400, "malformed"),
    ("a list", b"[]", "application/json", 400, "invalid"),
    ("a word", b'"room"', "application/json", 400, "invalid"),
    ("nothing", b"null", "application/json", 400, "invalid"),
    ("a form", b"room=higashi/band", "application/x-www-form-urlencoded", 415, "unsupported_media_type"),
    ("files", b"--x", "multipart/form-data; boundary=x", 415, "unsupported_media_type"),
    ("XML", b"<room/>", "application/xml", 415, "unsupported_media_type"),
    ("no type", b"{}", "", 415, "unsupported_media_type"),
    (
        "a title of 100 kB",
        json.dumps({"purpose": "a" * 100_000}).encode(),
        "application/json",
        413,
        "too_large",
    ),
]


@pytest.mark.parametrize(
    ("body", "kind", "status", "code"), [b[1:] for b in BODIES], ids=[b[0] for b in BODIES]
)
def test_a_body_that_is_none_is_refused(
    as_teen: Client, room: Room, body: bytes, kind: str, status: int, code: str
) -> None:
    answer = as_teen.generic("POST", "/api/v1/bookings/", body, kind)
    assert (answer.status_code, answer["Content-Type"]) == (status, PROBLEM)
    assert answer.json()["code"] == code


def test_a_title_of_ten_megabytes_is_too_large(as_teen: Client, room: Room) -> None:
    answer = post(as_teen, "bookings/", {**FRIDAY, "purpose": "a" * 10_000_000})
    assert (answer.status_code, answer["Content-Type"]) == (413, PROBLEM)
    assert not Booking.objects.exists()


@pytest.mark.parametrize(
    "address",
    [
        "bookings/99999999999999999999999/",
        "bookings/" + "a" * 3000 + "/",
        "bookings/%00/",
        "bookings/-1/",
        "bookings/é/",
        "nothing/",
        "bookings",
    ],
)
def test_an_address_that_leads_nowhere_is_a_problem_too(as_teen: Client, address: str) -> None:
    answer = as_teen.get(f"/api/v1/{address}")
    assert answer.status_code in (301, 400, 404)
    if answer.status_code != 301:
        assert answer["Content-Type"] == PROBLEM


@pytest.mark.parametrize("cursor", ["x", "cD0lMDA=", "cD0xZTk=", "bz05OTk5OTk5OTk5", "r" * 5000])
def test_a_cursor_that_was_made_up_does_no_harm(as_teen: Client, cursor: str) -> None:
    assert get(as_teen, "bookings/", cursor=cursor).status_code in (200, 422)


def test_an_answer_in_another_form_is_not_to_be_had(nobody: Client) -> None:
    answer = nobody.get("/api/v1/halls/", headers={"accept": "application/xml"})
    assert (answer.status_code, answer["Content-Type"]) == (406, PROBLEM)


def test_a_problem_is_told_in_the_readers_language(as_teen: Client, room: Room) -> None:
    answer = as_teen.post("/api/v1/check/", b"{", "application/json", headers={"accept-language": "ja"})
    assert answer.json()["title"] == "読み取れません"
    assert answer.json()["type"] == "/api/docs/#malformed"


def test_what_may_be_said_of_anything_names_no_booking_and_no_field_of_one() -> None:
    """Groups, drafts and fees have versions, too; a course is taken on a day, and has no `release_from`."""
    for code in ("stale", "precondition_failed", "not_yet"):
        kind = KINDS[code]
        said = f"{kind.title} {kind.remedy}"
        assert "予約" not in said, code
        assert "release_from" not in said, code
