"""Children's committees by the API: named and ended by the hall's desk, credited with what they planned."""

import pytest
from django.test import Client

from booking.actions.committees import name_committee
from booking.models import Act, Committee, Group, Membership, Person, Programme
from booking.rules.lifecycle import State
from facilities.models import Facility, Room
from tests.booking.api.callers import get, post
from tests.booking.songs import the_songs
from tests.factories import NOW, a_booking, a_facility, span
from tests.people import a_band, a_high_schooler, a_senior, staff

AT = "desk/higashi/committees/"
NAMED = {"name": "さくら子ども会議"}


@pytest.fixture
def children() -> Group:
    """With an adult whom the desk may call."""
    group = a_band(a_high_schooler())
    Group.objects.filter(pk=group.pk).update(kind=Group.Kind.CHILDREN, name=NAMED["name"])
    Membership.objects.create(group=group, person=a_senior(), role=Membership.Role.ADULT_CONTACT)
    group.refresh_from_db()
    return group


@pytest.fixture
def committee(children: Group, hall: Facility, desk: Person) -> Group:
    name_committee(group=children, facility=hall, actor=desk, now=NOW)
    return children


@pytest.fixture
def songs(hall: Facility, desk: Person) -> Programme:
    return the_songs(hall, desk)


def test_a_group_is_named_once_and_stands_in_the_list_and_on_the_halls_page(
    as_desk: Client, nobody: Client, children: Group
) -> None:
    for _ in range(2):
        assert post(as_desk, f"{AT}name/", NAMED).status_code == 204
    told = {"name": NAMED["name"], "times": 0, "next": None}
    assert get(as_desk, AT).json()["results"] == [{"id": children.public_id, **told}]
    assert get(nobody, "halls/higashi/committees/").json()["results"] == [{**told, "planned": []}]
    assert [one.verb for one in Act.objects.filter(subject="committee")] == ["name_committee"]


def test_what_it_has_booked_and_used_is_a_meeting(as_desk: Client, committee: Group, room: Room) -> None:
    who = committee.memberships.get(role=Membership.Role.LEADER).person
    for day, state in (("2026-11-06", State.USED), ("2026-12-11", State.BOOKED)):
        a_booking(room, span(day, "17:00", "19:00"), who, group=committee, state=state)
    [told] = get(as_desk, AT).json()["results"]
    assert (told["times"], told["next"]) == (1, "2026-12-11")


def test_neither_a_band_nor_a_group_without_an_adult_nor_an_unknown_one_is_named(
    as_desk: Client, children: Group
) -> None:
    Group.objects.update(kind=Group.Kind.BAND)
    refusals = [post(as_desk, f"{AT}name/", NAMED)]
    Group.objects.update(kind=Group.Kind.CHILDREN)
    Membership.objects.filter(role=Membership.Role.ADULT_CONTACT).delete()
    refusals += [post(as_desk, f"{AT}name/", body) for body in (NAMED, {"name": "どこにもない会"})]
    for answer in refusals:
        assert (answer.status_code, list(answer.json()["errors"])) == (422, ["name"])
    assert len({answer.json()["errors"]["name"][0] for answer in refusals}) == 3
    assert not Committee.objects.exists()


def test_of_two_groups_of_one_name_none_is_guessed(as_desk: Client, children: Group) -> None:
    other = a_band(a_high_schooler(card_number="20000009"))
    Group.objects.filter(pk=other.pk).update(kind=Group.Kind.CHILDREN, name=NAMED["name"])
    answer = post(as_desk, f"{AT}name/", NAMED)
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["name"])


def test_another_halls_committee_is_named_by_that_hall_alone(as_desk: Client, children: Group) -> None:
    nishi = a_facility("nishi")
    name_committee(group=children, facility=nishi, actor=staff(nishi), now=NOW)
    taken = post(as_desk, f"{AT}name/", NAMED)
    assert (taken.status_code, taken.json()["code"]) == (409, "overtaken")
    assert get(as_desk, AT).json()["results"] == []
    assert post(as_desk, f"{AT}{children.public_id}/end/").status_code == 404


def test_an_ended_one_is_listed_no_more_and_comes_back_by_its_name(as_desk: Client, committee: Group) -> None:
    end = f"{AT}{committee.public_id}/end/"
    assert post(as_desk, end).status_code == 204
    assert get(as_desk, AT).json()["results"] == []
    assert post(as_desk, end).status_code == 404, "it is none any more"
    assert post(as_desk, f"{AT}name/", NAMED).status_code == 204
    assert len(get(as_desk, AT).json()["results"]) == 1


def test_a_programme_says_which_committee_thought_of_it(
    as_desk: Client, nobody: Client, committee: Group, songs: Programme
) -> None:
    credit = f"desk/higashi/programmes/{songs.public_id}/committee/"
    assert post(as_desk, credit, {"committee": committee.public_id}).status_code == 200
    [told] = get(nobody, "halls/higashi/committees/").json()["results"]
    assert [one["programme"] for one in told["planned"]] == [songs.public_id]
    assert post(as_desk, credit, {"committee": None}).status_code == 200
    songs.refresh_from_db()
    assert songs.planned_by is None


def test_the_credit_says_which_version_of_the_programme_it_has_seen(
    as_desk: Client, committee: Group, songs: Programme
) -> None:
    credit, wish = f"desk/higashi/programmes/{songs.public_id}/committee/", {"committee": committee.public_id}
    songs.refresh_from_db()
    stale = post(as_desk, credit, wish, If_Match=f'"{songs.revision + 1}"')
    assert (stale.status_code, stale.json()["code"]) == (412, "precondition_failed")
    unseen = as_desk.post(f"/api/v1/{credit}", wish, "application/json")
    assert (unseen.status_code, unseen.json()["code"]) == (428, "version_missing")
    songs.refresh_from_db()
    assert songs.planned_by is None
    assert post(as_desk, credit, wish, If_Match=f'"{songs.revision}"').status_code == 200


def test_only_a_committee_of_the_hall_is_credited(as_desk: Client, children: Group, songs: Programme) -> None:
    credit = f"desk/higashi/programmes/{songs.public_id}/committee/"
    assert post(as_desk, credit, {"committee": children.public_id}).status_code == 404
    songs.refresh_from_db()
    assert songs.planned_by is None
