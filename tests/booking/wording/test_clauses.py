"""A clause in words: what becomes of it, which clause goes first, from when to when it holds."""

import pytest
from django.utils.translation import override

from booking.rules import rulebook
from booking.rules.clauses.term import Kind
from booking.wording import Subject, Told, told
from tests.factories import SAMPLE

CLOSED = 'type = "closed"\n  on = { days = ["tue"] }'


def a_clause(key: str, said: str, more: str = "") -> str:
    head = f'\n[[clauses]]\nid = "{key}"\nja = "{key}の文。"\nen = "Words of {key}."\n{more}\n'
    return head + "".join(f"  [[clauses.says]]\n  {term}\n" for term in said.split("\n---\n"))


def clauses_of(*more: str) -> dict[str, Told]:
    book = rulebook.read(SAMPLE + "".join(more), "sample.toml")
    return {one.clause.id: one for one in told(book, "higashi")}


def test_a_clause_is_said_in_sentences_of_its_own() -> None:
    assert clauses_of()["W3"].sentences == ("中学生は、20時までに帰ります。",)
    with override("en"):
        assert clauses_of()["W3"].sentences == ("People (junior high school) leave by 20:00.",)


def test_which_clause_goes_first_is_said_of_both() -> None:
    found = clauses_of(a_clause("A1", CLOSED), a_clause("A2", CLOSED, 'over = ["A1"]'))
    assert found["A1"].notes == ("このきまりより、A2が先です。",)
    assert found["A2"].notes == ("A1より、このきまりが先です。",)


def test_clauses_that_contradict_each_other_send_both_to_the_hall() -> None:
    opens = 'type = "stays_open"\n  on = { days = ["tue"] }'
    found = clauses_of(a_clause("A1", CLOSED), a_clause("A2", opens, 'conflicts = ["A1"]'))
    torn = "このきまりと{}は、言っていることがちがいます。館に聞いてください。"
    assert (found["A1"].notes, found["A2"].notes) == ((torn.format("A2"),), (torn.format("A1"),))


@pytest.mark.parametrize(
    ("dated", "said"),
    [
        ("from = 2026-12-01\nuntil = 2027-03-31", "このきまりは、2026年12月1日から2027年3月31日までです。"),
        ("from = 2026-12-01", "このきまりは、2026年12月1日からです。"),
        ("until = 2027-03-31", "このきまりは、2027年3月31日までです。"),
    ],
)
def test_a_dated_clause_says_for_how_long(dated: str, said: str) -> None:
    assert clauses_of(a_clause("A1", CLOSED, dated))["A1"].notes == (said,)


def test_what_becomes_of_a_clause_is_what_is_strictest_in_it() -> None:
    shown, step = (
        'type = "shown"\n  topic = "CONDUCT"',
        'type = "procedure"\n  topic = "RESTORE"\n  when = "leaving"',
    )
    found = clauses_of(
        a_clause("A1", shown),
        a_clause("A2", f"{shown}\n---\n{step}"),
        a_clause("A3", f"{shown}\n---\n{CLOSED}"),
    )
    assert [found[key].kind for key in ("A1", "A2", "A3")] == [Kind.SHOWN, Kind.PROCEDURE, Kind.JUDGED]
    assert [found[key].subject for key in ("A1", "A2", "A3")] == [Subject.USING] * 3
    assert (found["A1"].sentences, found["A1"].about) == ((), ("みんなで使うときの、やくそくです。",))


def test_days_of_a_day_set_bear_its_name() -> None:
    days = '\n[[day_sets]]\nkey = "summer"\nname = { ja = "夏休み" }\ndays = [{ months = [8] }]\n'
    said = 'type = "closed"\n  on = { in = ["summer"] }'
    assert clauses_of(days, a_clause("A1", said))["A1"].sentences == ("夏休みは、お休みです。",)
