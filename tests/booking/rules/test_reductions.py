"""The clauses that let anybody off the fee of a room, whoever it is, with what they let off."""

from datetime import date

import pytest

from booking.rules import rulebook
from booking.rules.reductions import grounds
from tests.factories import COSTING

FRIDAY = date(2026, 12, 4)
DOUBLE = """
[[clauses]]
id = "X4"
ja = "市外の団体は2倍です。土曜日は、サークルは4分の1です。"
en = "Groups from elsewhere pay double. On Saturdays circles pay a quarter."
  [[clauses.says]]
  type = "fee_class"
  users = { kinds = ["company"] }
  pays_percent = 200
  [[clauses.says]]
  type = "fee_class"
  users = { kinds = ["circle"] }
  on = { days = ["sat"] }
  pays_percent = 25

[names]"""


@pytest.mark.parametrize(
    ("room", "day", "found"),
    [
        ("band", FRIDAY, {"X2": (50,), "X3": (100,)}),
        ("craft", FRIDAY, {"X2": (50,)}),
        ("craft", date(2026, 12, 5), {"X2": (50,), "X4": (75,)}),
    ],
)
def test_a_ground_is_a_clause_by_which_less_is_paid_for_the_room_that_day(
    room: str, day: date, found: dict[str, tuple[int, ...]]
) -> None:
    rules = rulebook.read(COSTING.replace("[names]", DOUBLE), "sample.toml").for_hall("higashi")
    assert grounds(rules.statements, room, day) == found
