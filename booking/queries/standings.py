"""For whom the entries of a round stand today."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from booking.models import Entry, Membership, Person
from booking.queries.bookings import LEADING
from booking.queries.party import Company
from booking.rules.told import Told


@dataclass(frozen=True, slots=True)
class Standing:
    """For whom an entry stands today: who asks (None: nobody is left), in what company, who is told of it,
    and whether all that were named are still there."""

    person: Person | None
    company: Company
    readers: tuple[Person, ...]
    is_whole: bool = True


def standings(entries: Sequence[Entry]) -> dict[int, Standing]:
    """By entry (its key), as the groups are now. Three queries.

    Whoever has left the group does not count any more. Where it was they who entered, who leads it stands
    in for them.
    """
    members, named = defaultdict[int, dict[int, str]](dict), defaultdict[int, list[int]](list)
    rows = Membership.objects.filter(group__in={entry.group_id for entry in entries if entry.group_id})
    rows = rows.filter(person__is_active=True).order_by("pk")
    for group, person, role in rows.values_list("group", "person", "role"):
        members[group][person] = role
    coming = Entry.people.through.objects.filter(entry__in=[entry.pk for entry in entries])
    for entry, person in coming.order_by("person").values_list("entry", "person"):
        named[entry].append(person)
    asking = {one.pk: _asking(one, members[one.group_id or 0]) for one in entries}
    people = Person.objects.in_bulk({key for keys in asking.values() for key in keys}, field_name="pk")
    return {
        one.pk: _standing(
            one, [people[key] for key in asking[one.pk]], members[one.group_id or 0], named[one.pk]
        )
        for one in entries
    }


def _asking(entry: Entry, members: Mapping[int, str]) -> list[int]:
    """Who asks, and then who else leads the group, by key."""
    if entry.group_id is None:
        return [entry.person_id]
    leading = [person for person, role in members.items() if role in LEADING]
    first = entry.person_id if entry.person_id in members else next(iter([*leading, *members]), None)
    return list(dict.fromkeys(key for key in (first, *leading) if key is not None))


def _standing(
    entry: Entry, asking: Sequence[Person], members: Mapping[int, str], named: Sequence[int]
) -> Standing:
    told = Told.of(entry.told)
    if entry.group_id is None:
        alone, there = Company(None, tuple(named), entry.counted, told=told), asking[0].is_active
        return Standing(asking[0], alone, (asking[0],)) if there else Standing(None, alone, ())
    here = tuple(key for key in named if key in members)
    company = Company(entry.group_id, here, entry.counted, told=told)
    # All who were named have left: nobody is there any more who would come.
    somebody = None if named and company.says_nothing else next(iter(asking), None)
    return Standing(somebody, company, tuple(asking), len(company.people) == len(named))
