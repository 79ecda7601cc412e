"""Cross-age exchange (異年齢交流): places by age, who may have which, who is next, and whether ages have met.

A programme keeps its mix by its places: those of one age are given to that age only, at the sign-up and from
the line. A party (one person, a family, a class) has a place for everybody in it, or for nobody.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from booking.rules.attendance import Counts, Part, of_part
from booking.rules.bands import band_of
from facilities.rules.stages import grade_on

MOST_PLACES = 999  # of one age
LAST_GRADE = 12  # the third of high school, counted through


class Age(NamedTuple):
    """Whom places are for: a band, or one school grade of it (1 is the first of elementary school)."""

    band: str
    grade: int | None = None


class Comer(NamedTuple):
    """Somebody who would come. `grade` is None for whom no grade is known, or who goes to no school."""

    band: str
    grade: int | None = None


def comer(born: date, day: date) -> Comer:
    """Somebody of this birth date on a day of the hall's."""
    grade = grade_on(born, day)
    return Comer(band_of(born, day), grade if 1 <= grade <= LAST_GRADE else None)


def place_of(one: Comer, places: Mapping[Age, int]) -> Age | None:
    """Which places are theirs: those of their grade, else those of their band; None where there are none."""
    own = (Age(one.band, one.grade), Age(one.band))
    return next((age for age in own if age in places), None)


def wanted(party: Iterable[Comer], places: Mapping[Age, int]) -> Counter[Age] | None:
    """How many places of which age a party takes; None where one of them is of an age that it is not for."""
    ages = [place_of(one, places) for one in party]
    return None if None in ages else Counter(age for age in ages if age is not None)


def left(places: Mapping[Age, int], parties: Iterable[Iterable[Comer]]) -> dict[Age, int]:
    """The places that are left when these parties have theirs; never less than none."""
    taken: Counter[Age] = Counter()
    for party in parties:
        taken += wanted(party, places) or Counter()
    # Places may have been made fewer since somebody took them.
    return {age: max(count - taken[age], 0) for age, count in places.items()}


def fits(party: Iterable[Comer], free: Mapping[Age, int]) -> bool:
    """Whether there is a place for everybody in the party; False, too, for an age that it is not for."""
    need = wanted(party, free)
    return need is not None and all(free[age] >= count for age, count in need.items())


def lacking(party: Iterable[Comer], free: Mapping[Age, int]) -> list[Age]:
    """Of which ages a party wants more places than these, in their order; none for an age that it is not
    for."""
    need = wanted(party, free) or Counter()
    return [age for age, count in free.items() if need[age] > count]


def next_in(
    line: Sequence[tuple[str, Sequence[Comer]]], free: Mapping[Age, int], quota: Mapping[Age, int]
) -> list[str]:
    """Who of a line (names with their parties, the first first) has a place now, as for `seated`."""
    needs = [(name, wanted(party, free)) for name, party in line]
    # Of an age that it is not for: they keep nobody back.
    return seated([(name, need) for name, need in needs if need is not None], free, quota)


def seated(
    line: Iterable[tuple[str, Mapping[Age, int]]], free: Mapping[Age, int], quota: Mapping[Age, int]
) -> list[str]:
    """Who of a line (names with the places that they need, the first first) has them; `free` are those that
    are left of the `quota`.

    Whoever does not fit stays where they are, and is passed over only by those who take none of the places
    that they lack: an old couple does not wait for a free place of the youngest, and a family is not kept
    from its place by single children who come later. A party that is larger than the quota would wait for
    ever, and all others with it: it keeps nobody back.
    """
    rest, kept, found = dict(free), set[Age](), list[str]()
    for name, need in line:
        if any(quota.get(age, 0) < count for age, count in need.items()):
            continue
        if not kept & need.keys() and all(rest.get(age, 0) >= count for age, count in need.items()):
            rest = {age: count - need.get(age, 0) for age, count in rest.items()}
            found.append(name)
        else:
            kept |= need.keys()
    return found


def ages_met(came: Counts, bands_wanted: int) -> bool:
    """Whether those who took part or helped were of so many bands: what counts as cross-age."""
    # Helpers, too: a high-schooler who teaches has met the child. Who only brings one has not.
    there = of_part(came, Part.TAKING_PART, Part.HELPING)
    return sum(count > 0 for count in there.values()) >= bands_wanted
