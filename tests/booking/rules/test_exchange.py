"""Places by age keep a programme's mix: at the sign-up, from the line, and in what counts as cross-age."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.rules.attendance import Heads, Part
from booking.rules.exchange import Age, Comer, ages_met, comer, fits, lacking, left, next_in, place_of, wanted

DAY = date(2026, 12, 12)
ELDERS, CHILDREN, SIXTH = Age("senior"), Age("elementary"), Age("elementary", 6)
CHILD, TEEN, ELDER = Comer("elementary", 3), Comer("junior_high", 7), Comer("senior")
PLACES = {CHILDREN: 3, ELDERS: 2}


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        (date(2017, 8, 1), Comer("elementary", 3)),
        (date(2022, 8, 1), Comer("preschool")),
        (date(2008, 8, 1), Comer("high_school", 12)),
        (date(1990, 8, 1), Comer("adult")),
        # On the eve of the birthday somebody is 65 already (年齢計算ニ関スル法律).
        (date(1961, 12, 13), Comer("senior")),
        (date(1961, 12, 14), Comer("adult")),
    ],
)
def test_somebody_is_of_a_band_and_where_they_go_to_school_of_a_grade(born: date, expected: Comer):
    assert comer(born, DAY) == expected


def test_places_of_a_grade_come_before_those_of_the_band():
    places = {SIXTH: 20, CHILDREN: 5}
    assert place_of(Comer("elementary", 6), places) == SIXTH
    assert place_of(Comer("elementary", 5), places) == CHILDREN
    assert place_of(ELDER, places) is None


def test_a_class_for_sixth_graders_has_none_for_fifth_graders():
    assert wanted([Comer("elementary", 5)], {SIXTH: 20}) is None


def test_a_family_has_a_place_for_everybody_or_for_nobody():
    assert fits([CHILD, CHILD, ELDER], PLACES)
    assert not fits([CHILD, ELDER, ELDER, ELDER], PLACES)
    assert not fits([CHILD, TEEN], PLACES)


def test_what_is_left_is_told_by_age():
    assert left(PLACES, [[CHILD, ELDER], [CHILD]]) == {CHILDREN: 1, ELDERS: 1}


def test_places_that_were_made_fewer_afterwards_are_none_and_not_less():
    assert left({CHILDREN: 1}, [[CHILD], [CHILD]]) == {CHILDREN: 0}


def test_a_place_of_the_old_goes_to_the_old_though_a_child_has_waited_longer():
    line = [("child", [CHILD]), ("elder", [ELDER])]
    assert next_in(line, {CHILDREN: 0, ELDERS: 1}, PLACES) == ["elder"]


def test_a_family_that_waits_for_two_is_not_kept_from_them_by_a_child_that_came_later():
    line = [("family", [CHILD, CHILD]), ("child", [CHILD])]
    assert next_in(line, {CHILDREN: 1, ELDERS: 0}, PLACES) == []
    assert next_in(line, {CHILDREN: 2, ELDERS: 0}, PLACES) == ["family"]
    assert next_in(line, {CHILDREN: 3, ELDERS: 0}, PLACES) == ["family", "child"]


def test_whoever_is_of_an_age_that_it_is_not_for_keeps_nobody_back():
    assert next_in([("teen", [TEEN]), ("child", [CHILD])], {CHILDREN: 1}, PLACES) == ["child"]


@pytest.mark.parametrize(
    ("came", "met"),
    [
        ({Heads(Part.TAKING_PART, "elementary"): 6, Heads(Part.TAKING_PART, "senior"): 1}, True),
        ({Heads(Part.TAKING_PART, "elementary"): 6, Heads(Part.HELPING, "high_school"): 1}, True),
        ({Heads(Part.TAKING_PART, "elementary"): 6, Heads(Part.ACCOMPANYING, "adult"): 5}, False),
        ({Heads(Part.TAKING_PART, "elementary"): 6, Heads(Part.TAKING_PART, "senior"): 0}, False),
        ({Heads(Part.TAKING_PART, "elementary"): 6, Heads(Part.HELPING, "elementary"): 2}, False),
        ({}, False),
    ],
)
def test_ages_have_met_where_people_of_two_bands_did_something_together(came: dict[Heads, int], met: bool):
    assert ages_met(came, 2) is met


COMERS = st.sampled_from([CHILD, TEEN, ELDER, Comer("elementary", 6)])
PARTIES = st.lists(st.lists(COMERS, min_size=1, max_size=4), max_size=8)
FREE = st.dictionaries(st.sampled_from([CHILDREN, SIXTH, ELDERS]), st.integers(0, 6))
TAKEN = st.dictionaries(st.sampled_from([CHILDREN, SIXTH, ELDERS]), st.integers(0, 3))


@given(PARTIES, FREE)
def test_no_more_are_let_in_than_there_are_places_of_each_age(
    parties: list[list[Comer]], free: dict[Age, int]
):
    line = [(str(number), party) for number, party in enumerate(parties)]
    let_in = next_in(line, free, free)
    taken = [party for name, party in line if name in let_in]
    assert all(
        sum((wanted(party, free) or {}).get(age, 0) for party in taken) <= count
        for age, count in free.items()
    )


@given(PARTIES, FREE)
def test_whoever_is_let_in_would_fit_by_themselves_and_the_first_who_fits_is(
    parties: list[list[Comer]], free: dict[Age, int]
):
    line = [(str(number), party) for number, party in enumerate(parties)]
    let_in = next_in(line, free, free)
    assert all(fits(party, free) for name, party in line if name in let_in)
    if line and fits(line[0][1], free):
        assert let_in[0] == "0"


@given(PARTIES, FREE, TAKEN)
def test_nobody_who_comes_later_takes_a_place_that_somebody_before_them_lacks_who_could_have_it(
    parties: list[list[Comer]], free: dict[Age, int], taken: dict[Age, int]
):
    quota = {age: count + taken.get(age, 0) for age, count in free.items()}
    line = [(str(number), party) for number, party in enumerate(parties)]
    let_in = set(next_in(line, free, quota))
    for number, (name, party) in enumerate(line):
        need = wanted(party, free)
        if name in let_in or need is None or not fits(party, quota):
            continue
        later = [other for other, _ in line[number + 1 :] if other in let_in]
        assert not any((wanted(parties[int(one)], free) or {}).keys() & need.keys() for one in later)


@given(PARTIES, FREE, TAKEN)
def test_a_party_larger_than_the_quota_is_never_seated_and_keeps_nobody_back(
    parties: list[list[Comer]], free: dict[Age, int], taken: dict[Age, int]
):
    quota = {age: count + taken.get(age, 0) for age, count in free.items()}
    line = [(str(number), party) for number, party in enumerate(parties)]
    could = [(name, party) for name, party in line if fits(party, quota)]
    assert next_in(line, free, quota) == next_in(could, free, quota)


def test_the_ages_of_which_a_party_wants_too_many_are_named():
    assert lacking([CHILD, CHILD, ELDER], {CHILDREN: 1, ELDERS: 1}) == [CHILDREN]
    assert lacking([TEEN], PLACES) == []
