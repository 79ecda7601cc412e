import pytest

from facilities.actions.halls import Incomplete, publish, withdraw
from facilities.models import Facility
from tests.factories import a_facility, a_hall, a_room

pytestmark = pytest.mark.django_db


def shown(hall: Facility) -> bool:
    return Facility.objects.get(pk=hall.pk).published


def test_a_hall_with_rooms_and_rules_is_shown() -> None:
    hall = a_hall(published=False)
    assert publish(facility=hall)
    assert shown(hall)


def test_a_hall_is_hidden_and_shown_again() -> None:
    hall = a_hall()
    assert withdraw(facility=hall)
    assert not shown(hall)
    assert publish(facility=hall)
    assert shown(hall)


def test_doing_it_twice_changes_nothing_and_says_so() -> None:
    hall = a_hall()
    assert not publish(facility=hall)
    withdraw(facility=hall)
    assert not withdraw(facility=hall)


def test_a_hall_without_rooms_and_rules_is_refused_with_all_that_is_missing() -> None:
    hall = a_facility(published=False)
    with pytest.raises(Incomplete, match="higashi: has no rooms and no rules"):
        publish(facility=hall)
    assert not shown(hall)


def test_rooms_that_nobody_sees_are_no_rooms_to_show() -> None:
    hall = a_facility(published=False)
    a_room(hall, published=False)
    with pytest.raises(Incomplete, match="no rooms"):
        publish(facility=hall)


def test_a_hall_with_rooms_alone_still_lacks_rules() -> None:
    hall = a_facility(published=False)
    a_room(hall)
    with pytest.raises(Incomplete, match=r"has no rules$"):
        publish(facility=hall)


def test_a_hall_that_lacks_something_can_always_be_hidden() -> None:
    assert withdraw(facility=a_facility())
