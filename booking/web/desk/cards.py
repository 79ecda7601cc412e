"""A refusal as the desk reads it: the member's card in the member's words, and what to say on the phone."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from booking.labels.facts import FACTS
from booking.queries.nearby import Near
from booking.rules.overruling import can_be_overruled, to_be_seen
from booking.rules.staff import Right
from booking.rules.verdict import Outcome, Verdict
from booking.web.desk.asked import way_of
from booking.web.desk.door import Desk
from booking.web.leads import Way
from booking.web.question import Question, near_to
from booking.web.refusals import Refusal, refusal
from booking.web.ways import MOST_WAYS, WaysOut
from facilities.labels import span_words


@dataclass(frozen=True, slots=True)
class Card:
    """`refusal` has as ways what the desk's own form can be filled with; `seen` are facts to tick."""

    refusal: Refusal
    say: str
    overrule: bool
    seen: tuple[str, ...]

    @property
    def facts(self) -> list[dict[str, str]]:
        return [{"key": fact, "words": str(FACTS.get(fact, fact))} for fact in self.seen]


def card(asked: Question, desk: Desk, *, elsewhere: bool = True) -> Card:
    """The card for a use that was not allowed. Each way is a use that the judge allows the same people; none
    where another time or room is no help (`elsewhere`)."""
    ways = tuple(_way(one, asked) for one in near_to(asked, MOST_WAYS)) if elsewhere else ()
    told = refusal(replace(asked, at_desk=True), WaysOut(ways, bool(ways)))
    may = desk.may(Right.OVERRULE) and can_be_overruled(asked.verdict)
    only_lacking = asked.verdict.outcome is Outcome.ALLOW
    return Card(told, _say(told, asked.verdict), may, to_be_seen(asked.verdict) if only_lacking else ())


def _way(near: Near, asked: Question) -> Way:
    filled = way_of(near.room, near.span, asked.zone)
    words = span_words(near.span, asked.zone, asked.today)
    return Way(filled, words if near.room.pk == asked.room.pk else f"{words} {near.room.name}")


def _say(told: Refusal, verdict: Verdict) -> str:
    """The first reason, and the nearest that can be had instead: to be read out as it stands."""
    why = told.whys[0].words if told.whys else ""
    if not told.ways:
        return _("申し訳ありません。%(why)s ほかの日や部屋を、いっしょにさがしましょうか。") % {"why": why}
    near = {"why": why, "when": told.ways[0].words}
    # A time is only free as long as nobody has said for whom: what is promised on the telephone is kept.
    if "ages" in verdict.lacking:
        return _("申し訳ありません。%(why)s %(when)sは空いています。来る人の年齢をうかがえますか。") % near
    return _("申し訳ありません。%(why)s %(when)sでしたら、お取りできます。いかがでしょうか。") % near
