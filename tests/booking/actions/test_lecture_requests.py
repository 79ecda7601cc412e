"""A group asks for a lecture on two or three dates; one is taken, with its room; it is held and counted."""

import pytest

from booking.actions.changes import Stale
from booking.actions.lecture_requests import (
    NobodyComes,
    NotOn,
    NotThose,
    TooEarly,
    TooMany,
    Wish,
    accept_lecture,
    call_off_lecture,
    count_lecture,
    decline_lecture,
    propose_date,
    reopen_lecture,
    take_date,
    withdraw_lecture,
)
from booking.actions.memberships import hand_over
from booking.actions.mydata import forget
from booking.actions.texts import Missing
from booking.models import Booking, Claim, Group, Lecture, LectureRequest, Membership, Notice, Person
from booking.queries.bookings import Absent
from booking.queries.lectures import heads_of
from booking.rules.attendance import Heads, Part
from booking.rules.lectures import MOST_OPEN, State
from booking.rules.lifecycle import State as Use
from booking.rules.verdict import Refused
from facilities.models import Room
from facilities.rules.spans import Span
from tests.booking.activities import department_of, the_office
from tests.booking.centre import IN_BANDS, a_room_of_the_centre
from tests.booking.lectures import FIRST, SECOND, THIRD, a_lecture, a_request
from tests.factories import NOW, a_booking, span
from tests.people import a_band, a_high_schooler

pytestmark = pytest.mark.django_db
CAME = {Heads(Part.TAKING_PART, "senior"): 12, Heads(Part.HELPING, "adult"): 2}


@pytest.fixture
def office() -> Person:
    return the_office("lifelong-learning")


@pytest.fixture
def leader() -> Person:
    return a_high_schooler()


@pytest.fixture
def group(leader: Person) -> Group:
    return a_band(leader)


@pytest.fixture
def lecture(office: Person) -> Lecture:
    return a_lecture(department_of(office))


@pytest.fixture
def asked(lecture: Lecture, leader: Person, group: Group) -> LectureRequest:
    return a_request(lecture, leader, group)


def again() -> LectureRequest:
    """As it stands in the tables."""
    return LectureRequest.objects.get()


def taken(asked: LectureRequest, office: Person, now: int = NOW) -> LectureRequest:
    """On the first of its dates."""
    date = asked.dates.all()[0]
    return take_date(request=asked, date=date.pk, seen=again().revision, actor=office, now=now)


def led_by_another(group: Group, leader: Person) -> Person:
    heir = Membership.objects.exclude(person=leader).filter(group=group)[0].person
    hand_over(group=group, actor=leader, person=heir, now=NOW)
    return heir


def told_last() -> str:
    return Notice.objects.order_by("-pk")[0].kind


def test_asking_waits_for_the_department_and_holds_no_room_yet(
    lecture: Lecture, leader: Person, group: Group
) -> None:
    asked = a_request(lecture, leader, group, Wish([SECOND, FIRST], 20, room=a_room_of_the_centre()))
    assert asked.state == State.ASKED
    assert [date.start for date in asked.dates.all()] == [FIRST.start, SECOND.start]
    assert not Booking.objects.exists()
    assert told_last() == "lecture_asked"


def test_asked_twice_alike_it_is_asked_once(asked: LectureRequest, leader: Person, group: Group) -> None:
    assert a_request(asked.lecture, leader, group) == asked
    assert LectureRequest.objects.count() == 1


@pytest.mark.parametrize(
    "dates",
    [
        [FIRST],
        [FIRST, FIRST],
        [FIRST, SECOND, THIRD, span("2027-01-22", "14:00", "15:00")],
        [FIRST, span("2026-12-02", "14:00", "15:00")],
    ],
)
def test_it_takes_two_or_three_different_dates_to_come(
    lecture: Lecture, leader: Person, group: Group, dates: list[Span]
) -> None:
    with pytest.raises(NotThose):
        a_request(lecture, leader, group, Wish(dates, 20, place="集会所"))


def test_it_takes_a_place_and_somebody_who_listens(lecture: Lecture, leader: Person, group: Group) -> None:
    with pytest.raises(Missing):
        a_request(lecture, leader, group, Wish([FIRST, SECOND], 20, place=" "))
    for nobody in (0, 1000):
        with pytest.raises(NobodyComes):
            a_request(lecture, leader, group, Wish([FIRST, SECOND], nobody, place="集会所"))


def test_a_room_that_cannot_be_had_on_one_of_the_dates_is_refused_at_once(
    lecture: Lecture, leader: Person, group: Group
) -> None:
    room = a_room_of_the_centre()
    a_booking(room, SECOND, a_high_schooler())
    with pytest.raises(NotOn) as caught:
        a_request(lecture, leader, group, Wish([FIRST, SECOND], 20, room=room))
    assert caught.value.span == SECOND
    assert not LectureRequest.objects.exists()


