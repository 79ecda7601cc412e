"""People as the tests mean them, with birth dates written out. The tests' today is 2 December 2026."""

from datetime import date
from itertools import count
from typing import Any

from booking.models import Consent, Group, Guardian, Induction, Membership, Person, Post, Registration, Tie
from booking.rules.staff import Role
from facilities.models import Facility

_cards = count(1)


def a_person(born: date | None, **fields: Any) -> Person:
    """Somebody with a card and no password: a password costs a third of a second."""
    given = {"card_number": f"T{next(_cards):06}", "password": "!", "birth_date": born}
    return Person.objects.create(**{**given, **fields})


def a_third_grader(**fields: Any) -> Person:
    """小学3年生."""
    return a_person(date(2017, 9, 3), **fields)


def a_junior_high_student(**fields: Any) -> Person:
    """中学2年生."""
    return a_person(date(2012, 6, 20), **fields)


def a_high_schooler(**fields: Any) -> Person:
    """高校2年生の学年, aged 17."""
    return a_person(date(2009, 5, 11), **fields)


def a_young_adult(**fields: Any) -> Person:
    """Aged 20."""
    return a_person(date(2006, 7, 1), **fields)


def a_senior(**fields: Any) -> Person:
    """Aged 71."""
    return a_person(date(1955, 3, 9), **fields)


def staff(*halls: Facility, role: Role = Role.DESK, **fields: Any) -> Person:
    """Somebody who serves at these halls, at the desk unless another role is given."""
    person = a_person(date(1988, 1, 15), is_staff=True, **fields)
    Post.objects.bulk_create(Post(person=person, facility=hall, role=role) for hall in halls)
    return person


def a_group(kind: str, leader: Person, *others: Person, name: str = "よるかぜ") -> Group:
    """A group led by the first; the others are plain members."""
    group = Group.objects.create(name=name, kind=kind)
    Membership.objects.create(group=group, person=leader, role=Membership.Role.LEADER)
    for other in others:
        Membership.objects.create(group=group, person=other)
    return group


def a_band(leader: Person | None = None, *others: Person) -> Group:
    """Two high-schoolers and a junior-high student, unless named."""
    leader = leader or a_high_schooler()
    return a_group(Group.Kind.BAND, leader, *(others or (a_high_schooler(), a_junior_high_student())))


def registered(whose: Person | Group, registry: str, on: date, until: date | None = None) -> Registration:
    owner: dict[str, Any] = {"group": whose} if isinstance(whose, Group) else {"person": whose}
    return Registration.objects.create(registry=registry, registered_on=on, valid_until=until, **owner)


def inducted(person: Person, course: str, on: date, until: date | None = None) -> Induction:
    return Induction.objects.create(person=person, course=course, taken_on=on, valid_until=until)


def tied(person: Person, kind: str, until: date | None = None) -> Tie:
    """What the desk has seen a proof of."""
    return Tie.objects.create(person=person, kind=kind, verified_on=date(2026, 4, 3), valid_until=until)


def claimed(person: Person, kind: str) -> Tie:
    """What somebody says of themselves."""
    return Tie.objects.create(person=person, kind=kind)


def a_manager(hall: Facility, **fields: Any) -> Person:
    person = staff(**fields)
    Post.objects.create(person=person, facility=hall, role=Role.MANAGER)
    return person


def a_guardian(child: Person, **fields: Any) -> Guardian:
    """Reached at an address of their own, with all rights and no link unless one is given."""
    given = {"name": "森 葉子", "relation": "母", "reached": Guardian.Reached.OWN, "until": 18, "made_at": 0}
    return Guardian.objects.create(child=child, **{**given, **fields})


def consented(
    child: Person,
    hall: Facility,
    purpose: str,
    on: date,
    until: date,
    guardian: Guardian | None = None,
    **fields: Any,
) -> Consent:
    """A consent as it would stand in the tables, to the rulebook of the tests' hall."""
    given = {"rulebook": "higashi-rules", "way": Consent.Way.LINK, "given_at": 0}
    return Consent.objects.create(
        child=child,
        hall=hall,
        purpose=purpose,
        given_on=on,
        valid_until=until,
        guardian=guardian,
        **{**given, **fields},
    )
