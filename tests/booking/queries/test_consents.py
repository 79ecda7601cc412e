"""What children need a guardian's consent to, by their age and what halls publish."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from booking.queries.bookings import Absent
from booking.queries.consents import needs, purpose_of
from tests.factories import CONSENTING, TODAY, a_hall
from tests.people import a_high_schooler, a_junior_high_student, a_person, a_third_grader, consented

pytestmark = pytest.mark.django_db
WEST = CONSENTING.replace("higashi", "nishi")
YEAR_END = date(2027, 3, 31)


def test_a_child_needs_what_the_clauses_ask_of_their_age() -> None:
    a_hall(CONSENTING)
    asked = {
        "third grade": a_third_grader(),
        "junior high": a_junior_high_student(),
        "high school": a_high_schooler(),
        "unknown": a_person(None),
    }
    found = {who: [need.purpose.key for need in needs(child, TODAY)] for who, child in asked.items()}
    assert found == {
        "third grade": ["evening", "craft"],
        "junior high": ["evening", "craft"],
        "high school": [],
        "unknown": [],
    }


def test_in_april_of_high_school_it_is_needed_no_more() -> None:
    a_hall(CONSENTING)
    third_year = a_person(date(2011, 6, 20))
    assert [len(needs(third_year, day)) for day in (date(2027, 3, 31), date(2027, 4, 1))] == [2, 0]


def test_a_hall_that_is_not_published_asks_for_nothing() -> None:
    a_hall(CONSENTING, published=False)
    assert needs(a_junior_high_student(), TODAY) == []


def test_the_consent_that_holds_longest_counts_and_one_to_another_rulebook_not() -> None:
    hall, child = a_hall(CONSENTING), a_junior_high_student()
    consented(child, hall, "evening", TODAY, YEAR_END)
    longest = consented(child, hall, "evening", TODAY, date(2028, 3, 31))
    consented(child, hall, "craft", TODAY, YEAR_END, rulebook="nishi-rules")
    consented(child, hall, "craft", date(2026, 1, 1), date(2026, 12, 1))
    assert [need.consent for need in needs(child, TODAY)] == [longest, None]


def test_what_is_needed_costs_as_many_queries_for_two_halls_as_for_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    child = a_junior_high_student()
    for text in (CONSENTING, WEST):
        a_hall(text)
        needs(child, TODAY)
        with django_assert_num_queries(6):
            needs(child, TODAY)


def test_a_purpose_that_the_days_rules_do_not_know_is_absent() -> None:
    hall = a_hall(CONSENTING)
    assert purpose_of(hall, "craft", TODAY).also == "paper"
    for key, day in (("camp", TODAY), ("craft", date(2026, 3, 31))):
        with pytest.raises(Absent):
            purpose_of(hall, key, day)
