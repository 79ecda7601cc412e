"""On what a verb may write: on no unknown, and on a refusal only as the desk answers for it on record."""

import pytest

from booking.actions.bookings import Absent, Answering, Company, Refused, book, move
from booking.actions.parties import change_party
from booking.actions.stays import extend
from booking.actions.wanted import Wanted
from booking.models import Act, Booking, Person
from booking.rules.codes import Code
from booking.rules.staff import Role
from facilities.models import Facility, Room
from tests.booking.calls import FRIDAY, called
from tests.booking.refusals import codes
from tests.factories import NOW, a_booking, at, span
from tests.people import a_high_schooler, a_person, staff

pytestmark = pytest.mark.django_db
LATE_FRIDAY = span("2026-12-04", "19:00", "21:00")
SATURDAY = span("2026-12-05", "10:00", "12:00")
KIDS = Company(counted={"elementary": 3})
WHY = Answering("館長がよいと言ったため")


def test_what_is_not_known_is_asked_for_before_anything_is_written(room: Room) -> None:
    somebody = a_person(None)
    with pytest.raises(Refused) as refused:
        book(person=somebody, wanted=Wanted(room, SATURDAY), now=NOW)
    assert refused.value.verdict.lacking == ("ages",)
    assert not Booking.objects.exists()


def test_an_overruled_refusal_is_on_record_with_its_clauses_and_its_reason(room: Room, desk: Person) -> None:
    made = called(room, desk, KIDS, answering=WHY)
    act = Act.objects.get(verb="overrule")
    assert (act.actor, act.subject_id, act.why) == (desk, made.public_id, WHY.why)
    assert act.after == {"codes": ["AGE_EVENING", "AGE_MIN"], "clauses": ["H2", "W1"]}


def test_a_reason_for_what_is_allowed_overrules_nothing(room: Room, desk: Person) -> None:
    called(room, desk, answering=WHY)
    assert not Act.objects.filter(verb="overrule").exists()


def test_nobody_overrules_what_others_have(room: Room, desk: Person) -> None:
    a_booking(room, FRIDAY)
    with pytest.raises(Refused) as taken:
        called(room, desk, answering=WHY)
    assert codes(taken) == {Code.TAKEN}


def test_whoever_has_not_the_right_overrules_nothing(hall: Facility, room: Room) -> None:
    with pytest.raises(Absent):
        called(room, staff(hall, role=Role.CONTRACTOR), KIDS, answering=WHY)
    haruka = a_high_schooler()
    with pytest.raises(Absent):
        called(room, haruka, KIDS, answering=WHY)


def test_a_move_an_extension_and_another_party_are_overruled_alike(room: Room, desk: Person) -> None:
    made = called(room, desk)
    with pytest.raises(Refused):
        change_party(booking=made, actor=desk, company=KIDS, now=NOW)
    changed = change_party(booking=made, actor=desk, company=KIDS, answering=WHY, now=NOW)
    with pytest.raises(Refused):
        move(booking=changed, actor=desk, room=room, span=LATE_FRIDAY, now=NOW)
    moved = move(booking=changed, actor=desk, room=room, span=LATE_FRIDAY, answering=WHY, now=NOW)
    night = at("2026-12-04 22:00")
    with pytest.raises(Refused):
        extend(booking=moved, actor=desk, until=night, now=LATE_FRIDAY.start)
    assert extend(booking=moved, actor=desk, until=night, answering=WHY, now=LATE_FRIDAY.start).end == night
    assert Act.objects.filter(verb="overrule", why=WHY.why).count() == 3
