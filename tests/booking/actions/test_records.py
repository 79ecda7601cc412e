"""A record closed to every outside question: by the manager alone, on record, and taken back."""

import pytest

from booking.actions.records import close_record, open_record
from booking.models import Act, Person
from booking.queries.bookings import Absent
from facilities.models import Facility
from tests.factories import NOW, a_facility
from tests.people import a_high_schooler, a_manager, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall() -> Facility:
    return a_facility()


def is_closed(person: Person) -> bool:
    return Person.objects.get(pk=person.pk).closed


def test_the_manager_closes_a_record_and_opens_it_again(sora: Person, hall: Facility) -> None:
    manager = a_manager(hall)
    close_record(person=sora, actor=manager, now=NOW)
    assert is_closed(sora)
    open_record(person=sora, actor=manager, now=NOW + 60)
    assert not is_closed(sora)
    said = [(act.verb, act.subject_id, act.before, act.after) for act in Act.objects.order_by("pk")]
    assert said == [
        ("close_record", sora.public_id, {"closed": False}, {"closed": True}),
        ("open_record", sora.public_id, {"closed": True}, {"closed": False}),
    ]


def test_nobody_else_does_not_even_the_child(sora: Person, hall: Facility) -> None:
    for actor in (sora, staff(hall), a_high_schooler(is_staff=True, is_superuser=True)):
        with pytest.raises(Absent):
            close_record(person=sora, actor=actor, now=NOW)
    assert not is_closed(sora)
    Person.objects.filter(pk=sora.pk).update(closed=True)
    with pytest.raises(Absent):
        open_record(person=sora, actor=staff(hall), now=NOW)
    assert is_closed(sora)


def test_closing_what_is_closed_is_no_second_act(sora: Person, hall: Facility) -> None:
    manager = a_manager(hall)
    for now in (NOW, NOW + 60):
        close_record(person=sora, actor=manager, now=now)
    assert Act.objects.count() == 1
