"""A manager closes a record, opens it, and stops a guardian, by the API as on the page."""

import pytest
from django.test import Client

from booking.models import Act, Booking, Guardian, Person
from booking.rules.staff import Role
from facilities.models import Facility
from tests.booking.api.callers import get, post, signed_in
from tests.people import a_band, a_guardian, a_high_schooler, a_manager, staff


@pytest.fixture
def manager(hall: Facility) -> Client:
    return signed_in(a_manager(hall))


@pytest.fixture
def guardian(teen: Person) -> Guardian:
    return a_guardian(teen, name="森 葉子", mail="yoko@example.org", phone="090-0000-0002")


def record(child: Person, verb: str = "", hall: str = "higashi") -> str:
    return f"desk/{hall}/people/p-{child.public_id}/record/{verb}"


def stop(child: Person, guardian: Guardian, hall: str = "higashi") -> str:
    return f"desk/{hall}/people/p-{child.public_id}/guardians/{guardian.public_id}/stop/"


def test_a_record_is_told_without_the_full_name_a_birth_date_or_a_number(
    manager: Client, booking: Booking, teen: Person, guardian: Guardian
) -> None:
    Person.objects.filter(pk=teen.pk).update(name="森 澪", call_name="みお", phone="090-0000-0001")
    answer = get(manager, record(teen))
    assert answer.json() == {
        "whom": f"p-{teen.public_id}",
        "name": "みお",
        "closed": False,
        "guardians": [
            {"id": guardian.public_id, "name": "森 葉子", "relation": "母", "stopped": False},
        ],
    }
    look = Act.objects.get(verb="look", subject="person")
    assert (look.subject_id, look.after) == (teen.public_id, {"hall": "higashi"})


def test_a_record_is_closed_and_opened_and_a_second_time_nothing_happens(
    manager: Client, booking: Booking, teen: Person
) -> None:
    for verb, closed in (("close/", True), ("close/", True), ("open/", False), ("open/", False)):
        answer = post(manager, record(teen, verb))
        assert (answer.status_code, answer.json()["closed"]) == (200, closed)
        teen.refresh_from_db()
        assert teen.closed is closed
    assert Act.objects.filter(verb__in=("close_record", "open_record")).count() == 2


def test_a_guardian_is_stopped_at_once_and_once(
    manager: Client, booking: Booking, teen: Person, guardian: Guardian
) -> None:
    other = a_guardian(teen, name="森 大地", relation="父")
    for _ in range(2):
        told = post(manager, stop(teen, guardian)).json()["guardians"]
        assert [(one["id"], one["stopped"]) for one in told] == [
            (guardian.public_id, True),
            (other.public_id, False),
        ]
    assert Act.objects.filter(verb="stop", subject="guardian").count() == 1


def test_a_guardian_of_another_child_is_not_stopped_from_here(
    manager: Client, booking: Booking, teen: Person
) -> None:
    stranger = a_guardian(a_high_schooler())
    assert post(manager, stop(teen, stranger)).status_code == 404
    assert post(manager, stop(stranger.child, stranger)).status_code == 404
    stranger.refresh_from_db()
    assert stranger.stopped_at is None


def test_whom_the_hall_has_nothing_to_do_with_is_not_there(
    manager: Client, elsewhere: Client, booking: Booking, teen: Person
) -> None:
    for client, child, hall in ((manager, a_high_schooler(), "higashi"), (elsewhere, teen, "nishi")):
        for verb in ("close/", "open/"):
            assert post(client, record(child, verb, hall)).status_code == 404
        assert get(client, record(child, hall=hall)).status_code == 404
    assert not Person.objects.filter(closed=True).exists()


def test_a_group_has_no_record(manager: Client, booking: Booking, teen: Person) -> None:
    for key in (f"g-{a_band(teen).public_id}", f"g-{teen.public_id}", teen.public_id):
        assert get(manager, f"desk/higashi/people/{key}/record/").status_code == 404


@pytest.mark.parametrize("role", [Role.DESK, Role.EVENING, Role.CONTRACTOR])
def test_the_desk_alone_does_not_close_a_record(
    hall: Facility, booking: Booking, teen: Person, guardian: Guardian, role: Role
) -> None:
    client = signed_in(staff(hall, role=role))
    for at in (record(teen, "close/"), stop(teen, guardian)):
        assert post(client, at).status_code == 404
    teen.refresh_from_db()
    guardian.refresh_from_db()
    assert (teen.closed, guardian.stopped_at) == (False, None)


def test_what_the_look_was_at_stands_in_no_act(
    manager: Client, booking: Booking, teen: Person, guardian: Guardian
) -> None:
    post(manager, stop(teen, guardian))
    post(manager, record(teen, "close/"))
    for act in Act.objects.all():
        assert guardian.name not in f"{act.before}{act.after}{act.why}"
