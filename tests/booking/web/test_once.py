"""Pages that tell something once say so before a switch of language would lose it, all in one way."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from booking.actions.consent_requests import ask_for_consent
from facilities.models import Facility
from tests.factories import CONSENTING, NOW, a_booking, a_hall, span
from tests.people import a_band, a_high_schooler, a_junior_high_student, a_manager

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored_mail")]
WARNING = "この画面のリンクや番号は見られなくなります。"
AGREE = {"answer": "agree", "name": "木村ようこ", "relation": "母"}
Told = tuple[Client, str, dict[str, str], str]


@pytest.fixture
def hall() -> Facility:
    return a_hall(CONSENTING)


def a_calendar(as_member: Callable[..., Client], hall: Facility) -> Told:
    return as_member(), "/me/calendar/", {"name": "スマホ"}, "/me/calendar/"


def a_link_for_a_guardian(as_member: Callable[..., Client], hall: Facility) -> Told:
    told = {"hall": hall.slug, "purpose": "evening", "way": "show"}
    return as_member(a_junior_high_student()), "/me/guardians/ask/", told, "/me/guardians/"


def a_guardians_own_page(as_member: Callable[..., Client], hall: Facility) -> Told:
    child = a_junior_high_student()
    asked = ask_for_consent(child=child, hall=hall, purpose="evening", actor=child, link=str, now=NOW)
    return Client(), f"/consent/{asked.token}/", AGREE, "/"


def an_invitation(as_member: Callable[..., Client], hall: Facility) -> Told:
    leader = a_high_schooler()
    here = f"/g/{a_band(leader).public_id}/"
    return as_member(leader), f"{here}invite/", {"places": "3"}, here


def a_token_of_a_program(as_member: Callable[..., Client], hall: Facility) -> Told:
    page = reverse("tokens")
    return as_member(), page, {"name": "集計", "scope": "read"}, page


def a_tablet(as_member: Callable[..., Client], hall: Facility) -> Told:
    page, room = f"/desk/{hall.slug}/doors/", hall.rooms.all()[0].slug
    return as_member(a_manager(hall)), page, {"room": room, "name": "入口"}, page


@pytest.mark.parametrize(
    "kind",
    [a_calendar, a_link_for_a_guardian, a_guardians_own_page, an_invitation, a_token_of_a_program, a_tablet],
)
def test_it_says_what_a_switch_would_lose_and_the_switch_leads_to_a_page_that_is_there(
    as_member: Callable[..., Client], hall: Facility, kind: Callable[..., Told]
) -> None:
    page, address, form, here = kind(as_member, hall)
    answer = page.post(address, form).content.decode()
    assert WARNING in answer
    assert 'name="ruby"' not in answer, "one tap in the header would lose it unasked"
    assert {*re.findall(r'name="next" value="([^"]*)"', answer)} == {here}
    back = page.get(here)
    assert back.status_code == 200
    assert WARNING not in back.content.decode()


def test_a_number_for_a_member_is_told_once_in_the_same_way(client: Client, hall: Facility) -> None:
    client.force_login(a_manager(hall))
    member = a_high_schooler()
    a_booking(hall.rooms.all()[0], span("2026-12-04", "17:00", "19:00"), member)
    here = f"/desk/{hall.slug}/people/{member.public_id}/"
    answer = client.post(f"{here}do/", {"do": "code"}, follow=True).content.decode()
    assert "1回だけ使える番号" in answer
    assert WARNING in answer
    assert WARNING not in client.get(here).content.decode()


def test_a_group_that_was_shown_by_a_form_is_where_a_switch_comes_back_to(
    as_member: Callable[..., Client],
) -> None:
    leader = a_high_schooler()
    here = f"/g/{a_band(leader).public_id}/"
    mistaken = as_member(leader).post(f"{here}invite/", {"places": "many"}).content.decode()
    assert {*re.findall(r'name="next" value="([^"]*)"', mistaken)} == {here}
    assert WARNING not in mistaken
