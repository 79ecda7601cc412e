"""子ども会議 of a hall, for everybody: how often they met, when they meet next, what they thought of."""

from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.api.fields import WordsOut, hall_zone
from booking.api.operations import listing
from booking.queries.bookings import Absent
from booking.queries.committees import Met, met_at, planned_by
from facilities.api.reading import PublicView
from facilities.clock import now
from facilities.queries.halls import published_halls
from facilities.rules.spans import local_day


class CommitteeOut(serializers.Serializer[Any]):
    name = serializers.CharField()
    times = serializers.IntegerField(help_text=_("今年度、何回集まったか。"))
    next = serializers.DateField(allow_null=True, help_text=_("次に集まる日。なければ null。"))


class PlannedOut(serializers.Serializer[Any]):
    programme = serializers.CharField()
    name = WordsOut()


class CommitteeFull(CommitteeOut):
    planned = PlannedOut(many=True, help_text=_("この子ども会議が考えた行事。"))


class HallCommittees(PublicView):
    @listing("city", _("館の子ども会議の一覧"), CommitteeFull)
    def get(self, request: Request, hall: str) -> Response:
        found, at = published_halls().filter(slug=hall).first(), now()
        if found is None:
            raise Absent(hall)
        zone = hall_zone(found)
        met = met_at(found, local_day(at, zone), at)
        planned: dict[int | None, list[dict[str, Any]]] = {}
        for one in planned_by([one.committee.group for one in met]):
            name = {"ja": one.name_ja, "en": one.name_en}
            planned.setdefault(one.planned_by_id, []).append({"programme": one.public_id, "name": name})
        rows = [{**met_data(one, zone), "planned": planned.get(one.committee.group_id, [])} for one in met]
        return Response({"next": None, "previous": None, "results": rows})


def met_data(one: Met, zone: ZoneInfo) -> dict[str, Any]:
    """As CommitteeOut describes it."""
    day = None if one.next is None else local_day(one.next, zone).isoformat()
    return {"name": one.committee.group.name, "times": one.times, "next": day}
