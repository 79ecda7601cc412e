from typing import Any

import pytest
from pydantic import ValidationError

from booking.rules.ask import Ask, Group
from tests.asks import SETTING, a_term, aged, an_ask

HALF_FOR_HOLDERS = a_term("fee_class", proofs=["disability_card"], pays_percent=50)
FREE_FOR_YOUTH = a_term("fee_class", users={"ages": {"to_age": 29}}, pays_percent=0)
FREE_FOR_THE_CITY = a_term("fee_class", purposes=["city_event"], pays_percent=0)
BRINGS, BRINGS_NONE = frozenset({"disability_card"}), frozenset[str]()


@pytest.mark.parametrize(
    ("term", "ask", "fit"),
    [
        (FREE_FOR_YOUTH, an_ask(aged(29)), ()),
        (FREE_FOR_YOUTH, an_ask(aged(30)), None),
        (FREE_FOR_YOUTH, an_ask(), ("ages",)),
        (FREE_FOR_THE_CITY, an_ask(purpose="city_event"), ()),
        (FREE_FOR_THE_CITY, an_ask(purpose="concert"), None),
        (FREE_FOR_THE_CITY, an_ask(), ("purpose",)),
        (HALF_FOR_HOLDERS, an_ask(aged(20, proofs=BRINGS), aged(40, proofs=BRINGS_NONE)), ()),
        (HALF_FOR_HOLDERS, an_ask(aged(20, proofs=BRINGS_NONE)), None),
        (HALF_FOR_HOLDERS, an_ask(aged(20, proofs=BRINGS_NONE), aged(40)), ("proofs",)),
        (HALF_FOR_HOLDERS, an_ask(), ("proofs",)),
    ],
)
def test_a_share_is_meant_for_its_users_purposes_or_papers(
    term: Any, ask: Ask, fit: tuple[str, ...] | None
) -> None:
    assert term.meant(ask, SETTING) == fit


def test_all_that_is_given_must_fit() -> None:
    both = a_term("fee_class", users={"classes": ["youth"]}, purposes=["city_event"], pays_percent=50)
    youth = an_ask(group=Group(user_class="youth"), purpose="city_event")
    assert both.meant(youth, SETTING) == ()
    assert both.meant(an_ask(group=Group(user_class="general"), purpose="city_event"), SETTING) is None
    assert both.meant(an_ask(), SETTING) == ("user_class", "purpose")


@pytest.mark.parametrize(
    "parameters",
    [{"pays_percent": 50}, {"users": {"group": True}}, {"purposes": [], "pays_percent": 0}],
)
def test_a_share_says_whose_it_is_and_how_much(parameters: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        a_term("fee_class", **parameters)
