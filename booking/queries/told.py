"""What the clauses of rooms ask of whoever books them, in the hall's own words."""

from collections import ChainMap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from booking.queries.rules import rules_for
from booking.rules.told import Asked, all_asked, asked_in
from facilities.models import Facility, Room
from facilities.rules.words import Words


@dataclass(frozen=True, slots=True)
class AskedOf:
    """What is asked, and the words of the rulebook for its keys."""

    asked: Asked
    names: Mapping[str, Words]


def asked_of(rooms: Iterable[Room], day: date) -> AskedOf:
    """By the rules of a day. A query for each hall, one more for rules not yet compiled."""
    halls: dict[Facility, set[str]] = {}
    for room in rooms:
        halls.setdefault(room.facility, set()).add(room.slug)
    of = [(rules_for(hall, day), slugs) for hall, slugs in halls.items()]
    names = ChainMap(*(dict(rules.setting.names) for rules, _ in of))
    return AskedOf(all_asked([asked_in(rules, slugs) for rules, slugs in of]), names)
