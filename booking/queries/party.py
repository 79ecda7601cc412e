"""Who asks, in what company, and what is on record about them: the facts that the judge weighs."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Exists,
    OuterRef,
    Q,
    When,
)

from booking.models import (
    Booking,
    Group,
    Membership,
    Person,
    Wait,
)
from booking.queries.bookings import LEADING, Absent, people_of
from booking.queries.histories import History, history_of
from booking.queries.records import (
    Record,
    incidents_in,
    of_group,
    overlaps_in,
    person_on,
    records_of,
    registrations_in,
)
from booking.rules import ask, bands
from booking.rules.told import NOTHING_TOLD, Told
from facilities.queries.prepared import Prepared

MOST_CARERS = 20
NOBODY = 0  # no key of a person, and of no group
MOST_COUNTED = 10_000  # of one band; a festival, not a typing error


@dataclass(frozen=True, slots=True)
class Company:
    """In whose company somebody comes: keys of a group and of people, and a headcount by age band.

    The people are those who come, the asker among them only if named; of those `unaged` nobody said
    in which band they are. Nobody named and nobody counted means the asker alone.
    """

    group: int | None = None
    people: tuple[int, ...] = ()
    counted: Mapping[str, int] = field(default_factory=dict)
    carers: int = 0  # who come besides to help
    unaged: int = 0
    told: Told = NOTHING_TOLD  # what the clauses of a room ask of them

    def __post_init__(self) -> None:
        """ValueError for a band that does not exist, a number that is none, somebody named twice."""
        for band, count in self.counted.items():
            if band not in bands.BANDS or not 0 <= count <= MOST_COUNTED:
                raise ValueError(f"{count} of the band {band}")
        if not 0 <= self.carers <= MOST_CARERS:
            raise ValueError(f"{self.carers} carers")
        if len(set(self.people)) < len(self.people):
            raise ValueError("somebody is named twice")

    @property
    def groups(self) -> tuple[int, ...]:
        """The group's key, as what locks and counts takes it: none or one."""
        return () if self.group is None else (self.group,)

    @property
    def headcount(self) -> int:
        return (len(self.people) + sum(self.counted.values()) + self.unaged) or 1

    @property
    def says_nothing(self) -> bool:
        return not self.people and not self.unaged and not any(self.counted.values())


@dataclass(frozen=True)
class Asker:
    """What is on record about somebody and their company; `party(day)` is it as of a day of visit."""

    person: int | None
    company: Company
    groups: Mapping[int, str]  # the asker's own, with their names
    records: Mapping[int, Sequence[Record]]
    group_records: Sequence[Record]
    history: History | None  # None for a stranger
    reader: int | None  # who looks: a leader may move a friend's booking and still sees only their own

    @cached_property
    def _parties(self) -> dict[tuple[date, int | None], ask.Party]:
        return {}

    def party(self, day: date, *, but: int | None = None) -> ask.Party:
        """The party that would come on `day`; the booking with key `but` is left out of its history."""
        if (day, but) not in self._parties:
            self._parties[day, but] = self._party(day, but)
        return self._parties[day, but]

    def owns(self, person: int | None, group: int | None) -> bool:
        """Whether a booking of this person or this group (by key) is the reader's own."""
        if group is not None:
            return group in self.groups
        return person is not None and person == self.reader

    def _party(self, day: date, but: int | None) -> ask.Party:
        known = self._known(day)
        strangers = [
            # Nothing is on record about strangers.
            ask.Person(born=bands.cohort(band, day), incidents=(), count=count)
            for band, count in sorted(self.company.counted.items())
            if count
        ]
        return ask.Party(
            people=tuple(map(self.company.told.person, (*known, *strangers))),
            group=self._group(day),
            size=None if self.company.says_nothing else self.company.headcount,
            history=None if self.history is None else tuple(held for key, held in self.history if key != but),
            carers=self.company.carers,
        )

    def _known(self, day: date) -> list[ask.Person]:
        """The people who are named; one of them represents the others."""
        keys, group = self.company.people, self.company.group
        known = [person_on(self.records.get(key, ()), day, group) for key in keys]
        if group is not None:
            return _represented(known)
        if self.company.headcount == 1 or self.person not in keys:
            return known
        # Of people who come without a group, whoever books for them speaks for them.
        return [replace(one, represents=key == self.person) for key, one in zip(keys, known, strict=True)]

    def _group(self, day: date) -> ask.Group | bool | None:
        if self.company.group is None:
            return None if self.history is None else False
        about = {record.what: record for record in self.group_records}
        kind, family = about.get("kind"), about.get("family")
        return ask.Group(
            registrations=registrations_in(self.group_records),
            kind=kind.key if kind else None,
            name=kind.more if kind else None,
            one_family=family.key == "yes" if family else None,
            incidents=incidents_in(self.group_records),
            overlaps=overlaps_in(self.group_records, day),
        )


