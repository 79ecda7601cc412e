"""Looking for a time in any room: every use that is sought and that the judge allows."""

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from booking.api.check import At, NearOut
from booking.api.dates import FromTo
from booking.api.fields import read_query
from booking.api.operations import reading
from booking.api.private import PrivateView
from booking.queries.finding import find
from booking.queries.party import Company, asker_of
from booking.rules.finding import Part, Sought, Sound
from facilities.clock import now
from facilities.queries.lent import lent_rooms
from facilities.rules.spans import local_day

MOST_HITS = 500
USUAL = 120  # minutes


class Looking(FromTo):
    minutes = serializers.IntegerField(min_value=30, max_value=24 * 60, default=USUAL)
    part = serializers.ChoiceField(choices=list(Part), default=Part.ANY)
    size = serializers.IntegerField(min_value=1, max_value=9999, required=False)
    thing = serializers.ListField(child=serializers.SlugField(max_length=50), max_length=20, default=list)
    hall = serializers.ListField(child=serializers.SlugField(max_length=50), max_length=50, default=list)
    step_free = serializers.BooleanField(default=False)
    sound = serializers.ChoiceField(choices=list(Sound), required=False)


class FoundOut(serializers.Serializer[Any]):
    results = NearOut(many=True, help_text=_("予約できる使い方。日の順。多いときは、はじめの500まで。"))
    near = NearOut(many=True, help_text=_("少しちがうが、予約できる使い方。"))


class Find(PrivateView):
    permission_classes = [AllowAny]

    @reading(
        "rooms",
        _("空いている時間をさがす"),
        FoundOut,
        words=_("どの館でも、聞いた人が予約できる時間。1人で、または size 人で使うものとして答えます。"),
        takes=[Looking],
    )
    def get(self, request: Request) -> Response:
        at = now()
        asked = read_query(Looking, request, today=local_day(at, ZoneInfo(settings.TIME_ZONE)))
        sought = _sought(asked)
        found = find(lent_rooms(), sought, asker_of(self.person, Company(), at), at)
        uses = [At(hit.room, use) for hit in found.hits for use in hit.uses]
        near = [At(one.room, one.use) for one in found.nears]
        told = {"results": uses[:MOST_HITS], "near": near}
        return Response(FoundOut(told).data)


def _sought(asked: dict[str, Any]) -> Sought:
    return Sought(
        first=asked["first"],
        last=asked["last"],
        seconds=asked["minutes"] * 60,
        part=Part(asked["part"]),
        size=asked.get("size"),
        things=frozenset(asked["thing"]),
        step_free=asked["step_free"],
        sound=Sound(asked["sound"]) if asked.get("sound") else None,
        halls=frozenset(asked["hall"]),
    )
