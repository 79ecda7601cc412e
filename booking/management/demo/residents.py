"""The people and groups of the demo city, written into the tables. Everybody is invented.

A demo city does not grow older: whoever is in the eleventh grade is so in every school year in
which it is loaded or topped up.
"""

from datetime import date, timedelta
from itertools import zip_longest
from random import Random
from typing import Any

from booking.management.demo.city import NOBODYS, City, Club, Member
from booking.models import Group, Induction, Membership, Person, Post, Registration, Tie
from booking.queries.bookings import LEADING
from booking.rules.staff import renewed_until
from facilities.models import Department, Facility
from facilities.rules.stages import earliest_in_grade, fiscal_year_end, latest_birth, school_year

REGISTRY = "koganei"
COURSE = "band-room"
RENEWAL_MONTH = 2  # from February a registration can be renewed for the next fiscal year
UNCARDED = {"senior": {"lives": 18, "none": 2}}  # of a seniors' club, of which few have a card
INDUCTED = timedelta(days=90)  # before the city is loaded


def settle(city: City, today: date) -> None:
    """Everybody with what is on record about them, as of `today`. What stands already is left alone."""
    people = {member.card: _person(member, today) for member in city.people}
    for member in city.people:
        _records(people[member.card], member, today)
    for club in city.groups:
        _register(_group(club, people), today)


def born(member: Member, today: date) -> date:
    """A birth date that puts them in their grade, or at their age, in the school year of `today`."""
    within = timedelta(days=Random(member.card).randrange(364))
    if member.grade is not None:
        return earliest_in_grade(member.grade, today) + within
    return latest_birth(member.age or 0, date(school_year(today), 4, 1)) - within


def _person(member: Member, today: date) -> Person:
    birth_date = born(member, today)
    person = Person.objects.filter(card_number=member.card).first()
    if person is None:
        return _newcomer(member, birth_date)
    if person.birth_date != birth_date:
        person.birth_date = birth_date
        person.save(update_fields=["birth_date"])
    return person


def _newcomer(member: Member, birth_date: date) -> Person:
    # A password costs a third of a second: only those who sign in have one.
    person = Person(
        card_number=member.card,
        name=member.name,
        reading=member.reading,
        call_name=member.call,
        birth_date=birth_date,
        language=member.language,
        email=member.email,
        phone="" if member.email else NOBODYS,  # whom no mail reaches is called
        is_staff=bool(member.staff or member.department),
    )
    if member.signs_in:
        person.set_password(member.signs_in.password)
    else:
        person.set_unusable_password()
    person.save()
    return person


def _records(person: Person, member: Member, today: date) -> None:
    kind = Tie.Kind.WORKS if member.staff or member.department else Tie.Kind.LIVES
    Tie.objects.get_or_create(person=person, kind=kind, defaults={"verified_on": today - INDUCTED})
    if member.inducted and not person.inductions.filter(course=COURSE).exists():
        Induction.objects.create(person=person, course=COURSE, taken_on=today - INDUCTED)
    _serve(person, member, today)


def _serve(person: Person, member: Member, today: date) -> None:
    """Up to the end of the fiscal year in which the city is loaded or topped up, from February up to that of
    the next: a demo renews itself, and is looked at after its year."""
    until = renewed_until(today) or fiscal_year_end(today)
    told: dict[str, Any] = {"role": member.role, "until": until}
    for hall in member.staff:
        Post.objects.update_or_create(
            person=person,
            facility=Facility.objects.get(slug=hall),
            defaults={"until": until},
            create_defaults=told,
        )
    if member.department:
        department = Department.objects.get(slug=member.department)
        Post.objects.update_or_create(
            person=person, department=department, defaults={"until": until}, create_defaults=told
        )


def _group(club: Club, people: dict[str, Person]) -> Group:
    leader = people[club.people[0]]
    group = Group.objects.filter(
        name=club.name, memberships__person=leader, memberships__role=Membership.Role.LEADER
    ).first()
    if group is not None:
        return group
    seniors = club.kind == Group.Kind.SENIORS
    group = Group.objects.create(name=club.name, kind=club.kind, roster=UNCARDED if seniors else {})
    for card, role in zip_longest(club.people, LEADING, fillvalue=Membership.Role.MEMBER):
        Membership.objects.create(group=group, person=people[card], role=role)
    return group


def _register(group: Group, today: date) -> None:
    """Registered for last year, this one and, once it can be renewed, the next."""
    years = [school_year(today) - 1, school_year(today)]
    if RENEWAL_MONTH <= today.month <= 3:
        years.append(school_year(today) + 1)
    for year in years:
        Registration.objects.get_or_create(
            group=group,
            registry=REGISTRY,
            valid_until=fiscal_year_end(date(year, 4, 1)),
            defaults={"registered_on": date(year, RENEWAL_MONTH, 1)},
        )
