"""開館を足す: what lies on another evening is asked about once, and what is sent twice is opened once."""

from typing import Any

import pytest
from django.test import Client

from booking.models import Act, OnDuty
from booking.queries.rosters import staff_of
from booking.rules.staff import Role
from facilities.models import Closure, Evening, Facility
from tests.booking.web.conftest import text_of
from tests.factories import NOW
from tests.people import staff

pytestmark = pytest.mark.django_db
ADD = "/desk/higashi/open/evening/"
CLOSE = "/desk/higashi/open/close/"
# Thursday 10 December 2026, on which the hall closes at 17:00; on Wednesdays and Fridays it has evenings.
THURSDAY = {"day": "2026-12-10", "from_time": "17:00", "to_time": "20:00", "ages": "teens"}


def sent(desk: Client, **told: Any) -> tuple[int, str]:
    answer = desk.post(ADD, {**THURSDAY, **told})
    return answer.status_code, text_of(answer.content.decode())


def test_on_an_evening_that_is_there_it_asks_and_opens_nothing(desk: Client) -> None:
    assert sent(desk)[0] == 302
    status, said = sent(desk, from_time="18:00")
    assert status == 409
    assert "もう夜間開放があります 12月10日(木) 17:00–20:00" in said
    assert "このまま足す" in said
    assert Evening.objects.count() == 1


def test_an_evening_of_the_rulebook_is_one_too(desk: Client) -> None:
    status, said = sent(desk, day="2026-12-09")
    assert (status, "12月9日(水) 17:00–21:00" in said) == (409, True)


def test_who_answers_has_it_added_all_the_same(desk: Client) -> None:
    sent(desk)
    assert sent(desk, from_time="18:00", step="anyway")[0] == 302
    assert Evening.objects.count() == 2


@pytest.mark.parametrize("apart", [{"from_time": "20:00", "to_time": "21:00"}, {"day": "2026-12-17"}])
def test_what_only_touches_it_or_lies_on_another_day_is_not_asked_about(
    desk: Client, apart: dict[str, str]
) -> None:
    sent(desk)
    assert sent(desk, **apart)[0] == 302


def test_other_rooms_are_not_asked_about(desk: Client) -> None:
    sent(desk, rooms=["band"])
    assert sent(desk, rooms=["craft"])[0] == 302
    assert sent(desk, rooms=["craft", "band"], from_time="18:00")[0] == 409


def test_one_that_was_taken_out_is_no_evening(desk: Client) -> None:
    sent(desk)
    desk.post(f"{ADD}{Evening.objects.get().pk}/", {"what": "cancel"})
    assert sent(desk, from_time="18:00")[0] == 302


def test_a_recurring_one_names_a_few_of_those_it_meets_and_counts_the_rest(desk: Client) -> None:
    status, said = sent(desk, day="2026-12-09", repeat="1w", last="2027-01-31")
    assert status == 409
    assert "12月9日(水) 17:00–21:00 12月16日(水)" in said
    assert "ほかに" in said
    assert not Evening.objects.exists()


def test_sent_twice_it_is_one_and_is_not_asked_about(desk: Client) -> None:
    assert [sent(desk)[0] for _tap in range(2)] == [302, 302]
    assert Evening.objects.count() == 1
    assert Act.objects.filter(verb="open_evening").count() == 1
    assert sent(desk, ages="all", step="anyway")[0] == 302
    assert [one.admits is None for one in Evening.objects.order_by("pk")] == [False, True]


def test_a_recurring_one_that_is_sent_twice_is_one(desk: Client) -> None:
    weekly = {"repeat": "1w", "weekdays": ["tue"], "last": "2026-12-31", "reason_ja": "試験前"}
    assert [sent(desk, **weekly)[0] for _tap in range(2)] == [302, 302]
    assert Evening.objects.values("event_id").distinct().count() == 1
    assert Act.objects.filter(verb="open_evenings").count() == 1
    assert sent(desk, **weekly | {"last": "2027-01-31", "step": "anyway"})[0] == 302, "it says something else"
    assert Evening.objects.values("event_id").distinct().count() == 2


@pytest.mark.parametrize("rooms", [[], ["ab"]])
def test_a_recurring_closure_that_is_sent_twice_is_one(desk: Client, rooms: list[str]) -> None:
    """Also of a joined room, which is closed with its parts and so is kept as more than was sent."""
    whole = {"from_day": "2026-12-10", "to_day": "2026-12-10", "from_time": "0:00", "to_time": "24:00"}
    told = {**whole, "repeat": "nth", "reason_ja": "点検", "rooms": rooms}
    assert [desk.post(CLOSE, told).status_code for _tap in range(2)] == [302, 302]
    assert Closure.objects.values("event_id").distinct().count() == 1
    assert Act.objects.filter(verb="close_regularly").count() == 1


def test_once_ended_it_can_be_decided_anew(desk: Client) -> None:
    weekly = {"repeat": "1w", "last": ""}
    sent(desk, **weekly)
    desk.post(f"{ADD}{Evening.objects.order_by('pk')[0].pk}/", {"what": "end"})
    assert not Evening.objects.exists()
    sent(desk, **weekly)
    assert Evening.objects.exists()


def test_on_duty_is_who_serves_there_and_neither_office_nor_auditor(desk: Client, hall: Facility) -> None:
    serving = {role: staff(hall, role=role) for role in Role}
    told = {person.pk for person in staff_of(hall, NOW)}
    assert told.isdisjoint({serving[Role.OFFICE].pk, serving[Role.AUDITOR].pk})
    assert told >= {serving[Role.EVENING].pk, serving[Role.INSTRUCTOR].pk, serving[Role.MANAGER].pk}
    sent(desk, staff=[serving[Role.AUDITOR].public_id, serving[Role.EVENING].public_id])
    assert [one.person for one in OnDuty.objects.all()] == [serving[Role.EVENING]]
