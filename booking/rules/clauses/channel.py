"""電話・窓口・WEB: through which channels one may ask (CHANNEL)."""

from typing import ClassVar, Literal

from booking.rules.ask import Ask, Channel, Step
from booking.rules.clauses.term import Findings, Setting, Term, broken, holds, unknown
from booking.rules.codes import Code
from facilities.rules.listed import Listed


class Channels(Term):
    """電話不可・窓口のみ・WEBのみ: through which channels one asks.

    It is about booking. For how one registers write `steps = ["register"]`, for both
    `steps = ["register", "book"]`, for a draw `steps = ["enter"]`. Other channels for other steps are terms
    of their own.

    If a channel ends some days before the use, that is a `closes` with `unless`: 「前の日からは窓口のみ」 is
    `{ type = "closes", days = 2, unless = [{ through = ["counter"] }] }`.

    Broken through another; cannot tell without the `channel`.
    """

    code: ClassVar[Code] = Code.CHANNEL
    carries: ClassVar[tuple[str, ...]] = ("CHANNEL",)

    type: Literal["channel"]
    channels: Listed[Channel]
    """These and no others."""
    steps: Listed[Step] = (Step.BOOK,)

    def judge(self, ask: Ask, at: Setting) -> Findings:
        if ask.channel is None:
            return unknown(self.code, "channel")
        if ask.channel in self.channels:
            return holds(self.code)
        return broken(self.code, channels=list(self.channels))
