"""Partner groups of programmes: whom a hall has asked, and what a group is asked."""

from django.db.models import QuerySet

from booking.models import Group, Partner, Person, Programme
from booking.queries.bookings import Absent, leading


def partners_of(programme: Programme) -> QuerySet[Partner]:
    """Whom the hall has asked, in its order."""
    return Partner.objects.filter(programme=programme).select_related("group").order_by("invited_at", "pk")


def asked_of(group: Group) -> QuerySet[Partner]:
    """To what a group was invited that is not called off, the newest first."""
    found = Partner.objects.filter(group=group).exclude(programme__state=Programme.State.CANCELLED)
    return found.select_related("programme__facility", "programme__department").order_by("-invited_at", "-pk")


def asking_of_led(person: Person) -> list[Partner]:
    """To what the groups that somebody leads are invited and have not answered, the newest first. One
    query."""
    found = Partner.objects.filter(group__in=leading(person), confirmed_at=None, declined_at=None)
    shown = found.exclude(programme__state=Programme.State.CANCELLED)
    return list(shown.select_related("group", "programme").order_by("-invited_at", "-pk"))


def partner_of(group: Group, programme: str) -> Partner:
    """One of those by the programme's public id. Absent."""
    found = asked_of(group).filter(programme__public_id=programme).first()
    if found is None:
        raise Absent(programme)
    return found


def group_asked(programme: Programme, public_id: str) -> Group:
    """A group that the hall has asked to carry a programme out with it, whatever it answered. Absent for any
    other. One query."""
    found = Group.objects.filter(partnerships__programme=programme, public_id=public_id).first()
    if found is None:
        raise Absent(public_id)
    return found


def groups_named(name: str) -> list[Group]:
    """The groups of exactly this name. One query."""
    # PostgreSQL cannot even be asked for a text with a NUL in it.
    return [] if "\x00" in name else list(Group.objects.filter(name=name, dissolved_at=None).order_by("pk"))


def one_of_children(name: str) -> Group:
    """The group of exactly this name; of several the one that children make. Absent where that is not one."""
    named = groups_named(name)
    children = [one for one in named if one.kind == Group.Kind.CHILDREN] or named
    if len(children) != 1:
        raise Absent(name)
    return children[0]
