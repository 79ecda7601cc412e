"""出前講座: what the city's staff come and speak about; a group asks for it, and answers what is proposed."""

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.lecture_requests import (
    LONGEST_PLACE,
    NotOn,
    Wish,
    accept_lecture,
    ask_lecture,
    withdraw_lecture,
)
from booking.api.choices import LECTURE_STATES
from booking.api.company import room_of
from booking.api.fields import Body, Instant, RoomKey, WordsOut, optional_text, read, shown
from booking.api.growing import Growing, LastAsked, paging
from booking.api.operations import changing, listing, making, reading
from booking.api.private import PrivateView
from booking.models import Lecture, LectureRequest
from booking.models.keys import sealed
from booking.queries.groups import seen
from booking.queries.lectures import catalogue, request_led, requests_led, shown_lecture
from booking.rules.lectures import FEWEST_DATES, MOST_DATES, MOST_LISTENERS
from booking.rules.scopes import Scope
from facilities.api.reading import PublicView
from facilities.clock import now
from facilities.rules.spans import Span

CITY = ZoneInfo(settings.TIME_ZONE)
DATE = "lecture date"
WISH = {
    "group": "23456789abcdefgh",
    "starts": ["2026-12-18T14:00:00+09:00", "2026-12-25T14:00:00+09:00"],
    "place": "集会所",
    "expected": 20,
}


class LectureOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    name = WordsOut()
    about = WordsOut()
    audience = WordsOut()
    minutes = serializers.IntegerField()
    speakers = WordsOut(help_text=_("話しに来る課。"))


class LectureDateOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    start = serializers.DateTimeField()
    end = serializers.DateTimeField()


class LectureRequestOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    lecture = serializers.CharField()
    group = serializers.CharField()
    state = serializers.ChoiceField(choices=LECTURE_STATES)
    dates = LectureDateOut(many=True, help_text=_("たのんだときの、来てほしい日。"))
    start = serializers.DateTimeField(allow_null=True, help_text=_("決まった日か、課が出した別の日。"))
    end = serializers.DateTimeField(allow_null=True)
    room = serializers.CharField(allow_null=True)
    place = serializers.CharField()
    expected = serializers.IntegerField()
    booking = serializers.CharField(allow_null=True)
    why = serializers.CharField(help_text=_("来られないわけ。なければ空の文です。"))
    version = serializers.IntegerField()


@extend_schema_serializer(examples=[OpenApiExample("two dates", WISH)])
class LectureIn(Body):
    """In a room, or else at a place of the group's own."""

    group = serializers.SlugField(max_length=16)
    starts = serializers.ListField(
        child=Instant(), min_length=FEWEST_DATES, max_length=MOST_DATES, help_text=_("来てほしい日時。")
    )
    room = RoomKey(required=False)
    place = optional_text(LONGEST_PLACE)
    expected = serializers.IntegerField(min_value=1, max_value=MOST_LISTENERS)


class Lectures(PublicView):
    @listing("lectures", _("出前講座の一覧"), LectureOut)
    def get(self, request: Request) -> Response:
        rows = [lecture_data(one) for _speakers, of_it in catalogue() for one in of_it]
        return Response({"next": None, "previous": None, "results": rows})


class LectureDetail(PublicView):
    @reading("lectures", _("出前講座を1つ見る"), LectureOut)
    def get(self, request: Request, id: str) -> Response:  # noqa: A002  # the address calls it so
        return Response(lecture_data(shown_lecture(id)))


class LectureView(PrivateView):
    scope = Scope.GROUPS

    def told(self, public_id: str, status: int = 200) -> Response:
        return Response(request_data(request_led(self.somebody, public_id)), status)


class AskLecture(LectureView):
    @making(
        "lectures", _("出前講座をたのむ"), LectureIn, LectureRequestOut, words=_("グループの代表か副代表が。")
    )
    def post(self, request: Request, id: str) -> Response:  # noqa: A002
        lecture, sent, at = shown_lecture(id), read(LectureIn, request), now()
        group = seen(sent["group"], self.somebody).group
        dates = [Span(start, start + lecture.minutes * 60) for start in sent["starts"]]
        room = room_of(sent["room"]) if "room" in sent else None
        wish = Wish(dates, sent["expected"], room, sent["place"])
        by: dict[str, Any] = {"person": self.somebody, "now": at}

        def asked() -> str:
            try:
                return ask_lecture(lecture=lecture, group=group, wish=wish, **by).public_id
            except NotOn as why:
                # Which date it is, the reasons say as for any booking.
                raise why.refused from why

        return self.told(self.once("ask_lecture", asked), 201)


class LectureRequests(Growing):
    serializer_class = LectureRequestOut
    pagination_class = LastAsked
    queryset = LectureRequest.objects.none()

    def get_queryset(self) -> QuerySet[LectureRequest]:
        return requests_led(self.somebody)

    def row(self, one: LectureRequest) -> dict[str, Any]:
        return request_data(one)

    @paging("lectures", _("自分のグループがたのんだ出前講座の一覧"), words=_("新しい順。"))
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.list(request, *args, **kwargs)


class LectureRequestDetail(LectureView):
    @reading("lectures", _("たのんだ出前講座を1つ見る"), LectureRequestOut)
    def get(self, request: Request, id: str) -> Response:  # noqa: A002
        return self.told(id)


class WithdrawLecture(LectureView):
    @changing("lectures", _("出前講座をたのむのをやめる"), Body, LectureRequestOut, seen=False)
    def post(self, request: Request, id: str) -> Response:  # noqa: A002
        read(Body, request)
        found = request_led(self.somebody, id)
        withdraw_lecture(request=found, person=self.somebody, now=now())
        return self.told(id)


class AcceptLecture(LectureView):
    @changing("lectures", _("課が出した別の日に決める"), Body, LectureRequestOut, seen=False)
    def post(self, request: Request, id: str) -> Response:  # noqa: A002
        read(Body, request)
        found = request_led(self.somebody, id)
        accept_lecture(request=found, person=self.somebody, now=now())
        return self.told(id)


def lecture_data(one: Lecture) -> dict[str, Any]:
    """As LectureOut describes it."""
    return {
        "id": one.public_id,
        "name": {"ja": one.name_ja, "en": one.name_en},
        "about": {"ja": one.about_ja, "en": one.about_en},
        "audience": {"ja": one.audience_ja, "en": one.audience_en},
        "minutes": one.minutes,
        "speakers": {"ja": one.speakers.name_ja, "en": one.speakers.name_en},
    }


def request_data(one: LectureRequest) -> dict[str, Any]:
    """As LectureRequestOut describes it."""
    room = one.room
    return {
        "id": one.public_id,
        "lecture": one.lecture.public_id,
        "group": one.group.public_id,
        "state": one.state,
        "dates": [
            {"id": sealed(DATE, date.pk), "start": shown(date.start, CITY), "end": shown(date.end, CITY)}
            for date in one.dates.all()
        ],
        "start": None if one.start is None else shown(one.start, CITY),
        "end": None if one.end is None else shown(one.end, CITY),
        "room": f"{room.facility.slug}/{room.slug}" if room else None,
        "place": one.place,
        "expected": one.expected,
        "booking": one.booking.public_id if one.booking else None,
        "why": one.why,
        "version": one.revision,
    }
