"""休館日: days on which a hall or a room stays closed, and days on which it opens in spite of that.

One clause for CLOSED_WEEKLY, CLOSED_NTH, CLOSED_HOLIDAY, CLOSED_AFTER_HOLIDAY, CLOSED_MONTHEND,
CLOSED_YEAREND, CLOSED_FIXED, CLOSED_ELECTION and CLOSED_ADHOC: which of them it is, is said by `on`.
"""

from collections.abc import Callable
from datetime import date
from typing import ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from facilities.rules.clauses.base import CalendarClause
from facilities.rules.days import Days, Holiday
from facilities.rules.holidays import HolidayName, holiday_name, is_holiday
from facilities.rules.layers import Layer, Source
from facilities.rules.stages import DAY
from facilities.rules.words import Words

LONGEST_WALK = 31  # days within which a closure that moves finds its day
WEEKEND = 5  # Saturday, counted from Monday as 0
Told = Callable[[date], bool]


class Shift(BaseModel):
    """振替: what becomes of a closing day that is also one of `if`.

    The day is open, or with `both` closed as well, and the closure moves to `to`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, serialize_by_alias=True)

    if_: Days = Field(default=Days(holiday=Holiday.ONLY), alias="if")
    """The days from which the closure moves; left out, national holidays."""
    # Published, each of them: open (15), next_day (26, 59), next_non_holiday (27), next_weekday (46, 58),
    # next_substitute (12), next_not_after_holiday (18); and `both` (16).
    to: Literal[
        "open",
        "next_day",
        "next_non_holiday",
        "next_weekday",
        "next_open_day",
        "next_substitute",
        "next_not_after_holiday",
        "previous_day",
        "previous_weekday",
        "previous_open_day",
    ]
    """Where it moves: nowhere (`open`), the next day, the next day that is no holiday, the next 平日 (no
    Saturday, Sunday or holiday), the next day that no closure names, the 振替休日 of that holiday, or the
    next day that does not follow a holiday; or back, to the day before, the last 平日 before, or the last day
    before that no closure names."""
    both: bool = False
    """The closing day itself stays closed too."""

    @model_validator(mode="after")
    def _somewhere(self) -> Self:
        if self.both and self.to == "open":
            raise ValueError("`both` closes the day and another one: say which in `to`")
        return self

    def clears(self, on: Days, day: date) -> bool:
        """Whether a closing day, of those of `on`, is open as its closure moves away."""
        return not self.both and self._moves(on, day)

    def moved_to(self, on: Days, day: date, named: Told) -> bool:
        """Whether a closing day lies before it (or behind it, where closures move to an earlier day) from
        which every day on the way is passed."""
        if not self.takes(day, named):
            return False
        # Backwards: it is asked whether a closure has moved to a day, and not where one goes.
        step = DAY if self.to.startswith("previous") else -DAY
        for come_from in (day + step * away for away in range(1, LONGEST_WALK)):
            if self._moves(on, come_from):
                return True
            if not self.passes(come_from, named):
                return False
        return False

    def _moves(self, on: Days, day: date) -> bool:
        return day in on and day in self.if_

    def takes(self, day: date, named: Told) -> bool:
        """Whether a closure that comes to a day stays there. `named`: whether a closure names a day."""
        match self.to:
            case "open":
                return False
            case "next_day" | "previous_day":
                return True
            case "next_non_holiday":
                return not is_holiday(day)
            case "next_weekday" | "previous_weekday":
                return day.weekday() < WEEKEND and not is_holiday(day)
            case "next_open_day" | "previous_open_day":
                # By what is named and not by what is closed in the end: of two closures that both move, each
                # would have to know where the other one went.
                return not named(day)
            case "next_substitute":
                return holiday_name(day) is HolidayName.SUBSTITUTE
            case "next_not_after_holiday":
                return not is_holiday(day - DAY)

    def passes(self, day: date, named: Told) -> bool:
        """Whether it goes on to the next day. A 振替休日 follows its holiday at once, or after other ones."""
        return not self.takes(day, named) and (self.to != "next_substitute" or is_holiday(day))


def meant(on: Days, shift: Shift | None, day: date, named: Told) -> bool:
    """Whether a closure of the days of `on` falls on a day. `named`: whether any closure names a day."""
    if shift is None:
        return day in on
    return (day in on and not shift.clears(on, day)) or shift.moved_to(on, day, named)


class Closed(CalendarClause):
    """休館日・休室: days on which a hall or a room stays closed.

    Which closure it is (weekly, nth weekday, holidays, month end, year end, fixed dates, polling days) is
    said by `on`.

    It is broken by a use on a closed day; with `perhaps` it is *ask*. On other days it is named among what
    holds, and rests: nothing gives way to it.
    """

    carries: ClassVar[tuple[str, ...]] = (
        "CLOSED_WEEKLY",
        "CLOSED_NTH",
        "CLOSED_MONTHEND",
        "CLOSED_HOLIDAY",
        "CLOSED_AFTER_HOLIDAY",
        "CLOSED_SHIFT",
        "CLOSED_YEAREND",
        "CLOSED_FIXED",
        "CLOSED_ELECTION",
        "CLOSED_ADHOC",
        "PERIOD",
    )

    type: Literal["closed"]
    reason: Words | None = None
    """Why, as people read it."""
    shift: Shift | None = None
    """What happens when a closing day is also a holiday; left out, it stays closed."""
    until_further_notice: bool = False
    """Closed from `on.from` (a shelter, repairs), and nobody knows yet until when."""
    perhaps: bool = False
    """Nobody published just which days it closes: on those of `on` it stays open, and the hall is asked."""

    @model_validator(mode="after")
    def _begun(self) -> Self:
        if self.until_further_notice and (self.on.from_ is None or self.on.until is not None):
            raise ValueError("`until_further_notice` needs the first day in `on.from`, and no `until`")
        return self

    def closes(self, day: date, named: Told) -> bool:
        """Whether it is closed on that day. `named`: whether any closure of the room names a day."""
        return meant(self.on, self.shift, day, named)

    def opens(self, day: date) -> bool:
        """Whether it says itself that it is open on that day, as its closure moves away."""
        return self.shift is not None and self.shift.clears(self.on, day)

    def source(self, clause: str) -> Source:
        reason = self.reason
        ja, en = (reason.ja, reason.en) if reason else ("", "")
        return Source(Layer.CLOSED, clause, ja, en, open_end=self.until_further_notice)


class StaysOpen(CalendarClause):
    """こどもの日を除く・祝日は開館: days that stay open in spite of a closure.

    Its clause stands `over` that of the closure. Holds on these days; the hours are said elsewhere.
    """

    carries: ClassVar[tuple[str, ...]] = ("CLOSED_EXCEPT",)

    type: Literal["stays_open"]
