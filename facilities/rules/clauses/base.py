"""What every calendar clause has in common: of which halls, rooms and days it speaks."""

from typing import Annotated

from annotated_types import MinLen
from pydantic import BaseModel, ConfigDict

from facilities.rules.days import Days

Keys = Annotated[tuple[str, ...], MinLen(1)]


class CalendarClause(BaseModel):
    """Left out, `halls` and `rooms` mean every one of the rulebook, and `on` means every day."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    halls: Keys | None = None
    rooms: Keys | None = None
    on: Days = Days()

    def speaks_for(self, hall: str) -> bool:
        return self.halls is None or hall in self.halls
