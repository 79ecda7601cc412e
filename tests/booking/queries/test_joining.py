"""The one list of what a member still has to do, whichever hall asks for it."""

from datetime import date

import pytest

from booking.actions.registrations import apply_for_registration, return_registration
from booking.models import NewAddress, Person
from booking.queries.joining import Need, joining
from tests.factories import AT_REGISTERING, AT_THE_COUNTER, NOW, REGISTERING, SAMPLE, a_hall
from tests.people import a_high_schooler, a_person, a_third_grader, claimed, registered, staff, tied

pytestmark = pytest.mark.django_db
LATE = (
    SAMPLE
    + """
[[clauses]]
id = "J1"
ja = "小学生が17時よりあとまでいるときは、保護者の申しこみがいります。"
en = "Elementary pupils stay after 17:00 only if a guardian has applied."
  [[clauses.says]]
  type = "consent"
  ages = { to_stage = "elementary" }
  purpose = "late-stay"
  during = { from = "17:00" }

[names]
late-stay = { ja = "17時よりあとまでいること", en = "staying after 17:00" }
"""
)


def needs(person: Person) -> list[Need]:
    return [step.need for step in joining(person, NOW).steps]


def test_where_nobody_asks_for_anything_nothing_is_left_to_do() -> None:
    a_hall()
    assert needs(a_high_schooler()) == []


def test_a_consent_that_some_hour_asks_for_is_named_for_those_of_that_age_alone() -> None:
    a_hall(LATE)
    assert needs(a_third_grader()) == [Need.CONSENT]
    assert needs(a_high_schooler()) == []


def test_a_child_registers_a_guardian_agrees_and_the_desk_looks() -> None:
    a_hall(REGISTERING + AT_REGISTERING)
    child = a_third_grader()
    tied(child, "lives")
    apply_for_registration(person=child, key="higashi-rules", now=NOW)
    assert needs(child) == [Need.CONSENT, Need.WAIT]


def test_a_tie_that_is_only_claimed_is_to_be_shown() -> None:
    a_hall(REGISTERING + AT_REGISTERING)
    person = a_high_schooler()
    claimed(person, "lives")
    apply_for_registration(person=person, key="higashi-rules", now=NOW)
    assert needs(person) == [Need.PROOF, Need.WAIT]


def test_what_the_desk_gave_back_stands_with_its_reason() -> None:
    hall = a_hall(REGISTERING + AT_REGISTERING)
    person = a_high_schooler()
    claimed(person, "lives")
    made = apply_for_registration(person=person, key="higashi-rules", now=NOW)
    return_registration(registration=made, actor=staff(hall), why="住所がわかるものを。", now=NOW)
    first = joining(person, NOW).steps[0]
    assert (first.need, first.words) == (Need.RETURNED, "住所がわかるものを。")


def test_whom_the_rules_do_not_register_is_told_why_and_the_counter_is_named_where_it_helps() -> None:
    a_hall(REGISTERING + AT_REGISTERING + AT_THE_COUNTER)
    nobody, toddler = a_high_schooler(), a_person(date(2023, 9, 3))
    tied(nobody, "lives")
    tied(toddler, "lives")
    assert needs(nobody) == [Need.COUNTER]
    assert needs(toddler) == [Need.REFUSED]


def test_whoever_is_registered_has_nothing_more_to_do_but_an_address_to_confirm() -> None:
    a_hall(REGISTERING + AT_REGISTERING)
    person = a_high_schooler()
    registered(person, "higashi-rules", date(2026, 4, 10), date(2027, 3, 31))
    assert needs(person) == []
    NewAddress.objects.create(person=person, email="sora@example.org", token_hash="x", until=NOW + 60)
    assert needs(person) == [Need.ADDRESS]
