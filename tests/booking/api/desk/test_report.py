"""The daily report by the API as a paper: the page's own, for whoever may see the hall's day."""

import pytest
from django.test import Client

from booking.models import Booking
from tests.booking.api.callers import PROBLEM, get

AT = "desk/higashi/report/pdf/"


def test_the_paper_is_the_pages_own(as_desk: Client, today: Booking) -> None:
    answer = get(as_desk, AT, date="2026-12-02")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF")
    assert 'filename="report-higashi-2026-12-02.pdf"' in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "private, no-store"
    assert get(as_desk, AT)["Content-Disposition"] == answer["Content-Disposition"], "today's without a day"


@pytest.mark.parametrize("accept", ["application/pdf", "*/*", "application/json"])
def test_whatever_form_one_takes_a_problem_is_told_as_json(as_desk: Client, accept: str) -> None:
    answer = as_desk.get(f"/api/v1/{AT}", {"date": "today"}, headers={"Accept": accept})
    assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM)


def test_another_halls_paper_is_not_there(elsewhere: Client, as_teen: Client) -> None:
    assert [get(one, AT).status_code for one in (elsewhere, as_teen)] == [404, 404]
