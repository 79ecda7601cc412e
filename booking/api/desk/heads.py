"""How many came, by what for and by age band, as bodies say it and answers tell it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from booking.api.company import Counted
from booking.api.fields import Body
from booking.models import ActivityCount, Headcount, LectureCount, SessionCount
from booking.rules.attendance import Heads, Part
from booking.rules.bands import BANDS

HEADS = {"part": {"high_school": 4}, "accompany": {"adult": 1}}
OF_BANDS = {"type": "object", "additionalProperties": {"type": "integer"}}


class HeadsIn(Body):
    """By what they came for, by age band. What is left out nobody has said, and is not 0."""

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        return {part.value: Counted(required=False) for part in Part}


@extend_schema_field(
    {
        "type": "object",
        "properties": {part.value: OF_BANDS for part in Part},
        "description": "`part`: 参加、`accompany`: 付きそい、`help`: 手伝い・介助",
    }
)
class HeadsOut(serializers.Field[Any, Any, Any, Any]):
    """Of a booking with its headcounts at hand."""

    def to_representation(self, value: Any) -> dict[str, dict[str, int]]:
        return told(value.all())


def heads_help() -> Any:
    return _("参加(part)・付きそい(accompany)・手伝い(help)ごとの、年齢区分ごとの人数。")


def counts_from(sent: Mapping[str, Mapping[str, int]]) -> dict[Heads, int]:
    """What HeadsIn has read, as the verbs take it."""
    return {Heads(Part(part), band): count for part, bands in sent.items() for band, count in bands.items()}


def told(
    rows: Iterable[Headcount | SessionCount | ActivityCount | LectureCount],
) -> dict[str, dict[str, int]]:
    """In the order of the parts and the bands, whatever order the rows came in."""
    found = {(one.part, one.band): one.count for one in rows}
    by_part = {
        part.value: {band: found[part.value, band] for band in BANDS if (part.value, band) in found}
        for part in Part
    }
    return {part: bands for part, bands in by_part.items() if bands}
