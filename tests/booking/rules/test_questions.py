"""Every worked question of the published rulebooks, against the judge with nothing but its own facts."""

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import ValidationError

from booking.rules.admission import decide
from booking.rules.questions import Answer, Question
from booking.rules.rulebook import read
from booking.rules.scoring import score
from booking.rules.verdict import Place, Sought, Status
from tests.asks import SETTING, cited, rules_of

FILES = sorted((Path(__file__).parents[3] / "rulebooks").glob("*.toml"))
BOOKS = {path.name[:2]: read(path.read_text(), path.name) for path in FILES}
QUESTIONS = [(number, question) for number, book in BOOKS.items() for question in book.questions]


def missed() -> list[tuple[str, str]]:
    return [
        (number, scored.question.id)
        for number, book in BOOKS.items()
        for scored in score(book)
        if not scored.answered
    ]


def test_all_the_published_questions_stand_in_the_files() -> None:
    # fmt: off
    asked = {
        "01": 8, "02": 8, "03": 8, "04": 6, "05": 6, "06": 4, "08": 6, "09": 6,
        "10": 5, "11": 5, "13": 5, "14": 6, "20": 5, "22": 5, "24": 5, "28": 6,
        "39": 4, "40": 4, "41": 4, "42": 4, "43": 4, "47": 4, "49": 6, "50": 5,
        "51": 6, "52": 5, "53": 5, "55": 5, "58": 5, "59": 6,
    }
    # fmt: on
    assert Counter(number for number, _ in QUESTIONS) == asked
    assert (len(asked), sum(asked.values())) == (30, 161)


def test_the_judge_answers_every_question_as_published() -> None:
    assert missed() == []


def test_only_three_refusals_name_a_clause_beyond_the_published_ones() -> None:
    beyond = {
        (number, scored.question.id): set(scored.beyond)
        for number, book in BOOKS.items()
        for scored in score(book)
        if scored.verdict and scored.verdict.broken and scored.beyond
    }
    assert beyond == {
        ("01", "Q2"): {"C1"},  # closed for the day's hours too
        ("04", "Q5"): {"C1"},  # a stranger to the city whatever the age
        ("09", "Q6"): {"C2"},  # more than four months ahead too, as the published why says
    }


@pytest.mark.parametrize("number", BOOKS)
def test_every_clause_has_its_words_in_both_languages_and_a_source(number: str) -> None:
    book = BOOKS[number]
    assert all(clause.ja and clause.en and (clause.source or book.source) for clause in book.clauses)
    assert [clause.id for clause in book.clauses] == [f"C{n}" for n in range(1, len(book.clauses) + 1)]


@pytest.mark.parametrize(
    ("written", "sought", "value"),
    [
        ({"fee": 350}, Sought.FEE, 350),
        ({"fee": "charged"}, Sought.FEE, "charged"),
        ({"points": 0.5}, Sought.POINTS, Decimal("0.5")),
        ({"points": "0.5"}, Sought.POINTS, Decimal("0.5")),
        ({"status": "deregistered"}, Sought.STATUS, Status.DEREGISTERED),
        ({"first_day": date(2026, 6, 1)}, Sought.FIRST_DAY, date(2026, 6, 1)),
        ({"leave_by": "17:30"}, Sought.LEAVE_BY, 17 * 60 + 30),
        ({"outcome": "draw"}, Sought.OUTCOME, Place.DRAW),
        ({"no_show": False}, Sought.NO_SHOW, False),
    ],
)
def test_a_published_value_is_of_the_kind_that_its_question_seeks(
    written: dict[str, object], sought: Sought, value: object
) -> None:
    answer = Answer.model_validate(written)
    assert (answer.sought, answer.value) == (sought, value)
    assert Answer.model_validate(answer.model_dump(mode="json", exclude_unset=True)) == answer


@pytest.mark.parametrize(
    "written", [{}, {"fee": 3, "points": 1}, {"fee": -1}, {"price": 3}, {"outcome": "won"}]
)
def test_a_question_seeks_one_value_of_a_known_kind(written: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Answer.model_validate(written)


def test_a_use_of_which_only_the_beginning_is_said_is_not_asked_whether_it_is_a_whole_band() -> None:
    bands = {"type": "bands", "bands": [{"from": "10:00", "to": "12:00"}]}
    rules = rules_of([{"type": "hours", "from": "9:00", "to": "17:00"}], [bands])
    written = {"id": "Q1", "asked": "2026-06-01T10:00:00", "room": "band", "day": date(2026, 6, 3)}
    alone, whole = (
        Question.model_validate(
            {**written, "step": "book", "from": "11:00", **more, "answer": "allow", "by": []}
        )
        for more in ({}, {"to": "13:00"})
    )
    assert "C2 broken OFF_SLOT" not in cited(decide(alone.ask("higashi", SETTING), rules).reasons)
    assert "C2 broken OFF_SLOT" in cited(decide(whole.ask("higashi", SETTING), rules).reasons)
