"""Programmes (行事) as everybody sees them: when and where there is something to come to, for which ages, and
how many places are left."""

from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from booking.api.choices import BANDS_OF_AGE, PROGRAMME_STATES
from booking.api.dates import a_day, must_be_a_stretch
from booking.api.fields import WordsOut, read_query, shown
from booking.api.operations import reading
from booking.models import Programme
from booking.queries.place_draws import phase_of
from booking.queries.programmes import (
    Shown,
    dates_of,
    next_dates,
    public_programme,
    public_programmes,
    rooms_of,
    takes_anybody,
    zone_of,
)
from booking.rules.particulars import Asked
from booking.rules.signup_windows import TAKING
from facilities.api.reading import Pages, PublicView
from facilities.clock import now
from facilities.rules.spans import instant

GRADE = _("学年(小学1年が1、高校3年が12)。年代全体なら null。")


class AgeOut(serializers.Serializer[Any]):
    band = serializers.ChoiceField(choices=BANDS_OF_AGE)
    grade = serializers.IntegerField(allow_null=True, help_text=GRADE)


class PlacesOut(AgeOut):
    places = serializers.IntegerField(help_text=_("この年代の席の数。"))
    left = serializers.IntegerField(help_text=_("残りの席。"))


class SessionOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    start = serializers.DateTimeField()
    end = serializers.DateTimeField()
    title = WordsOut()
    rooms = serializers.ListField(
        child=serializers.CharField(), help_text=_("部屋の id。館の外でするときは空です。")
    )
    elsewhere = serializers.CharField(help_text=_("館の外の場所。なければ空の文です。"))
    cancelled = serializers.BooleanField(help_text=_("中止になりました。"))
    places = PlacesOut(many=True, help_text=_("年代ごとの席。空なら、申しこみはいりません。"))


class ProgrammeOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    name = WordsOut()
    about = WordsOut()
    hall = serializers.CharField(allow_null=True, help_text=_("まとめる館。いくつかの館でするものは null。"))
    department = WordsOut(help_text=_("担当の課。"))
    bring = serializers.CharField(help_text=_("持ち物。"))
    fee = serializers.IntegerField(help_text=_("1人の料金(円)。"))


class ProgrammeRowOut(ProgrammeOut):
    next = SessionOut(help_text=_("これからの(聞いた日のあいだの)いちばん早い日。"))


class ProgrammeFull(ProgrammeOut):
    state = serializers.ChoiceField(choices=PROGRAMME_STATES)
    open = serializers.BooleanField(help_text=_("今、申しこめる日があるか。"))
    takes_from = serializers.DateTimeField(allow_null=True, help_text=_("いつから申しこめるか。"))
    takes_until = serializers.DateTimeField(allow_null=True, help_text=_("いつまで申しこめるか。"))
    draws_at = serializers.DateTimeField(
        allow_null=True, help_text=_("くじを引くとき。くじでなければ null で、席は申しこんだ順です。")
    )
    asks = serializers.ListField(
        child=serializers.ChoiceField(choices=[key.value for key in Asked]),
        help_text=_("申しこむ人に聞くこと。`told` で送ります。"),
    )
    needs_consent = serializers.BooleanField(help_text=_("子どもには、保護者の同意がいるか。"))
    sessions = SessionOut(many=True, help_text=_("日の順。すぎた日と中止した日も入ります。"))


class ProgrammesAsked(serializers.Serializer[Any]):
    """Left out, `from` is now, and `to` as far as anything is planned. Days of the city, both included."""

    hall = serializers.ListField(child=serializers.SlugField(max_length=50), max_length=50, default=list)

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        # `from` is no name for an attribute in Python.
        return {"from": a_day(), "to": a_day(), **super().get_fields()}

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if "from" in attrs and "to" in attrs:
            must_be_a_stretch(attrs["from"], attrs["to"])
        return attrs


class Soonest(Pages):
    ordering = ("next", "pk")


