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
from booking.web.refusals import Refusal, Why, refusal
from booking.web.ways import MOST_WAYS, WaysOut
from facilities.labels import listed, span_words


@dataclass(frozen=True, slots=True)
class Card:
    """`refusal` has as ways what the desk's own form can be filled with. Where nothing speaks against the use
    but that something was not said, `asks` are these facts; `seen` are those that the desk ticks off."""

    refusal: Refusal
    say: str
    overrule: bool
    asks: tuple[str, ...]
    seen: tuple[str, ...]

    @property
    def facts(self) -> list[dict[str, str]]:
        return [{"key": fact, "words": fact_words(fact)} for fact in self.seen]

    @property
    def grounds(self) -> dict[str, list[Why]]:
        """By its sentence, every clause that says it."""
        found: dict[str, list[Why]] = {}
        for why in self.refusal.whys:
            found.setdefault(why.words, []).append(why)
        return found


def card(asked: Question, desk: Desk, *, elsewhere: bool = True) -> Card:
    """The card for a use that was not allowed. Each way is a use that the judge allows the same people; none
    where another time or room is no help (`elsewhere`, or where something is only to be asked)."""
    asks = _asks(asked.verdict)
    ways = _ways(asked) if elsewhere and not asks else ()
    told = refusal(replace(asked, at_desk=True), WaysOut(ways, bool(ways)))
    may = desk.may(Right.OVERRULE) and can_be_overruled(asked.verdict)
    # What is told, and not shown, is filled in above: ticking off the rest would not be enough.
    seen = tuple(fact for fact in asks if fact in to_be_seen(asked.verdict))
    say = _ask(asked, asks) if asks else _say(told, asked.verdict)
    return Card(told, say, may, asks, seen)


def fact_words(fact: str) -> str:
    return str(FACTS.get(fact, fact))


def _asks(verdict: Verdict) -> tuple[str, ...]:
    """What is to be asked, if that is all; of facts that are told first, since they often answer the rest."""
    if verdict.outcome is not Outcome.ALLOW:
        return ()
    shown = to_be_seen(verdict)
    return tuple(fact for fact in verdict.lacking if fact not in shown) or verdict.lacking


def _ways(asked: Question) -> tuple[Way, ...]:
    # A slot that has begun is no answer to somebody on the telephone: one more than is shown may be one.
    ahead = [one for one in near_to(asked, MOST_WAYS + 1) if one.span.start > asked.now]
    return tuple(_way(one, asked) for one in ahead[:MOST_WAYS])


def _way(near: Near, asked: Question) -> Way:
    filled = way_of(near.room, near.span, asked.zone)
    words = span_words(near.span, asked.zone, asked.today)
    return Way(filled, words if near.room.pk == asked.room.pk else f"{words} {near.room.name}")


def _ask(asked: Question, facts: tuple[str, ...]) -> str:
    told = {"when": span_words(asked.span, asked.zone, asked.today), "facts": listed(map(fact_words, facts))}
    return _("%(when)sは空いています。%(facts)sをうかがえますか。") % told


def _say(told: Refusal, verdict: Verdict) -> str:
    """The first reason, and the nearest that can be had instead: to be read out as it stands."""
    # Its first sentence alone: what follows sends people to a page, and they are on the telephone.
    why = told.whys[0].title if told.whys else ""
    if not told.ways:
        return _("申し訳ありません。%(why)s。ほかの日や部屋を、いっしょにさがしましょうか。") % {"why": why}
    near = {"why": why, "when": told.ways[0].words}
    # A time is only free as long as nobody has said for whom: what is promised on the telephone is kept.
    if "ages" in verdict.lacking:
        return _("申し訳ありません。%(why)s。%(when)sは空いています。来る人の年齢をうかがえますか。") % near
    return _("申し訳ありません。%(why)s。%(when)sでしたら、お取りできます。いかがでしょうか。") % near
