"""区分の分割利用: who may book a part of a band (UNIT)."""

from typing import ClassVar, Literal

from booking.rules.ask import Ask, Step
from booking.rules.clauses.history import bands_on
from booking.rules.clauses.term import Findings, Grain, Setting, Term, broken, holds, known_day, unknown
from booking.rules.clauses.users import Users
from booking.rules.codes import Code
from facilities.rules.lending import InBands
from facilities.rules.listed import Listed


class Split(Term):
    """区分の分割利用: who may book a part of a band.

    Of whole bands it says nothing. Its clause stands `over` the one that gives the bands. Broken by others.
    To those who may, parts are offered by the quarter hour, besides whole bands.
    """

    code: ClassVar[Code] = Code.OFF_SLOT
    own_grain: ClassVar[Grain] = Grain.SPAN
    carries: ClassVar[tuple[str, ...]] = ("UNIT",)

    type: Literal["split"]
    may: Users
    """Those who may."""
    steps: Listed[Step] = (Step.ENTER, Step.BOOK)

    @property
    def needs_day(self) -> bool:
        return False  # that it is a part of a band may be said without one

    def judge(self, ask: Ask, at: Setting) -> Findings:
        if self._is_whole(ask, at):
            return ()
        may = self.may.are(ask, at)
        if isinstance(may, str):
            return unknown(self.code, may)
        return holds(self.code) if may else broken(self.code)

    def _is_whole(self, ask: Ask, at: Setting) -> bool:
        """Also where nobody said."""
        if ask.facts.whole_bands is not None or ask.span is None:
            return ask.facts.whole_bands is not False
        bands = bands_on(known_day(ask), ask.room, at)
        # Without the day's openings, which bands do not go by.
        return not bands or InBands(bands).against((), ask.span) is None
