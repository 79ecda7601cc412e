"""What asks for a reduction waits in the queue, and is decided there."""

import re
from typing import Any

import pytest
from django.test import Client

from booking.actions.bookings import cancel
from booking.actions.reductions import ask_reduction
from booking.models import Booking, Notice, Person, Reduction, ReductionRequest
from booking.rules.staff import Role
from facilities.models import Facility, Room
from tests.booking.web.conftest import text_of
from tests.booking.web.desk.conftest import at_desk
from tests.factories import COSTING, NOW, SAMPLE, a_booking, a_hall, span
from tests.people import a_young_adult

pytestmark = pytest.mark.django_db
HALL = COSTING
FRIDAY = span("2026-12-04", "17:00", "19:00")
OK = "/desk/higashi/ok/"


@pytest.fixture
def asked(room: Room) -> ReductionRequest:
    who = a_young_adult(call_name="はるか", language="en")
    booking = a_booking(room, FRIDAY, who)
    booking.people.add(who)
    return ask_reduction(booking=booking, actor=who, clause="X3", said="手帳があります。", now=NOW)


def beside(desk: Client, asked: ReductionRequest) -> str:
    return desk.get(f"{OK}?i=fee.{asked.pk}").content.decode()


def answered(desk: Client, asked: ReductionRequest, **form: str) -> Any:
    """With the entry that the page showed."""
    shown = re.search(r'name="entry" value="(\d+)"', beside(desk, asked))
    entry = {"entry": shown[1]} if shown else {}
    return desk.post(f"{OK}f/{asked.pk}/", {**entry, **form})


def test_it_waits_until_the_use_begins_with_its_ground_and_what_it_costs(
    desk: Client, asked: ReductionRequest
) -> None:
    said = text_of(beside(desk, asked))
    assert "料金の減免・12月4日(金) 17:00まで" in said
    assert "障害者手帳を見せた人は、音楽室の料金がかかりません。 館のきまり X3 手帳があります。" in said
    assert "全額 0円になります" in said
    assert "半額 150円になります" in said


def test_it_is_granted_with_a_condition_and_told_in_the_groups_language(
    desk: Client, asked: ReductionRequest
) -> None:
    assert answered(desk, asked, do="grant", off="100", condition="Bring the card.").status_code == 302
    asked.refresh_from_db()
    assert asked.answer is not None
    assert (asked.answer.percent, asked.answer.condition) == (100, "Bring the card.")
    assert "Bring the card." in Notice.objects.latest("pk").body
    page = text_of(desk.get(OK).content.decode())
    assert "対応待ちはありません" in page
    assert "料金を減免しました:はるか" in page


def test_the_canned_reasons_are_in_the_language_of_whoever_will_read_them(
    desk: Client, asked: ReductionRequest
) -> None:
    text = "The documents that show it are still missing."
    assert text in beside(desk, asked)
    answered(desk, asked, do="refuse", reason=text)
    assert Reduction.objects.get().why == text


def test_a_refusal_without_a_reason_is_asked_for_again(desk: Client, asked: ReductionRequest) -> None:
    answer = answered(desk, asked, do="refuse", words="")
    assert answer.status_code == 422
    assert "お断りするわけを書いてください。" in text_of(answer.content.decode())


def test_an_answer_is_taken_back_from_the_queue_and_waits_again(
    desk: Client, asked: ReductionRequest
) -> None:
    answered(desk, asked, do="grant", off="50")
    assert f'action="{OK}f/{asked.pk}/?q="' in desk.get(OK).content.decode()
    answered(desk, asked, do="reopen")
    asked.refresh_from_db()
    assert asked.is_open
    assert "手帳があります。" in text_of(beside(desk, asked))


def test_of_two_desks_the_second_is_told(desk: Client, asked: ReductionRequest) -> None:
    shown = re.search(r'name="entry" value="(\d+)"', beside(desk, asked))
    assert shown is not None
    form = {"do": "grant", "off": "50", "entry": shown[1]}
    assert desk.post(f"{OK}f/{asked.pk}/", form).status_code == 302
    second = desk.post(f"{OK}f/{asked.pk}/", {**form, "off": "100"})
    assert second.status_code == 409
    assert "ほかの人が、先に変えています。" in text_of(second.content.decode())
    assert Reduction.objects.get().percent == 50


def test_what_is_cancelled_waits_for_nobody(desk: Client, asked: ReductionRequest) -> None:
    who: Person | None = asked.booking.person
    assert who is not None
    cancel(booking=Booking.objects.get(pk=asked.booking_id), actor=who, now=NOW)
    assert "対応待ちはありません" in text_of(desk.get(OK).content.decode())


def test_whoever_has_no_right_to_money_or_is_elsewhere_sees_and_decides_nothing(
    client: Client, asked: ReductionRequest, hall: Facility
) -> None:
    at_desk(client, hall, Role.CONTRACTOR)
    assert "料金の減免" not in text_of(client.get(OK).content.decode())
    assert client.post(f"{OK}f/{asked.pk}/", {"do": "grant", "off": "50"}).status_code == 404
    other = a_hall(SAMPLE.replace('"higashi', '"nishi'))
    at_desk(client, other)
    assert client.post(f"/desk/nishi/ok/f/{asked.pk}/", {"do": "grant"}).status_code == 404
