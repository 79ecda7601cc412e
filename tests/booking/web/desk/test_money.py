"""The money of a booking on the desk's page of it: what is due and what comes back, entered, struck out."""

from typing import Any

import pytest
from django.test import Client

from booking.actions.money import take
from booking.actions.papers import issue
from booking.actions.reductions import ask_reduction, decide_reduction
from booking.models import Booking, Payment, Person, Reduction
from booking.queries.money import last_entry
from booking.rules.lifecycle import UNDO, State
from booking.rules.papers import Paper
from booking.rules.staff import Role
from facilities.models import Facility
from tests.booking.web.conftest import text_of
from tests.booking.web.desk.conftest import at_desk
from tests.factories import COSTING, NOW, SAMPLE, a_booking, a_hall, span, the_room
from tests.people import a_high_schooler, staff

pytestmark = pytest.mark.django_db
HALL = COSTING
FRIDAY = span("2026-12-04", "17:00", "19:00")


def shown(desk: Client, booking: Booking) -> str:
    return text_of(desk.get(f"/desk/higashi/b/{booking.public_id}/").content.decode())


def done(desk: Client, booking: Booking, verb: str, **form: str) -> Any:
    form = {"entry": str(last_entry(booking)), **form}
    return desk.post(f"/desk/higashi/b/{booking.public_id}/money/{verb}/", form)


def test_the_panel_says_what_it_costs_by_which_clause_and_what_is_due(desk: Client, booking: Booking) -> None:
    said = shown(desk, booking)
    assert "料金 300円 うちわけ 館のきまり X1 これから受け取る分 300円" in said
    assert "返したと記録する" not in said


def test_what_is_paid_and_paid_back_is_entered(desk: Client, booking: Booking) -> None:
    answer = done(desk, booking, "take", yen="1,300円")
    assert answer.headers["Location"] == f"/desk/higashi/b/{booking.public_id}/#mo"
    assert "これから返す分 1,000円" in shown(desk, booking)
    done(desk, booking, "give-back", yen="1000")
    said = shown(desk, booking)
    assert "受け取った分 300円" in said
    assert "これから" not in said
    assert [one.yen for one in Payment.objects.all()] == [1300, -1000]


@pytest.mark.parametrize(
    ("verb", "yen", "said"),
    [
        ("take", "", "1円から1000万円まで"),
        ("take", "-5", "1円から1000万円まで"),
        ("take", "99999999999", "1円から1000万円まで"),
        ("give-back", "301", "受け取った分をこえない数"),
    ],
)
def test_a_sum_that_cannot_be_is_asked_for_again(
    desk: Client, booking: Booking, verb: str, yen: str, said: str
) -> None:
    take(booking=booking, staff=staff(booking.room.facility), yen=300, now=NOW)
    answer = done(desk, booking, verb, yen=yen)
    assert answer.status_code == 422
    assert said in text_of(answer.content.decode())
    assert Payment.objects.count() == 1


def test_of_two_desks_with_one_page_the_second_is_told(desk: Client, booking: Booking) -> None:
    entry = str(last_entry(booking))
    done(desk, booking, "take", yen="300", entry=entry)
    for told in (entry, "", "x"):
        answer = done(desk, booking, "take", yen="300", entry=told)
        assert answer.status_code == 409
        assert "ほかの人が、先に変えています。" in text_of(answer.content.decode())
    assert Payment.objects.count() == 1


def test_an_entry_is_struck_out_until_its_receipt_is_handed_out(desk: Client, booking: Booking) -> None:
    for_desk = staff(booking.room.facility)
    wrong = take(booking=booking, staff=for_desk, yen=3000, now=NOW)
    assert "この記録を取り消す" in shown(desk, booking)
    done(desk, booking, "strike", payment=str(wrong.pk))
    assert "3,000円の記録を取り消し" in shown(desk, booking)
    right = take(booking=booking, staff=for_desk, yen=300, now=NOW)
    issue(booking=booking, staff=for_desk, kind=Paper.RECEIPT, now=NOW)
    assert "この記録を取り消す" not in shown(desk, booking)
    assert done(desk, booking, "strike", payment=str(right.pk)).status_code == 409
    assert done(desk, booking, "strike", payment="0").status_code == 404


