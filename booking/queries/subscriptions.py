"""Private feeds: whose they are, whether they still open, and the counters that they move with."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import BigIntegerField, Exists, F, Func, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from booking.models import Group, Guardian, Membership, Person, Post, Session, SignUp, Subscription
from booking.queries.guardians import sees
from booking.rules.feeds import Kind
from booking.rules.staff import Right, holding
from facilities.models import Facility, Space

Holder = Person | Guardian


@dataclass(frozen=True, slots=True)
class PrivateFeed:
    """A subscription that is alive: what it tells of.

    `key` is that of the group, the hall or the person, `about` the group's or hall's name in the language
    that is active when it is asked for. `reader` is the holder's key, of a guardian the child's; `counters`
    move with everything that the feed shows, `zone` is that of its days.
    """

    subscription: int
    kind: Kind
    key: int
    about: Group | Facility | None
    reader: int
    language: str
    zone: ZoneInfo
    last_used_at: int | None
    counters: tuple[int, ...]


def private_feed(token_hash: str, day: date) -> PrivateFeed | None:
    """The subscription with this token (as SHA-256), if its holder may still read it on `day`. One query.

    It is dead with the membership, in the city or in the group, with the post, and with a guardian's view;
    and as long as the record of the person is closed.
    """
    # By its fingerprint: whoever reads the database cannot open anybody's feed.
    found = _with_counters(Subscription.objects.filter(token_hash=token_hash), day).first()
    return _feed(found) if found is not None and _is_open(found, day) else None


def subscriptions_of(holder: Holder) -> list[Subscription]:
    """Somebody's subscriptions, the oldest first. One query."""
    return list(held_by(holder).select_related("group", "facility").order_by("pk"))


def held_by(holder: Holder) -> QuerySet[Subscription]:
    whose = "guardian" if isinstance(holder, Guardian) else "person"
    return Subscription.objects.filter(**{whose: holder})


def _with_counters(rows: QuerySet[Subscription], day: date) -> QuerySet[Any]:
    clubs = Membership.objects.filter(person=OuterRef("owner"))
    in_group = Membership.objects.filter(person=OuterRef("person"), group=OuterRef("group"))
    signups = SignUp.objects.filter(person=OuterRef("person"))
    dates = Session.objects.filter(programme__signups__person=OuterRef("person"))
    at = Q(facility=OuterRef("facility")) | Q(department=OuterRef("facility__department"))
    posts = Post.objects.filter(at, Q(until=None) | Q(until__gte=day), person=OuterRef("person"))
    return (
        rows.select_related("person", "guardian__child", "group", "facility")
        .annotate(owner=Coalesce("person", "guardian__child"))
        .annotate(
            clubs=over(clubs, "COUNT", "pk"),
            latest_club=over(clubs, "MAX", "pk"),
            club_counters=over(clubs, "SUM", "group__revision"),
            hall_counters=over(Facility.objects.all(), "SUM", "revision"),
            space_counters=over(Space.objects.filter(facility=OuterRef("facility")), "SUM", "revision"),
            # Their places, what was decided of the programmes, and the rooms of the dates: none ever falls.
            places=over(signups, "SUM", "places_revision"),
            programmes=over(signups, "SUM", "programme__revision"),
            uses=over(dates, "SUM", "bookings__sequence"),
            in_group=Exists(in_group),
            serves=Exists(posts.filter(role__in=holding(Right.DAY))),
        )
    )


def _is_open(found: Any, day: date) -> bool:
    person = found.guardian.child if found.guardian else found.person
    if not person.is_active or person.closed:
        return False
    if found.kind is Kind.CHILD:
        return bool(found.guardian.may_see) and sees(found.guardian, day)
    if found.kind is Kind.GROUP:
        return bool(found.in_group) and found.group.dissolved_at is None
    return found.kind is Kind.MEMBER or bool(found.serves)


def _feed(found: Any) -> PrivateFeed:
    person, holder = found.person or found.guardian.child, found.guardian or found.person
    # The halls may keep other hours; a member's days are the city's.
    zone = found.facility.timezone if found.facility else settings.TIME_ZONE
    return PrivateFeed(
        subscription=found.pk,
        kind=found.kind,
        key=(found.group or found.facility or person).pk,
        about=found.group or found.facility,
        reader=person.pk,
        language=holder.language,
        zone=ZoneInfo(zone),
        last_used_at=found.last_used_at,
        counters=_counters(found, person),
    )


def _counters(found: Any, person: Person) -> tuple[int, ...]:
    # With all halls: another name of one is news in every calendar that says it.
    if found.group:
        return found.group.revision, found.hall_counters
    if found.facility:
        return found.facility.revision, found.space_counters
    # How many and the latest: leaving one group and joining another on one day leaves the number as it was,
    # and a sum could come out alike.
    groups = found.clubs, found.latest_club, found.club_counters
    comes = found.places, found.programmes, found.uses
    return person.revision, *groups, *comes, found.hall_counters


def over(rows: QuerySet[Any], aggregate: str, field: str) -> Coalesce:
    """One number over all the rows, as a subquery; 0 for none."""
    # An aggregate of Django's own would group by row.
    number = Func(F(field), function=aggregate, output_field=BigIntegerField())
    return Coalesce(Subquery(rows.order_by().annotate(number=number).values("number")), 0)
