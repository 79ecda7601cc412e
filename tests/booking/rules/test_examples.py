"""Values that a parameter might have."""

import pytest
from pydantic import ValidationError

from booking.rules.examples import example, leaves, mended, others_than, put
from booking.rules.forms import fields_of
from booking.rules.language import called, types

KINDS = {called(kind): kind for kind in types()}


def test_a_value_is_put_within_a_part_and_taken_out_again() -> None:
    said = {"type": "closed", "on": {"days": ["wed"]}}
    assert put(said, "on.nth", [1]) == {"type": "closed", "on": {"days": ["wed"], "nth": [1]}}
    assert put(said, "on.days", None) == {"type": "closed", "on": {}}
    assert said == {"type": "closed", "on": {"days": ["wed"]}}


def test_what_is_missing_and_what_is_wrong_gets_an_example() -> None:
    found = mended(KINDS["hours"], {"type": "hours", "from": "soon"})
    assert found is not None
    KINDS["hours"].model_validate(found)
    assert found["from"] != "soon"


def test_a_term_that_is_right_stays_as_it_is() -> None:
    said = {"type": "turnover", "minutes": 30}
    assert mended(KINDS["turnover"], said) == said


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_mended_is_a_term_of_every_type_that_can_be(kind: str) -> None:
    found = mended(KINDS[kind], {"type": kind})
    if found is None:
        with pytest.raises(ValidationError):
            KINDS[kind].model_validate({"type": kind})
    else:
        KINDS[kind].model_validate(found)


def test_the_parameters_of_a_part_are_named_with_it_and_with_ticks_that_are_off() -> None:
    fields = fields_of(KINDS["closed"])
    assert list(leaves(fields, {"type": "closed", "on": {"days": ["wed"]}})) == [
        "on.days",
        "until_further_notice",
        "perhaps",
    ]
    assert "on.days" not in leaves(fields, {"type": "closed"})


def test_other_values_are_unlike_the_one_that_is_there() -> None:
    minutes = next(field for field in fields_of(KINDS["turnover"]) if field.name == "minutes")
    assert 7 in example(minutes)
    assert 7 not in others_than(minutes, 7)
