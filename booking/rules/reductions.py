"""減免: on what grounds a hall's clauses let somebody off the fee, and by when it answers."""

from collections.abc import Iterable
from datetime import date

from booking.rules.clauses.fee_class import FeeClass
from booking.rules.statements import Said

WHOLE = 100  # per cent


def grounds(statements: Iterable[Said], room: str, day: date) -> dict[str, tuple[int, ...]]:
    """The clauses (by id) that let anybody pay less for a room on a day, with the shares that they let off,
    in per cent, the largest first. Who is meant by them is not asked."""
    found: dict[str, set[int]] = {}
    for clause, said in statements:
        if isinstance(said, FeeClass) and said.lets_off and _is_of(said, room, day):
            found.setdefault(clause, set()).add(said.lets_off)
    return {clause: tuple(sorted(shares, reverse=True)) for clause, shares in found.items()}


def _is_of(said: FeeClass, room: str, day: date) -> bool:
    named = said.rooms is None or room in said.rooms
    # Whose school has something on a day is asked with who is meant: neither is here.
    falls = said.on.apart_from_sets(day) if said.on.noting else day in said.on
    return named and room not in (said.except_rooms or ()) and falls
