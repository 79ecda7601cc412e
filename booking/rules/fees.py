"""What a use costs: the prices that apply, the share that these users pay, and what staying on costs."""

from collections.abc import Sequence
from dataclasses import replace

from booking.rules.ask import Ask
from booking.rules.clauses.fee import Fee
from booking.rules.clauses.fee_class import FeeClass
from booking.rules.clauses.overrun import Overrun
from booking.rules.rulebook import Rules
from booking.rules.statements import Said, Spoken, clauses, spoken
from booking.rules.verdict import CHARGED, Valued

MONEY = (Fee, FeeClass, Overrun)
WHOLE = 100  # per cent


def fee(ask: Ask, rules: Rules) -> Valued | None:
    """Whole yen, or CHARGED where something is to be paid and its amount is not published.

    A share is rounded down to the yen. None where no clause speaks of money.
    """
    money = spoken([said for said in rules.statements if isinstance(said[1], MONEY)], ask, rules)
    prices, least = _nearest(money.said), _least(money.said)
    percent = _percent(least)
    if percent == 0:
        return Valued(0, clauses(least))
    due = [*prices, *_overrun(money.said, ask)]
    if not due and not least:
        return Valued(None, (), money.lacking) if money.lacking else None
    return _reckoned(due, least, ask, rules, money)


def _reckoned(due: Sequence[Said], least: Sequence[Said], ask: Ask, rules: Rules, money: Spoken) -> Valued:
    named = clauses([*due, *least])
    needed = {fact for _, price in due if isinstance(price, Fee) for fact in price.needs(ask)}
    lacking = tuple(dict.fromkeys((*sorted(needed), *money.lacking)))
    if needed:
        return Valued(None, named, lacking)
    amounts = [_amount(said, ask, rules) for said in due]
    known = [amount for amount in amounts if amount is not None]
    if not amounts or len(known) < len(amounts):
        return Valued(CHARGED, named, lacking)
    return Valued(sum(known) * _percent(least) // WHOLE, named, lacking)


def _nearest(said: Sequence[Said]) -> Sequence[Said]:
    """The prices that are most about this use, and what comes on top."""
    prices = [(key, price) for key, price in said if isinstance(price, Fee)]
    highest = max((price.rank for _, price in prices if not price.add), default=())
    return [(key, price) for key, price in prices if price.add or price.rank == highest]


def _least(said: Sequence[Said]) -> Sequence[Said]:
    """Of the shares that these users may pay, the least; nothing where they pay the whole."""
    shares = [(key, share) for key, share in said if isinstance(share, FeeClass)]
    return sorted(shares, key=lambda share: share[1].pays_percent)[:1]


def _percent(least: Sequence[Said]) -> int:
    return next((share.pays_percent for _, share in least if isinstance(share, FeeClass)), WHOLE)


def _overrun(said: Sequence[Said], ask: Ask) -> list[Said]:
    return [one for one in said if isinstance(one[1], Overrun) and ask.facts.minutes_over]


def _amount(said: Said, ask: Ask, rules: Rules) -> int | None:
    _, price = said
    if isinstance(price, Overrun):
        return price.amount(ask)
    if not isinstance(price, Fee):
        return None
    return _together(price.sum_of, ask, rules) if price.sum_of else price.amount(ask, rules.setting)


def _together(rooms: Sequence[str], ask: Ask, rules: Rules) -> int | None:
    """What the parts of a joined room cost; a part that is itself a sum counts as not published."""
    total = 0
    for room in rooms:
        of_part = replace(ask, room=room)
        prices = _nearest(spoken([s for s in rules.statements if isinstance(s[1], Fee)], of_part, rules).said)
        amounts = [price.amount(of_part, rules.setting) for _, price in prices if isinstance(price, Fee)]
        if not amounts or None in amounts:
            return None
        total += sum(amount for amount in amounts if amount is not None)
    return total
