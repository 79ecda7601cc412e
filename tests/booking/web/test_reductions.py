"""A member asks for a reduction on the page of their booking, sees how it stands, and takes it back."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from booking.actions.reductions import ask_reduction, decide_reduction
from booking.models import Booking, Person, ReductionRequest
from facilities.models import Room
from tests.booking.web.conftest import text_of
from tests.factories import COSTING, NOW, SAMPLE, a_booking, a_hall, span, the_room
from tests.people import a_band, a_high_schooler

pytestmark = pytest.mark.django_db
HALL = COSTING
FRIDAY = span("2026-12-04", "17:00", "19:00")
AsMember = Callable[..., Client]


def page(client: Client, booking: Booking, more: str = "") -> str:
    return text_of(client.get(f"/b/{booking.public_id}/{more}").content.decode())


def asks(client: Client, booking: Booking, **form: str) -> Any:
    return client.post(f"/b/{booking.public_id}/reduction/", form)


def test_the_booking_leads_to_the_form_and_the_form_names_the_halls_grounds(
    as_member: AsMember, booking: Booking, teen: Person
) -> None:
    client = as_member(teen)
    assert "減免を申しこむ" in page(client, booking)
    form = page(client, booking, "reduction/")
    assert "サークルは、料金が半分です。 館のきまり X2" in form
    assert "障害者手帳を見せた人は、音楽室の料金がかかりません。 館のきまり X3" in form
    assert "12月4日(金) 17:00までにお返事します。" in form


def test_in_easy_japanese_a_ground_is_said_in_generated_sentences(
    as_member: AsMember, booking: Booking, teen: Person
) -> None:
    client = as_member(teen)
    client.cookies["look"] = "language-ja-easy"
    form = page(client, booking, "reduction/")
    assert "サークルは、料金が半分です。" not in form
    assert "はいりません。" in form


def test_what_was_asked_stands_on_the_page_with_its_ground_until_it_is_withdrawn(
    as_member: AsMember, booking: Booking, teen: Person
) -> None:
    client = as_member(teen)
    answer = asks(client, booking, clause="X3", said="2人が手帳を持っています。")
    assert answer.headers["Location"] == f"/b/{booking.public_id}/"
    shown = page(client, booking)
    assert "12月4日(金) 17:00までにお返事します。" in shown
    assert "2人が手帳を持っています。" in shown
    assert client.get(f"/b/{booking.public_id}/reduction/").status_code == 302, "it is asked already"
    client.post(f"/b/{booking.public_id}/reduction/withdraw/")
    assert "取り下げる" not in page(client, booking)
    assert ReductionRequest.objects.get().withdrawn_at == NOW


def test_without_a_ground_or_with_letters_that_cannot_be_stored_the_form_says_what_to_do(
    as_member: AsMember, booking: Booking, teen: Person
) -> None:
    client = as_member(teen)
    nothing = asks(client, booking, said="おねがいします")
    assert nothing.status_code == 422
    assert "どのきまりにあてはまるかをえらんでください。" in nothing.content.decode()
    assert "おねがいします" in nothing.content.decode()
    assert asks(client, booking, clause="X3", said="\u202e").status_code == 422
    assert asks(client, booking, clause="X9").status_code == 404


def test_the_application_is_printed_with_the_ground_and_the_day_on_which_it_was_asked(
    as_member: AsMember, booking: Booking, teen: Person
) -> None:
    ask_reduction(booking=booking, actor=teen, clause="X3", said="手帳があります。", now=NOW - 86_400)
    paper = page(as_member(teen), booking, "papers/reduction/")
    assert "令和8年12月1日" in paper
    assert (
        "減免の理由 館のきまり X3 障害者手帳を見せた人は、音楽室の料金がかかりません。 手帳があります。"
        in paper
    )


@pytest.mark.parametrize(
    ("decided", "said", "askable"),
    [
        ({"percent": 50, "condition": "そうじをする。"}, "条件:そうじをする。 減免のあとの料金:150円", False),
        ({"why": "書類がありません。"}, "料金は減免されません。わけ:書類がありません。", True),
    ],
)
def test_what_was_decided_stands_with_the_bill(
    as_member: AsMember,
    booking: Booking,
    teen: Person,
    desk: Person,
    decided: dict[str, Any],
    said: str,
    askable: bool,
) -> None:
    ask_reduction(booking=booking, actor=teen, clause="X3", now=NOW)
    decide_reduction(booking=booking, staff=desk, now=NOW, **decided)
    shown = page(as_member(teen), booking)
    assert said in shown
    assert ("減免を申しこむ" in shown) == askable
    assert "お返事します" not in shown


def test_answered_meanwhile_it_is_not_withdrawn_and_nothing_breaks(
    as_member: AsMember, booking: Booking, teen: Person, desk: Person
) -> None:
    ask_reduction(booking=booking, actor=teen, clause="X3", now=NOW)
    decide_reduction(booking=booking, staff=desk, percent=100, now=NOW)
    assert as_member(teen).post(f"/b/{booking.public_id}/reduction/withdraw/").status_code == 302
    assert ReductionRequest.objects.get().withdrawn_at is None


@pytest.mark.parametrize("rules", [SAMPLE, COSTING.partition('[[clauses]]\nid = "X2"')[0]])
def test_halls_without_fees_or_without_such_a_clause_say_nothing_of_it(
    as_member: AsMember, rules: str, teen: Person
) -> None:
    made = a_booking(the_room(a_hall(rules), "band"), FRIDAY, teen)
    client = as_member(teen)
    assert "減免" not in page(client, made)
    assert "減免" not in page(client, made, "papers/")
    assert client.get(f"/b/{made.public_id}/papers/reduction/").status_code == 404
    assert client.get(f"/b/{made.public_id}/reduction/").status_code == 302


def test_nobody_asks_for_others(as_member: AsMember, room: Room) -> None:
    leader, mate = a_high_schooler(), a_high_schooler()
    ours = a_booking(room, FRIDAY, leader, group=a_band(leader, mate))
    client = as_member(mate)
    assert "減免を申しこむ" not in page(client, ours)
    for more in ("reduction/", "reduction/withdraw/"):
        assert client.post(f"/b/{ours.public_id}/{more}", {"clause": "X3"}).status_code == 404
