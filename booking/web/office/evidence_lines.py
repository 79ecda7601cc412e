"""The records behind a figure of the plan as lines for a spreadsheet: without any name of a person."""

from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from booking.labels.indicators import kind_of_record, part_of_heads
from booking.labels.plans import public
from booking.labels.states import band_words
from booking.queries.counted.source import Evidence
from booking.rules.attendance import Heads, Part
from booking.rules.bands import BANDS
from booking.rules.indicators import Indicator, Kind
from booking.rules.suppression import Told

Line = list[str | int]
COLUMNS = [Heads(part, band) for part in Part for band in BANDS]


def record_lines(
    indicator: Indicator, groups: Iterable[tuple[str, list[Evidence]]], people: Mapping[str, int]
) -> Iterator[Line]:
    """For the office: `groups` are the records with how they stand to the figure, `people` how many each
    brings to it. What nobody said is empty, and no 0."""
    yield [*_head(indicator), *(f"{part_of_heads(part)} {band_words(band)}" for part, band in COLUMNS)]
    for stands, found in groups:
        for one in found:
            heads = one.heads or {}
            brought: Line = [people.get(one.key, "")] if indicator.of_people else []
            by_age = (heads.get(column, "") for column in COLUMNS)
            yield [*_record(stands, one, one.where), *brought, *by_age]


def public_lines(
    indicator: Indicator, groups: Iterable[tuple[str, list[Evidence]]], people: Mapping[str, Told]
) -> Iterator[Line]:
    """For everybody: no ages, since a number for each of them would be small nearly everywhere."""
    yield _head(indicator)
    for stands, found in groups:
        for one in found:
            # Where a school was it typed for its office alone; where a programme was, everybody could read.
            where = "" if one.kind is Kind.ACTIVITY else one.where
            told = public(people[one.key]) if one.key in people else ""
            yield [*_record(stands, one, where), *([told] if indicator.of_people else [])]


def _head(indicator: Indicator) -> Line:
    columns: Line = [_("数への入り方"), _("日"), _("種類"), _("内容"), pgettext("活動", "場所")]
    return [*columns, _("この数に入る人数")] if indicator.of_people else columns


def _record(stands: str, one: Evidence, where: str) -> Line:
    return [stands, one.day.isoformat(), kind_of_record(one.kind), one.what, where]
