"""Which clauses speak of which step on the way into a hall."""

from booking.rules import rulebook
from booking.wording.steps import Step, steps
from tests.booking.wording.test_clauses import a_clause
from tests.factories import SAMPLE

SAID = {
    "A1": 'type = "registration"\n  of = "asker"',
    "A2": 'type = "induction"\n  course = "band"',
    "A3": 'type = "lottery_entry"\n  until = { months = 2, day = 10 }',
    "A4": 'type = "closes"\n  days = 3',
    "A5": 'type = "proof"\n  proofs = ["card"]\n  steps = ["register", "arrive"]',
    "A6": 'type = "procedure"\n  topic = "RESTORE"\n  when = "leaving"',
}


def steps_of(lends: bool = True) -> dict[Step, tuple[str, ...]]:
    text = SAMPLE + "".join(a_clause(key, said) for key, said in SAID.items())
    return steps(rulebook.read(text, "sample.toml"), "higashi", lends)


def test_each_clause_stands_at_its_steps_in_the_order_of_the_way() -> None:
    assert list(steps_of().items()) == [
        (Step.REGISTER, ("A1", "A5")),
        (Step.COURSE, ("A2",)),
        (Step.ENTER, ("A3",)),
        (Step.OPENS, ("O1",)),
        (Step.BOOK, ("Q1", "A4")),
        (Step.COME, ("A5",)),
        (Step.LEAVE, ("W3", "A6")),
    ]


def test_where_no_room_is_lent_nobody_books() -> None:
    assert list(steps_of(lends=False)) == [Step.REGISTER, Step.COURSE, Step.COME, Step.LEAVE]


def test_whoever_needs_nothing_before_books_comes_and_leaves() -> None:
    head = SAMPLE.partition("[[clauses]]")[0]
    plain = rulebook.read(head + a_clause("H1", 'type = "hours"\n  from = "9:00"\n  to = "17:00"'), "h.toml")
    assert steps(plain, "higashi", lends=True) == {Step.BOOK: (), Step.COME: (), Step.LEAVE: ()}
