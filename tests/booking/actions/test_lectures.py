"""The catalogue of lectures: an office keeps it, and takes back what it did."""

import pytest

from booking.actions.changes import Stale
from booking.actions.lectures import (
    NoLength,
    Told,
    add_lecture,
    change_lecture,
    put_up_lecture,
    take_down_lecture,
)
from booking.actions.texts import Missing, Unfit
from booking.models import Act, Lecture
from booking.queries.bookings import Absent
from booking.queries.lectures import catalogue, shown_lecture
from tests.booking.activities import department_of, the_office
from tests.booking.lectures import a_lecture, told
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def test_a_lecture_stands_in_the_catalogue_with_those_whose_staff_speak() -> None:
    office, welfare = the_office("lifelong-learning"), department_of(the_office("welfare"))
    add_lecture(department=department_of(office), told=told(welfare), actor=office, now=NOW)
    (speakers, lectures), *others = catalogue()
    assert (speakers, [one.name_ja for one in lectures], others) == (welfare, ["水の話"], [])


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"name_ja": " "}, Missing),
        ({"about_ja": ""}, Missing),
        ({"about_en": "x" * 301}, Unfit),
        ({"audience_ja": "\u202e"}, Unfit),
        ({"minutes": 0}, NoLength),
        ({"minutes": 301}, NoLength),
    ],
)
def test_what_cannot_be_told_is_refused(change: dict[str, str | int], why: type[Exception]) -> None:
    office = the_office("lifelong-learning")
    minutes = int(change.get("minutes", 60))
    texts = {name: str(value) for name, value in change.items() if name != "minutes"}
    with pytest.raises(why):
        add_lecture(
            department=department_of(office),
            told=told(department_of(office), minutes, **texts),
            actor=office,
            now=NOW,
        )
    assert not Lecture.objects.exists()


def test_a_change_is_made_to_what_was_read_and_the_act_names_the_fields() -> None:
    office = the_office("lifelong-learning")
    made = a_lecture(department_of(office))
    anew = told(department_of(office), 90)
    change_lecture(lecture=Lecture.objects.get(), told=anew, actor=office, now=NOW)
    with pytest.raises(Stale):
        change_lecture(lecture=made, told=told(department_of(office), 30), actor=office, now=NOW)
    assert Lecture.objects.get().minutes == 90
    assert Act.objects.get(verb="change_lecture").after == {"fields": ["minutes"]}


def test_what_is_taken_down_is_offered_to_nobody_until_it_is_put_up_again() -> None:
    office = the_office("lifelong-learning")
    made = a_lecture(department_of(office))
    for _twice in range(2):
        take_down_lecture(lecture=made, actor=office, now=NOW)
    with pytest.raises(Absent):
        shown_lecture(made.public_id)
    put_up_lecture(lecture=made, actor=office, now=NOW)
    assert shown_lecture(made.public_id) == made
    assert Act.objects.filter(verb="take_down_lecture").count() == 1


def test_only_the_office_that_keeps_it_changes_it() -> None:
    made, other = a_lecture(department_of(the_office("lifelong-learning"))), the_office("welfare")
    anew: Told = told(made.department)
    with pytest.raises(Absent):
        add_lecture(department=made.department, told=anew, actor=other, now=NOW)
    with pytest.raises(Absent):
        change_lecture(lecture=made, told=anew, actor=other, now=NOW)
    with pytest.raises(Absent):
        take_down_lecture(lecture=made, actor=other, now=NOW)