def asker_of(person: Person | None, company: Company, now: int) -> Asker:
    """The records of a person and those they name, in three queries; none for a stranger who names nobody.

    Absent for a group that the person does not belong to, and for people who share none of their
    groups: nobody may learn from a verdict what is on record about somebody else.
    """
    if person is not None:
        groups = _groups(person, company)
        return _on_record(person.pk, named(person.pk, company), groups, now)
    if company.group is not None or company.people:
        raise Absent
    # A stranger's history is not empty but unknown: a cap asks for it instead of allowing.
    return Asker(None, company, {}, {}, (), None, None)


def named(person: int, company: Company) -> Company:
    """The company, with the person (by key) alone where it says nothing."""
    return replace(company, people=(person,), counted={}) if company.says_nothing else company


def asker_at_desk(person: Person | None, company: Company, now: int) -> Asker:
    """The same where the desk asks: who has no account is known by nothing but how many come, and has
    nothing booked. Absent as before."""
    asker = asker_of(person, company, now)
    return asker if person is not None else replace(asker, history=())


def asker_of_booking(booking: Booking, people: Sequence[int], now: int, reader: Person | None) -> Asker:
    """Those for whom a booking stands, as they were named when it was made. Two queries.

    What somebody else of them has booked alone counts for the judge and is not shown to `reader`;
    None is nobody whom we know.
    """
    company = company_of(booking, people)
    groups = {} if booking.group is None else {booking.group.pk: booking.group.name}
    asker = _on_record(booking.person_id, company, groups, now)
    return replace(asker, reader=None if reader is None else reader.pk)


def company_of(booking: Booking, people: Sequence[int]) -> Company:
    """In whose company these people (by key) come, as it was said when the booking was made."""
    told = Told.of(booking.told)
    return Company(booking.group_id, tuple(people), booking.counted, booking.carers, told=told)


def asker_of_group(group: Group, people: Sequence[int], now: int) -> Asker:
    """A group as a whole, with these of its members (by key) and what it has or had booked. Two queries."""
    asker = _on_record(None, Company(group.pk, tuple(people)), {group.pk: group.name}, now)
    return replace(asker, history=history_of(NOBODY, group.pk, now))


def asker_of_wait(wait: Wait, company: Company, now: int) -> Asker:
    """Those who wait, in their company. Two queries."""
    groups = {} if wait.group is None else {wait.group.pk: wait.group.name}
    return _on_record(wait.person_id, company, groups, now)


def asker_in_company(booking: Booking, company: Company, now: int, actor: Person) -> Asker:
    """Those for whom a booking would stand if `actor` named others. Four queries; Absent as in `asker_of`.

    Who comes already may be named by whoever may change the booking.
    """
    # Those who come already were somebody's to name once; only others are asked about anew.
    new = set(company.people) - set(people_of(booking))
    groups = _groups(actor, Company(people=tuple(new)))
    asker = _on_record(booking.person_id, replace(company, group=booking.group_id), groups, now)
    return replace(asker, reader=actor.pk)


