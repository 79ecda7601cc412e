"""Groups as their members see them. Whoever is not a member of one learns nothing of it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from booking.models import Booking, Group, Induction, Invitation, Membership, Person, Registration
from booking.queries.bookings import LEADING, Absent, leading
from booking.rules.lifecycle import HOLDING
from facilities.models import Rulebook

Role = Membership.Role


@dataclass(frozen=True, slots=True)
class Seen:
    """A group with its members, and the reader's own place in it."""

    group: Group
    members: tuple[Membership, ...]
    own: Membership

    @property
    def leads(self) -> bool:
        return self.own.role in LEADING

    @property
    def leader(self) -> bool:
        return self.own.role == Role.LEADER

    def member(self, public_id: str) -> Membership:
        """Absent for somebody who is not in the group."""
        for one in self.members:
            if one.person.public_id == public_id:
                return one
        raise Absent(public_id)


def key_of(group: int) -> str:
    """The public id of a group that is known to be there, by its key in the database. One query."""
    return Group.objects.values_list("public_id", flat=True).get(pk=group)


def seen(public_id: str, reader: Person) -> Seen:
    """A group of the reader's own. Absent for a foreign one as for one that does not exist. Two queries."""
    of_reader = Group.objects.filter(memberships__person=reader, dissolved_at=None)
    group = of_reader.filter(public_id=public_id).first() if public_id.isalnum() else None
    if group is None:
        raise Absent(public_id)
    members = tuple(group.memberships.select_related("person").order_by("pk"))
    own = next(one for one in members if one.person_id == reader.pk)
    return Seen(group, members, own)


def is_member(person: Person, group: Group) -> bool:
    """Whether somebody belongs to a group that there still is. One query."""
    return Membership.objects.filter(person=person, group=group, group__dissolved_at=None).exists()


def groups_of(person: Person) -> QuerySet[Group]:
    """To which somebody belongs, in whatever role, the first first."""
    return Group.objects.filter(memberships__person=person, dissolved_at=None).order_by("pk")


def leads(person: Person, group: Group) -> bool:
    """Whether somebody leads the group or stands in for who does. One query."""
    return Membership.objects.filter(group=group, person=person, role__in=LEADING).exists()


def led_people(group: Group) -> list[Person]:
    """Those who lead it, as readers of notices. One query."""
    leaders = Membership.objects.filter(group=group, role__in=LEADING)
    return list(Person.objects.filter(pk__in=leaders.values("person"), is_active=True).order_by("pk"))


def groups_to_sign_up(person: Person) -> list[Group]:
    """In whose name somebody may sign up for a programme: the groups that they lead, by name. One query."""
    return list(Group.objects.filter(pk__in=leading(person)).order_by("name", "pk"))


def group_to_sign_up(person: Person, public_id: str) -> Group:
    """One of those. Absent for any other. One query."""
    found = Group.objects.filter(pk__in=leading(person), public_id=public_id).first()
    if found is None:
        raise Absent(public_id)
    return found


def everybody_in(group: Group) -> list[Person]:
    """Its members, as readers of notices. One query."""
    members = Membership.objects.filter(group=group)
    return list(Person.objects.filter(pk__in=members.values("person"), is_active=True).order_by("pk"))


def roster_size(roster: Mapping[str, Mapping[str, int]]) -> int:
    """How many members without a card a group has."""
    return sum(sum(ties.values()) for ties in roster.values())


def roster_counts(roster: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    """The same by age band."""
    return {band: sum(ties.values()) for band, ties in roster.items()}


def ahead(group: Group, now: int) -> list[Booking]:
    """What the group has before it or is in the middle of, the next first. One query."""
    theirs = Booking.objects.filter(group=group, end__gt=now, state__in=HOLDING)
    return list(theirs.select_related("room__facility", "group").order_by("start", "pk"))


def invitations(group: Group, now: int) -> list[Invitation]:
    """Those by which somebody can still join. One query."""
    return list(group.invitations.filter(revoked_at=None, ends_at__gt=now, places__gt=0).order_by("pk"))


def courses(members: Mapping[int, str], day: date) -> dict[str, int]:
    """How many of these people (by key) have a course that holds on `day`, by course. One query."""
    holding = Q(valid_until=None) | Q(valid_until__gte=day)
    taken = Induction.objects.filter(holding, person__in=members, taken_on__lte=day)
    # Each person once, however often they have taken it.
    return dict(Counter(course for course, _ in taken.order_by().values_list("course", "person").distinct()))


@dataclass(frozen=True, slots=True)
class Registered:
    """A group's registration, with the title of the rulebook that asks for it."""

    one: Registration
    title_ja: str
    title_en: str


def registrations(group: Group) -> list[Registered]:
    """Of each registry the last that holds or held, and what was applied for after it. Two queries."""
    last: dict[tuple[str, bool], Registration] = {}
    for one in Registration.objects.filter(group=group).order_by("pk"):
        # Popped before it is set anew: what was applied for before this one became valid is answered by it.
        if one.state == Registration.State.VALID:
            last.pop((one.registry, False), None)
        last[one.registry, one.state == Registration.State.VALID] = one
    titles = {
        key: (ja, en)
        for key, ja, en in Rulebook.objects.filter(key__in=[key for key, _ in last])
        .order_by("valid_from")
        .values_list("key", "title_ja", "title_en")
    }
    return [Registered(one, *titles.get(key, (key, key))) for (key, _), one in sorted(last.items())]
