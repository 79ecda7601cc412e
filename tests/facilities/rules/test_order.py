"""Which clauses give way to which, and which contradict each other."""

from facilities.rules.order import Order

ORDER = Order(
    over={"C1": frozenset({"C2", "C3"}), "C2": frozenset({"C4"})},
    conflicts=frozenset({frozenset({"C5", "C6"})}),
)


def test_a_clause_silences_those_below_it_and_not_those_below_them() -> None:
    # What C2 would silence speaks again where C2 itself is silent: the hall says so of C1 or not at all.
    assert ORDER.giving_way(["C1"]) == {"C2", "C3"}
    assert ORDER.giving_way(["C1", "C2"]) == {"C2", "C3", "C4"}


def test_where_nothing_speaks_nothing_gives_way() -> None:
    assert ORDER.giving_way([]) == frozenset()
    assert ORDER.giving_way(["C9"]) == frozenset()


def test_two_are_torn_only_where_they_say_different_things() -> None:
    assert ORDER.torn(["C5", "C1"], ["C6"]) == {"C5", "C6"}
    assert ORDER.torn(["C6"], ["C5"]) == {"C5", "C6"}
    assert ORDER.torn(["C5", "C6"], []) == frozenset()
    assert ORDER.torn(["C1"], ["C2"]) == frozenset()
