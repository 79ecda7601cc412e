"""Where in the form of a clause a mistake of the check stands, and how its field is called there."""

from booking.rules.mistakes import Mistake
from booking.web.desk.rule_mistakes import errors_of, field_of


def test_a_mistake_stands_at_the_field_of_its_form() -> None:
    assert field_of(Mistake("rules", "C1", "says[#2].on.days", "")) == "t1.on.days"


def test_a_field_is_called_as_the_form_of_its_part_calls_it() -> None:
    at = Mistake("rules", "C1", "says[#1].on.days", "an empty list means nothing: name something")
    assert [error.words for error in errors_of([at], ["hours"])] == ["曜日:1つはえらんでください"]


def test_a_field_of_a_term_that_is_not_there_is_called_by_its_name() -> None:
    at = Mistake("rules", "C1", "says[#3].on.days", "is missing")
    assert [error.words for error in errors_of([at], ["hours"])] == ["何日前:書いてください"]
