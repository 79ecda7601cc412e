"""What a source of the plan's records is: where they come from, and how they are shown again."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

from booking.rules.attendance import Counts
from booking.rules.indicators import Kind, Record
from facilities.models import Facility


class Year(NamedTuple):
    """The days that are counted: the city's local dates of `zone`, both included, and the instant `now`
    (seconds, UTC) after which nothing has happened yet."""

    first: date
    last: date
    zone: ZoneInfo
    now: int


class Evidence(NamedTuple):
    """A record as it is shown: what it was and where, and who came (None: nobody has said)."""

    kind: Kind
    day: date
    what: str
    where: str
    heads: Counts | None
    key: str
    """Of the record: by it the number is found that it brings to a figure."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where records of some kinds come from. Neither asks more often for more of them."""

    kinds: frozenset[Kind]
    records: Callable[[Year], Iterator[Record]]
    shown: Callable[[Sequence[Record]], Iterable[Evidence]]


def hall_names(slugs: Collection[str]) -> dict[str, str]:
    """What the halls are called, in the reader's language, by their keys. One query."""
    return {hall.slug: hall.name for hall in Facility.objects.filter(slug__in=slugs)}
