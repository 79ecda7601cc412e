"""A hall's groups by the API: found, read with the look kept, classed, and their applications approved."""

from typing import Any

import pytest
from django.test import Client

from booking.models import Act, Group, Person, Registration
from booking.rules.staff import Role
from facilities.models import Facility, Room
from tests.booking.api.callers import PROBLEM, get, post, signed_in
from tests.booking.web.desk.test_groups import CLASSED
from tests.factories import TODAY, a_booking, a_facility, a_room, span
from tests.people import a_group, a_senior, staff, tied

HALL = CLASSED
FIND = "desk/higashi/groups/find/"
ALL = "desk/higashi/registrations/approve-all/"


def applied(*people: Person, name: str = "和太鼓ひびき", **fields: Any) -> Group:
    for person in people:
        tied(person, "lives")
    group = a_group("circle", *people, name=name)
    Group.objects.filter(pk=group.pk).update(one_family=False, **fields)
    Registration.objects.create(group=group, registry="higashi-rules", state="applied", registered_on=TODAY)
    return group


def fumi() -> Person:
    return a_senior(name="山本 ふみ", reading="やまもと ふみ", call_name="ふみさん")


def registration(client: Client) -> str:
    [row] = post(client, FIND).json()["results"]
    return f"desk/higashi/registrations/{row['registration']['id']}/"


def test_the_halls_groups_are_found_by_name_or_by_a_members_reading_and_no_others(
    as_desk: Client, hall: Facility
) -> None:
    ours = applied(fumi(), a_senior(), roster={"senior": {"lives": 3}})
    a_group("band", a_senior(), name="よその会")
    for words in ("", "ひびき", "やまもと"):
        [row] = post(as_desk, FIND, {"words": words}).json()["results"]
        assert (row["id"], row["name"], row["members"]) == (ours.public_id, "和太鼓ひびき", 5)
        assert row["registration"]["state"] == "applied"
    for words in ("よその", "山本"):
        assert post(as_desk, FIND, {"words": words}).json()["results"] == []
    assert get(as_desk, FIND).status_code == 405, "a name has no place in an address"


def test_a_group_tells_its_members_by_what_they_are_called_and_the_look_is_kept(
    as_desk: Client, desk: Person, hall: Facility, room: Room
) -> None:
    leader = fumi()
    group = applied(leader, a_senior(), roster={"senior": {"lives": 3}})
    ahead = a_booking(room, span("2026-12-05", "10:00", "12:00"), leader, group=group)
    a_booking(a_room(a_facility("nishi"), "hall"), span("2026-12-06", "10:00", "12:00"), leader, group=group)
    a_booking(room, span("2026-11-05", "10:00", "12:00"), leader, group=group)
    answer = get(as_desk, f"desk/higashi/groups/{group.public_id}/")
    told = answer.json()
    assert told["members"][0] == {
        "whom": f"p-{leader.public_id}",
        "name": "ふみさん",
        "role": "leader",
        "band": "senior",
    }
    assert (len(told["members"]), told["roster"], told["classes"]) == (2, {"senior": 3}, ["youth"])
    assert [one["id"] for one in told["bookings"]] == [ahead.public_id]
    assert [one["state"] for one in told["registrations"]] == ["applied"]
    assert "山本" not in answer.content.decode()
    look = Act.objects.get(verb="look", subject="group")
    assert (look.actor, look.subject_id, look.after) == (desk, group.public_id, {"hall": "higashi"})


def test_a_class_that_the_rules_know_is_set_and_taken_away_again(as_desk: Client, hall: Facility) -> None:
    applied(fumi())
    at = f"{registration(as_desk)}class/"
    for _ in range(2):
        answer = post(as_desk, at, {"user_class": "youth"})
        assert (answer.status_code, answer.json()["user_class"]) == (200, "youth")
    assert Act.objects.filter(verb="set_class").count() == 1
    assert post(as_desk, at, {"user_class": ""}).json()["user_class"] == ""


@pytest.mark.parametrize(
    ("wrong", "status"), [({"user_class": "adult"}, 422), ({"user_class": "x" * 51}, 400), ({}, 400)]
)
def test_a_class_that_no_rule_knows_is_named(
    as_desk: Client, hall: Facility, wrong: dict[str, str], status: int
) -> None:
    applied(fumi())
    answer = post(as_desk, f"{registration(as_desk)}class/", wrong)
    assert (answer.status_code, answer["Content-Type"]) == (status, PROBLEM)
    assert list(answer.json()["errors"]) == ["user_class"]
    assert Registration.objects.get().user_class == ""


def test_somebody_alone_has_no_class(as_desk: Client, hall: Facility, teen: Person) -> None:
    group = applied(fumi())
    at = registration(as_desk)
    Registration.objects.filter(group=group).update(group=None, person=teen)
    assert post(as_desk, f"{at}class/", {"user_class": "youth"}).status_code == 404


def test_what_lacks_nothing_is_approved_at_once_and_the_rest_is_named(
    as_desk: Client, hall: Facility
) -> None:
    whole = applied(a_senior(), a_senior(), a_senior(), name="そろった会")
    alone = applied(a_senior(), name="ひとりの会")
    told = post(as_desk, ALL).json()
    states = dict(Registration.objects.values_list("group__name", "state"))
    assert (told["approved"], states) == (1, {whole.name: "valid", alone.name: "applied"})
    [row] = post(as_desk, FIND, {"words": "ひとり"}).json()["results"]
    assert told["left"] == [row["registration"]["id"]]
    again = post(as_desk, ALL).json()
    assert (again["approved"], again["left"]) == (0, told["left"])


def test_where_nobody_has_applied_nothing_happens(as_desk: Client, hall: Facility) -> None:
    assert post(as_desk, ALL).json() == {"approved": 0, "left": []}


def test_another_halls_desk_a_member_and_whoever_registers_nobody_find_no_group(
    as_desk: Client, hall: Facility, elsewhere: Client, teen: Person
) -> None:
    group = applied(fumi(), a_senior(), a_senior())
    at = registration(as_desk)
    theirs = [("nishi", elsewhere), ("higashi", elsewhere), ("higashi", signed_in(teen))]
    for slug, client in (*theirs, ("higashi", signed_in(staff(hall, role=Role.CONTRACTOR)))):
        assert get(client, f"desk/{slug}/groups/{group.public_id}/").status_code == 404
        where = at.replace("higashi", slug)
        assert post(client, f"{where}class/", {"user_class": "youth"}).status_code == 404
    for _slug, client in theirs[1:]:
        assert post(client, FIND).status_code == post(client, ALL).status_code == 404
    # At their own hall they have none.
    assert post(elsewhere, "desk/nishi/groups/find/").json()["results"] == []
    assert post(elsewhere, "desk/nishi/registrations/approve-all/").json()["approved"] == 0
    assert Registration.objects.get().state == "applied"
    assert not Act.objects.filter(verb="look").exists()
