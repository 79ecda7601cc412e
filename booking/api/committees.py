"""子ども会議 of a hall, and of the whole city, for everybody: how often they met and meet next, what they
thought of."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.api.fields import Body, PlainText, Unfitting, WordsOut, hall_zone, read
from booking.api.operations import listing
from booking.models import Group
from booking.queries.bookings import Absent
from booking.queries.committees import Met, city_committees, met, met_at, planned_by_group
from booking.queries.partners import one_of_children
from booking.queries.people import today_here
from booking.rules.names import LONGEST_NAME
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


class NamedCommitteeOut(CommitteeOut):
    id = serializers.CharField(help_text=_("グループの id。"))


@extend_schema_serializer(examples=[OpenApiExample("by its name", {"name": "さくら子ども会議"})])
class NameCommitteeIn(Body):
    name = PlainText(max_length=LONGEST_NAME, help_text=_("種類が「子ども会議」のグループの名前、そのまま。"))


@extend_schema_serializer(examples=[OpenApiExample("nobody", {"committee": None})])
class CreditIn(Body):
    committee = serializers.SlugField(
        max_length=16, allow_null=True, help_text=_("子ども会議の id。null なら、なし。")
    )


class HallCommittees(PublicView):
    @listing("city", _("館の子ども会議の一覧"), CommitteeFull)
    def get(self, request: Request, hall: str) -> Response:
        found, at = published_halls().filter(slug=hall).first(), now()
        if found is None:
            raise Absent(hall)
        zone = hall_zone(found)
        return _listed(met_at(found, local_day(at, zone), at), zone)


class CityCommittees(PublicView):
    @listing("city", _("市の子ども会議の一覧"), CommitteeFull, words=_("担当の課と、市のことを考えます。"))
    def get(self, request: Request) -> Response:
        at, zone = now(), ZoneInfo(settings.TIME_ZONE)
        return _listed(met(city_committees(), today_here(at), zone, at), zone)


def _listed(found: Sequence[Met], zone: ZoneInfo) -> Response:
    planned = planned_by_group([one.committee.group for one in found])
    rows = [
        {
            **met_data(one, zone),
            "planned": [
                {"programme": thought.public_id, "name": {"ja": thought.name_ja, "en": thought.name_en}}
                for thought in planned.get(one.committee.group_id, [])
            ],
        }
        for one in found
    ]
    return Response({"next": None, "previous": None, "results": rows})


def met_data(one: Met, zone: ZoneInfo) -> dict[str, Any]:
    """As CommitteeOut describes it."""
    day = None if one.next is None else local_day(one.next, zone).isoformat()
    return {"name": one.committee.group.name, "times": one.times, "next": day}


def named_data(found: Sequence[Met], zone: ZoneInfo) -> list[dict[str, Any]]:
    """As NamedCommitteeOut describes it, for those who name them."""
    return [{"id": one.committee.group.public_id, **met_data(one, zone)} for one in found]


def named_in(request: Request) -> Group:
    """The group whose name was sent; Unfitting where none or several have it."""
    try:
        return one_of_children(read(NameCommitteeIn, request)["name"])
    except Absent as wrong:
        said = _("その名前のグループは、1つに決まりませんでした。登録した名前を、そのまま入れてください。")
        raise Unfitting({"name": [said]}) from wrong
