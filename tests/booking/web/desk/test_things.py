"""What is broken and what was noticed, as the desk writes it down at 16:10 on 2 December 2026."""

import pytest
from django.test import Client

from booking.models import Occurrence
from booking.rules.staff import Role
from facilities.models import Equipment, Facility, Fault
from tests.factories import a_facility, a_hall, a_room, the_room
from tests.people import staff

pytestmark = pytest.mark.django_db
PAGE = "/desk/higashi/things/"


@pytest.fixture
def hall() -> Facility:
    hall = a_hall()
    Equipment.objects.create(room=the_room(hall, "band"), slug="drums", name_ja="ドラム", stock=2)
    return hall


def test_the_desk_takes_a_thing_out_and_puts_it_back(desk: Client) -> None:
    thing = Equipment.objects.get()
    desk.post(
        PAGE, {"do": "report", "thing": thing.pk, "what": "broken", "count": "1", "said": "皮がやぶれた"}
    )
    page = desk.get(PAGE).content.decode()
    assert "皮がやぶれた" in page
    assert "2のうち1が使える" in page
    desk.post(PAGE, {"do": "mend", "fault": Fault.objects.get().pk})
    assert "2のうち2が使える" in desk.get(PAGE).content.decode()


def test_more_than_there_are_is_said_at_its_field(desk: Client) -> None:
    told = {"do": "report", "thing": Equipment.objects.get().pk, "what": "broken"}
    for count in ("3", "0", "x", ""):
        answer = desk.post(PAGE, {**told, "count": count})
        assert (answer.status_code, 'href="#count"' in answer.content.decode()) == (422, True), count
    assert not Fault.objects.exists()


def test_a_complaint_stands_on_the_page_the_board_and_in_the_report(desk: Client) -> None:
    told = {
        "do": "notice",
        "kind": "noise",
        "room": "band",
        "at": "2026-12-02T15:55",
        "text": "となりから電話",
    }
    assert desk.post(PAGE, told).status_code == 302
    for page in (PAGE, "/desk/higashi/report/", "/desk/higashi/?r=band"):
        assert "となりから電話" in desk.get(page).content.decode(), page
    desk.post(PAGE, {"do": "take_back", "occurrence": Occurrence.objects.get().public_id})
    assert not Occurrence.objects.exists()


def test_what_cannot_be_read_is_named_and_kept(desk: Client) -> None:
    told = {"do": "notice", "kind": "noise", "room": "", "at": "2026-12-02T15:55", "text": "電話"}
    for field, value in (("at", "きのう"), ("at", "2026-12-02T16:11"), ("text", " "), ("text", "あ" * 301)):
        answer = desk.post(PAGE, {**told, field: value})
        assert (answer.status_code, f'href="#{field}"' in answer.content.decode()) == (422, True), (
            field,
            value,
        )
    for field, value in (("do", "x"), ("kind", "x"), ("room", "x")):
        assert desk.post(PAGE, {**told, field: value}).status_code == 404
    assert not Occurrence.objects.exists()


def test_a_thing_of_another_hall_is_not_there(desk: Client) -> None:
    other = a_room(a_facility("nukui"), "hall")
    thing = Equipment.objects.create(room=other, slug="piano", name_ja="ピアノ")
    told = {"do": "report", "thing": thing.pk, "what": "broken", "count": "1"}
    assert desk.post(PAGE, told).status_code == 404


def test_every_thing_has_a_label_that_opens_its_page(desk: Client) -> None:
    sheet = desk.get("/desk/higashi/print/labels/").content.decode()
    assert sheet.count("<section>") == 1
    assert "ドラム" in sheet


def test_whoever_writes_no_rules_is_led_to_those_that_everybody_reads(client: Client, hall: Facility) -> None:
    """The evening's person does not change rules: a link to the forms would end at a closed door."""
    for role, led in ((Role.EVENING, "/h/higashi/rules/"), (Role.MANAGER, "/desk/higashi/rules/")):
        client.force_login(staff(hall, role=role))
        main = client.get(PAGE).content.decode().partition('id="noticed"')[2]
        assert f'href="{led}"' in main, role
