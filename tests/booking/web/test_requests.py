"""確認をお願いする as members see it: offered where the hall alone decides, asked on one page, answered."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from booking.actions.requests import propose
from booking.models import Booking, Request
from booking.queries.party import Company, asker_of
from booking.rules.lifecycle import State
from booking.rules.verdict import Finding, Outcome, Reason, Verdict
from booking.web.question import Question
from booking.web.refusals import refusal
from facilities.models import Facility
from tests.booking.web.conftest import text_of
from tests.factories import ASKING, NOW, a_booking, a_hall, span, the_room
from tests.people import a_high_schooler, staff

pytestmark = pytest.mark.django_db
ASK = "/h/higashi/r/craft/ask/?s=2026-12-18T13:00&e=2026-12-18T15:00&purpose=other"
WHEN = span("2026-12-18", "13:00", "15:00")
SAID = "文化祭のかざりを作ります。"


@pytest.fixture
def hall() -> Facility:
    return a_hall(ASKING)


def filled(page: str, **typed: str) -> dict[str, str]:
    """The form of the page, as somebody fills it."""
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.partition("<main")[2]))
    return {"key": hidden["key"], "company": hidden["company"], "purpose": "other", **typed}


def test_a_card_offers_to_ask_where_only_the_hall_can_say(hall: Facility) -> None:
    room, person = the_room(hall, "craft"), a_high_schooler()
    verdict = Verdict(Outcome.ASK, (Reason(Finding.OPEN, "PURPOSE", "P3"),))
    asker = asker_of(person, Company(), NOW)
    card = refusal(Question(room, WHEN, verdict, asker, "", NOW, purpose="other"))
    assert card.ways[0].words == "確認をお願いする"
    assert card.ways[0].href.startswith("/h/higashi/r/craft/ask/?s=2026-12-18T13%3A00")
    refused = Verdict(Outcome.REFUSE, (*verdict.reasons, Reason(Finding.BROKEN, "CLOSED", "H3")))
    ways = refusal(Question(room, WHEN, refused, asker, "", NOW)).ways
    assert "確認をお願いする" not in [way.words for way in ways]


def test_another_purpose_is_asked_for_in_the_sheet_and_leads_to_the_hall(
    hall: Facility, as_member: Callable[..., Client]
) -> None:
    client = as_member()
    sheet = client.get("/h/higashi/r/craft/b/?s=2026-12-18T13:00").content.decode()
    assert '<option value="other">そのほか</option>' in sheet
    form = {**filled(sheet), "e": "2026-12-18T15:00"}
    said = client.post("/h/higashi/r/craft/b/?s=2026-12-18T13:00", form).content.decode()
    assert "/h/higashi/r/craft/ask/?" in said
    assert "purpose=other" in said


def test_one_page_asks_and_holds_the_place(hall: Facility, as_member: Callable[..., Client]) -> None:
    client = as_member()
    page = client.get(ASK).content.decode()
    assert "おそくとも12月9日(水) 16:10までにお返事します。" in text_of(page)
    got = client.post(ASK, filled(page, said=SAID))
    made = Booking.objects.get()
    assert (got.status_code, made.state) == (302, State.PROVISIONAL)
    said = text_of(client.get(got.headers["Location"]).content.decode())
    assert "館に確認をお願いしました" in said
    assert SAID in said
    assert "館で手続き" not in said


@pytest.mark.parametrize(
    ("typed", "status", "said"),
    [
        ({"said": " "}, 422, "館の人に伝えたいことを書いてください。"),
        ({"said": "x" * 301}, 422, "館の人に伝えたいこと 300文字まで"),
        ({"said": SAID, "company": "else"}, 409, "使う人が変わっています"),
    ],
)
def test_what_cannot_be_asked_says_why_and_keeps_what_was_typed(
    hall: Facility, as_member: Callable[..., Client], typed: dict[str, str], status: int, said: str
) -> None:
    client = as_member()
    got = client.post(ASK, {**filled(client.get(ASK).content.decode()), **typed})
    assert got.status_code == status
    assert said in got.content.decode()
    assert not Request.objects.exists()


def test_a_rival_who_was_first_is_answered_with_a_card(
    hall: Facility, as_member: Callable[..., Client]
) -> None:
    client = as_member()
    form = filled(client.get(ASK).content.decode(), said=SAID)
    a_booking(the_room(hall, "craft"), WHEN)
    got = client.post(ASK, form)
    assert got.status_code == 409
    assert "この時間は、お願いできませんでした" in got.content.decode()


def test_an_address_without_a_time_says_so(hall: Facility, as_member: Callable[..., Client]) -> None:
    assert "時間が読み取れませんでした" in as_member().get("/h/higashi/r/craft/ask/?s=noon").content.decode()


def test_what_the_hall_offers_instead_is_taken_with_one_button(
    hall: Facility, as_member: Callable[..., Client]
) -> None:
    person = a_high_schooler()
    client = as_member(person)
    client.post(ASK, filled(client.get(ASK).content.decode(), said=SAID))
    made = Booking.objects.get()
    at = span("2026-12-19", "13:00", "15:00")
    there = propose(booking=made, actor=staff(hall), room=made.room, span=at, words="土曜日なら", now=NOW)
    said = text_of(client.get(f"/b/{made.public_id}/").content.decode())
    assert "土曜日なら" in said
    client.post(f"/b/{made.public_id}/take/", {"sequence": str(there.sequence)})
    made.refresh_from_db()
    assert (made.state, made.start) == (State.BOOKED, at.start)
