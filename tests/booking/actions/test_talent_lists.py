"""A department keeps its own lists in its own state; an entry may stand on several."""

from dataclasses import replace

import pytest

from booking.actions.changes import Stale
from booking.actions.talent_lists import (
    NotListed,
    OrganisationsOnly,
    look_at_contact,
    put_on_lists,
    reach_talent,
    set_list_state,
    unverify_talent,
    verify_talent,
)
from booking.models import Act, Listing, Talent, TalentListState
from booking.queries.bookings import Absent
from booking.queries.talents import keeps_a_list, listed_counts, states_in
from booking.rules.staff import Role
from booking.rules.talents import DAY, ListState
from facilities.models import Facility
from tests.booking.activities import department_of, the_office
from tests.booking.talents import CLUB, STORIES, an_office, listed, written
from tests.factories import NOW, TODAY, at
from tests.people import a_senior, staff

pytestmark = pytest.mark.django_db


def test_a_state_holds_from_its_day_and_the_one_before_stays_on_record() -> None:
    office = an_office("children", ListState.NOT_RUN)
    department = department_of(office)
    assert not keeps_a_list(department, NOW)
    later = at("2027-01-15 10:00")
    for _ in range(2):
        set_list_state(department=department, state=ListState.CONSIDERED, actor=office, now=later)
    assert [(one.year, one.day.isoformat(), one.state) for one in TalentListState.objects.all()] == [
        (2026, "2026-12-02", "not_run"),
        (2026, "2027-01-15", "considered"),
    ]
    assert not keeps_a_list(department, NOW)
    assert keeps_a_list(department, later)
    assert states_in(2026, TODAY)["children"].state == "not_run"


def test_in_a_new_year_the_state_is_the_last_one_until_another_is_said() -> None:
    office = an_office()
    april = at("2027-04-02 10:00")
    office.posts.update(until=None)
    assert keeps_a_list(department_of(office), april)
    assert states_in(2027, april and TODAY.replace(year=2027, month=4)) == {}
    set_list_state(department=department_of(office), state=ListState.NOT_RUN, actor=office, now=april)
    assert not keeps_a_list(department_of(office), april)


def test_who_has_not_agreed_is_neither_verified_nor_listed() -> None:
    office = an_office()
    made = written(office, replace(STORIES, consented_on=None))
    with pytest.raises(NotListed):
        verify_talent(
            department=department_of(office), talent=made, seen=made.revision, actor=office, now=NOW
        )
    with pytest.raises(NotListed):
        put_on_lists(department=department_of(office), talent=made, lists={""}, actor=office, now=NOW)


def test_what_was_changed_meanwhile_is_not_verified_unseen() -> None:
    office = an_office()
    made = written(office)
    with pytest.raises(Stale):
        verify_talent(
            department=department_of(office), talent=made, seen=made.revision - 1, actor=office, now=NOW
        )


def test_who_has_verified_it_and_when_is_on_record_and_can_be_taken_back() -> None:
    office = an_office()
    made = listed(office, written(office))
    assert (made.verified_at, made.verified_by) == (NOW, office)
    back = unverify_talent(department=department_of(office), talent=made, actor=office, now=NOW)
    assert (back.verified_at, back.verified_by) == (None, None)


def test_an_organisation_stands_on_two_lists_and_is_counted_in_each() -> None:
    office = an_office("civic-culture", ListState.CONSIDERED)
    listed(office, written(office, CLUB), "certified", "npo-liaison")
    listed(office, written(office, replace(CLUB, name="鳩の会")), "certified")
    assert listed_counts(department_of(office)) == {"certified": 2, "npo-liaison": 1}


def test_a_person_stands_on_no_list_of_organisations_and_nobody_on_one_that_there_is_not() -> None:
    office = an_office("civic-culture")
    with pytest.raises(OrganisationsOnly):
        listed(office, written(office), "certified")
    with pytest.raises(Absent):
        listed(office, written(office, CLUB), "palace")


def test_off_a_list_it_keeps_its_days_and_on_it_again_it_begins_anew() -> None:
    office = an_office()
    made = listed(office, written(office))
    later = at("2026-12-20 10:00")
    for lists, when in ((set(), later), ({""}, later), ({""}, later)):
        put_on_lists(department=department_of(office), talent=made, lists=lists, actor=office, now=when)
    assert [(one.since.day, one.until and one.until.day) for one in Listing.objects.all()] == [
        (2, 20),
        (20, None),
    ]


def test_an_office_takes_nobody_from_another_ones_list() -> None:
    learning, children = an_office(), an_office("children")
    made = listed(learning, written(learning))
    put_on_lists(department=department_of(children), talent=made, lists=set(), actor=children, now=NOW)
    assert listed_counts(department_of(learning)) == {"": 1}


def test_each_look_at_a_contact_is_kept_without_it() -> None:
    office = an_office()
    made = written(office)
    assert look_at_contact(department=department_of(office), talent=made, actor=office, now=NOW) == (
        "042-000-0101",
        "",
    )
    act = Act.objects.get(verb="see_number")
    assert (act.subject_id, act.actor, act.by_desk) == (made.public_id, office, True)
    assert "0101" not in f"{act.after}"


def test_who_was_reached_stays_for_another_year() -> None:
    office = an_office()
    made = listed(office, written(office))
    reach_talent(department=department_of(office), talent=made, actor=office, now=NOW + DAY)
    assert Talent.objects.get().reached_at == NOW + DAY


@pytest.mark.parametrize("role", [Role.EVENING, Role.AUDITOR, Role.INSTRUCTOR])
def test_a_post_at_the_department_without_the_right_says_nothing(role: Role) -> None:
    person = the_office("children", role)
    with pytest.raises(Absent):
        set_list_state(department=department_of(person), state=ListState.RUNNING, actor=person, now=NOW)


def test_neither_a_hall_of_the_department_nor_a_member_verifies_anybody(hall: Facility) -> None:
    office = an_office()
    department, made = department_of(office), written(office)
    hall.department = department
    hall.save()
    for actor in (staff(hall, role=Role.MANAGER), a_senior(), an_office("children")):
        with pytest.raises(Absent):
            verify_talent(department=department, talent=made, seen=made.revision, actor=actor, now=NOW)
        with pytest.raises(Absent):
            look_at_contact(department=department, talent=made, actor=actor, now=NOW)
