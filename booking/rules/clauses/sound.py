"""使用できない楽器・音出しの時間: what may be played in a room, and until when (INSTRUMENT_BAN, QUIET)."""

from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from booking.rules.ask import Ask
from booking.rules.clauses.term import Findings, Grain, Setting, Term, broken, holds, known_day, unknown
from booking.rules.codes import Code
from facilities.rules.listed import Listed
from facilities.rules.spans import instant
from facilities.rules.walltime import WallTime


class Instruments(Term):
    """使用できない楽器: what may be played in a room.

    Only this type, and `quiet`, look at `facts.instruments`: for a room that is lent for music see `purpose`.
    Broken by an instrument that is not allowed; cannot tell without `facts.instruments`.
    """

    code: ClassVar[Code] = Code.INSTRUMENT
    carries: ClassVar[tuple[str, ...]] = ("INSTRUMENT_BAN",)

    type: Literal["instruments"]
    never: Listed[str] | None = None
    """Not these instruments (keys of your own)."""
    # Not `Listed`: here an empty list says something.
    only: tuple[str, ...] | None = None
    """These and no others; an empty list is: none at all."""

    @model_validator(mode="after")
    def _one_of_them(self) -> Self:
        if (self.only is None) == (self.never is None):
            raise ValueError("give either `only` or `never`")
        return self

    def judge(self, ask: Ask, at: Setting) -> Findings:
        if ask.facts.instruments is None:
            return unknown(self.code, "instruments")
        refused = [played for played in ask.facts.instruments if not self._allows(played)]
        if not refused:
            return holds(self.code)
        only = {} if self.only is None else at.listed("only", self.only)
        return broken(self.code, **at.listed("instruments", refused), **only)

    def _allows(self, played: str) -> bool:
        return played not in (self.never or ()) and (self.only is None or played in self.only)


class Quiet(Term):
    """音出しの時間: from a time of the day on nothing loud is played, though the room is used.

    Broken by what is said to sound later (`facts.sound_until`), or by instruments in a use that begins then.
    """

    code: ClassVar[Code] = Code.QUIET
    own_grain: ClassVar[Grain] = Grain.SPAN
    carries: ClassVar[tuple[str, ...]] = ("QUIET",)

    type: Literal["quiet"]
    from_: WallTime = Field(alias="from")
    """From when it is quiet."""

    def own_edges(self, ask: Ask, at: Setting) -> tuple[int, ...]:
        return (instant(known_day(ask), self.from_, at.zone),)

    def judge(self, ask: Ask, at: Setting) -> Findings:
        quiet_at = instant(known_day(ask), self.from_, at.zone)
        # A use that begins earlier may fall silent in time; one that begins in the quiet hours cannot.
        plays_late = bool(ask.facts.instruments) and ask.span is not None and ask.span.start >= quiet_at
        sounds_late = ask.facts.sound_until is not None and ask.facts.sound_until > self.from_
        if plays_late or sounds_late:
            return broken(self.code, time=self.from_, until_at=quiet_at)
        return holds(self.code)
