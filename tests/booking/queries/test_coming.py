"""So many, or so many of each band: who they are, as a search and the form of a booking both have it."""

import pytest

from booking.queries.coming import of_bands, so_many
from booking.queries.party import Company
from tests.factories import TODAY
from tests.people import a_high_schooler, a_junior_high_student, a_person

pytestmark = pytest.mark.django_db


def test_more_than_those_chosen_are_friends_of_the_same_age() -> None:
    teen = a_high_schooler()
    assert so_many(teen, Company(), 5, TODAY) == Company(people=(teen.pk,), counted={"high_school": 4})
    counted = Company(people=(teen.pk,), counted={"high_school": 1, "adult": 1})
    more = Company(people=(teen.pk,), counted={"high_school": 3, "adult": 1})
    assert so_many(teen, counted, 5, TODAY) == more


def test_fewer_than_those_chosen_are_the_asker_and_as_many_of_the_others() -> None:
    friend, teen = a_junior_high_student(), a_high_schooler()
    both = Company(people=(friend.pk, teen.pk), counted={"adult": 2, "junior_high": 1})
    assert so_many(teen, both, 1, TODAY) == Company(people=(teen.pk,))
    assert so_many(teen, both, 3, TODAY) == Company(people=(teen.pk, friend.pk), counted={"junior_high": 1})


def test_a_company_that_is_only_counted_stays_so() -> None:
    teen = a_high_schooler()
    assert so_many(teen, Company(counted={"elementary": 4}), 2, TODAY) == Company(counted={"elementary": 2})


def test_a_group_and_its_carers_are_kept_whatever_the_number() -> None:
    teen = a_high_schooler()
    chosen = Company(group=7, people=(teen.pk,), carers=1)
    assert so_many(teen, chosen, 2, TODAY) == Company(7, (teen.pk,), {"high_school": 1}, 1)


def test_the_friends_of_somebody_whose_age_is_unknown_are_counted_as_adults() -> None:
    unknown = a_person(None)
    assert so_many(unknown, Company(), 2, TODAY) == Company(people=(unknown.pk,), counted={"adult": 1})
    assert of_bands(unknown, {"adult": 2}, TODAY) == Company(counted={"adult": 2})


def test_the_asker_is_one_of_their_own_band_and_of_no_other() -> None:
    teen = a_high_schooler()
    own = of_bands(teen, {"junior_high": 2, "high_school": 2}, TODAY)
    assert own == Company(people=(teen.pk,), counted={"junior_high": 2, "high_school": 1})
    assert of_bands(teen, {"high_school": 1}, TODAY) == Company(people=(teen.pk,))
    assert of_bands(teen, {"elementary": 3}, TODAY) == Company(counted={"elementary": 3})
