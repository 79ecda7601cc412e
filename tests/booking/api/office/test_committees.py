"""Children's committees of the whole city by the API: named and ended by the office, credited with what they
thought of."""

import pytest
from django.test import Client

from booking.actions.programmes import About, make_programme, publish_programme
from booking.models import Group, Membership, Person, Post, Programme
from booking.rules.staff import Role
from facilities.models import Department, Facility
from tests.booking.api.callers import get, post, signed_in
from tests.booking.programmes import a_department
from tests.factories import NOW
from tests.people import a_band, a_high_schooler, a_senior, staff

AT = "offices/children/committees/"
LED = "offices/children/programmes/"
NAMED = {"name": "こがねい子ども会議"}


@pytest.fixture
def officer(hall: Facility) -> Person:
    made = staff(name="係の人")
    Post.objects.create(person=made, department=a_department(hall), role=Role.OFFICE)
    return made


@pytest.fixture
def at_office(officer: Person) -> Client:
    return signed_in(officer)


@pytest.fixture
def children() -> Group:
    group = a_band(a_high_schooler())
    Group.objects.filter(pk=group.pk).update(kind=Group.Kind.CHILDREN, name=NAMED["name"])
    Membership.objects.create(group=group, person=a_senior(), role=Membership.Role.ADULT_CONTACT)
    return Group.objects.get(pk=group.pk)


@pytest.fixture
def festival(officer: Person) -> Programme:
    about = About(name="市の子どもまつり")
    made = make_programme(
        department=Department.objects.get(), facility=None, about=about, actor=officer, now=NOW
    )
    return publish_programme(programme=made, actor=officer, now=NOW)


def test_it_is_named_and_everybody_finds_it_until_it_is_ended(
    at_office: Client, nobody: Client, children: Group
) -> None:
    assert post(at_office, f"{AT}name/", NAMED).status_code == 204
    told = {"name": NAMED["name"], "times": 0, "next": None}
    assert get(at_office, AT).json()["results"] == [{"id": children.public_id, **told}]
    assert get(nobody, "committees/").json()["results"] == [{**told, "planned": []}]
    assert post(at_office, f"{AT}{children.public_id}/end/").status_code == 204
    assert get(nobody, "committees/").json()["results"] == []


def test_a_name_that_no_group_has_is_said_with_its_field(at_office: Client) -> None:
    answer = post(at_office, f"{AT}name/", NAMED)
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["name"])


def test_a_programme_of_the_office_says_whose_idea_it_was(
    at_office: Client, nobody: Client, children: Group, festival: Programme
) -> None:
    post(at_office, f"{AT}name/", NAMED)
    [told] = get(at_office, LED).json()["results"]
    assert (told["id"], told["committee"]) == (festival.public_id, None)
    thought, seen = {"committee": children.public_id}, f'"{told["version"]}"'
    credit = f"{LED}{festival.public_id}/committee/"
    made = post(at_office, credit, thought, If_Match=seen)
    assert made.json()["committee"] == children.public_id
    assert made["ETag"] == f'"{made.json()["version"]}"' != seen
    assert post(at_office, credit, {"committee": None}, If_Match=seen).status_code == 412
    [planned] = get(nobody, "committees/").json()["results"][0]["planned"]
    assert planned["programme"] == festival.public_id
    taken_back = post(at_office, credit, {"committee": None}, If_Match=made["ETag"])
    assert taken_back.json()["committee"] is None


def test_neither_a_group_that_is_no_committee_nor_a_halls_programme_is_credited(
    at_office: Client, children: Group, festival: Programme, officer: Person, hall: Facility
) -> None:
    nobodys = post(
        at_office, f"{LED}{festival.public_id}/committee/", {"committee": children.public_id}, If_Match="*"
    )
    assert nobodys.status_code == 404
    elsewhere = post(at_office, f"{LED}none/committee/", {"committee": None}, If_Match="*")
    assert elsewhere.status_code == 404
