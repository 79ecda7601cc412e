"""The calendar clauses: one small class per type, told apart by `type`."""

from typing import Annotated

from pydantic import Field

from facilities.rules.clauses.bands import Band, Bands, NotLent
from facilities.rules.clauses.base import CalendarClause
from facilities.rules.clauses.closed import Closed, Shift, StaysOpen
from facilities.rules.clauses.evening import Evening
from facilities.rules.clauses.hours import Hours, Opens
from facilities.rules.clauses.turnover import Turnover
from facilities.rules.clauses.unit import Unit

CalendarTerm = Annotated[
    Hours | Evening | Bands | NotLent | Unit | Turnover | Closed | StaysOpen, Field(discriminator="type")
]

__all__ = [
    "Band",
    "Bands",
    "CalendarClause",
    "CalendarTerm",
    "Closed",
    "Evening",
    "Hours",
    "NotLent",
    "Opens",
    "Shift",
    "StaysOpen",
    "Turnover",
    "Unit",
]
