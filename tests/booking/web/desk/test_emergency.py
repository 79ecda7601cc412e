"""今すぐ閉める: the page says that it is closed, and whoever closed it by a slip opens it again."""

import pytest
from django.test import Client

from booking.actions.closures import OneClosure, close
from booking.models import Act, Displacement
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
    assert "このあとの予約0件に" in said


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
