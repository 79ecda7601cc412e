"""今月: what is on in the city in some days: programmes, evenings, closures, places, what the city does."""

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.api.choices import AUDIENCES, SORTS
from booking.api.dates import FromTo
from booking.api.fields import WordsOut, read_query, shown
from booking.api.operations import listing
from booking.queries.announcing import announced_in
from booking.wording.announced import (
    Announced,
    OfCity,
    OfClosure,
    OfEvenings,
    OfPlace,
    OfProgramme,
    for_whom,
)
from facilities.api.reading import PublicView
from facilities.clock import now
from facilities.rules.spans import local_day

CITY = ZoneInfo(settings.TIME_ZONE)
Told = dict[str, Any]


class MonthAsked(FromTo):
    USUAL = 31

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        # `for` is no name for an attribute in Python.
        return {**super().get_fields(), "for": serializers.ChoiceField(choices=AUDIENCES, default="children")}


class AnnouncedOut(serializers.Serializer[Any]):
    sort = serializers.ChoiceField(choices=SORTS)
    name = WordsOut(help_text=_("行事か館の名前。市の事業なら、その名前。"))
    programme = serializers.CharField(allow_null=True)
    hall = serializers.SlugField(allow_null=True)
    rooms = serializers.ListField(
        child=serializers.SlugField(), help_text=_("閉まる部屋。館の全部なら空。場所では、予約なしの部屋。")
    )
    days = serializers.ListField(child=serializers.DateField(), help_text=_("夜も開いている日。"))
    spans = serializers.ListField(
        child=serializers.ListField(child=serializers.DateTimeField()),
        help_text=_("行事の日時、または閉まっているあいだ。"),
    )
    words = WordsOut(help_text=_("閉まるわけ、または市の事業の内容。"))


class ThisMonth(PublicView):
    @listing("city", _("市でこの期間にあること"), AnnouncedOut, takes=[MonthAsked])
    def get(self, request: Request) -> Response:
        asked = read_query(MonthAsked, request, today=local_day(now(), CITY))
        found = announced_in(asked["first"], asked["last"], CITY)
        rows = [_told(one) for one in for_whom(found, asked["for"] == "children")]
        return Response({"next": None, "previous": None, "results": rows})


def _told(one: Announced) -> Told:
    blank: Told = {
        "programme": None,
        "hall": None,
        "rooms": [],
        "days": [],
        "spans": [],
        "words": _both("", ""),
    }
    return {"sort": one.sort, **blank, **_of(one)}


def _of(one: Announced) -> Told:
    if isinstance(one, OfProgramme):
        programme = one.programme
        spans = [[shown(each.start, CITY), shown(each.end, CITY)] for each in one.sessions]
        name = _both(programme.name_ja, programme.name_en)
        return {"name": name, "programme": programme.public_id, "spans": spans}
    if isinstance(one, OfCity):
        return _city(one)
    if isinstance(one, OfEvenings):
        return {**_hall(one), "days": [day.isoformat() for day in one.days]}
    if isinstance(one, OfClosure):
        return {**_hall(one), **_closed(one)}
    if isinstance(one, OfPlace):
        return {**_hall(one), "rooms": [room.slug for room in one.free]}
    raise TypeError(one)


def _city(one: OfCity) -> Told:
    name, content = one.entry.programme.name, one.entry.programme.content
    return {"name": _both(name.ja, name.en), "words": _both(content.ja, content.en)}


def _hall(one: OfEvenings | OfClosure | OfPlace) -> Told:
    return {"name": _both(one.hall.name_ja, one.hall.name_en), "hall": one.hall.slug}


def _closed(one: OfClosure) -> Told:
    span, zone = one.closure.span, ZoneInfo(one.hall.timezone)
    return {
        "rooms": [room.slug for room in one.rooms],
        "spans": [[shown(span.start, zone), shown(span.end, zone)]],
        "words": _both(one.closure.reason_ja, one.closure.reason_en),
    }


def _both(ja: str, en: str) -> dict[str, str]:
    return {"ja": ja, "en": en}
