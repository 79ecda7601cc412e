"""Whom a department asks, by a link that is told once, can be renewed and revoked."""

from datetime import date

import pytest

from booking.actions.activities import LinkOver, look_at_link
from booking.actions.reporters import (
    NoRow,
    SameName,
    Who,
    ask_reporter,
    change_reporter,
    renew_link,
    revoke_link,
)
from booking.actions.texts import Missing, Unfit
from booking.models import Act, Person, Reporter
from booking.models.keys import fingerprint
from booking.queries.bookings import Absent
from booking.rules.activities import Every
from booking.rules.indicators import Body
from booking.rules.staff import Role
from facilities.models import Department, Facility
from tests.booking.activities import asked, department_of, sent, the_office
from tests.factories import NOW, at
from tests.people import staff

pytestmark = pytest.mark.django_db
SCHOOL = Who("第一小学校", Body.SCHOOL, ("B1",))


@pytest.fixture
def office() -> Person:
    return the_office()


def test_a_link_is_told_once_and_kept_as_its_hash(office: Person) -> None:
    made, token = asked(office)
    assert Reporter.objects.get().token_hash == fingerprint(token)
    assert look_at_link(link_token=token, now=NOW) == made
    assert made.link_until == date(2027, 5, 31)


def test_no_act_holds_the_token_or_what_somebody_typed(office: Person) -> None:
    made, token = asked(office)
    renewed = renew_link(reporter=made, actor=office, now=NOW)
    told = "".join(f"{act}" for act in Act.objects.values_list())
    assert {one.verb for one in Act.objects.filter(subject="reporter")} == {"ask_reporter", "renew_link"}
    assert not any(word in told for word in (token, renewed, "さくら"))


def test_it_is_asked_for_the_rows_that_count_days_each_once_in_the_plans_order(office: Person) -> None:
    made, _ = asked(office, plans=("B1", "B1", "B9"))
    assert made.plans == ["B1"]


@pytest.mark.parametrize("plans", [(), ("A1",), ("B9",)])
def test_without_such_a_row_nobody_is_asked(office: Person, plans: tuple[str, ...]) -> None:
    with pytest.raises(NoRow):
        asked(office, plans=plans)
    assert not Reporter.objects.exists()


def test_two_of_one_name_are_not_asked_by_one_department(office: Person) -> None:
    asked(office)
    with pytest.raises(SameName):
        asked(office, name=" さくら保育園 ")
    other, _ = asked(office, name="つくし保育園")
    with pytest.raises(SameName):
        change_reporter(reporter=other, who=Who("さくら保育園", Body.NURSERY, ("B1",)), actor=office, now=NOW)


def test_a_name_is_needed_and_has_an_end(office: Person) -> None:
    for name, wrong in ((" ", Missing), ("園" * 2001, Unfit), ("園\u202e", Unfit)):
        with pytest.raises(wrong):
            asked(office, name=name)


def test_what_is_changed_is_on_record_as_the_names_of_fields(office: Person) -> None:
    made, token = asked(office)
    who = Who("さくら第二保育園", Body.NURSERY, ("B1",), Every.QUARTER)
    change_reporter(reporter=made, who=who, actor=office, now=NOW)
    change_reporter(reporter=made, who=who, actor=office, now=NOW)
    (act,) = Act.objects.filter(verb="change_reporter")
    assert act.after == {"fields": ["every", "name"]}
    assert look_at_link(link_token=token, now=NOW).every == Every.QUARTER


def test_with_a_new_link_the_old_one_opens_nothing(office: Person) -> None:
    made, old = asked(office)
    new = renew_link(reporter=made, actor=office, now=NOW)
    assert look_at_link(link_token=new, now=NOW) == made
    with pytest.raises(Absent):
        look_at_link(link_token=old, now=NOW)


def test_a_revoked_link_opens_nothing_and_what_was_reported_stays(office: Person) -> None:
    made, token = asked(office)
    sent(token)
    revoke_link(reporter=made, actor=office, now=NOW)
    revoke_link(reporter=made, actor=office, now=NOW)
    with pytest.raises(Absent):
        look_at_link(link_token=token, now=NOW)
    assert made.days.count() == 1
    assert Act.objects.filter(verb="revoke_link").count() == 1


def test_asked_again_after_it_was_revoked_it_owes_nothing_for_the_time_between(office: Person) -> None:
    made, _ = asked(office)
    revoke_link(reporter=made, actor=office, now=NOW)
    renew_link(reporter=made, actor=office, now=at("2027-02-03 10:00"))
    assert Reporter.objects.get().made_on == date(2027, 2, 3)


def test_a_link_opens_on_its_last_day_and_has_run_out_on_the_next(office: Person) -> None:
    made, token = asked(office)
    assert look_at_link(link_token=token, now=at("2027-05-31 23:59")) == made
    with pytest.raises(LinkOver) as over:
        look_at_link(link_token=token, now=at("2027-06-01 00:00"))
    assert over.value.department == made.department


@pytest.mark.parametrize("role", [Role.EVENING, Role.AUDITOR, Role.INSTRUCTOR])
def test_a_post_at_the_department_without_the_right_asks_nobody(role: Role) -> None:
    with pytest.raises(Absent):
        asked(the_office(role=role))


def test_neither_another_department_nor_a_hall_of_ones_own_asks_for_it(
    office: Person, hall: Facility
) -> None:
    made, _ = asked(office)
    other = the_office("welfare")
    hall.department = department_of(office)
    hall.save()
    for actor in (other, staff(hall, role=Role.MANAGER)):
        with pytest.raises(Absent):
            ask_reporter(department=made.department, who=SCHOOL, actor=actor, now=NOW)
        for verb in (renew_link, revoke_link):
            with pytest.raises(Absent):
                verb(reporter=made, actor=actor, now=NOW)
    assert Reporter.objects.get().token_hash == made.token_hash


def test_a_post_that_has_ended_asks_nobody(office: Person) -> None:
    office.posts.update(until=date(2026, 12, 1))
    with pytest.raises(Absent):
        ask_reporter(
            department=Department.objects.get(slug="child-rearing"), who=SCHOOL, actor=office, now=NOW
        )
