"""A hall that teens may use without a booking, as tests of walking in mean it."""

from tests.factories import SAMPLE

ONLY_TEENS = """
[[clauses]]
id = "V1"
ja = "予約がなくても、中学生と高校生は使えます。"
en = "Teens may come without a booking."
  [[clauses.says]]
  type = "walk_in"
  ages = { from_stage = "junior_high", to_stage = "high_school" }
"""
TEENS_WALK_IN = SAMPLE + ONLY_TEENS
