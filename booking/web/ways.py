"""What can be done about a refusal: the ways out, the most helpful first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from booking.queries.nearby import Near
from booking.rules.verdict import Reason
from booking.web.helps import ALWAYS, Help, helps_with
from booking.web.leads import LEADS, Card, Way
from booking.web.question import Question, near_to

MOST_WAYS = 3


@dataclass(frozen=True, slots=True)
class WaysOut:
    """`possible`: whether some of them are uses that the judge allows."""

    ways: tuple[Way, ...]
    possible: bool


def ways_out(asked: Question, reasons: Sequence[Reason]) -> WaysOut:
    """At most three ways, the most helpful first; at least one. Each leads to something that is there for
    this asker, or that the judge allows."""
    kinds = list(dict.fromkeys(_in_turn([helps_with(reason) for reason in reasons])))
    card = Card(asked, reasons, _near(Card(asked, reasons, ()), kinds))
    ways: dict[str, Way] = {}
    for way in chain.from_iterable(LEADS[kind](card) for kind in (*kinds, *ALWAYS)):
        # Two reasons may lead to one page: the words of the more helpful one stand.
        ways.setdefault(way.href, way)
        if len(ways) == MOST_WAYS:
            break
    return WaysOut(tuple(ways.values()), bool(card.near))


def _in_turn(helps: Sequence[Sequence[Help]]) -> Iterator[Help]:
    """The first of each reason, then the second of each."""
    return (kind for turn in zip_longest(*helps) for kind in turn if kind)


def _near(card: Card, kinds: Sequence[Help]) -> tuple[Near, ...]:
    """What else is possible: as much as the other ways leave room for, but one at least."""
    if Help.NEAR not in kinds:
        return ()
    # By address, as in `ways_out`: two reasons that lead to one page take one place.
    others = {way.href for kind in kinds if kind is not Help.NEAR for way in LEADS[kind](card)}
    return near_to(card.asked, max(1, MOST_WAYS - len(others)))
