"""Points as 55 金沢 gives them: one for not turning up, half of one for calling late, unless it rains."""

from decimal import Decimal

import pytest
from pydantic import ValidationError

from booking.rules.circumstances import Facts
from booking.rules.verdict import Sought
from tests.asks import SETTING, a_term, an_ask

LATE = a_term("points", event="late_cancel", points=0.5, unless_cause=["rain"])


@pytest.mark.parametrize(
    ("event", "cause", "points"),
    [
        ("late_cancel", None, Decimal("0.5")),
        ("late_cancel", "illness", Decimal("0.5")),
        ("late_cancel", "rain", Decimal(0)),
        ("no_show", None, None),
        (None, "rain", None),
    ],
)
def test_an_event_costs_its_points_unless_for_its_cause(
    event: str | None, cause: str | None, points: Decimal | None
) -> None:
    ask = an_ask(facts=Facts(event=event, cause=cause))
    assert LATE.value(Sought.POINTS, ask, SETTING) == points


def test_points_say_nothing_to_another_question() -> None:
    assert LATE.value(Sought.FEE, an_ask(facts=Facts(event="late_cancel")), SETTING) is None


@pytest.mark.parametrize(("written", "read"), [(1, "1"), (0.1, "0.1"), ("0.5", "0.5"), ("1/2", None)])
def test_points_are_exact_however_they_are_written(written: object, read: str | None) -> None:
    if read is None:
        with pytest.raises(ValidationError, match="write points as a number"):
            a_term("points", event="no_show", points=written)
    else:
        term = a_term("points", event="no_show", points=written)
        assert term.points == Decimal(read)
        assert term.model_dump(mode="json")["points"] == read


@pytest.mark.parametrize("points", [-1, True, "NaN", "Infinity", None, 1001])
def test_what_is_no_number_of_points_is_a_mistake(points: object) -> None:
    with pytest.raises(ValidationError):
        a_term("points", event="no_show", points=points)
