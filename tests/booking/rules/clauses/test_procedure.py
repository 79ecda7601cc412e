import pytest
from pydantic import ValidationError

from booking.rules.clauses.term import Kind
from booking.rules.rulebook import Rulebook
from tests.asks import a_document, a_term

CARD = {"ja": "利用証", "en": "user card"}


def test_a_step_of_the_desk_says_when_it_is_due_and_with_what_paper() -> None:
    step = a_term("procedure", topic="CHECKIN", when="arriving", form=CARD)
    assert (step.kind, step.topic, step.when, step.form.en) == (
        Kind.PROCEDURE,
        "CHECKIN",
        "arriving",
        "user card",
    )


def test_it_is_counted_with_what_is_shown_and_never_judged() -> None:
    step = {"type": "procedure", "topic": "RESTORE", "when": "leaving"}
    book = Rulebook.model_validate(a_document([step]))
    assert (book.judged, dict(book.shown), book.for_hall("higashi").terms) == (0, {"RESTORE": 1}, ())


def test_a_step_without_its_time_is_a_mistake() -> None:
    with pytest.raises(ValidationError):
        a_term("procedure", topic="CHECKIN")
