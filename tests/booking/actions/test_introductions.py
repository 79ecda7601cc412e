"""An introduction is asked, answered, and says afterwards how many it served."""

import pytest

from booking.actions.changes import Stale
from booking.actions.introductions import (
    NotAnswered,
    TooManyUsers,
    answer_introduction,
    count_users,
    introduce,
    take_back_introduction,
)
from booking.actions.programmes import About
from booking.actions.talent_lists import NotListed
from booking.actions.texts import Missing
from booking.models import Act, Introduction, Talent
from booking.queries.bookings import Absent
from booking.rules.talents import DAY, Answer
from facilities.models import Facility
from tests.booking.activities import department_of
from tests.booking.programmes import a_department, a_programme
from tests.booking.talents import an_office, introduced, listed, written
from tests.factories import NOW, TODAY
from tests.people import staff

pytestmark = pytest.mark.django_db


def test_who_was_introduced_to_whom_by_whom_and_when_is_on_record() -> None:
    office = an_office()
    made = introduced(office, listed(office, written(office)), answer=Answer.ASKED)
    assert (made.to, made.made_by, made.day, made.answer, made.users) == (
        "さくら保育園",
        office,
        TODAY,
        "asked",
        None,
    )


def test_who_stands_on_no_list_of_the_department_is_not_introduced_by_it() -> None:
    learning, children = an_office(), an_office("children")
    made = listed(learning, written(learning))
    with pytest.raises(NotListed):
        introduced(children, made)


def test_it_is_for_a_programme_of_the_department_or_for_somebody_in_words(hall: Facility) -> None:
    office = an_office("children")
    made = listed(office, written(office))
    department = department_of(office)
    hall.department = department
    hall.save()
    own = a_programme(hall, staff(hall), About("歌の会"))
    told = introduce(department=department, talent=made, programme=own, to="x", actor=office, now=NOW)
    assert (told.programme, told.to) == (own, "")
    with pytest.raises(Missing):
        introduce(department=department, talent=made, programme=None, to=" ", actor=office, now=NOW)
    a_department(hall, slug="other", name="ほかの課")
    foreign = a_programme(hall, staff(hall), About("ほかの会"))
    with pytest.raises(Absent):
        introduce(department=department, talent=made, programme=foreign, to="", actor=office, now=NOW)


def test_users_are_counted_of_what_was_accepted_and_may_be_corrected_and_taken_back() -> None:
    office = an_office()
    talent = listed(office, written(office))
    asked = introduced(office, talent, answer=Answer.ASKED)
    with pytest.raises(NotAnswered):
        count_users(introduction=asked, users=3, seen=0, actor=office, now=NOW)
    made = answer_introduction(introduction=asked, answer=Answer.ACCEPTED, seen=0, actor=office, now=NOW)
    for seen, users in enumerate((12, 21, None), 1):
        made = count_users(introduction=made, users=users, seen=seen, actor=office, now=NOW)
        assert made.users == users
    acts = Act.objects.filter(verb="count_users").order_by("pk")
    assert [(one.before["users"], one.after["users"]) for one in acts] == [(None, 12), (12, 21), (21, None)]


def test_an_answer_that_is_taken_back_takes_the_users_along() -> None:
    office = an_office()
    made = introduced(office, listed(office, written(office)))
    count_users(introduction=made, users=12, seen=1, actor=office, now=NOW)
    back = answer_introduction(introduction=made, answer=Answer.ASKED, seen=2, actor=office, now=NOW)
    assert (back.answer, back.answered_on, back.users) == ("asked", None, None)


def test_too_many_users_are_a_slip_and_a_negative_number_is_none() -> None:
    office = an_office()
    made = introduced(office, listed(office, written(office)))
    for users in (10_000, -1):
        with pytest.raises(TooManyUsers):
            count_users(introduction=made, users=users, seen=1, actor=office, now=NOW)


def test_of_two_who_answer_the_second_is_told() -> None:
    office = an_office()
    made = introduced(office, listed(office, written(office)), answer=Answer.DECLINED)
    with pytest.raises(Stale):
        answer_introduction(introduction=made, answer=Answer.ACCEPTED, seen=0, actor=office, now=NOW)


def test_what_was_taken_back_is_answered_no_more() -> None:
    office = an_office()
    made = introduced(office, listed(office, written(office)), answer=Answer.ASKED)
    take_back_introduction(introduction=made, seen=0, actor=office, now=NOW)
    with pytest.raises(Absent):
        answer_introduction(introduction=made, answer=Answer.ACCEPTED, seen=1, actor=office, now=NOW)


def test_whoever_has_answered_was_reached() -> None:
    office = an_office()
    talent = listed(office, written(office))
    made = introduced(office, talent, answer=Answer.ASKED)
    answer_introduction(introduction=made, answer=Answer.DECLINED, seen=0, actor=office, now=NOW + DAY)
    assert Talent.objects.get().reached_at == NOW + DAY


def test_another_department_answers_nothing() -> None:
    office, other = an_office(), an_office("children")
    made = introduced(office, listed(office, written(office)), answer=Answer.ASKED)
    with pytest.raises(Absent):
        answer_introduction(introduction=made, answer=Answer.ACCEPTED, seen=0, actor=other, now=NOW)
    assert Introduction.objects.get().answer == "asked"
