"""Who came, by band and part: what nobody said is missing, and not zero."""

from datetime import date

import pytest

from booking.rules.attendance import MOST, Heads, Part, as_fields, checked, of_part, planned, total

FRIDAY = date(2026, 12, 4)
HIGH, JUNIOR = Heads(Part.TAKING_PART, "high_school"), Heads(Part.TAKING_PART, "junior_high")


def test_a_plan_counts_the_named_by_their_birth_dates_and_the_others_as_they_were_counted() -> None:
    plan = planned([date(2009, 5, 11), date(2012, 6, 20)], {"junior_high": 2}, 4, 0, FRIDAY)
    assert (plan[HIGH], plan[JUNIOR]) == (1, 3)


def test_a_plan_that_says_of_everybody_in_which_band_they_are_says_zero_of_the_rest() -> None:
    plan = planned([], {"junior_high": 4}, 4, 0, FRIDAY)
    assert plan[Heads(Part.TAKING_PART, "senior")] == 0


def test_where_somebodys_band_is_not_known_an_empty_band_stays_blank() -> None:
    plan = planned([None, date(2009, 5, 11)], {}, 2, 0, FRIDAY)
    assert plan == {HIGH: 1}


def test_carers_are_planned_as_people_who_help() -> None:
    assert planned([], {"senior": 3}, 3, 2, FRIDAY)[Heads(Part.HELPING, "adult")] == 2


def test_of_parts_the_bands_add_up() -> None:
    counts = {HIGH: 2, Heads(Part.ACCOMPANYING, "adult"): 1, Heads(Part.HELPING, "adult"): 1}
    assert of_part(counts, Part.ACCOMPANYING, Part.HELPING) == {"adult": 2}
    assert total(counts) == 4


def test_nobody_said_is_not_nobody_came() -> None:
    assert total({}) is None
    assert total({HIGH: 0}) == 0


@pytest.mark.parametrize(("band", "count"), [("grown_up", 1), ("adult", -1), ("adult", MOST + 1)])
def test_a_number_that_is_none_is_refused(band: str, count: int) -> None:
    with pytest.raises(ValueError, match=band):
        checked({Heads(Part.TAKING_PART, band): count})


def test_an_act_keeps_counts_by_part_and_band() -> None:
    assert as_fields({JUNIOR: 3}) == {"part.junior_high": 3}
