"""A complaint about noise, and the rule for a while that may come of it. It is 16:10 on 2 December 2026."""

from typing import Any

import pytest
from django.test import Client

from booking.models import RulebookDraft
from booking.rules.staff import Role
from facilities.models import Facility
from tests.booking.web.desk.conftest import at_desk

pytestmark = pytest.mark.django_db
THINGS, WHILE, DRAFT = "/desk/higashi/things/", "/desk/higashi/rules/while/", "/desk/higashi/rules/draft/"
NOISE = {"do": "notice", "kind": "noise", "room": "band", "at": "2026-12-02T15:55", "text": "となりから電話"}
FORM = f"{WHILE}?type=quiet&amp;room=band&amp;from=15%3A30&amp;until=2027-03-31"
ASKED = {"room": "band", "from": "20:00", "until": "2027-03-31"}


@pytest.fixture
def writer(client: Client, hall: Facility) -> Client:
    at_desk(client, hall, Role.MANAGER)
    return client


def clause() -> dict[str, Any]:
    found: dict[str, Any] = RulebookDraft.objects.get().document["clauses"][-1]
    return found


def test_a_complaint_leads_whoever_writes_the_rules_to_the_form_for_its_room_and_time(writer: Client) -> None:
    writer.post(THINGS, NOISE)
    assert f'href="{FORM}"' in writer.get(THINGS).content.decode()
    html = writer.get(FORM.replace("&amp;", "&")).content.decode()
    for filled in ('value="band" selected', 'value="15:30"', 'value="2027-03-31"', 'value="quiet" checked'):
        assert filled in html


@pytest.mark.parametrize(("kind", "role"), [("lost", Role.MANAGER), ("noise", Role.EVENING)])
def test_what_was_lost_and_whoever_writes_no_rules_lead_nowhere(
    client: Client, hall: Facility, kind: str, role: Role
) -> None:
    at_desk(client, hall, role)
    client.post(THINGS, NOISE | {"kind": kind})
    page = client.get(THINGS).content.decode()
    assert "となりから電話" in page
    assert WHILE not in page


def test_sound_that_stops_early_is_a_clause_that_is_judged(writer: Client) -> None:
    answer = writer.post(WHILE, ASKED | {"type": "quiet"})
    assert answer.headers["Location"] == f"{DRAFT}c/C1/"
    assert (clause()["until"], clause()["ja"]) == (
        "2027-03-31",
        "音楽室では、大きな音を出せるのは、20時までです。",
    )
    assert clause()["says"] == [{"type": "quiet", "rooms": ["band"], "from": "20:00"}]


def test_drums_that_stop_early_are_shown_in_both_languages_and_stop_no_booking(writer: Client) -> None:
    writer.post(WHILE, ASKED | {"type": "shown", "things": ["drums", "amplifiers"]})
    assert clause()["ja"] == "20時からは、ドラム・アンプを鳴らせません。"
    assert clause()["en"] == "From 20:00 there is no playing: the drums, amplifiers."
    assert clause()["says"] == [{"type": "shown", "rooms": ["band"], "topic": "INSTRUMENT_BAN"}]


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("from", {"from": "20"}),
        ("until", {"until": ""}),
        ("until", {"until": "2026-12-02"}),
        ("things", {"type": "shown"}),
    ],
)
def test_a_mistake_stands_at_its_field_and_begins_no_draft(
    writer: Client, field: str, given: dict[str, str]
) -> None:
    answer = writer.post(WHILE, ASKED | {"type": "quiet"} | given)
    assert (answer.status_code, f'href="#{field}"' in answer.content.decode()) == (422, True)
    assert not RulebookDraft.objects.exists()


def test_a_clause_in_a_draft_of_later_holds_no_earlier_and_the_form_says_so(writer: Client) -> None:
    writer.post(DRAFT, {"do": "start", "valid_from": "2027-04-01"})
    assert "2027年4月1日の利用からのきまりになります" in writer.get(WHILE).content.decode()
    answer = writer.post(WHILE, ASKED | {"type": "quiet"})
    assert (answer.status_code, 'href="#until"' in answer.content.decode()) == (422, True)
