"""Who comes where only a number is said, or bands of age: of those known as many as will fit, and others.

It is made in one place, so that what a search offers is what the booking form then judges.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from booking.models import Person
from booking.queries.party import Company
from booking.rules.bands import BANDS, band_of

# In which band the friends of somebody are counted whose own age nobody knows.
OTHERWISE = "adult"


def so_many(person: Person, company: Company, size: int, day: date) -> Company:
    """A company of `size` people: those chosen, the person first, as far as the number goes; the rest are
    counted in the person's own band, as friends come with friends."""
    known = company.people or (() if company.headcount > 1 else (person.pk,))
    people = tuple(sorted(known, key=lambda key: key != person.pk)[:size])
    counted = _first(company.counted, size - len(people))
    more = size - len(people) - sum(counted.values())
    if more:
        band = _band(person, day)
        counted[band] = counted.get(band, 0) + more
    return replace(company, people=people, counted=counted, unaged=0)


def of_bands(person: Person, counted: Mapping[str, int], day: date) -> Company:
    """So many of each band. The person is one of them where their own band is: what they have learnt, and
    what a guardian agreed to for them, counts."""
    band = _band(person, day)
    if person.birth_date is None or not counted.get(band):
        return Company(counted=dict(counted))
    others = {**counted, band: counted[band] - 1}
    return Company(people=(person.pk,), counted={key: count for key, count in others.items() if count})


def _band(person: Person, day: date) -> str:
    return OTHERWISE if person.birth_date is None else band_of(person.birth_date, day)


def _first(counted: Mapping[str, int], room: int) -> dict[str, int]:
    """As many of those counted as there is room for, the younger first."""
    kept: dict[str, int] = {}
    for band in BANDS:
        count = min(counted.get(band, 0), room - sum(kept.values()))
        if count > 0:
            kept[band] = count
    return kept
