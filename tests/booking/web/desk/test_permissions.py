"""The matrix of the desk's pages: which right opens each address, walked by every role at both halls."""

from collections.abc import Iterator, Mapping

import pytest
from django.test import Client
from django.urls import resolve, reverse

from booking.models import Person
from booking.rules.staff import RIGHTS, Right, Role
from booking.web.desk.urls import urlpatterns
from facilities.models import Facility
from tests.factories import a_facility, a_hall
from tests.people import a_high_schooler, staff

pytestmark = pytest.mark.django_db

# The right that opens each address of a hall's desk, by its name.
MATRIX: Mapping[str, Right] = {
    "desk": Right.DAY,
    "desk-cards": Right.DAY,
    "desk-door-revoke": Right.HOURS,
    "desk-doors": Right.HOURS,
    "desk-phone": Right.DESK,
    "desk-walk-in": Right.DESK,
    "desk-bookings": Right.DESK,
    "desk-booking": Right.DESK,
    "desk-booking-contact": Right.DESK,
    "desk-booking-move": Right.DESK,
    "desk-booking-extend": Right.DESK,
    "desk-series-move": Right.DESK,
    "desk-booking-party": Right.DESK,
    "desk-booking-do": Right.DESK,
    "desk-money": Right.MONEY,
    "desk-counts": Right.DESK,
    "desk-free-use": Right.DESK,
    "desk-labels": Right.DESK,
    "desk-notes": Right.DESK,
    "desk-report": Right.DAY,
    "desk-sheet": Right.DAY,
    "desk-things": Right.DESK,
    "desk-talents": Right.PROGRAMMES,
    "desk-visit": Right.DESK,
    "desk-open": Right.HOURS,
    "desk-open-call": Right.CONTACT,
    "desk-open-change": Right.HOURS,
    "desk-open-close": Right.HOURS,
    "desk-open-copy": Right.HOURS,
    "desk-open-duty": Right.HOURS,
    "desk-open-end": Right.HOURS,
    "desk-open-evening": Right.HOURS,
    "desk-open-festival": Right.HOURS,
    "desk-open-lift": Right.HOURS,
    "desk-open-not-picked": Right.DESK,
    "desk-open-now": Right.CLOSE,
    "desk-open-outside": Right.HOURS,
    "desk-open-picked": Right.DESK,
    "desk-open-restore": Right.HOURS,
    "desk-open-unwarn": Right.WARN,
    "desk-open-warning": Right.WARN,
    "desk-rules": Right.RULES,
    "desk-rules-clause": Right.RULES,
    "desk-rules-days": Right.RULES,
    "desk-rules-days-new": Right.RULES,
    "desk-rules-draft": Right.RULES,
    "desk-rules-hall": Right.RULES,
    "desk-rules-new": Right.RULES,
    "desk-rules-preview": Right.RULES,
    "desk-rules-publish": Right.RULES,
    "desk-rules-questions": Right.RULES,
    "desk-rules-while": Right.RULES,
    "desk-rules-withdraw": Right.RULES,
    "desk-rules-words": Right.RULES,
    "desk-queue": Right.DESK,
    "desk-answer": Right.OVERRULE,
    "desk-register": Right.PEOPLE,
    "desk-register-all": Right.PEOPLE,
    "desk-paper": Right.PEOPLE,
    "desk-called": Right.DESK,
    "desk-reduction": Right.MONEY,
    "desk-people": Right.PEOPLE,
    "desk-programme": Right.PROGRAMMES,
    "desk-committees": Right.PROGRAMMES,
    "desk-meetings": Right.PROGRAMMES,
    "desk-meeting": Right.PROGRAMMES,
    "desk-meeting-do": Right.PROGRAMMES,
    "desk-programme-committee": Right.PROGRAMMES,
    "desk-suggestions": Right.PROGRAMMES,
    "desk-suggestion-do": Right.PROGRAMMES,
    "desk-programme-count": Right.PROGRAMMES,
    "desk-programme-dates": Right.PROGRAMMES,
    "desk-programme-do": Right.PROGRAMMES,
    "desk-programme-fee": Right.MONEY,
    "desk-programme-move": Right.PROGRAMMES,
    "desk-programme-partners": Right.PROGRAMMES,
    "desk-programme-people": Right.PROGRAMMES,
    "desk-programme-place": Right.PROGRAMMES,
    "desk-programme-receipt": Right.MONEY,
    "desk-programme-sheet": Right.PROGRAMMES,
    "desk-programme-terms": Right.PROGRAMMES,
    "desk-figures": Right.FIGURES,
    "desk-figures-year": Right.FIGURES,
    "desk-programmes": Right.PROGRAMMES,
    "desk-person-new": Right.PEOPLE,
    "desk-person": Right.PEOPLE,
    "desk-person-do": Right.PEOPLE,
    "desk-person-taken": Right.COURSES,
    "desk-record": Right.RECORDS,
    "desk-guardian-stop": Right.RECORDS,
    "desk-number": Right.CONTACT,
    "desk-guardian-number": Right.CONTACT,
    "desk-groups": Right.PEOPLE,
    "desk-groups-approve": Right.PEOPLE,
    "desk-group": Right.PEOPLE,
    "desk-group-class": Right.PEOPLE,
    "desk-courses": Right.COURSES,
    "desk-course-new": Right.COURSES,
    "desk-course": Right.COURSES,
    "desk-rounds": Right.HOURS,
    "desk-round-new": Right.HOURS,
    "desk-round": Right.HOURS,
    "desk-round-change": Right.HOURS,
    "desk-round-do": Right.HOURS,
    "desk-duties": Right.DESK,
    "desk-acts": Right.DAY,
    "desk-acts-all": Right.ACTS,
    "desk-acts-export": Right.ACTS,
    "desk-acts-undo": Right.DESK,
    "desk-staff": Right.STAFF,
    "desk-staff-find": Right.STAFF,
    "desk-staff-give": Right.STAFF,
    "desk-staff-renew": Right.STAFF,
    "desk-staff-one": Right.STAFF,
}
# Of the desk, and of no hall: open to whoever serves anywhere.
OF_NO_HALL = {"desks"}
# What else stands in an address, if a page has more than its hall: of something that is not there.
GIVEN: Mapping[str, object] = {
    "act": 999_999,
    "booking": "nothing1",
    "clause": "C1",
    "days": "summer",
    "closure": 1,
    "evening": 1,
    "event": 1,
    "key": 0,
    "kiosk": "nosuchkiosk",
    "pickup": 1,
    "post": 999_999,
    "public_id": "nobodynobody",
    "room": "nosuchroom",
    "session": "nosuchdate",
    "signup": "nosuchsignup",
    "verb": "cancel",
    "warning": 1,
    "year": 2026,
}


