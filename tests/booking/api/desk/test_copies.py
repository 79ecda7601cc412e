"""A copy of the log by the API: the same file as from the page, for whoever audits, and on record."""

import csv

import pytest
from django.test import Client

from booking.actions.bookings import cancel
from booking.models import Act, Booking, Person
from facilities.models import Facility
from tests.booking.api.callers import get, post
from tests.factories import NOW

AT = "desk/higashi/acts/export/"
DAYS = {"from": "2026-12-01", "to": "2026-12-02"}


def text_of(answer: object) -> str:
    return b"".join(answer).decode()  # type: ignore[call-overload]  # a stream of bytes


def test_a_copy_is_the_pages_own_and_is_an_act(
    as_auditor: Client, booking: Booking, desk: Person, teen: Person
) -> None:
    Person.objects.filter(pk=teen.pk).update(name="森 遥", call_name="はるか")
    cancel(booking=booking, actor=desk, now=NOW, why="=HYPERLINK(1)")
    answer = get(as_auditor, AT, **DAYS)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/csv; charset=utf-8")
    assert "acts-higashi-2026-12-01-2026-12-02.csv" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "private, no-store"
    told = text_of(answer)
    head, *rows = csv.reader(told.removeprefix("\ufeff").splitlines())
    assert len(head) == 10
    done = next(row for row in rows if row[4] == "cancel")
    assert (done[0], done[6], done[9]) == ("2026-12-02T16:10:00+09:00", booking.public_id, "'=HYPERLINK(1)")
    assert all(name not in told for name in ("森", "はるか"))
    taken = Act.objects.filter(verb="export_acts")
    assert [one.after for one in taken] == [{"from": "2026-12-01", "day": "2026-12-02"}]
    # It was written down before the copy was read: whoever takes one stands in it.
    assert rows[-1][4] == "export_acts"
    page = text_of(as_auditor.get("/desk/higashi/acts/all/export.csv", DAYS))
    assert page.startswith(told)


@pytest.mark.parametrize(
    ("days", "status", "named"),
    [
        ({}, 400, ["from", "to"]),
        ({"from": "2026-12-01"}, 400, ["to"]),
        ({"from": "x", "to": "y"}, 400, ["from", "to"]),
        ({"from": "2026-12-02", "to": "2026-12-01"}, 422, ["to"]),
        ({"from": "2025-12-01", "to": "2026-12-02"}, 422, ["to"]),
        ({"from": "0001-01-01", "to": "0001-01-01"}, 422, ["from", "to"]),
    ],
)
def test_days_that_are_no_year_are_told_and_nothing_is_taken(
    as_auditor: Client, hall: Facility, days: dict[str, str], status: int, named: list[str]
) -> None:
    answer = get(as_auditor, AT, **days)
    assert (answer.status_code, list(answer.json()["errors"])) == (status, named)
    assert not Act.objects.exists()


def test_a_whole_year_is_a_copy_also_of_days_on_which_nothing_was_done(
    as_auditor: Client, hall: Facility
) -> None:
    answer = get(as_auditor, AT, **{"from": "2024-01-01", "to": "2024-12-31"})
    assert answer.status_code == 200
    assert len(text_of(answer).splitlines()) == 1


def test_who_wants_nothing_but_a_spreadsheet_reads_problems_all_the_same(
    as_auditor: Client, as_desk: Client, hall: Facility
) -> None:
    refused = as_auditor.get(f"/api/v1/{AT}", headers={"Accept": "text/csv"})
    assert (refused.status_code, refused.json()["code"]) == (400, "invalid")
    assert refused.headers["Content-Type"] == "application/problem+json"
    # Whoever stands at the desk sees its last days, and takes no copy along.
    assert as_desk.get(f"/api/v1/{AT}", DAYS).status_code == 404
    assert post(as_auditor, AT).status_code == 405
