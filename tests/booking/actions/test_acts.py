"""An act says itself whether it was done by a post, as it was when it was done."""

import ast
import inspect
from typing import Any

import pytest

from booking.actions import acts
from booking.actions.acts import act_of, keep
from booking.actions.attendance import check_in
from booking.actions.bookings import book, cancel, move, restore
from booking.actions.callers import Calling
from booking.actions.desk_bookings import book_for
from booking.actions.group_registrations import send_back
from booking.actions.groups import rename
from booking.actions.invitations import invite, join
from booking.actions.looks import look_at
from booking.actions.memberships import leave
from booking.actions.money import take
from booking.actions.mydata import correct
from booking.actions.particulars import Particulars
from booking.actions.people import give_first_code
from booking.actions.wanted import Wanted
from booking.models import Act, Booking, Group, Membership, Person, Registration
from booking.queries.party import Company
from booking.rules.ask import Channel
from booking.rules.attendance import Heads, Part
from facilities.models import Facility, Room
from tests.booking.labels.test_acts import modules
from tests.factories import NOW, TODAY, a_booking, a_facility, span
from tests.people import a_band, registered, staff

pytestmark = pytest.mark.django_db
FRIDAY, SATURDAY = span("2026-12-04", "17:00", "19:00"), span("2026-12-05", "13:00", "15:00")
WHY = "推薦の面接が決まったので"


@pytest.fixture
def elsewhere() -> Person:
    """Serves at another hall, and nowhere else."""
    return staff(a_facility("nukui"), name="夜野 灯")


@pytest.fixture
def band() -> Group:
    return a_band()


def deputy(person: Person, group: Group) -> Person:
    Membership.objects.create(group=group, person=person, role=Membership.Role.DEPUTY)
    return person


def of_band(room: Room, band: Group) -> Booking:
    leader = band.memberships.get(role=Membership.Role.LEADER).person
    return a_booking(room, FRIDAY, leader, group=band)


def by_desk(verb: str) -> bool:
    return Act.objects.filter(verb=verb).latest("pk").by_desk


def test_what_the_desk_does_to_anothers_booking_is_the_desks(desk: Person, booking: Booking) -> None:
    moved = move(booking=booking, actor=desk, room=booking.room, span=SATURDAY, now=NOW)
    restore(booking=cancel(booking=moved, actor=desk, now=NOW), actor=desk, now=NOW)
    assert [by_desk(verb) for verb in ("move", "cancel", "restore")] == [True] * 3


def test_what_a_member_does_to_theirs_is_not(booking: Booking, teen: Person) -> None:
    cancel(booking=booking, actor=teen, now=NOW)
    assert not by_desk("cancel")


def test_staff_of_another_hall_give_up_for_their_group_as_its_deputy(
    room: Room, band: Group, elsewhere: Person
) -> None:
    cancel(booking=of_band(room, band), actor=deputy(elsewhere, band), now=NOW, why=WHY)
    assert not by_desk("cancel")


def test_whoever_serves_at_the_very_hall_gives_up_their_groups_booking_as_its_deputy(
    room: Room, band: Group, desk: Person
) -> None:
    """Which is no doing of the hall's either when it is asked who bears the cost."""
    gone = cancel(booking=of_band(room, band), actor=deputy(desk, band), now=NOW, why=WHY)
    assert (by_desk("cancel"), gone.cause) == (False, "")


def test_a_plain_member_who_serves_there_can_change_the_groups_booking_by_the_post_alone(
    room: Room, band: Group, desk: Person
) -> None:
    Membership.objects.create(group=band, person=desk)
    gone = cancel(booking=of_band(room, band), actor=desk, now=NOW)
    assert (by_desk("cancel"), gone.cause) == (True, "hall")


def test_staff_book_for_themselves_as_members_and_for_a_caller_as_the_desk(
    room: Room, desk: Person, teen: Person
) -> None:
    book(person=desk, wanted=Wanted(room, SATURDAY), now=NOW)
    assert not by_desk("book")
    book_for(whom=teen, actor=desk, wanted=Wanted(room, FRIDAY, channel=Channel.PHONE), now=NOW)
    assert by_desk("book")


def test_of_a_caller_who_has_no_account_the_booking_is_the_desks(room: Room, desk: Person) -> None:
    asked = Wanted(room, FRIDAY, company=Company(counted={"high_school": 2}), channel=Channel.PHONE)
    made = book_for(whom=Calling(name="こがねい", phone="042-000-0000"), actor=desk, wanted=asked, now=NOW)
    cancel(booking=made, actor=desk, now=NOW)
    assert (made.person, by_desk("book"), by_desk("cancel")) == (None, True, True)


