"""The draw of places by age: one order for all dates, the mix kept, and anybody gets the same."""

from hypothesis import given
from hypothesis import strategies as st

from booking.rules.exchange import Age, seated
from booking.rules.place_draws import Entrant, age_of, as_row, draw, key_of, list_hash, read_row

CHILD, SIXTH, ELDER = Age("elementary"), Age("elementary", 6), Age("senior")
ONE = {"d": {CHILD: 1, ELDER: 1}}
NEEDS = st.dictionaries(st.sampled_from([CHILD, ELDER]), st.integers(1, 3), min_size=1)
LISTS = st.lists(NEEDS, max_size=8).map(
    lambda needs: [Entrant(f"e{n}", ("d",), need) for n, need in enumerate(needs)]
)


def child(name: str, *dates: str) -> Entrant:
    return Entrant(name, dates or ("d",), {CHILD: 1})


def test_a_place_goes_to_the_first_of_its_age_and_the_others_wait_in_the_drawn_order() -> None:
    result = draw("seed", "list", [child("a"), child("b"), child("c"), Entrant("o", ("d",), {ELDER: 1})], ONE)
    children = [name for name in result.order if name != "o"]
    assert set(result.seats["d"]) == {children[0], "o"}
    assert list(result.lines["d"]) == children[1:]


def test_a_list_in_another_order_is_drawn_the_same_and_another_seed_otherwise() -> None:
    listed = [child(name) for name in "abcdefgh"]
    closed = list_hash(listed)
    assert list_hash(reversed(listed)) == closed
    first = draw("seed", closed, listed, ONE)
    assert draw("seed", closed, listed[::-1], ONE) == first
    assert draw("another", closed, listed, ONE).order != first.order


def test_who_has_given_a_date_up_takes_nothing_there_and_has_the_other() -> None:
    both = child("a", "d", "e")
    result = draw("s", "l", [both], {"d": {CHILD: 1}, "e": {CHILD: 1}}, {("a", "d")})
    assert (result.seats, result.lines) == ({"d": (), "e": ("a",)}, {"d": (), "e": ()})


def test_an_entrant_reads_as_it_was_written() -> None:
    one = Entrant("a", ("d", "e"), {SIXTH: 2, ELDER: 1})
    assert read_row(as_row(one)) == one
    assert [age_of(key_of(age)) for age in (SIXTH, ELDER)] == [SIXTH, ELDER]


@given(LISTS, st.integers(0, 5), st.integers(0, 5))
def test_nobody_who_waits_could_have_a_place_that_is_left_and_no_age_has_more_than_it_has(
    listed: list[Entrant], children: int, elders: int
) -> None:
    places = {CHILD: children, ELDER: elders}
    result = draw("s", list_hash(listed), listed, {"d": places})
    needs = {one.id: one.needs for one in listed}
    taken = {age: sum(needs[name].get(age, 0) for name in result.seats["d"]) for age in places}
    left = {age: places[age] - taken[age] for age in places}
    assert min(left.values()) >= 0
    assert seated([(name, needs[name]) for name in result.lines["d"]], left, places) == []
    assert sorted([*result.seats["d"], *result.lines["d"]]) == sorted(needs)