def test_who_does_not_lead_the_group_asks_for_nothing(lecture: Lecture, group: Group) -> None:
    mate = Membership.objects.filter(group=group, role=Membership.Role.MEMBER)[0].person
    for stranger in (mate, a_high_schooler()):
        with pytest.raises(Absent):
            a_request(lecture, stranger, group)


def test_what_is_not_offered_any_more_cannot_be_asked_for(
    lecture: Lecture, leader: Person, group: Group
) -> None:
    Lecture.objects.update(shown=False)
    with pytest.raises(Absent):
        a_request(lecture, leader, group)


def test_a_group_asks_for_so_many_at_a_time(lecture: Lecture, leader: Person, group: Group) -> None:
    for minute in range(1, MOST_OPEN + 1):
        wish = Wish(
            [Span(one.start + minute * 60, one.end + minute * 60) for one in (FIRST, SECOND)], 9, place="x"
        )
        a_request(lecture, leader, group, wish)
    with pytest.raises(TooMany):
        a_request(lecture, leader, group)


def test_with_the_date_that_is_taken_comes_the_room_in_the_groups_name(
    lecture: Lecture, leader: Person, group: Group, office: Person
) -> None:
    room: Room = a_room_of_the_centre()
    asked = a_request(lecture, leader, group, Wish([FIRST, SECOND], 20, room=room))
    agreed = taken(asked, office)
    held = Booking.objects.get()
    assert (agreed.state, agreed.start, agreed.booking) == (State.AGREED, FIRST.start, held)
    assert (held.person, held.group, held.room, held.start) == (leader, group, room, FIRST.start)
    assert Notice.objects.filter(person=leader, kind="lecture_agreed", booking=held).exists()


def test_of_a_room_that_is_lent_in_bands_the_whole_band_is_booked(
    lecture: Lecture, leader: Person, group: Group, office: Person
) -> None:
    room = a_room_of_the_centre(text=IN_BANDS)
    taken(a_request(lecture, leader, group, Wish([FIRST, SECOND], 20, room=room)), office)
    held = Booking.objects.get()
    assert Span(held.start, held.end) == span("2026-12-18", "13:00", "17:00")
    assert again().start == FIRST.start


def test_a_lecture_over_the_gap_between_two_bands_has_no_room(
    lecture: Lecture, leader: Person, group: Group
) -> None:
    room, noon = a_room_of_the_centre(text=IN_BANDS), span("2026-12-18", "12:30", "13:30")
    with pytest.raises(NotOn) as caught:
        a_request(lecture, leader, group, Wish([noon, SECOND], 20, room=room))
    assert caught.value.span == noon


def test_where_the_room_is_taken_meanwhile_nothing_is_agreed_and_the_other_date_still_can_be(
    lecture: Lecture, leader: Person, group: Group, office: Person
) -> None:
    room = a_room_of_the_centre()
    asked = a_request(lecture, leader, group, Wish([FIRST, SECOND], 20, room=room))
    a_booking(room, FIRST, a_high_schooler())
    with pytest.raises(Refused):
        taken(asked, office)
    assert again().state == State.ASKED
    second = asked.dates.all()[1]
    take_date(request=asked, date=second.pk, seen=0, actor=office, now=NOW)
    assert again().start == SECOND.start


def test_of_two_who_answer_the_second_is_told(asked: LectureRequest, office: Person) -> None:
    taken(asked, office)
    with pytest.raises(Stale):
        decline_lecture(request=asked, why="ごめんなさい", seen=0, actor=office, now=NOW)
    assert again().state == State.AGREED


def test_a_date_that_was_not_wished_for_cannot_be_taken(asked: LectureRequest, office: Person) -> None:
    with pytest.raises(Absent):
        take_date(request=asked, date=0, seen=0, actor=office, now=NOW)


def test_a_date_that_has_begun_cannot_be_taken(asked: LectureRequest, office: Person) -> None:
    with pytest.raises(Refused):
        taken(asked, office, now=FIRST.start)


def test_what_the_department_proposes_the_group_takes_with_its_room(
    lecture: Lecture, leader: Person, group: Group, office: Person
) -> None:
    asked = a_request(lecture, leader, group, Wish([FIRST, SECOND], 20, room=a_room_of_the_centre()))
    propose_date(request=asked, span=THIRD, seen=0, actor=office, now=NOW)
    assert told_last() == "lecture_proposed"
    assert not Claim.objects.exists()
    for _twice in range(2):
        accept_lecture(request=asked, person=leader, now=NOW)
    assert (again().state, again().start) == (State.AGREED, THIRD.start)
    assert Claim.objects.get().start == THIRD.start


