"""Who stands on the departments' talent lists, and to what they were introduced: without anybody's name."""

from collections.abc import Iterator, Sequence

from django.db.models import Q

from booking.models import Introduction, Listing
from booking.queries.counted.source import Evidence, Source, Year
from booking.rules.indicators import WHATEVER, Kind, Record
from booking.rules.talents import Answer
from facilities.labels import listed


def _records(year: Year) -> Iterator[Record]:
    """Who stood there on the year's last day, on each list for itself; and what was introduced in the year
    and accepted, with the users that were entered. Two queries."""
    # A list is as long as it is when the year ends: whoever has left it before is on it no more.
    stood = Listing.objects.filter(Q(until=None) | Q(until__gt=year.last), since__lte=year.last)
    for one in stood.select_related("department"):
        yield Record(
            Kind.LISTING, one.public_id, year.last, WHATEVER, one.department.slug, one.of, body=one.public_id
        )
    made = Introduction.objects.filter(day__range=(year.first, year.last), answer=Answer.ACCEPTED)
    for introduction in made.select_related("department"):
        yield Record(
            Kind.INTRODUCTION,
            introduction.public_id,
            introduction.day,
            WHATEVER,
            introduction.department.slug,
            users=introduction.users,
        )


def _shown(records: Sequence[Record]) -> Iterator[Evidence]:
    """What they offer and to which programme they came. Four queries."""
    keys = [one.key for one in records]
    listings = Listing.objects.filter(public_id__in=keys).prefetch_related("talent__skills")
    made = Introduction.objects.filter(public_id__in=keys).select_related("programme")
    offered = {one.public_id: _skills(one) for one in listings}
    where = {one.public_id: one.programme.name if one.programme else one.to for one in made}
    for one in records:
        what, place = offered.get(one.key, ""), where.get(one.key, "")
        yield Evidence(one.kind, one.day, what, place, one.heads, one.key, users=one.users)


def _skills(listing: Listing) -> str:
    return listed(one.name for one in listing.talent.skills.all()) if listing.talent else ""


SOURCE = Source(frozenset({Kind.LISTING, Kind.INTRODUCTION}), _records, _shown)
