"""Who came: people counted by age band and by what they came for. What nobody said is missing, not zero."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from booking.rules.bands import BANDS, band_of

MOST = 10_000  # of one band; a festival, not a typing error
# Seconds after a use in which the desk is asked how many came; then nobody remembers, and it stays missing.
REMEMBERED = 31 * 24 * 60 * 60


class Part(StrEnum):
    """What somebody who came is there for."""

    TAKING_PART = "part"
    ACCOMPANYING = "accompany"
    HELPING = "help"


class Heads(NamedTuple):
    part: Part
    band: str


Counts = Mapping[Heads, int]


def checked(counts: Counts) -> Counts:
    """The same counts. ValueError for a band that does not exist, or a number that is none."""
    for (_, band), count in counts.items():
        if band not in BANDS or not 0 <= count <= MOST:
            raise ValueError(f"{count} of the band {band}")
    return counts


def total(counts: Counts) -> int | None:
    """How many there are in all; None where nobody said."""
    return sum(counts.values()) if counts else None


def of_part(counts: Counts, *parts: Part) -> dict[str, int]:
    """By band, how many came for one of these."""
    found: dict[str, int] = {}
    for (part, band), count in counts.items():
        if part in parts:
            found[band] = found.get(band, 0) + count
    return found


def planned(
    born: Iterable[date | None], counted: Mapping[str, int], headcount: int, carers: int, day: date
) -> dict[Heads, int]:
    """What a booking says of who will come on `day`: the people it names by their birth dates, the others as
    they were counted.

    Where it does not say of everybody in which band they are, empty bands are left out: they may be there.
    """
    bands = dict.fromkeys(BANDS, 0)
    for one in born:
        if one is not None:
            bands[band_of(one, day)] += 1
    for band, count in counted.items():
        bands[band] += count
    whole = sum(bands.values()) >= headcount
    said = {Heads(Part.TAKING_PART, band): count for band, count in bands.items() if count or whole}
    return said | ({Heads(Part.HELPING, "adult"): carers} if carers else {})


def as_fields(counts: Counts) -> dict[str, int]:
    """As an Act keeps them: {"part.junior_high": 3}."""
    return {f"{part}.{band}": counts[Heads(part, band)] for part, band in sorted(counts)}


def read_fields(fields: Mapping[str, int]) -> dict[Heads, int]:
    """The counts that an Act has kept so."""
    told = ((field.split(".", 1), count) for field, count in fields.items())
    return {Heads(Part(part), band): count for (part, band), count in told}