def test_nothing_is_proposed_for_an_hour_that_has_gone(asked: LectureRequest, office: Person) -> None:
    with pytest.raises(Refused):
        propose_date(request=asked, span=FIRST, seen=0, actor=office, now=FIRST.start)


def test_a_decline_says_why_and_is_taken_back(asked: LectureRequest, office: Person) -> None:
    with pytest.raises(Missing):
        decline_lecture(request=asked, why=" ", seen=0, actor=office, now=NOW)
    decline_lecture(request=asked, why="いっぱいです。", seen=0, actor=office, now=NOW)
    assert "いっぱいです。" in Notice.objects.filter(kind="lecture_declined")[0].body
    reopen_lecture(request=asked, actor=office, now=NOW)
    assert (again().state, again().why) == (State.ASKED, "")


def test_what_is_agreed_is_not_taken_back_like_an_answer(asked: LectureRequest, office: Person) -> None:
    taken(asked, office)
    with pytest.raises(Absent):
        reopen_lecture(request=asked, actor=office, now=NOW)


def test_the_group_does_without_and_its_room_is_free_again(
    lecture: Lecture, leader: Person, group: Group, office: Person
) -> None:
    asked = a_request(lecture, leader, group, Wish([FIRST, SECOND], 20, room=a_room_of_the_centre()))
    taken(asked, office)
    for _twice in range(2):
        withdraw_lecture(request=asked, person=leader, now=NOW)
    assert again().state == State.WITHDRAWN
    assert not Claim.objects.exists()
    assert Notice.objects.filter(kind="lecture_withdrawn", person=leader).count() == 1


def test_what_has_begun_is_neither_withdrawn_nor_called_off(
    asked: LectureRequest, leader: Person, office: Person
) -> None:
    taken(asked, office)
    with pytest.raises(Refused):
        withdraw_lecture(request=asked, person=leader, now=FIRST.start)
    with pytest.raises(Refused):
        call_off_lecture(request=asked, why="病気です。", actor=office, now=FIRST.start)


def test_what_was_agreed_is_called_off_with_a_reason_and_the_room_given_back(
    lecture: Lecture, leader: Person, group: Group, office: Person
) -> None:
    asked = a_request(lecture, leader, group, Wish([FIRST, SECOND], 20, room=a_room_of_the_centre()))
    taken(asked, office)
    call_off_lecture(request=asked, why="話す人が病気です。", actor=office, now=NOW)
    assert (again().state, Booking.objects.get().state) == (State.DECLINED, Use.CANCELLED)


def test_who_came_is_counted_once_it_has_begun(asked: LectureRequest, office: Person) -> None:
    taken(asked, office)
    with pytest.raises(TooEarly):
        count_lecture(request=asked, counts=CAME, actor=office, now=FIRST.start - 1)
    count_lecture(request=asked, counts=CAME, actor=office, now=FIRST.end)
    assert heads_of(again()) == CAME
    count_lecture(request=asked, counts={}, actor=office, now=FIRST.end)
    assert heads_of(again()) is None


def test_of_what_was_never_agreed_nobody_is_counted(asked: LectureRequest, office: Person) -> None:
    with pytest.raises(Absent):
        count_lecture(request=asked, counts=CAME, actor=office, now=FIRST.end)


def test_another_department_answers_nothing(asked: LectureRequest) -> None:
    other = the_office("welfare")
    with pytest.raises(Absent):
        taken(asked, other)
    with pytest.raises(Absent):
        decline_lecture(request=asked, why="x", seen=0, actor=other, now=NOW)
    with pytest.raises(Absent):
        reopen_lecture(request=asked, actor=other, now=NOW)


def test_who_goes_for_good_is_named_by_no_lecture_and_what_was_held_stays_counted(
    asked: LectureRequest, leader: Person, group: Group, office: Person
) -> None:
    taken(asked, office)
    count_lecture(request=asked, counts=CAME, actor=office, now=FIRST.end)
    led_by_another(group, leader)
    forget(person=leader, now=FIRST.end)
    assert again().person is None
    assert heads_of(again()) == CAME


def test_where_who_asked_has_left_the_room_is_booked_for_who_leads_now(
    lecture: Lecture, leader: Person, group: Group, office: Person
) -> None:
    asked = a_request(lecture, leader, group, Wish([FIRST, SECOND], 20, room=a_room_of_the_centre()))
    heir = led_by_another(group, leader)
    Membership.objects.filter(group=group, person=leader).delete()
    taken(asked, office)
    assert Booking.objects.get().person == heir
