"""Which groups a name that the desk has typed may mean."""

from dataclasses import dataclass
from difflib import get_close_matches

from booking.models import Group
from booking.queries.desk_groups import groups_of
from booking.queries.partners import groups_named
from facilities.models import Facility

MOST = 8
ALIKE = 0.4  # of difflib's ratio: a syllable dropped, kana for kanji


@dataclass(frozen=True, slots=True)
class Meant:
    """All that a name may mean, and those that it means for certain: of several of one name the hall's."""

    groups: tuple[Group, ...]
    certain: tuple[Group, ...]


def groups_meant(hall: Facility, name: str) -> Meant:
    """Groups of exactly this name and, of the hall's own, those of a name with it in it or like it. Others'
    names are not told to who cannot say them. Three queries at most."""
    named = groups_named(name)
    ours = {one.pk: one for one in groups_of(hall).order_by("name")}
    own = [one for one in named if one.pk in ours]
    certain = own if len(named) > 1 else named
    close = set(get_close_matches(name, [one.name for one in ours.values()], MOST, ALIKE))
    like = [one for one in ours.values() if name and (name in one.name or one.name in close)]
    found = {one.pk: one for one in [*named, *like]}
    return Meant(tuple(found.values())[:MOST], tuple(certain))