def _on_record(person: int | None, company: Company, groups: Mapping[int, str], now: int) -> Asker:
    records = records_of(company.people, company.group)
    # Who has no account has nothing booked; of a group as a whole it is looked up besides.
    history = () if person is None else history_of(person, company.group, now)
    about = records.get(of_group(company.group or NOBODY), ())
    return Asker(person, company, groups, records, about, history, person)


def usual_of(group: Group, person: Person) -> Company:
    """Those who usually come with a group: its members, but for adult contacts, and whom it counts besides.

    One query.
    """
    members = group.memberships.exclude(role=Membership.Role.ADULT_CONTACT)
    people = tuple(members.order_by("person").values_list("person", flat=True))
    return Company(group.pk, people or (person.pk,), group.usual)


def usual(person: Person) -> Company:
    """The company of the last booking that somebody made, if it is still theirs to name, else themselves.

    One query: every page of a member asks it.
    """
    rows = LAST.rows(person.pk)
    if not rows or not all(theirs for *_, theirs in rows):
        return Company(people=(person.pk,))
    group, counted, carers, told = rows[0][:4]
    people = sorted(people for *_, people, _ in rows if people is not None)
    return Company(group, tuple(people), json.loads(counted), carers, told=Told.of(json.loads(told)))


def first_company(person: Person) -> Company | None:
    """The one group that somebody leads who has never booked, all of it; None for others. At most two
    queries: only the page on which one says who comes asks it."""
    if Booking.objects.filter(person=person).exists():
        return None
    # Whoever has just gathered a band comes with it: its leader is not to name all of them once more.
    led = Membership.objects.filter(person=person, role__in=LEADING).values("group")
    members = Membership.objects.filter(group__in=led).exclude(role=Membership.Role.ADULT_CONTACT)
    rows = list(members.order_by("person").select_related("group"))
    if len({row.group_id for row in rows}) != 1:
        return None
    return Company(rows[0].group_id, tuple(row.person_id for row in rows), rows[0].group.usual)


def _last(person: int) -> Any:
    """The last booking, once for each of its people, with whether group and person are still known."""
    # As last time: most people book for the same few again and again.
    last = Booking.objects.filter(person=person).order_by("-made_at", "-pk").values("pk")[:1]
    of_group = Q(group=None) | Exists(Membership.objects.filter(group=OuterRef("group"), person=person))
    shared = Membership.objects.filter(person=OuterRef("people"), group__memberships__person=person)
    known = Q(people=None) | Q(people=person) | Exists(shared)
    rows = Booking.objects.filter(pk__in=last).annotate(
        theirs=Case(When(of_group & known, then=True), default=False, output_field=BooleanField())
    )
    return rows.values_list("group_id", "counted", "carers", "told", "people", "theirs")


LAST = Prepared(_last)


def groups_of(person: Person) -> list[Group]:
    return list(Group.objects.filter(memberships__person=person).order_by("pk"))


def mates_of(person: Person) -> list[Person]:
    """Whom somebody may name as people who come: themselves, and the members of their groups."""
    mates = Person.objects.filter(Q(pk=person.pk) | Q(memberships__group__memberships__person=person))
    return list(mates.filter(is_active=True).distinct().order_by("pk"))


def _groups(person: Person, company: Company) -> dict[int, str]:
    """The person's groups, by their keys, with their names. Absent if the company reaches beyond them."""
    rows = MATES.rows(person.pk)
    groups, mates = {group: name for group, name, _ in rows}, {person.pk, *(mate for *_, mate in rows)}
    if not mates.issuperset(company.people) or (company.group is not None and company.group not in groups):
        raise Absent
    return groups


def _mates(person: int) -> Any:
    rows = Membership.objects.filter(group__memberships__person=person)
    return rows.order_by().values_list("group_id", "group__name", "person_id")


MATES = Prepared(_mates)


def _represented(people: list[ask.Person]) -> list[ask.Person]:
    """A group is spoken for by its leader, or where they do not come by a deputy."""
    for role in LEADING:
        spokesman = next((person for person in people if role in (person.roles or ())), None)
        if spokesman is not None:
            return [replace(one, represents=one is spokesman) for one in people]
    return people