def address(name: str, hall: Facility) -> str:
    pattern = next(one for one in urlpatterns if one.name == name)
    more = {key: GIVEN[key] for key in pattern.pattern.converters if key != "hall"}
    return reverse(name, kwargs={"hall": hall.slug, **more})


def is_whole(name: str) -> bool:
    """Whether a page's address needs nothing but its hall: then there is something to open."""
    return set(next(one for one in urlpatterns if one.name == name).pattern.converters) == {"hall"}


def door_of(name: str, hall: Facility) -> Right | None:
    """The right that the view of an address asks for by itself."""
    return getattr(resolve(address(name, hall)).func, "right", None)


def opened(person: Person, hall: Facility) -> Iterator[str]:
    """The addresses of a hall's desk whose door lets somebody in, whatever the page says then."""
    client = Client()
    client.force_login(person)
    for name in MATRIX:
        statuses = {client.get(address(name, hall)).status_code, client.post(address(name, hall)).status_code}
        if statuses - {404}:
            yield name


def test_every_address_of_the_desk_stands_in_the_matrix() -> None:
    assert sorted(str(pattern.name) for pattern in urlpatterns) == sorted([*MATRIX, *OF_NO_HALL])


def test_every_page_asks_for_the_right_that_the_matrix_says() -> None:
    hall = a_hall()
    assert {name: door_of(name, hall) for name in MATRIX} == MATRIX


@pytest.mark.parametrize("role", list(Role))
def test_no_role_opens_more_than_its_rights_say(role: Role) -> None:
    hall = a_hall()
    allowed = {name for name, right in MATRIX.items() if right in RIGHTS[role]}
    assert set(opened(staff(hall, role=role), hall)) <= allowed


@pytest.mark.parametrize("role", list(Role))
def test_the_pages_of_its_rights_are_open_to_every_role(role: Role) -> None:
    hall = a_hall()
    opens = [name for name, right in MATRIX.items() if right in RIGHTS[role] and is_whole(name)]
    assert set(opens) <= set(opened(staff(hall, role=role), hall))


@pytest.mark.parametrize("role", list(Role))
def test_another_halls_desk_is_not_there_for_anybody(role: Role) -> None:
    hall, other = a_hall(), a_facility("nukui")
    assert not list(opened(staff(other, role=role), hall))


def test_a_member_finds_no_desk(client: Client) -> None:
    hall, member = a_hall(), a_high_schooler()
    assert not list(opened(member, hall))
    client.force_login(member)
    assert client.get(reverse("desks")).status_code == 404


def test_a_stranger_is_asked_to_sign_in(client: Client) -> None:
    hall = a_hall()
    for name in MATRIX:
        assert client.get(address(name, hall)).headers["Location"].startswith("/in/login/?next="), name
