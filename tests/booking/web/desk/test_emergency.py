"""今すぐ閉める: the page says that it is closed, and whoever closed it by a slip opens it again."""

import pytest
from django.test import Client

from booking.actions.closures import OneClosure, close
from booking.models import Act, Displacement, Headcount, Pickup
from booking.rules.lifecycle import State
from booking.rules.staff import Role
from facilities.models import Closure
from tests.booking.web.conftest import text_of
from tests.booking.web.desk.conftest import at_desk
from tests.factories import NOW, a_booking, a_hall, span, the_room
from tests.people import a_high_schooler, staff

pytestmark = pytest.mark.django_db
NOW_PAGE = "/desk/higashi/open/now/"
POWER_CUT = {"until": "21:00", "reason_ja": "停電のため"}


def page(client: Client) -> str:
    return text_of(client.get(NOW_PAGE).content.decode())


def test_it_says_until_when_and_why_it_is_closed_and_tells_nobody_twice(client: Client) -> None:
    hall = a_hall()
    a_booking(the_room(hall, "a"), span("2026-12-02", "19:00", "20:00"), a_high_schooler())
    at_desk(client, hall, Role.EVENING)
    assert "閉めています" not in page(client)
    assert "このあとの予約1件に" in page(client)
    client.post(NOW_PAGE, POWER_CUT)
    said = page(client)
    assert "閉めています 12月2日(水) 16:10–21:00 停電のため" in said
    assert "今から閉める" not in said, "what is closed is not closed again"


def test_a_form_from_before_closes_nothing_twice(client: Client) -> None:
    """Opened again, one closure would be lifted and the other left."""
    hall = a_hall()
    at_desk(client, hall, Role.EVENING)
    client.post(NOW_PAGE, POWER_CUT)
    assert client.post(NOW_PAGE, {**POWER_CUT, "until": "22:00"}).status_code == 302
    assert Closure.objects.count() == 1


def test_those_inside_are_as_many_as_were_counted_and_leave_the_list_one_by_one(client: Client) -> None:
    """Four had booked, five came; and whoever was handed over is not handed over again."""
    hall = a_hall()
    four = {"counted": {"junior_high": 4}, "headcount": 4, "state": State.IN_USE}
    inside = a_booking(the_room(hall, "a"), span("2026-12-02", "15:00", "17:00"), a_high_schooler(), **four)
    Headcount.objects.create(booking=inside, part="part", band="junior_high", count=5)
    at_desk(client, hall, Role.EVENING)
    assert "中に5人います" in page(client)
    handed = f"{NOW_PAGE}{inside.public_id}/picked/"
    assert client.post(handed, {"headcount": "3", "relation": "母"}).status_code == 302
    assert "中に2人います" in page(client)
    assert "あと2人" in page(client)
    assert client.post(handed, {"headcount": "3", "relation": "母"}).status_code == 422
    assert client.post(handed, {"headcount": "2", "relation": "父"}).status_code == 302
    assert "全員、引き渡しました" in page(client)
    assert [one.headcount for one in Pickup.objects.order_by("pk")] == [3, 2]


def test_whom_nobody_counted_is_there_as_they_were_to_come(client: Client) -> None:
    hall = a_hall()
    told = {"headcount": 4, "carers": 1, "state": State.IN_USE}
    a_booking(the_room(hall, "a"), span("2026-12-02", "15:00", "17:00"), a_high_schooler(), **told)
    at_desk(client, hall, Role.EVENING)
    assert "中に5人います" in page(client)


def test_a_board_that_is_shut_says_so_on_its_button(client: Client) -> None:
    hall = a_hall()
    at_desk(client, hall, Role.EVENING)
    assert "今すぐ閉める" in text_of(client.get("/desk/higashi/").content.decode())
    client.post(NOW_PAGE, POWER_CUT)
    board = text_of(client.get("/desk/higashi/").content.decode())
    assert "閉めています" in board
    assert "今すぐ閉める" not in board


def test_an_evening_alone_opens_again_what_it_closed_by_a_slip(client: Client) -> None:
    hall = a_hall()
    going = a_booking(the_room(hall, "a"), span("2026-12-02", "19:00", "20:00"), a_high_schooler())
    at_desk(client, hall, Role.EVENING)
    client.post(NOW_PAGE, POWER_CUT)
    act = Act.objects.get(verb="close_now")
    answer = client.post(f"/desk/higashi/acts/{act.pk}/undo/", {"next": NOW_PAGE})
    assert answer.status_code == 302
    assert Closure.objects.get().cancelled
    assert Displacement.objects.get(booking=going).state == "lifted"
    assert "閉めています" not in page(client)


def test_a_closure_that_was_planned_is_not_the_evenings_to_take_back(client: Client) -> None:
    hall = a_hall()
    close(
        facility=hall, closures=[OneClosure(span("2026-12-02", "17:00", "21:00"))], actor=staff(hall), now=NOW
    )
    at_desk(client, hall, Role.EVENING)
    act = Act.objects.get(verb="close")
    assert client.post(f"/desk/higashi/acts/{act.pk}/undo/").status_code in (404, 409)
    assert not Closure.objects.get().cancelled
