"""What people and groups have applied for at a hall, approved at once, each for itself."""

import pytest

from booking.actions.approving import MOST_AT_ONCE, approve_waiting
from booking.models import Person, Registration
from booking.queries.bookings import Absent
from booking.rules.staff import Role
from facilities.models import Facility
from tests.booking.actions.test_group_registrations import REGISTERING
from tests.factories import NOW, TODAY, a_facility
from tests.people import a_group, a_senior, staff, tied

pytestmark = pytest.mark.django_db
HALL = REGISTERING


def applied(*people: Person, on: str = "higashi-rules") -> Registration:
    for person in people:
        tied(person, "lives")
    group = a_group("circle", *people)
    group.one_family = False
    group.save()
    return Registration.objects.create(group=group, registry=on, state="applied", registered_on=TODAY)


def test_what_lacks_something_is_left_and_the_others_are_done(hall: Facility, desk: Person) -> None:
    whole, alone = applied(a_senior(), a_senior(), a_senior()), applied(a_senior())
    found = approve_waiting(hall=hall, actor=desk, now=NOW, day=TODAY)
    assert (found.done, list(found.left)) == (1, [alone])
    whole.refresh_from_db()
    assert (whole.state, whole.decided_by) == ("valid", desk)


def test_where_nobody_has_applied_nothing_is_done(hall: Facility, desk: Person) -> None:
    found = approve_waiting(hall=hall, actor=desk, now=NOW, day=TODAY)
    assert (found.done, list(found.left)) == (0, [])


def test_the_first_are_taken_and_the_rest_waits_for_the_next_time(hall: Facility, desk: Person) -> None:
    for _ in range(MOST_AT_ONCE + 1):
        Registration.objects.create(
            group=a_group("circle", a_senior()),
            registry="higashi-rules",
            state="applied",
            registered_on=TODAY,
        )
    found = approve_waiting(hall=hall, actor=desk, now=NOW, day=TODAY)
    assert len(found.left) == MOST_AT_ONCE


def test_whoever_serves_elsewhere_approves_nothing(hall: Facility) -> None:
    whole = applied(a_senior(), a_senior(), a_senior())
    stranger = staff(a_facility("nishi"), role=Role.MANAGER)
    with pytest.raises(Absent):
        approve_waiting(hall=hall, actor=stranger, now=NOW, day=TODAY)
    whole.refresh_from_db()
    assert whole.state == "applied"
