"""The draw: who chooses when, what one can win, and that nothing else sways it."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.rules.codes import Code
from booking.rules.lottery import (
    Entry,
    Hold,
    Result,
    Win,
    by_tickets,
    draw,
    fingerprint,
    list_hash,
    ordered,
    tickets,
)
from facilities.rules.spans import Span

SEED = "0f" * 32
SLOTS = {"1": ("all",), "2": ("all",), "3": ("all",), "4": ("later",)}
names = st.text("abcdefgh", min_size=1, max_size=4)


@st.composite
def entries(draw_from: st.DrawFn) -> list[Entry]:
    ids = draw_from(st.lists(names, unique=True, max_size=12))
    wishes = st.permutations(sorted(SLOTS)).flatmap(
        lambda order: st.integers(1, 4).map(lambda n: tuple(order[:n]))
    )
    return [
        Entry(one, draw_from(st.integers(1, 3)), draw_from(wishes), draw_from(st.booleans())) for one in ids
    ]


refusals = st.frozensets(st.tuples(names, st.sampled_from(sorted(SLOTS))), max_size=12)


def drawn(
    taking_part: Sequence[Entry], most: int = 1, refused: frozenset[tuple[str, str]] = frozenset()
) -> Result:
    return draw(SEED, "closed", taking_part, SLOTS, most, refused)


def won_by(result: Result, entry: str) -> list[str]:
    return [win.slot for win in result.wins if win.entry == entry]


def test_the_first_in_the_order_gets_their_first_wish_and_the_next_their_best_free_one() -> None:
    both = [Entry("a", 1, ("1", "2")), Entry("b", 1, ("1", "2"))]
    first, second = (entry.id for entry in ordered(SEED, "closed", both))
    assert drawn(both).wins == (Win(first, "1"), Win(second, "2"))


def test_who_loses_stands_in_line_for_every_wish_in_the_order_of_the_draw() -> None:
    four = [Entry(name, 1, ("1",)) for name in "abcd"]
    result = drawn(four)
    assert result.lines["1"] == result.order[1:]
    assert result.lines["2"] == ()


def test_who_has_won_anything_stands_in_no_line() -> None:
    both = [Entry("a", 1, ("1", "2")), Entry("b", 1, ("1", "2"))]
    assert not any(drawn(both).lines.values())


def test_who_is_content_with_one_gets_one_and_who_uses_every_win_gets_up_to_the_cap() -> None:
    assert won_by(drawn([Entry("a", 1, ("1", "2", "3"))], most=2), "a") == ["1"]
    assert won_by(drawn([Entry("a", 1, ("1", "2", "3"), every=True)], most=2), "a") == ["1", "2"]


def test_a_cap_counts_each_period_by_itself() -> None:
    assert won_by(drawn([Entry("a", 1, ("1", "2", "4"), every=True)], most=1), "a") == ["1", "4"]


def test_nobody_has_a_second_win_before_everybody_had_a_turn() -> None:
    greedy = [Entry("a", 1, ("1", "2"), every=True), Entry("b", 1, ("2", "1"), every=True)]
    assert Counter(win.entry for win in drawn(greedy, most=2).wins) == {"a": 1, "b": 1}


def test_what_the_rules_refuse_is_neither_won_nor_waited_for() -> None:
    result = drawn([Entry("a", 1, ("1", "2"))], refused=frozenset({("a", "1")}))
    assert result.wins == (Win("a", "2"),)
    assert result.refused == (Win("a", "1"),)
    nothing = drawn([Entry("a", 1, ("1",))], refused=frozenset({("a", "1")}))
    assert nothing.lines["1"] == ()


class Asked:
    """Refuses nothing, and remembers of what it was asked."""

    def __init__(self) -> None:
        self.of: list[tuple[str, str]] = []

    def __contains__(self, choice: object) -> bool:
        assert isinstance(choice, tuple)
        self.of.append(choice)
        return False


def test_the_rules_are_asked_only_of_what_is_about_to_be_won() -> None:
    asked = Asked()
    many = [Entry(name, 1, ("1", "2")) for name in "abcdef"]
    result = draw(SEED, "closed", many, SLOTS, 1, asked)
    assert asked.of == [(win.entry, win.slot) for win in result.wins]


@given(entries(), st.integers(1, 3), refusals)
def test_a_slot_is_given_once_and_only_to_somebody_who_wished_for_it(
    taking_part: list[Entry], most: int, refused: frozenset[tuple[str, str]]
) -> None:
    result, wishes = drawn(taking_part, most, refused), {e.id: e.choices for e in taking_part}
    assert len({win.slot for win in result.wins}) == len(result.wins)
    assert all(win.slot in wishes[win.entry] for win in result.wins)
    assert all((win.entry, win.slot) not in refused for win in result.wins)


@given(entries(), st.integers(1, 3), refusals)
def test_nobody_wins_more_than_the_cap_allows_and_the_content_win_once(
    taking_part: list[Entry], most: int, refused: frozenset[tuple[str, str]]
) -> None:
    result = drawn(taking_part, most, refused)
    wins = Counter((win.entry, period) for win in result.wins for period in SLOTS[win.slot])
    assert all(count <= most for count in wins.values())
    content = {entry.id for entry in taking_part if not entry.every}
    assert all(len(won_by(result, one)) <= 1 for one in content)


@given(entries(), st.integers(1, 3), refusals)
def test_nothing_stays_free_that_somebody_without_a_win_could_have_had(
    taking_part: list[Entry], most: int, refused: frozenset[tuple[str, str]]
) -> None:
    result = drawn(taking_part, most, refused)
    free = SLOTS.keys() - {win.slot for win in result.wins}
    for loser in (entry for entry in taking_part if not won_by(result, entry.id)):
        assert all((loser.id, slot) in refused for slot in free.intersection(loser.choices))


@given(entries(), refusals, st.randoms())
def test_the_order_in_which_entries_came_does_not_matter(
    taking_part: list[Entry], refused: frozenset[tuple[str, str]], chance: object
) -> None:
    shuffled = list(taking_part)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert drawn(shuffled, 2, refused) == drawn(taking_part, 2, refused)
    assert list_hash(shuffled) == list_hash(taking_part)


@given(entries(), refusals)
def test_without_a_loser_all_others_have_what_they_had(
    taking_part: list[Entry], refused: frozenset[tuple[str, str]]
) -> None:
    result = drawn(taking_part, 2, refused)
    for loser in (entry for entry in taking_part if not won_by(result, entry.id)):
        others = [entry for entry in taking_part if entry is not loser]
        assert drawn(others, 2, refused).wins == result.wins


@pytest.mark.parametrize(("seed", "closed"), [("other", "closed"), (SEED, "other")])
def test_another_seed_or_another_list_draws_anew(seed: str, closed: str) -> None:
    many = [Entry(f"{n}", 1, ("1",)) for n in range(20)]
    assert ordered(seed, closed, many) != ordered(SEED, "closed", many)


@pytest.mark.parametrize("weights", [(2, 1), (3, 1), (3, 2), (1, 2, 3)])
def test_over_all_orders_of_tickets_each_is_first_exactly_by_its_share(weights: tuple[int, ...]) -> None:
    """Whatever the hashes are, each order of the tickets is as likely: so the shares are exact."""
    taking_part = [Entry(f"{n}", weight, ("1",)) for n, weight in enumerate(weights)]
    numbered = [(entry.id, ticket) for entry in taking_part for ticket in range(entry.weight)]
    firsts: Counter[str] = Counter()
    for order in permutations(numbered):
        rank = {ticket: place for place, ticket in enumerate(order)}
        firsts[by_tickets(taking_part, lambda one, n, rank=rank: rank[one, n])[0].id] += 1
    for entry in taking_part:
        assert Fraction(firsts[entry.id], firsts.total()) == Fraction(entry.weight, sum(weights))


@pytest.mark.parametrize(("heavy", "light"), [(2, 1), (3, 1), (3, 2)])
def test_over_many_seeds_weights_matter_in_the_right_proportion(heavy: int, light: int) -> None:
    both = [Entry("heavy", heavy, ("1",)), Entry("light", light, ("1",))]
    seeds = 10_000
    won = sum(ordered(f"seed {n}", "closed", both)[0].id == "heavy" for n in range(seeds))
    assert abs(won / seeds - heavy / (heavy + light)) < 0.02  # four standard deviations


def test_over_many_seeds_each_of_three_equals_wins_a_third() -> None:
    three = [Entry(name, 1, ("1",)) for name in "abc"]
    won = Counter(ordered(fingerprint(str(n)), "closed", three)[0].id for n in range(3000))
    assert all(abs(count - 1000) < 100 for count in won.values())


def test_tickets_grow_with_lost_rounds_and_are_bounded() -> None:
    assert [tickets(lost, 3) for lost in range(5)] == [1, 2, 3, 3, 3]


@pytest.mark.parametrize(
    "other",
    [
        Entry("a", 2, ("1", "2")),
        Entry("a", 1, ("2", "1")),
        Entry("a", 1, ("1", "2"), every=True),
        Entry("b", 1, ("1", "2")),
    ],
)
def test_the_lists_fingerprint_knows_weights_wishes_and_their_order(other: Entry) -> None:
    assert list_hash([other]) != list_hash([Entry("a", 1, ("1", "2"))])


@pytest.mark.parametrize(
    ("now", "says"),
    [(9, {"opens_at": 10}), (10, {"closes_at": 20}), (20, {"closes_at": 20}), (21, {"draws_at": 30})],
)
def test_a_held_slot_says_what_happens_next(now: int, says: dict[str, int]) -> None:
    reason = Hold(Span(100, 200), "r0und", 10, 20, 30).reason(now)
    assert reason.code == Code.LOTTERY
    assert reason.values == {"round": "r0und", **says}
