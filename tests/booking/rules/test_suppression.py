"""Nobody is known by a number that is published: neither by a small one, nor by what is left of a total."""

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.rules.suppression import Hidden, Told, apart, told, told_by_age, told_total

COUNTS = st.lists(st.integers(0, 60), max_size=8)
MORE_PARTS = st.lists(st.integers(0, 9), min_size=2, max_size=7)


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_from_one_to_four_people_are_fewer_than_five(count: int) -> None:
    assert told(count) is Hidden.FEWER


@pytest.mark.parametrize("count", [0, 5, 854])
def test_nobody_and_five_or_more_are_told_by_their_number(count: int) -> None:
    assert told(count) == count


def test_less_than_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="-1 people"):
        told(-1)


@pytest.mark.parametrize(
    ("parts", "total"),
    [
        ([], 0),
        ([0, 0], 0),
        ([10, 5], 15),
        ([3], Hidden.FEWER),
        ([3, 0], Hidden.FEWER),
        ([10, 3], Hidden.WITHHELD),  # 13 - 10 is 3
        ([3, 2], 5),
        ([10, 3, 2], 15),
        ([1, 2], Hidden.WITHHELD),
        ([10, 1, 1], Hidden.WITHHELD),  # 12 - 10 can only be 1 and 1
        ([4, 4], Hidden.WITHHELD),  # 8 can only be 4 and 4
        ([1, 1, 1, 1], Hidden.WITHHELD),  # "fewer than 5" can only be 1 each
        ([1, 1, 1, 1, 1], Hidden.WITHHELD),
        ([1, 1, 1, 1, 2], 6),
    ],
)
def test_a_total_is_told_unless_it_gives_away_what_is_hidden_in_it(parts: list[int], total: Told) -> None:
    assert told_total(parts) == total


@pytest.mark.parametrize("parts", [1, 2, 3, 4, 5])
def test_whoever_reads_everything_has_two_numbers_for_each_hidden_one(parts: int) -> None:
    """Every table there can be, by what is told of it: whoever knows the rule can leave out the others."""
    alike = defaultdict(list)
    for counts in product(range(7), repeat=parts):
        alike[tuple(told(one) for one in counts), told_total(counts)].append(counts)
    for (shown, _), tables in alike.items():
        for place, one in enumerate(shown):
            assert one is not Hidden.FEWER or len({counts[place] for counts in tables}) > 1


@given(COUNTS)
def test_what_is_told_by_a_number_is_that_number_and_no_small_one(counts: list[int]) -> None:
    for one, said in [*((one, told(one)) for one in counts), (sum(counts), told_total(counts))]:
        assert said is Hidden.FEWER or said is Hidden.WITHHELD or (said == one and not 0 < said < 5)


@given(COUNTS)
def test_a_total_of_what_is_all_told_is_told(counts: list[int]) -> None:
    large = [one for one in counts if told(one) == one]
    assert told_total(large) == sum(large)


@given(MORE_PARTS, st.randoms(use_true_random=False))
def test_the_order_of_the_parts_changes_nothing(counts: list[int], random: object) -> None:
    mixed = list(counts)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert told_total(mixed) == told_total(counts)


def test_of_totals_that_share_a_part_only_the_first_is_told() -> None:
    assert list(apart([{"s1", "s2"}, {"s3"}, {"s2"}, set(), {"s3"}])) == [True, True, False, True, False]


AGES = 3


@pytest.mark.parametrize("halls", [1, 2])
def test_no_small_number_of_a_hall_or_of_the_city_follows_from_all_that_is_published(halls: int) -> None:
    """Every small table there can be: whoever knows the rule can leave out all that would be told else."""
    alike = defaultdict(set)
    for counts in product(range(12 if halls == 1 else 7), repeat=AGES * halls):
        by_hall = tuple(counts[at : at + AGES] for at in range(0, len(counts), AGES))
        city = tuple(sum(ages) for ages in zip(*by_hall, strict=True))
        alike[repr(told_by_age(city))].add((*counts, *city))
    for tables in alike.values():
        for place, cells in enumerate(zip(*tables, strict=True)):
            assert not 0 < min(cells) == max(cells) < 5, (place, cells[0])


def test_a_month_in_which_an_age_is_small_tells_no_age() -> None:
    hidden = [Hidden.WITHHELD] * 3
    assert told_by_age([21, 0, 8]) == ([21, 0, 8], None)
    assert told_by_age([21, 0, 3]) == (hidden, 24)
    assert told_by_age([6, 0, 3]) == (hidden, Hidden.WITHHELD)
    assert told_by_age([0, 0, 3]) == (hidden, Hidden.WITHHELD)
    assert told_by_age([0, 0, 0]) == ([0, 0, 0], None)