class Programmes(PublicView, ListAPIView[Programme]):
    serializer_class = ProgrammeRowOut
    pagination_class = Soonest
    # What its rows are, for the description, which is made while nobody asks.
    queryset = Programme.objects.none()

    @extend_schema(
        tags=["programmes"],
        summary=_("行事の一覧"),
        description=_("公開していて、これからの日があるもの。早い順。"),
        parameters=[ProgrammesAsked],
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        asked = read_query(ProgrammesAsked, request)
        stretch = _stretch(asked)
        found = public_programmes(*stretch)
        if asked["hall"]:
            found = found.filter(facility__slug__in=asked["hall"])
        page: Sequence[Programme] = self.paginate_queryset(found) or ()
        dates = next_dates(page, *stretch)
        # Called off between the two questions, it has nothing to be listed for.
        return self.get_paginated_response([_row(one, dates[one.pk]) for one in page if one.pk in dates])


class ProgrammeDetail(PublicView):
    @reading(
        "programmes",
        _("行事を1つ見る"),
        ProgrammeFull,
        words=_("日と、年代ごとの残りの席。公開したあとで中止したものも見えます。"),
    )
    def get(self, request: Request, id: str) -> Response:  # noqa: A002  # the address calls it so
        found = public_programme(id)
        dates = dates_of(found)
        told = {
            **programme_data(found),
            "state": found.state,
            "open": phase_of(found, now()) in TAKING and takes_anybody(found, dates, now()),
            **_terms(found),
            "sessions": [public_session(one, zone_of(found)) for one in dates],
        }
        return Response(told)


def programme_data(found: Programme) -> dict[str, Any]:
    """As ProgrammeOut describes it."""
    hall, office = found.facility, found.department
    return {
        "id": found.public_id,
        "name": {"ja": found.name_ja, "en": found.name_en},
        "about": {"ja": found.about_ja, "en": found.about_en},
        "hall": None if hall is None else hall.slug,
        "department": {"ja": office.name_ja, "en": office.name_en},
        "bring": found.bring,
        "fee": found.fee,
    }


def session_data(one: Shown, zone: ZoneInfo) -> dict[str, Any]:
    """As SessionOut describes it, with where it was to be, also of one that was called off."""
    session = one.session
    return {
        "id": session.public_id,
        "start": shown(session.start, zone),
        "end": shown(session.end, zone),
        "title": {"ja": session.title_ja, "en": session.title_en},
        "rooms": [f"{room.facility.slug}/{room.slug}" for room in rooms_of(session)],
        "elsewhere": session.elsewhere,
        "cancelled": session.cancelled_at is not None,
        "places": [
            {"band": age.band, "grade": age.grade, "places": one.places[age], "left": left}
            for age, left in one.left.items()
        ],
    }


def public_session(one: Shown, zone: ZoneInfo) -> dict[str, Any]:
    """The same without where: to what was called off nobody goes."""
    told = session_data(one, zone)
    return {**told, "rooms": [], "elsewhere": ""} if told["cancelled"] else told


def _terms(found: Programme) -> dict[str, Any]:
    """How one signs up for it, as ProgrammeFull describes it."""
    zone = zone_of(found)
    moments = {"takes_from": found.takes_from, "takes_until": found.takes_until, "draws_at": found.draws_at}
    told = {name: None if at is None else shown(at, zone) for name, at in moments.items()}
    return {**told, "asks": found.asks, "needs_consent": found.needs_consent}


def _row(found: Programme, soonest: Shown) -> dict[str, Any]:
    return {**programme_data(found), "next": public_session(soonest, zone_of(found))}


def _stretch(asked: Mapping[str, Any]) -> tuple[int, int | None]:
    """From which instant and until which: what is over is not told, whatever day one asks for."""
    zone, at = ZoneInfo(settings.TIME_ZONE), now()
    first, last = asked.get("from"), asked.get("to")
    begin = at if first is None else max(at, instant(first, 0, zone))
    return begin, None if last is None else instant(last, 24 * 60, zone)
