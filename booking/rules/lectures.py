"""Lectures on request (出前講座): what can become of an asking."""

from enum import StrEnum


class State(StrEnum):
    ASKED = "asked"
    PROPOSED = "proposed"  # the department would come on another date: the group answers
    AGREED = "agreed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


WAITS = (State.ASKED,)
"""It is the department's turn."""
OPEN = (State.ASKED, State.PROPOSED, State.AGREED)
FEWEST_DATES, MOST_DATES = 2, 3
MOST_OPEN = 5
"""So many may a group have asked for that are not held yet."""
LONGEST_MINUTES = 300
MOST_LISTENERS = 999