def test_a_reduction_is_decided_without_being_asked_for_and_taken_back(
    desk: Client, booking: Booking
) -> None:
    done(desk, booking, "reduction", do="grant", off="yen", yen="100", condition="そうじをする。")
    said = shown(desk, booking)
    assert "料金が100円減免されます。条件:そうじをする。 減免のあと 200円" in said
    done(desk, booking, "reduction", do="reopen")
    assert "減免のあと" not in shown(desk, booking)
    assert done(desk, booking, "reduction", do="reopen").status_code == 409
    done(desk, booking, "reduction", do="refuse", words="書類がありません。")
    assert Reduction.objects.latest("pk").why == "書類がありません。"


def test_taking_back_pressed_twice_leaves_the_decision_before(desk: Client, booking: Booking) -> None:
    done(desk, booking, "reduction", do="grant", off="50")
    done(desk, booking, "reduction", do="grant", off="100")
    page = desk.get(f"/desk/higashi/b/{booking.public_id}/").content.decode()
    seen = str(last_entry(booking))
    assert f'name="entry" value="{seen}"><button class="btn" name="do" value="reopen"' in page
    assert done(desk, booking, "reduction", do="reopen", entry=seen).status_code == 302
    assert done(desk, booking, "reduction", do="reopen", entry=seen).status_code == 409
    assert [one.percent for one in Reduction.objects.filter(taken_back_at=None)] == [50]


@pytest.mark.parametrize(
    "form", [{"do": "grant"}, {"do": "grant", "off": "yen", "yen": "301"}, {"do": "refuse", "words": ""}]
)
def test_a_decision_that_cannot_be_is_asked_for_again(
    desk: Client, booking: Booking, form: dict[str, str]
) -> None:
    assert done(desk, booking, "reduction", **form).status_code == 422
    assert not booking.reductions.exists()


def test_what_a_group_asks_for_stands_there_too(desk: Client, booking: Booking, teen: Person) -> None:
    ask_reduction(booking=booking, actor=teen, clause="X3", said="手帳があります。", now=NOW)
    assert "減免の申しこみ 障害者手帳を見せた人は、音楽室の料金がかかりません。・手帳があります。" in shown(
        desk, booking
    )


def test_papers_are_offered_that_can_be_handed_out(desk: Client, booking: Booking) -> None:
    said = shown(desk, booking)
    assert "使用許可書 番号をつけて出す" in said
    assert "領収書" not in said, "nothing was paid yet"
    take(booking=booking, staff=staff(booking.room.facility), yen=300, now=NOW)
    assert "領収書 番号をつけて出す" in shown(desk, booking)


def test_of_what_was_cancelled_nothing_is_taken_and_the_hall_decides_what_the_rules_leave_open(
    desk: Client, booking: Booking
) -> None:
    take(booking=booking, staff=staff(booking.room.facility), yen=300, now=NOW)
    # Longer ago than what can be undone for nothing.
    Booking.objects.filter(pk=booking.pk).update(state=State.CANCELLED, made_at=NOW - UNDO)
    said = shown(desk, booking)
    assert "これから返す分 きまりからは決まりません。館で決めてください。" in said
    assert "受け取ったと記録する" not in said
    assert "減免を決める" not in said


def test_halls_without_money_and_staff_without_the_right_to_it_see_no_panel(
    client: Client, booking: Booking, hall: Facility
) -> None:
    decide_reduction(booking=booking, staff=staff(hall), percent=50, now=NOW)
    at_desk(client, hall, Role.CONTRACTOR)
    assert "料金と書類" not in shown(client, booking)
    assert done(client, booking, "take", yen="300").status_code == 404
    free = a_hall(SAMPLE.replace('"higashi', '"nishi'))
    made = a_booking(the_room(free, "band"), FRIDAY, a_high_schooler())
    at_desk(client, free)
    assert "料金と書類" not in text_of(client.get(f"/desk/nishi/b/{made.public_id}/").content.decode())


def test_another_halls_booking_and_a_verb_that_is_none_are_not_there(
    client: Client, desk: Client, booking: Booking
) -> None:
    assert done(desk, booking, "steal").status_code == 404
    assert done(desk, booking, "reduction", do="forget").status_code == 404
    other = a_hall(SAMPLE.replace('"higashi', '"nishi'))
    at_desk(client, other)
    form = {"entry": "0", "yen": "300"}
    assert client.post(f"/desk/nishi/b/{booking.public_id}/money/take/", form).status_code == 404
