"""The list of who has signed up says what is still to be paid, takes it down, and hands a receipt out."""

import pytest
from django.test import Client

from booking.models import FeePayment, Person, Post, Programme, Session, SignUp
from booking.rules.staff import Role
from facilities.models import Facility
from tests.booking.songs import CHILD, ELDER, FIRST, signed_up, the_songs
from tests.booking.web.conftest import said
from tests.people import a_senior

pytestmark = pytest.mark.django_db


@pytest.fixture
def day(hall: Facility, desk: Client) -> Session:
    """Of a programme that costs 300 yen each."""
    made = the_songs(hall, Person.objects.get(pk=desk.session["_auth_user_id"]))
    Programme.objects.update(fee=300)
    return made.sessions.get(start=FIRST.start)


@pytest.fixture
def party(day: Session) -> SignUp:
    return signed_up(day, a_senior(name="青木きよ"), ELDER, CHILD)


def people(day: Session) -> str:
    programme = day.programme
    assert programme.facility is not None
    return f"/desk/{programme.facility.slug}/p/{programme.public_id}/people/{day.public_id}/"


def fee(party: SignUp, day: Session, verb: str) -> str:
    return f"{people(day)}fee/{party.public_id}/{verb}/"


def test_what_is_paid_is_taken_down_and_the_list_says_what_is_left(
    desk: Client, day: Session, party: SignUp
) -> None:
    assert "料金の残り 600円" in said(desk.get(people(day)))
    answer = desk.post(fee(party, day, "take"), {"yen": "600円", "entry": "0"})
    assert answer.headers["Location"] == f"{people(day)}#s-{party.public_id}"
    assert "料金ずみ" in said(desk.get(people(day)))


def test_what_cannot_be_taken_is_said_at_the_party_and_kept_as_it_was_typed(
    desk: Client, day: Session, party: SignUp
) -> None:
    answer = desk.post(fee(party, day, "take"), {"yen": "たくさん", "entry": "0"})
    assert answer.status_code == 422
    assert "1円から1000万円までの数" in said(answer)
    assert 'value="たくさん"' in answer.content.decode()


def test_a_form_that_lay_open_while_another_desk_took_it_takes_nothing(
    desk: Client, day: Session, party: SignUp
) -> None:
    desk.post(fee(party, day, "take"), {"yen": "600", "entry": "0"})
    answer = desk.post(fee(party, day, "take"), {"yen": "600", "entry": "0"})
    assert answer.status_code == 409
    assert FeePayment.objects.count() == 1


def test_an_entry_is_struck_out_from_the_list(desk: Client, day: Session, party: SignUp) -> None:
    desk.post(fee(party, day, "take"), {"yen": "600", "entry": "0"})
    desk.post(fee(party, day, "strike"), {"entry": str(FeePayment.objects.get().pk)})
    assert "料金の残り 600円" in said(desk.get(people(day)))


def test_the_receipt_has_a_number_of_the_year_and_says_over_what_it_is(
    desk: Client, day: Session, party: SignUp
) -> None:
    assert desk.get(f"{people(day)}receipt/{party.public_id}/").status_code == 404
    desk.post(fee(party, day, "take"), {"yen": "600", "entry": "0"})
    paper = said(desk.post(fee(party, day, "receipt"), follow=True))
    assert "令和8年度 行事 第1号" in paper
    assert "青木きよ 様" in paper
    assert "歌の会" in paper
    assert "600円" in paper


def test_it_stands_in_the_cash_sheet_of_the_day(desk: Client, day: Session, party: SignUp) -> None:
    desk.post(fee(party, day, "take"), {"yen": "600", "entry": "0"})
    desk.post(fee(party, day, "receipt"))
    assert day.programme.facility is not None
    report = said(desk.get(f"/desk/{day.programme.facility.slug}/report/"))
    assert "行事 第1号 歌の会 600円" in report
    assert "差し引き 600円" in report


def test_nothing_of_money_is_shown_to_whoever_has_no_right_to_it(
    desk: Client, day: Session, party: SignUp
) -> None:
    Post.objects.update(role=Role.OFFICE)
    assert "料金の残り" not in said(desk.get(people(day)))
    assert desk.post(fee(party, day, "take"), {"yen": "600"}).status_code == 404
    assert desk.post(fee(party, day, "give-away"), {"yen": "600"}).status_code == 404
