"""Numbers by the API: for whoever may see contacts, behind a POST, and who has looked is kept."""

import pytest
from django.test import Client

from booking.models import Act, Booking, Guardian, Person
from booking.rules.staff import Role
from facilities.models import Facility
from tests.booking.api.callers import get, post, signed_in
from tests.people import a_guardian, a_high_schooler, staff

MINE, HERS = "090-0000-0001", "090-0000-0002"


@pytest.fixture
def guardian(teen: Person, booking: Booking) -> Guardian:
    Person.objects.filter(pk=teen.pk).update(phone=MINE)
    return a_guardian(teen, phone=HERS)


@pytest.fixture
def mine(teen: Person) -> str:
    return f"desk/higashi/people/p-{teen.public_id}/number/"


@pytest.fixture
def hers(teen: Person, guardian: Guardian) -> str:
    return f"desk/higashi/people/p-{teen.public_id}/guardians/{guardian.public_id}/number/"


def seen() -> list[tuple[str, str]]:
    return list(Act.objects.filter(verb="see_number").values_list("subject", "subject_id").order_by("pk"))


def test_each_number_is_told_and_each_look_is_kept(
    as_desk: Client, teen: Person, guardian: Guardian, mine: str, hers: str
) -> None:
    assert post(as_desk, mine).json() == {"phone": MINE}
    assert post(as_desk, hers).json() == {"phone": HERS}
    assert seen() == [("person", teen.public_id), ("guardian", guardian.public_id)]
    assert get(as_desk, mine).status_code == 405, "to look is no GET"
    for act in Act.objects.all():
        assert "090" not in f"{act.before}{act.after}{act.why}"


def test_a_number_that_was_not_asked_for_is_empty(as_desk: Client, guardian: Guardian, mine: str) -> None:
    Person.objects.update(phone="")
    assert post(as_desk, mine).json() == {"phone": ""}


def test_a_guardian_who_was_stopped_and_one_of_a_closed_record_are_not_there(
    as_desk: Client, teen: Person, guardian: Guardian, hers: str
) -> None:
    Person.objects.filter(pk=teen.pk).update(closed=True)
    assert post(as_desk, hers).status_code == 404
    Person.objects.filter(pk=teen.pk).update(closed=False)
    Guardian.objects.update(stopped_at=1)
    assert post(as_desk, hers).status_code == 404
    assert seen() == []


def test_a_guardian_of_another_child_is_not_reached_from_here(
    as_desk: Client, teen: Person, guardian: Guardian
) -> None:
    stranger = a_guardian(a_high_schooler(), phone=HERS)
    at = f"desk/higashi/people/p-{teen.public_id}/guardians/{stranger.public_id}/number/"
    assert post(as_desk, at).status_code == 404
    assert seen() == []


def test_whoever_may_not_see_contacts_another_hall_and_the_member_find_none(
    hall: Facility, elsewhere: Client, teen: Person, guardian: Guardian, mine: str, hers: str
) -> None:
    contractor = signed_in(staff(hall, role=Role.CONTRACTOR))
    for client in (contractor, elsewhere, signed_in(teen)):
        for at in (mine, hers, mine.replace("higashi", "nishi"), hers.replace("higashi", "nishi")):
            assert post(client, at).status_code == 404
    assert seen() == []
