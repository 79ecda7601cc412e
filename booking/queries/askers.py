"""Who asks, of many at once: of a lottery's entries, and of the dates of a series."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import TypeVar

from booking.models import Booking, Membership, Person
from booking.queries.histories import histories_of
from booking.queries.party import Asker, Company, asker_of_booking, named
from booking.queries.records import of_group, records_of_all
from booking.rules.told import Told

K = TypeVar("K", bound=Hashable)
Known = Mapping[K, tuple[int, Company]]


def askers_of(asking: Known[K], now: int) -> dict[K, Asker]:
    """As `asker_of`, each of a person (by key) with those they name; in four queries for all of them.

    Whom it would answer with Absent is left out.
    """
    known = {key: (person, named(person, company)) for key, (person, company) in asking.items()}
    groups = _groups({person for person, _ in known.values()})
    mates = _members({group for theirs in groups.values() for group in theirs})
    theirs = {
        key: (person, company)
        for key, (person, company) in known.items()
        if _may_name(person, company, groups[person], mates)
    }
    return _on_record(theirs, groups, now)


def askers_of_bookings(bookings: Sequence[Booking], now: int, reader: Person) -> list[Asker]:
    """As `asker_of_booking` for each, in their order: of one party each date may have its own people. One
    query, and two for all that are alike."""
    coming: dict[int, list[int]] = defaultdict(list)
    rows = Booking.people.through.objects.filter(booking__in=bookings).order_by("person")
    for booking, person in rows.values_list("booking", "person"):
        coming[booking].append(person)
    found: dict[Hashable, Asker] = {}
    askers = []
    for one in bookings:
        people = coming[one.pk]
        told, counted = Told.of(one.told), sorted(one.counted.items())
        alike = (one.person_id, one.group_id, *people, one.carers, told, *counted)
        if alike not in found:
            found[alike] = asker_of_booking(one, people, now, reader)
        askers.append(found[alike])
    return askers


def _on_record(known: Known[K], groups: Mapping[int, Mapping[int, str]], now: int) -> dict[K, Asker]:
    people = {key for _, company in known.values() for key in company.people}
    in_name_of = {company.group for _, company in known.values() if company.group is not None}
    records = records_of_all(people, in_name_of)
    had = histories_of({person for person, _ in known.values()}, in_name_of, now)
    found = {}
    for key, (person, company) in known.items():
        group = company.group or 0  # no key of a group
        history = (*had["person", person], *had["group", group])
        about = records.get(of_group(group), ())
        by_start = tuple(sorted(history, key=lambda one: (one[1].span, one[0])))
        found[key] = Asker(person, company, groups[person], records, about, by_start, person)
    return found


def _may_name(
    person: int, company: Company, groups: Mapping[int, str], mates: Mapping[int, Collection[int]]
) -> bool:
    if company.group is not None and company.group not in groups:
        return False
    return {person}.union(*(mates[group] for group in groups)).issuperset(company.people)


def _groups(people: Collection[int]) -> Mapping[int, dict[int, str]]:
    """By person (key) their groups, by key, with their names."""
    found = defaultdict[int, dict[int, str]](dict)
    # Without an order, here and below: these become sets, and sorting thousands of rows would cost the draw.
    rows = Membership.objects.filter(person__in=people).order_by()
    for person, group, name in rows.values_list("person", "group", "group__name"):
        found[person][group] = name
    return found


def _members(groups: Collection[int]) -> Mapping[int, set[int]]:
    found = defaultdict[int, set[int]](set)
    rows = Membership.objects.filter(group__in=groups).order_by()
    for group, person in rows.values_list("group", "person"):
        found[group].add(person)
    return found
