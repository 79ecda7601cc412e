"""What every calendar clause has in common: of which halls, rooms and days it speaks."""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from facilities.rules.days import Days
from facilities.rules.listed import Listed


class CalendarClause(BaseModel):
    """Left out, `halls` and `rooms` mean every one of the rulebook, and `on` means every day."""

    model_config = ConfigDict(extra="forbid", frozen=True, serialize_by_alias=True)

    kind: ClassVar[str] = "judged"
    carries: ClassVar[tuple[str, ...]] = ()  # the types of the catalogue that it writes down

    halls: Listed[str] | None = None
    """The halls that are meant; left out, every hall of the file."""
    rooms: Listed[str] | None = None
    """The rooms that are meant; left out, every room."""
    on: Days = Days()
    """The days that are meant; left out, every day."""

    def speaks_for(self, hall: str) -> bool:
        return self.halls is None or hall in self.halls
