import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from booking.rules.clauses.hours import During
from facilities.rules.walltime import write_wall_time
from tests.asks import a_term, aged, an_ask, found


@pytest.mark.parametrize(
    "parts",
    [{}, {"from": "18:00", "to": "17:00"}, {"from": "17:00", "to": "17:00"}, {"from": 17}, {"til": "17:00"}],
)
def test_a_part_of_the_day_has_a_beginning_or_an_end(parts: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        During.model_validate(parts)


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (("13:00", "15:00"), "holds AGE_MIN"),
        (("13:00", "15:05"), "broken AGE_MAX"),
        (("17:00", "19:00"), "holds AGE_MIN"),
        (("16:55", "19:00"), "broken AGE_MAX"),
    ],
)
def test_a_use_that_touches_the_part_keeps_out_of_it(hours: tuple[str, str], expected: str) -> None:
    term = a_term("who", ages={"to_age": 18}, during={"from": "15:00", "to": "17:00"})
    assert found(term, an_ask(aged(40), hours=hours)) == [expected]


minutes = st.integers(0, 24 * 12 - 1).map(lambda fives: fives * 5)


@given(minutes, minutes, minutes, minutes)
def test_a_use_falls_in_the_part_if_any_minute_of_it_does(
    start: int, end: int, first: int, last: int
) -> None:
    start, end = min(start, end), max(start, end) + 5
    first, last = min(first, last), max(first, last) + 5
    term = a_term(
        "who", ages={"to_age": 18}, during={"from": write_wall_time(first), "to": write_wall_time(last)}
    )
    ask = an_ask(aged(40), hours=(write_wall_time(start), write_wall_time(end)))
    meets = any(first <= minute < last for minute in range(start, end))
    assert found(term, ask) == (["broken AGE_MAX"] if meets else ["holds AGE_MIN"])
