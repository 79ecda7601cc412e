import pytest

from booking.rules.ask import Step
from booking.rules.circumstances import Facts
from tests.asks import SETTING, a_term, an_ask, found


def test_it_holds_whoever_asks() -> None:
    assert found(a_term("ties_drawn"), an_ask(step=Step.ENTER)) == ["holds TIES_DRAWN"]


@pytest.mark.parametrize(("applicants", "outcome"), [(1, "place"), (2, "draw"), (None, None)])
def test_several_who_ask_for_the_same_draw_lots(applicants: int | None, outcome: str | None) -> None:
    ask = an_ask(step=Step.ENTER, facts=Facts(applicants=applicants))
    assert a_term("ties_drawn").outcome(ask, SETTING) == outcome
