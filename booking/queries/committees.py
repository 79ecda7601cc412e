"""Children's committees: which a hall or a department has, how often they met, what they have planned."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, Min, Q, QuerySet

from booking.models import Booking, Committee, Group, Membership, Programme
from booking.queries.bookings import Absent
from booking.queries.counted.uses import CAME
from booking.rules.lifecycle import HOLDING
from facilities.models import Department, Facility
from facilities.rules.spans import instant
from facilities.rules.stages import fiscal_year

Place = Facility | Department  # whose committee it is: of a hall, or of the whole city


class Met(NamedTuple):
    """A committee with how often it met in a fiscal year so far, and when it meets next (an instant)."""

    committee: Committee
    times: int
    next: int | None


def place_of(at: Place) -> dict[str, Place | None]:
    """Whose committees are asked for, as their columns say it: a hall's, or a department's own."""
    hall = isinstance(at, Facility)
    return {"facility": at if hall else None, "department": None if hall else at}


def committees_at(at: Place) -> QuerySet[Committee]:
    """Those that have not ended. One query."""
    return _standing().filter(**place_of(at))


def committee_at(at: Place, public_id: str) -> Committee:
    """One of them by its group's public id. Absent."""
    return _one(committees_at(at), public_id)


def committees_for(programme: Programme) -> QuerySet[Committee]:
    """Who may have planned a programme: those of its hall, if one leads it, and of its department. One
    query."""
    of_hall = Q(facility=programme.facility_id) & ~Q(facility=None)
    return _standing().filter(of_hall | Q(department=programme.department_id))


def committee_for(programme: Programme, public_id: str) -> Committee:
    """One of them by its group's public id. Absent."""
    return _one(committees_for(programme), public_id)


def committee_of(group: Group) -> Committee | None:
    """What a group was named, ended or not. One query."""
    return Committee.objects.select_related("facility").filter(group=group).first()


def city_committees() -> QuerySet[Committee]:
    """Those of the whole city, whichever department they plan with. One query."""
    return _standing().exclude(department=None).select_related("department")


def adult_contacts(groups: Sequence[Group]) -> QuerySet[Membership]:
    """The grown-ups who can be asked about these groups. One query."""
    found = Membership.objects.filter(group__in=groups, role=Membership.Role.ADULT_CONTACT)
    return found.select_related("person")


def met_at(at: Place, today: date, now: int) -> list[Met]:
    """The committees of a hall or a department with their meetings: every booking of theirs is one. Two
    queries."""
    return met(committees_at(at), today, zone_of(at), now)


def met(committees: QuerySet[Committee], today: date, zone: ZoneInfo, now: int) -> list[Met]:
    """These, with their meetings in the fiscal year of a local day. Two queries."""
    found = list(committees)
    since = instant(date(fiscal_year(today), 4, 1), 0, zone)
    rows = Booking.objects.filter(group__in=[one.group_id for one in found]).values("group").order_by()
    held = Count("pk", filter=Q(state__in=CAME, start__gte=since, start__lte=now))
    told = {
        group: (times, ahead)
        for group, times, ahead in rows.annotate(
            times=held, ahead=Min("start", filter=Q(state__in=HOLDING, start__gt=now))
        ).values_list("group", "times", "ahead")
    }
    return [Met(one, *told.get(one.group_id, (0, None))) for one in found]


def zone_of(at: Place) -> ZoneInfo:
    """A department's days are the city's."""
    return ZoneInfo(at.timezone if isinstance(at, Facility) else settings.TIME_ZONE)


def planned_by(groups: Sequence[Group]) -> QuerySet[Programme]:
    """What committees have planned and everybody may see, the newest first. One query."""
    found = Programme.objects.filter(planned_by__in=groups, state=Programme.State.OPEN)
    return found.order_by("-made_at", "-pk")


def planned_by_group(groups: Sequence[Group]) -> dict[int, list[Programme]]:
    """The same by the committee's group (its key). One query."""
    found: dict[int, list[Programme]] = {}
    for one in planned_by(groups):
        found.setdefault(one.planned_by_id or 0, []).append(one)
    return found


def led_by_office(department: Department) -> QuerySet[Programme]:
    """What a department leads without a hall and has not called off, the newest first. One query."""
    found = Programme.objects.filter(department=department, facility=None)
    found = found.exclude(state=Programme.State.CANCELLED).select_related("planned_by")
    return found.order_by("-made_at", "-pk")


def _standing() -> QuerySet[Committee]:
    return Committee.objects.filter(ended_at=None, group__dissolved_at=None).select_related("group")


def _one(committees: QuerySet[Committee], public_id: str) -> Committee:
    found = committees.filter(group__public_id=public_id).first()
    if found is None:
        raise Absent(public_id)
    return found
