"""What the clauses of a room ask of whoever books it, in the hall's own words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from booking.queries.rules import rules_for
from booking.rules.told import Asked, asked_in
from facilities.models import Room
from facilities.rules.words import Words


@dataclass(frozen=True, slots=True)
class AskedOf:
    """What is asked, and the words of the rulebook for its keys."""

    asked: Asked
    names: Mapping[str, Words]


def asked_of(room: Room, day: date) -> AskedOf:
    """By the rules of a day. One query, one more for rules not yet compiled."""
    rules = rules_for(room.facility, day)
    return AskedOf(asked_in(rules, room.slug), rules.setting.names)
