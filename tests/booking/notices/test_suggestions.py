"""A hall has answered what somebody suggested: they are told in its words."""

import pytest

from booking.actions.suggestions import Idea, answer_suggestion, suggest_programme
from booking.models import Group, Notice, Person
from booking.rules.suggestions import State
from facilities.models import Facility
from tests.factories import NOW, a_facility
from tests.people import a_band, a_high_schooler, staff

pytestmark = pytest.mark.django_db
PIZZA = Idea("ピザを焼く", "庭で、小さい子と焼きたいです。", "こむぎ")


@pytest.fixture
def hall() -> Facility:
    return a_facility("higashi")


def answered(hall: Facility, person: Person | None, group: Group | None = None) -> None:
    made, _code = suggest_programme(facility=hall, idea=PIZZA, person=person, group=group, now=NOW)
    answer_suggestion(
        facility=hall,
        public_id=made.public_id,
        state=State.TALKED,
        answer="土曜日に来てください。",
        seen=0,
        actor=staff(hall),
        now=NOW,
    )


def test_whoever_suggested_it_is_told_how_it_stands_and_what_the_hall_says(hall: Facility) -> None:
    person = a_high_schooler()
    answered(hall, person)
    told = Notice.objects.get(person=person)
    assert told.subject == "東児童館が返事をしました:ピザを焼く"
    assert told.body.split() == ["「いっしょに話したいです」", "土曜日に来てください。"]


def test_of_a_groups_idea_the_one_who_sent_it_is_told(hall: Facility) -> None:
    leader, other = a_high_schooler(), a_high_schooler()
    answered(hall, other, a_band(leader, other))
    assert list(Notice.objects.values_list("person", flat=True)) == [other.pk]


def test_under_a_pen_name_nobody_is_told(hall: Facility) -> None:
    answered(hall, None)
    assert not Notice.objects.exists()
