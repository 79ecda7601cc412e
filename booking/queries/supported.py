"""The network of groups as everybody sees it, as an office does, and what they hold together."""

from operator import attrgetter
from typing import NamedTuple

from django.db.models import QuerySet

from booking.models import Group, OpenDate, Programme, Session, SupportedGroup
from booking.queries.bookings import Absent
from booking.rules.supported import Standing
from facilities.models import Department


class Held(NamedTuple):
    """What a group holds, or has a part in: an open date of its own, or a date of a programme."""

    start: int
    end: int
    title: str
    place: str
    bands: list[str]
    groups: tuple[str, ...]
    programme: Programme | None = None


def standing_groups() -> list[SupportedGroup]:
    """Who stands in the network, in the order of their names. One query."""
    return list(_alive().filter(state=Standing.STANDS).order_by("group__name", "pk"))


def supported_of(group: Group) -> SupportedGroup | None:
    """What a group has asked. One query."""
    return SupportedGroup.objects.filter(group=group).select_related("group", "department").first()


def groups_asking() -> QuerySet[SupportedGroup]:
    """Who waits for an office, whoever asked first first. One query."""
    return _alive().filter(state=Standing.ASKED).order_by("asked_at", "pk")


def groups_at(department: Department) -> QuerySet[SupportedGroup]:
    """Whom an office has confirmed and is asked for. One query."""
    return _alive().filter(state=Standing.STANDS, department=department).order_by("group__name", "pk")


def asking_or_standing(public_id: str) -> SupportedGroup:
    """One of those, by its group. Absent."""
    states = (Standing.ASKED, Standing.STANDS, Standing.RETURNED)
    found = _alive().filter(group__public_id=public_id, state__in=states).first()
    if found is None:
        raise Absent(public_id)
    return found


def dates_to_come(supported: SupportedGroup, now: int) -> list[OpenDate]:
    """The open dates that a group has entered and that are not over. One query."""
    return list(supported.dates.filter(end__gt=now, cancelled_at=None))


def open_date_of(supported: SupportedGroup, public_id: str) -> OpenDate:
    """One of them, cancelled or not. Absent."""
    found = supported.dates.filter(public_id=public_id).first()
    if found is None:
        raise Absent(public_id)
    return found


def held_together(now: int, until: int) -> list[Held]:
    """What the network holds from now up to an instant (seconds, UTC), the next first. Five queries."""
    standing = {one.group_id: one for one in standing_groups()}
    own = OpenDate.objects.filter(
        supported__in=[one.pk for one in standing.values()],
        end__gt=now,
        start__lt=until,
        cancelled_at=None,
    ).select_related("supported__group")
    dates = [
        Held(one.start, one.end, one.title, one.place, one.bands, (one.supported.group.name,)) for one in own
    ]
    return sorted([*dates, *_of_programmes(standing, now, until)], key=attrgetter("start", "title"))


def _of_programmes(standing: dict[int, SupportedGroup], now: int, until: int) -> list[Held]:
    """Dates of open programmes in which one of them has confirmed its part."""
    rows = Session.objects.filter(
        programme__state=Programme.State.OPEN,
        programme__partners__group__in=list(standing),
        programme__partners__confirmed_at__isnull=False,
        end__gt=now,
        start__lt=until,
        cancelled_at=None,
    ).distinct()
    rows = rows.select_related("programme__facility").prefetch_related(
        "programme__partners__group", "programme__places"
    )
    return [_of_session(one, standing) for one in rows]


def _of_session(one: Session, standing: dict[int, SupportedGroup]) -> Held:
    programme, hall = one.programme, one.programme.facility
    partners = [of for of in programme.partners.all() if of.confirmed_at is not None]
    return Held(
        one.start,
        one.end,
        programme.name,
        one.elsewhere or (hall.name if hall else ""),
        list(dict.fromkeys(of.band for of in programme.places.all())),
        tuple(of.group.name for of in partners if of.group_id in standing),
        programme,
    )


def _alive() -> QuerySet[SupportedGroup]:
    rows = SupportedGroup.objects.filter(group__dissolved_at=None)
    return rows.select_related("group", "department")
