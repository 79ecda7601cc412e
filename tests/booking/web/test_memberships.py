"""Who is in a group, and as what: on a member's own page, and leaving it."""

from collections.abc import Callable

import pytest
from django.test import Client

from booking.models import Group, Person
from tests.booking.web.conftest import said
from tests.people import a_group, a_high_schooler

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader() -> Person:
    return a_high_schooler(call_name="はるか")


@pytest.fixture
def band(leader: Person, sora: Person) -> Group:
    return a_group("band", leader, sora, name="よるかぜ")


@pytest.fixture
def page(as_member: Callable[..., Client], leader: Person) -> Client:
    return as_member(leader)


def test_roles_change_on_a_members_own_page(page: Client, band: Group, sora: Person) -> None:
    path = f"/g/{band.public_id}/m/{sora.public_id}/"
    assert "代表をかわってもらう" in said(page.get(path))
    assert page.post(path, {"do": "role", "role": "deputy", "sequence": "0"}).status_code == 302
    assert band.memberships.get(person=sora).role == "deputy"
    stale = page.post(path, {"do": "lead", "sequence": "0"})
    assert (stale.status_code, "このグループは、先に変わっていました" in said(stale)) == (
        409,
        True,
    )
    assert page.post(path, {"do": "role", "role": "king", "sequence": "1"}).status_code == 409
    assert page.post(path, {"do": "lead", "sequence": "1"}).status_code == 302
    assert page.post(path, {"do": "remove", "sequence": "2"}).status_code == 409
    assert band.memberships.get(person=sora).role == "leader"


def test_who_was_taken_out_meanwhile_is_told_of_and_not_missing(
    page: Client, band: Group, sora: Person
) -> None:
    path = f"/g/{band.public_id}/m/{sora.public_id}/"
    assert page.post(path, {"do": "remove", "sequence": "0"}).status_code == 302
    for answer in (page.post(path, {"do": "role", "role": "deputy", "sequence": "0"}), page.get(path)):
        assert answer.status_code == 409
        assert "このグループは、先に変わっていました" in said(answer)


def test_whoever_leads_no_more_is_told_so_on_every_form(page: Client, band: Group, sora: Person) -> None:
    path = f"/g/{band.public_id}/m/{sora.public_id}/"
    page.post(path, {"do": "lead", "sequence": "0"})
    band.memberships.exclude(person=sora).update(role="member")
    forms = {
        path: {"do": "remove"},
        f"/g/{band.public_id}/roster/": {},
        f"/g/{band.public_id}/rename/": {"name": "x"},
    }
    for address, form in forms.items():
        answer = page.post(address, {**form, "sequence": "1"})
        words = said(answer)
        assert (answer.status_code, "あなたの役わりでは、これはできません" in words) == (409, True), address


def test_whoever_leaves_with_two_taps_has_left(
    as_member: Callable[..., Client], band: Group, sora: Person
) -> None:
    page = as_member(sora)
    for _ in range(2):
        assert page.post(f"/g/{band.public_id}/leave/")["Location"] == "/g/"
    assert not band.memberships.filter(person=sora).exists()


def test_a_leader_is_told_why_they_cannot_leave(page: Client, band: Group) -> None:
    answer = page.post(f"/g/{band.public_id}/leave/")
    assert (answer.status_code, "そのままではやめられません" in said(answer)) == (409, True)
