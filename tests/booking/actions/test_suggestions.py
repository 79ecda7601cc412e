"""A programme is suggested with an account or under a pen name, read and answered by the hall, and erased in
its time."""

import pytest

from booking.actions.changes import Stale
from booking.actions.mydata import forget
from booking.actions.suggestions import (
    Idea,
    TooManyWaiting,
    answer_suggestion,
    reopen_suggestion,
    suggest_programme,
    withdraw_suggestion,
)
from booking.actions.sweeping import sweep
from booking.actions.texts import Missing
from booking.models import Act, Person, Suggestion
from booking.models.keys import fingerprint
from booking.queries.bookings import Absent
from booking.queries.mydata import held_about
from booking.queries.suggestions import own_suggestions, suggestion_by, unread_at
from booking.rules.staff import Role
from booking.rules.suggestions import KEPT, State
from facilities.models import Facility
from tests.factories import NOW, a_facility
from tests.people import a_band, a_high_schooler, staff

pytestmark = pytest.mark.django_db
PIZZA = Idea("ピザを焼く", "庭で、小さい子と焼きたいです。", "こむぎ")


@pytest.fixture
def hall() -> Facility:
    return a_facility("higashi")


@pytest.fixture
def desk(hall: Facility) -> Person:
    return staff(hall)


def sent(hall: Facility, person: Person | None = None, idea: Idea = PIZZA) -> Suggestion:
    return suggest_programme(facility=hall, idea=idea, person=person, now=NOW)[0]


def answered(made: Suggestion, desk: Person, seen: int = 0, words: str = "いっしょに考えましょう。") -> None:
    answer_suggestion(
        facility=made.facility,
        public_id=made.public_id,
        state=State.TALKED,
        answer=words,
        seen=seen,
        actor=desk,
        now=NOW,
    )


def test_without_an_account_a_pen_name_and_a_code_are_all_that_is_known(hall: Facility) -> None:
    made, code = suggest_programme(facility=hall, idea=PIZZA, person=None, now=NOW)
    assert (made.person, made.pen_name) == (None, "こむぎ")
    assert suggestion_by(fingerprint(code)) == made
    act = Act.objects.get()
    assert (act.actor, act.verb, "ピザ" in str(act.after)) == (None, "suggest_programme", False)
    with pytest.raises(Missing):
        sent(hall, idea=Idea("ピザ", "焼く"))


def test_with_an_account_no_pen_name_is_kept_and_sent_twice_it_is_one(hall: Facility) -> None:
    person = a_high_schooler()
    assert sent(hall, person) == sent(hall, person)
    assert [one.pen_name for one in own_suggestions(person)] == [""]


def test_for_a_group_only_who_is_in_it_sends_one(hall: Facility) -> None:
    person = a_high_schooler()
    with pytest.raises(Absent):
        suggest_programme(facility=hall, idea=PIZZA, person=person, group=a_band(), now=NOW)
    group = a_band(person)
    made, _code = suggest_programme(facility=hall, idea=PIZZA, person=person, group=group, now=NOW)
    assert made.group == group


def test_of_one_person_ten_wait_at_a_hall(hall: Facility) -> None:
    person = a_high_schooler()
    for number in range(10):
        sent(hall, person, Idea(f"{number}", "する"))
    with pytest.raises(TooManyWaiting):
        sent(hall, person, Idea("もう1つ", "する"))


def test_the_hall_answers_what_it_has_read_and_may_think_again(hall: Facility, desk: Person) -> None:
    made = sent(hall)
    answered(made, desk)
    assert not unread_at(hall).exists()
    with pytest.raises(Stale):
        answered(made, desk, seen=0)
    with pytest.raises(Missing):
        answered(made, desk, seen=1, words=" ")
    reopen_suggestion(facility=hall, public_id=made.public_id, actor=desk, now=NOW)
    made.refresh_from_db()
    assert (made.state, made.answer, list(unread_at(hall))) == (State.SENT, "", [made])


def test_nobody_else_answers_or_withdraws_it(hall: Facility, desk: Person) -> None:
    made = sent(hall, a_high_schooler())
    with pytest.raises(Absent):
        answered(made, staff(hall, role=Role.EVENING))
    with pytest.raises(Absent):
        answered(made, staff(a_facility("elsewhere")))
    with pytest.raises(Absent):
        withdraw_suggestion(suggestion=made, person=desk, now=NOW)
    assert made.person is not None
    withdraw_suggestion(suggestion=made, person=made.person, now=NOW)
    assert not Suggestion.objects.exists()


def test_it_is_in_what_somebody_takes_along_and_goes_with_them(hall: Facility) -> None:
    person = a_high_schooler()
    sent(hall, person)
    assert [one["title"] for one in held_about(person)["suggestions"]] == ["ピザを焼く"]
    forget(person=person, now=NOW)
    assert not Suggestion.objects.exists()


def test_after_four_hundred_days_it_is_swept_away(hall: Facility) -> None:
    sent(hall)
    sweep(now=NOW + KEPT - 1)
    assert Suggestion.objects.exists()
    sweep(now=NOW + KEPT)
    assert not Suggestion.objects.exists()
