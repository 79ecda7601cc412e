"""The department confirms what it has read, or returns it with a reason; what it decided can be reopened."""

import pytest

from booking.actions.activities import correct_day, withdraw_day
from booking.actions.changes import Stale
from booking.actions.confirmations import confirm_days, reopen_day, return_day
from booking.actions.texts import Missing, Unfit
from booking.models import Act, ActivityDay, Person
from booking.queries.bookings import Absent
from booking.rules.activities import State
from booking.rules.staff import Role
from facilities.models import Facility
from tests.booking.activities import asked, confirmed, department_of, sent, the_office, told
from tests.factories import NOW, TODAY
from tests.people import staff

pytestmark = pytest.mark.django_db
WHY = "人数をたしかめてください。"


@pytest.fixture
def office() -> Person:
    return the_office()


@pytest.fixture
def link(office: Person) -> str:
    return asked(office)[1]


@pytest.fixture
def day(link: str) -> ActivityDay:
    return sent(link)[0]


def state(day: ActivityDay) -> str:
    return ActivityDay.objects.get(pk=day.pk).state


def test_several_are_confirmed_at_once_by_whom_and_when(office: Person, link: str) -> None:
    days = sent(link, told(), told(TODAY))
    seen = {one.public_id: one.revision for one in days}
    assert confirm_days(department=department_of(office), seen=seen, actor=office, now=NOW) == (2, 0)
    for one in ActivityDay.objects.all():
        assert (one.state, one.decided_by, one.decided_at) == (State.CONFIRMED, office, NOW)
    assert {act.by_desk for act in Act.objects.filter(verb="confirm_activity")} == {True}


def test_nobody_confirms_what_was_corrected_since_they_read_it(
    office: Person, link: str, day: ActivityDay
) -> None:
    correct_day(link_token=link, public_id=day.public_id, told=told(TODAY), seen=0, now=NOW)
    seen = {day.public_id: 0}
    assert confirm_days(department=department_of(office), seen=seen, actor=office, now=NOW) == (0, 1)
    assert state(day) == State.SENT
    with pytest.raises(Stale):
        return_day(day=day, why=WHY, actor=office, now=NOW)


def test_what_was_withdrawn_meanwhile_is_neither_confirmed_nor_returned(
    office: Person, link: str, day: ActivityDay
) -> None:
    withdraw_day(link_token=link, public_id=day.public_id, now=NOW)
    confirmed(office, day)
    assert state(day) == State.WITHDRAWN
    day.refresh_from_db()
    with pytest.raises(Stale):
        return_day(day=day, why=WHY, actor=office, now=NOW)
    with pytest.raises(Absent):
        reopen_day(day=day, actor=office, now=NOW)


def test_confirmed_twice_it_is_confirmed_once(office: Person, day: ActivityDay) -> None:
    confirmed(office, day)
    confirmed(office, day)
    assert Act.objects.filter(verb="confirm_activity").count() == 1


def test_a_day_of_another_department_is_not_among_them(day: ActivityDay) -> None:
    other = the_office("welfare")
    seen = {day.public_id: 0}
    assert confirm_days(department=department_of(other), seen=seen, actor=other, now=NOW) == (0, 1)
    assert state(day) == State.SENT


def test_it_is_returned_with_a_reason_that_stands_in_no_act(office: Person, day: ActivityDay) -> None:
    returned = return_day(day=day, why=f" {WHY} ", actor=office, now=NOW)
    assert (returned.state, returned.why) == (State.RETURNED, WHY)
    act = Act.objects.get(verb="return_activity")
    assert (act.why, act.after) == ("", {})


def test_without_a_reason_nothing_is_returned(office: Person, day: ActivityDay) -> None:
    for why, wrong in ((" ", Missing), ("長" * 201, Unfit)):
        with pytest.raises(wrong):
            return_day(day=day, why=why, actor=office, now=NOW)
    assert state(day) == State.SENT


def test_what_was_decided_waits_again_once_it_is_reopened(office: Person, day: ActivityDay) -> None:
    confirmed(office, day)
    for _ in range(2):
        again = reopen_day(day=day, actor=office, now=NOW)
        assert (again.state, again.decided_by, again.decided_at) == (State.SENT, None, None)
    assert Act.objects.filter(verb="reopen_activity").count() == 1
    returned = return_day(day=again, why=WHY, actor=office, now=NOW)
    assert reopen_day(day=returned, actor=office, now=NOW).why == ""


@pytest.mark.parametrize("role", [Role.EVENING, Role.AUDITOR])
def test_who_has_not_the_right_there_decides_nothing(day: ActivityDay, role: Role) -> None:
    actor = the_office(role=role)
    department = department_of(actor)
    with pytest.raises(Absent):
        confirm_days(department=department, seen={day.public_id: 0}, actor=actor, now=NOW)
    with pytest.raises(Absent):
        return_day(day=day, why=WHY, actor=actor, now=NOW)
    with pytest.raises(Absent):
        reopen_day(day=day, actor=actor, now=NOW)


def test_the_manager_of_a_hall_of_the_department_does_not_decide_for_it(
    day: ActivityDay, hall: Facility
) -> None:
    hall.department = day.reporter.department
    hall.save()
    with pytest.raises(Absent):
        return_day(day=day, why=WHY, actor=staff(hall, role=Role.MANAGER), now=NOW)
