"""A round as large as a city's: 2,000 groups with five wishes each for 400 slots."""

import random

from booking.rules.lottery import Entry, Result, draw, list_hash

GROUPS, SLOTS, WISHES = 2000, 400, 5


def entries() -> list[Entry]:
    chance = random.Random(1)
    slots = [str(number) for number in range(1, SLOTS + 1)]
    return [
        Entry(
            f"{number:016}", chance.randint(1, 3), tuple(chance.sample(slots, WISHES)), chance.random() < 0.3
        )
        for number in range(GROUPS)
    ]


def draw_a_citys_round(taking_part: list[Entry]) -> Result:
    """The fingerprint of the list, the tickets of everybody, and who gets what."""
    slots = {str(number): ("round",) for number in range(1, SLOTS + 1)}
    return draw("seed", list_hash(taking_part), taking_part, slots, 2)