def test_whom_they_let_in_and_what_they_take_is_the_desks_also_of_their_own_group(
    room: Room, band: Group, desk: Person
) -> None:
    """An auditor asks just here: of a member nobody could take money."""
    booking = of_band(room, band)
    deputy(desk, band)
    take(booking=booking, staff=desk, yen=300, now=NOW)
    check_in(
        booking=Booking.objects.get(pk=booking.pk),
        actor=desk,
        counts={Heads(Part.TAKING_PART, "high_school"): 2},
        now=FRIDAY.start,
    )
    assert (by_desk("pay"), by_desk("check_in")) == (True, True)


def test_it_stays_said_when_the_post_ends_and_when_the_group_is_left(
    room: Room, band: Group, booking: Booking, desk: Person
) -> None:
    cancel(booking=booking, actor=desk, now=NOW)
    theirs = of_band(room, band)
    cancel(booking=theirs, actor=deputy(desk, band), now=NOW)
    desk.posts.all().delete()
    Person.objects.filter(pk=desk.pk).update(is_staff=False)
    leave(group=band, person=desk, now=NOW)
    told = dict(Act.objects.filter(verb="cancel").values_list("subject_id", "by_desk"))
    assert told == {booking.public_id: True, theirs.public_id: False}


def test_what_staff_do_in_a_group_of_theirs_they_do_as_its_members(band: Group, elsewhere: Person) -> None:
    leader = band.memberships.get(role=Membership.Role.LEADER).person
    made = invite(group=band, actor=leader, now=NOW).invitation
    join(person=elsewhere, invitation=made.public_id, now=NOW)
    Membership.objects.filter(person=elsewhere).update(role=Membership.Role.DEPUTY)
    rename(group=Group.objects.get(pk=band.pk), actor=elsewhere, name="あさかぜ", now=NOW)
    # Written when they are in the group no more, so that nothing says any longer that it was theirs.
    leave(group=band, person=elsewhere, now=NOW)
    assert [by_desk(verb) for verb in ("join", "rename", "leave")] == [False] * 3


def test_what_the_hall_decides_about_a_group_is_the_desks(hall: Facility, band: Group, desk: Person) -> None:
    asked = registered(band, "higashi-rules", TODAY)
    Registration.objects.filter(pk=asked.pk).update(state=Registration.State.APPLIED)
    send_back(registration=Registration.objects.get(pk=asked.pk), actor=desk, why="名簿が足りません", now=NOW)
    assert by_desk("send_back")


def test_of_a_record_ones_own_is_corrected_as_a_member_and_anothers_is_the_desks(
    hall: Facility, desk: Person, teen: Person
) -> None:
    correct(person=desk, particulars=Particulars(name="大石 亮"), now=NOW)
    look_at(person=teen, hall=hall, actor=desk, now=NOW)
    give_first_code(person=teen, actor=desk, now=NOW)
    assert [by_desk(verb) for verb in ("correct", "look", "give_first_code")] == [False, True, True]


def test_what_the_service_does_is_nobodys_doing_at_a_desk(booking: Booking) -> None:
    keep([act_of(booking=booking, verb="check_in", actor=None, now=NOW)])
    assert not by_desk("check_in")


def test_of_what_is_not_there_any_more_the_act_tells_less(booking: Booking, desk: Person) -> None:
    act = act_of(booking=booking, verb="cancel", actor=desk, now=NOW)
    Booking.objects.filter(pk=booking.pk).delete()
    keep([act])
    assert not by_desk("cancel")


def test_members_acts_cost_no_question_and_the_desks_one_for_many(
    room: Room, teen: Person, desk: Person, django_assert_num_queries: Any
) -> None:
    made = [a_booking(room, span(f"2026-12-{day}", "17:00", "19:00"), teen) for day in (10, 11, 12)]
    for actor, queries in ((teen, 2), (None, 2), (desk, 3)):
        written = [act_of(booking=one, verb="move", actor=actor, now=NOW) for one in made]
        # The acts, and whether anybody listens for them.
        with django_assert_num_queries(queries):
            keep(written)
    assert Act.objects.filter(by_desk=True).count() == len(made)


def test_no_verb_writes_an_act_past_the_one_place() -> None:
    for module in modules():
        if module is not acts:
            called = [ast.unparse(one.func) for one in ast.walk(ast.parse(inspect.getsource(module)))
                      if isinstance(one, ast.Call)]  # fmt: skip
            writes = [
                name for name in called if name in ("Act", "Act.objects.create", "Act.objects.bulk_create")
            ]
            assert writes == [], module.__name__
