"""Value questions: a fee, a refund, points, the first bookable day. The same clauses, as plain functions.

A statement answers for itself, where its scope means the question: a type overrides the method of what
it has to say to (`Statement.first_day`, `outcome`, … in clauses/term.py), and `Statement.waives` says that
nothing is owed. Here the answers are put together: the latest first day and the earliest last day
bind, points add up, a draw decides before an order. A clause type joins in without a line here. A fee
is made of several kinds of statements (fees.py), a status of points and sanctions (standing.py).
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from booking.rules.ask import Ask
from booking.rules.fees import fee
from booking.rules.rulebook import Rules
from booking.rules.standing import standing
from booking.rules.statements import Said, clauses, spoken
from booking.rules.verdict import Place, Sought, Value, Valued

# Of several answers, the one that binds.
BINDING: Mapping[Sought, Callable[[Sequence[Any]], Value]] = {
    Sought.REFUND: max,
    Sought.POINTS: sum,
    Sought.FIRST_DAY: max,
    Sought.LAST_DAY: min,
    Sought.LEAVE_BY: min,
    Sought.LAPSES: min,
    Sought.PAY_BY: min,
    Sought.OUTCOME: lambda places: min(places, key=list(Place).index),
    Sought.NO_SHOW: max,
}
# Every clause that speaks takes part in these; in the others those that give the binding answer.
OF_ALL = frozenset({Sought.POINTS, Sought.OUTCOME})
NOTHING_OWED: Mapping[Sought, Value] = {Sought.FEE: 0, Sought.REFUND: 100, Sought.POINTS: Decimal(0)}
COMPOSED: Mapping[Sought, Callable[[Ask, Rules], Valued | None]] = {
    Sought.FEE: fee,
    Sought.STATUS: standing,
}


def answer(sought: Sought, ask: Ask, rules: Rules) -> Valued | None:
    """What the rulebook answers, and by which clauses; None if none of them says anything to it."""
    # A weather warning goes before whatever prices, points and tiers would say.
    if (free := waived(sought, ask, rules)) is not None:
        return free
    if sought in COMPOSED:
        return COMPOSED[sought](ask, rules)
    return _bound(sought, ask, rules)


def waived(sought: Sought, ask: Ask, rules: Rules) -> Valued | None:
    """What is answered where a clause says that nothing is owed (a weather warning); None if none does."""
    if sought not in NOTHING_OWED:
        return None
    waiving = spoken(
        [said for said in rules.statements if said[1].waives(sought, ask, rules.setting)], ask, rules
    )
    return Valued(NOTHING_OWED[sought], clauses(waiving.said)) if waiving.said else None


def _bound(sought: Sought, ask: Ask, rules: Rules) -> Valued | None:
    values: dict[int, Value] = {}
    candidates: list[Said] = []
    for said in rules.statements:
        value = said[1].value(sought, ask, rules.setting)
        if value is not None:
            values[id(said[1])] = value
            candidates.append(said)
    heard = spoken(candidates, ask, rules)
    given = [(said, values[id(said[1])]) for said in heard.said]
    if not given:
        return Valued(None, (), heard.lacking) if heard.lacking else None
    binding = BINDING[sought]([value for _, value in given])
    deciding = [said for said, value in given if sought in OF_ALL or value == binding]
    return Valued(binding, clauses(deciding), heard.lacking)
