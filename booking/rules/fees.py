"""What a use costs: the prices that apply, the share that these users pay, and what staying on costs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor

from booking.rules.ask import Ask
from booking.rules.clauses.fee import Fee
from booking.rules.clauses.fee_class import FeeClass, Rounding
from booking.rules.clauses.overrun import Overrun
from booking.rules.clauses.programme import Programme
from booking.rules.clauses.setting import Setting
from booking.rules.rulebook import Rules
from booking.rules.statements import Said, clauses, spoken
from booking.rules.verdict import CHARGED, Line, Valued

MONEY = (Fee, FeeClass, Overrun)
WHOLE = 100  # per cent
Share = tuple[str, FeeClass]  # a clause's id, and a share of the fee that it speaks of


@dataclass(frozen=True, slots=True)
class _Due:
    """A clause's price with the question that it is reckoned for: of a joined room, those of its parts."""

    clause: str
    price: Fee | Overrun
    ask: Ask

    @property
    def needs(self) -> tuple[str, ...]:
        return self.price.needs(self.ask) if isinstance(self.price, Fee) else ()

    @property
    def in_full(self) -> bool:
        return isinstance(self.price, Fee) and self.price.in_full

    def line(self, at: Setting) -> Line:
        """What it comes to, once the needed facts are known."""
        if isinstance(self.price, Fee):
            return Line(self.clause, self.price.amount(self.ask, at))
        return Line(self.clause, self.price.amount(self.ask))


def fee(ask: Ask, rules: Rules) -> Valued | None:
    """Whole yen, or CHARGED where something is to be paid and its amount is not published.

    A share is rounded down to the yen. None where no clause speaks of money. A programme has a price of its
    own, for each who comes.
    """
    if ask.facts.programme is not None:
        return _of_programme(ask, rules)
    money = spoken([said for said in rules.statements if isinstance(said[1], MONEY)], ask, rules)
    shares, prices, over = _shares(money.said), _nearest(money.said), _overrun(money.said, ask)
    free = [share for share in shares if share[1].pays_percent == 0]
    # Before anything is reckoned: who pays nothing is not asked for how many hours or people.
    if free and not any(price.in_full for _, price in prices):
        return Valued(0, clauses(free[:1]), lines=(Line(free[0][0], 0),))
    if not (prices or over or shares):
        return Valued(None, (), money.lacking) if money.lacking else None
    by_the_fee = [(key, one) for key, one in over if one.percent]
    priced: list[tuple[str, Fee | Overrun]] = [*prices, *(one for one in over if one not in by_the_fee)]
    due = [one for key, price in priced for one in _due(key, price, ask, rules)]
    needed = dict.fromkeys(fact for one in due for fact in one.needs)
    lacking = tuple(dict.fromkeys((*needed, *money.lacking)))
    said = clauses([*priced, *shares, *by_the_fee])
    # Only what a price is reckoned by keeps it back: until it is known who pays less, the full one stands.
    if needed:
        return Valued(None, said, lacking)
    lines = _reckoned(due, shares, rules.setting)
    if (whole := _whole(lines)) is not None:
        lines += tuple(Line(key, one.part_of(whole, ask)) for key, one in by_the_fee)
    lines = _rounded(lines, shares)
    total = _whole(lines)
    return Valued(CHARGED if total is None else total, said, lacking, lines)


def _reckoned(due: Sequence[_Due], shares: Sequence[Share], at: Setting) -> tuple[Line, ...]:
    """What each price comes to, with what the shares take off; then what is paid whole all the same."""
    shared = tuple(one.line(at) for one in due if not one.in_full)
    return (*_shared(shared, shares), *(one.line(at) for one in due if one.in_full))


def speak_of_money(rules: Rules) -> bool:
    """Whether any clause of a hall may make a use cost something."""
    return any(isinstance(said, (*MONEY, Programme)) for _, said in rules.statements)


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


def _shared(lines: tuple[Line, ...], shares: Sequence[Share]) -> tuple[Line, ...]:
    """With what each share takes off, below nothing, or puts on; rounded down to the yen."""
    whole, paid = _whole(lines), Fraction(1)
    for key, share in shares:
        if share.pays_percent is None:
            continue
        # Exactly, so that of two shares no yen is lost in between.
        before, paid = paid, paid * Fraction(share.pays_percent, WHOLE)
        lines += (Line(key, None if whole is None else floor(whole * paid) - floor(whole * before)),)
    return lines


def _rounded(lines: tuple[Line, ...], shares: Sequence[Share]) -> tuple[Line, ...]:
    total = _whole(lines)
    if total is None:
        return lines
    rounding = [(key, one.round_to, one.rounding) for key, one in shares if one.round_to is not None]
    return lines + tuple(Line(key, rounded_to(total, piece, how) - total) for key, piece, how in rounding)


def rounded_to(yen: int, piece: int, how: Rounding) -> int:
    """A sum in whole pieces: 1,815 by ten is 1,810 down, 1,820 up, and 1,820 to the nearest (四捨五入)."""
    more = {"down": 0, "up": piece - 1, "nearest": piece // 2}[how]
    return (yen + more) // piece * piece


def _whole(lines: Sequence[Line]) -> int | None:
    known = [line.yen for line in lines if line.yen is not None]
    return None if not known or len(known) < len(lines) else sum(known)


def _nearest(said: Sequence[Said]) -> list[tuple[str, Fee]]:
    """The prices that are most about this use, and what comes on top."""
    prices = [(key, price) for key, price in said if isinstance(price, Fee)]
    highest = max((price.rank for _, price in prices if not price.on_top), default=())
    return [(key, price) for key, price in prices if price.on_top or price.rank == highest]


def _overrun(said: Sequence[Said], ask: Ask) -> list[tuple[str, Overrun]]:
    return [(key, one) for key, one in said if isinstance(one, Overrun) and ask.facts.minutes_over]


def _shares(said: Sequence[Said]) -> list[Share]:
    """Of the shares that these users may pay, the least; what is reckoned on top of it; and what rounds."""
    shares = [(key, share) for key, share in said if isinstance(share, FeeClass)]
    single = [one for one in shares if one[1].pays_percent is not None and not one[1].multiplies]
    least = sorted(single, key=lambda one: one[1].pays_percent or 0)[:1]
    return [*least, *(one for one in shares if one[1].multiplies or one[1].pays_percent is None)]


def _due(key: str, price: Fee | Overrun, ask: Ask, rules: Rules) -> list[_Due]:
    if isinstance(price, Overrun) or price.sum_of is None:
        return [_Due(key, price, ask)]
    parts = [replace(ask, room=room) for room in price.sum_of]
    # A part without a price leaves the sum unpublished, as its own price says nothing.
    return [due for part in parts for due in _of_part(part, rules) or [_Due(key, price, part)]]


def _of_part(ask: Ask, rules: Rules) -> list[_Due]:
    said = spoken([one for one in rules.statements if isinstance(one[1], Fee)], ask, rules).said
    return [_Due(key, price, ask) for key, price in _nearest(said)]
