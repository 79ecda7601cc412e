"""市のみんなの行事 by date, as its calendar tells it; and of a draw, all that it was made of."""

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.api.dates import FromTo
from booking.api.fields import WordsOut, read_query
from booking.api.operations import listing, reading
from booking.api.programmes import SessionOut, public_session
from booking.queries.bookings import Absent
from booking.queries.place_draws import draw_of
from booking.queries.programmes import Shown, dates_between, public_programme, zone_of
from facilities.api.reading import PublicView
from facilities.clock import now
from facilities.rules.spans import Span, instant, local_day

CITY = ZoneInfo(settings.TIME_ZONE)


class DatesAsked(FromTo):
    USUAL = 42  # six weeks, as on the page


class ProgrammeDateOut(SessionOut):
    programme = serializers.CharField()
    name = WordsOut()
    hall = serializers.SlugField(allow_null=True)


class ProgrammeDates(PublicView):
    @listing(
        "programmes",
        _("市の行事の日の一覧"),
        ProgrammeDateOut,
        words=_("どの館のものも、日の順。すぎた日は入りません。中止した日は入ります。"),
        takes=[DatesAsked],
    )
    def get(self, request: Request) -> Response:
        at = now()
        asked = read_query(DatesAsked, request, today=local_day(at, CITY))
        since = max(at, instant(asked["first"], 0, CITY))
        until = instant(asked["last"], 24 * 60, CITY)
        # Days that are over hold nothing to come to.
        found = dates_between(Span(since, until)) if since < until else []
        return Response({"next": None, "previous": None, "results": [_told(one) for one in found]})


class DrawRecord(PublicView):
    @reading(
        "programmes",
        _("行事のくじの記録"),
        OpenApiTypes.OBJECT,
        words=_("くじのもとになったもの全部。だれの名前もなく、`/p/<id>/verify.py` でたしかめられます。"),
    )
    def get(self, request: Request, id: str) -> Response:  # noqa: A002  # the address calls it so
        found = draw_of(public_programme(id))
        if found is None or found.drawn_at is None:
            raise Absent(id)
        # As it was kept at the draw: who is forgotten later must not change what is checked.
        return Response(found.record)


def _told(one: Shown) -> dict[str, Any]:
    programme = one.session.programme
    return {
        **public_session(one, zone_of(programme)),
        "programme": programme.public_id,
        "name": {"ja": programme.name_ja, "en": programme.name_en},
        "hall": programme.facility.slug if programme.facility else None,
    }
