import pytest

from booking.rules.ask import Person
from tests.asks import a_term, an_ask, found

TAKEN = Person(inductions=frozenset({"studio"}))
OTHER = Person(inductions=frozenset({"kiln"}))
NOBODY_SAID = Person()
HOLDS, BROKEN, UNKNOWN = ["holds INDUCTION"], ["broken INDUCTION"], ["unknown INDUCTION: inductions"]


@pytest.mark.parametrize(
    ("people", "each", "anyone"),
    [
        ([TAKEN], HOLDS, HOLDS),
        ([OTHER], BROKEN, BROKEN),
        ([TAKEN, OTHER], BROKEN, HOLDS),
        ([NOBODY_SAID], UNKNOWN, UNKNOWN),
        ([TAKEN, NOBODY_SAID], [*HOLDS, *UNKNOWN], HOLDS),
        ([OTHER, NOBODY_SAID], BROKEN, UNKNOWN),
        ([], ["unknown INDUCTION: people"], ["unknown INDUCTION: people"]),
    ],
)
def test_the_course_has_been_taken(people: list[Person], each: list[str], anyone: list[str]) -> None:
    assert found(a_term("induction", course="studio"), an_ask(*people)) == each
    assert found(a_term("induction", course="studio", of="any"), an_ask(*people)) == anyone
