"""What a use costs: the prices that apply, the share that these users pay, and what staying on costs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from booking.rules.ask import Ask
from booking.rules.clauses.fee import Fee
from booking.rules.clauses.fee_class import FeeClass
from booking.rules.clauses.overrun import Overrun
from booking.rules.clauses.programme import Programme
from booking.rules.clauses.setting import Setting
from booking.rules.rulebook import Rules
from booking.rules.statements import Said, clauses, spoken
from booking.rules.verdict import CHARGED, Valued

MONEY = (Fee, FeeClass, Overrun)
WHOLE = 100  # per cent


@dataclass(frozen=True, slots=True)
class _Due:
    """A price with the question that it is reckoned for: of a joined room, those of its parts."""

    price: Fee | Overrun
    ask: Ask

    @property
    def needs(self) -> tuple[str, ...]:
        return self.price.needs(self.ask) if isinstance(self.price, Fee) else ()

    def amount(self, at: Setting) -> int | None:
        return self.price.amount(self.ask, at) if isinstance(self.price, Fee) else self.price.amount(self.ask)


def fee(ask: Ask, rules: Rules) -> Valued | None:
    """Whole yen, or CHARGED where something is to be paid and its amount is not published.

    A share is rounded down to the yen. None where no clause speaks of money. A programme has a price of its
    own, for each who comes.
    """
    if ask.facts.programme is not None:
        return _of_programme(ask, rules)
    money = spoken([said for said in rules.statements if isinstance(said[1], MONEY)], ask, rules)
    least = _least(money.said)
    percent = _percent(least)
    if percent == 0:
        return Valued(0, clauses(least))
    priced: list[tuple[str, Fee | Overrun]] = [*_nearest(money.said), *_overrun(money.said, ask)]
    if not priced and not least:
        return Valued(None, (), money.lacking) if money.lacking else None
    due = [one for _, price in priced for one in _due(price, ask, rules)]
    needed = dict.fromkeys(fact for one in due for fact in one.needs)
    total = None if needed else _total(due, percent, rules.setting)
    return Valued(total, clauses([*priced, *least]), tuple(dict.fromkeys((*needed, *money.lacking))))


def _of_programme(ask: Ask, rules: Rules) -> Valued | None:
    priced = [
        (key, said)
        for key, said in rules.statements
        if isinstance(said, Programme) and said.programme == ask.facts.programme and said.fee is not None
    ]
    heard = spoken(priced, ask, rules)
    due = [said.fee for _, said in heard.said if isinstance(said, Programme) and said.fee is not None]
    if not due:
        return Valued(None, (), heard.lacking) if heard.lacking else None
    people = ask.party.headcount
    if people is None and any(due):
        return Valued(None, clauses(heard.said), ("size", *heard.lacking))
    return Valued(sum(due) * (people or 0), clauses(heard.said), heard.lacking)


def _total(due: Sequence[_Due], percent: int, at: Setting) -> int | str:
    amounts = [one.amount(at) for one in due]
    known = [amount for amount in amounts if amount is not None]
    return CHARGED if not known or len(known) < len(amounts) else sum(known) * percent // WHOLE


def _nearest(said: Sequence[Said]) -> list[tuple[str, Fee]]:
    """The prices that are most about this use, and what comes on top."""
    prices = [(key, price) for key, price in said if isinstance(price, Fee)]
    highest = max((price.rank for _, price in prices if not price.add), default=())
    return [(key, price) for key, price in prices if price.add or price.rank == highest]


def _overrun(said: Sequence[Said], ask: Ask) -> list[tuple[str, Overrun]]:
    return [(key, one) for key, one in said if isinstance(one, Overrun) and ask.facts.minutes_over]


def _least(said: Sequence[Said]) -> list[tuple[str, FeeClass]]:
    """Of the shares that these users may pay, the least; nothing where they pay the whole."""
    shares = [(key, share) for key, share in said if isinstance(share, FeeClass)]
    return sorted(shares, key=lambda share: share[1].pays_percent)[:1]


def _percent(least: Sequence[tuple[str, FeeClass]]) -> int:
    return next((share.pays_percent for _, share in least), WHOLE)


def _due(price: Fee | Overrun, ask: Ask, rules: Rules) -> list[_Due]:
    if isinstance(price, Overrun) or price.sum_of is None:
        return [_Due(price, ask)]
    parts = [replace(ask, room=room) for room in price.sum_of]
    # A part without a price leaves the sum unpublished, as its own price says nothing.
    return [due for part in parts for due in _of_part(part, rules) or [_Due(price, part)]]


def _of_part(ask: Ask, rules: Rules) -> list[_Due]:
    said = spoken([one for one in rules.statements if isinstance(one[1], Fee)], ask, rules).said
    return [_Due(price, ask) for _, price in _nearest(said)]
