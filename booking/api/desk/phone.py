"""Booking for others, as the desk hears it: for a member, for a group, for somebody without an account."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.allowing import Answering
from booking.actions.callers import LONGEST_PHONE, Calling
from booking.actions.desk_bookings import book_for
from booking.actions.looks import find_people
from booking.actions.wanted import LONGEST_PURPOSE, Wanted
from booking.api.answering import Answered
from booking.api.company import COMPANY, MOST_OF_A_BAND, WISH, Counted, PlaceAndTime
from booking.api.desk.door import DeskView
from booking.api.fields import Body, PlainText, Unfitting, optional_text, read
from booking.api.headers import key_of
from booking.api.operations import asking
from booking.models import Booking
from booking.queries.whom import Whom, by_key, company_of
from booking.rules.ask import Channel
from booking.rules.names import LONGEST_NAME
from facilities.models import Room
from facilities.queries.rooms import room_in
from facilities.rules.spans import local_day

BY = [Channel.PHONE.value, Channel.COUNTER.value]
ASKED = {**WISH, "counted": COMPANY["counted"], "purpose": COMPANY["purpose"]}


class CallerIn(Body):
    name = PlainText(max_length=LONGEST_NAME)
    phone = optional_text(LONGEST_PHONE)


@extend_schema_serializer(
    examples=[
        OpenApiExample("a caller", {**ASKED, "caller": {"name": "すずき", "phone": "090-0000-0000"}}),
        OpenApiExample("a member", {**ASKED, "whom": "p-23456789abcdefgh", "channel": "counter"}),
    ]
)
class PhoneIn(PlaceAndTime, Answered):
    """For whom: `whom` by the key that people/find/ gives, or a `caller` without an account."""

    whom = serializers.SlugField(required=False, max_length=18)
    caller = CallerIn(required=False)
    counted = Counted(required=False, default=dict)
    people = serializers.IntegerField(
        required=False,
        default=0,
        min_value=0,
        max_value=MOST_OF_A_BAND,
        help_text=_("年齢区分がわからないときの人数。"),
    )
    purpose = optional_text(LONGEST_PURPOSE)
    channel = serializers.ChoiceField(choices=BY, default=BY[0])

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("whom" in attrs) == ("caller" in attrs):
            raise Unfitting({"whom": [_("whom と caller の、どちらか1つを書いてください。")]})
        if "caller" in attrs and not attrs["people"] and not any(attrs["counted"].values()):
            raise Unfitting({"counted": [_("来る人の数を入れてください。")]})
        return super().validate(attrs)


@extend_schema_serializer(examples=[OpenApiExample("by name", {"words": "よるかぜ"})])
class FindIn(Body):
    words = PlainText(max_length=100, help_text=_("グループの名前、カードの番号、名前かよみ。"))


class WhomOut(serializers.Serializer[Any]):
    whom = serializers.CharField(help_text=_("予約の body の `whom`。"))
    name = serializers.CharField(help_text=_("グループの名前、またはよび名。"))


class FindPeople(DeskView):
    @asking(
        "desk",
        _("予約する人をさがす"),
        FindIn,
        WhomOut,
        words=_("この館を使う人とグループから。名前をアドレスに書かないために、POST です。"),
    )
    def post(self, request: Request, hall: str) -> Response:
        words = read(FindIn, request)["words"].split()
        found = find_people(words=words, hall=self.hall, reader=self.somebody, now=self.at)
        return self.listed([{"whom": one.key, "name": str(one.group or one.person)} for one in found])


def booked(view: DeskView, sent: dict[str, Any]) -> Booking:
    """What PhoneIn has read, booked; whatever `book_for` raises."""
    room, whom = room_here(view, sent["room"]), _whom(view, sent.get("whom"))
    day = local_day(sent["span"].start, view.zone)
    counted = {band: heads for band, heads in sent["counted"].items() if heads}
    company = company_of(whom, counted, sent["people"], day)
    channel = Channel(sent["channel"])
    return book_for(
        whom=Calling(**sent["caller"]) if whom is None else whom.person,
        wanted=Wanted(room, sent["span"], company, sent["purpose"], channel=channel),
        answering=Answering(sent["why"], sent["seen"]),
        key=key_of(view.request),
        **view.by,
    )


def room_here(view: DeskView, key: tuple[str, str]) -> Room:
    """The room of a RoomKey, if it is of this hall: of another it is as absent as one that is not there."""
    hall, slug = key
    room = room_in(view.hall.pk, slug) if hall == view.hall.slug else None
    if room is None:
        raise Unfitting({"room": [_("この部屋は見つかりません。部屋の一覧の id を使ってください。")]})
    return room


def _whom(view: DeskView, key: str | None) -> Whom | None:
    if key is None:
        return None
    found = by_key(key, view.hall, local_day(view.at, view.zone))
    if found is None:
        raise Unfitting(
            {"whom": [_("この人は見つかりません。people/find/ の答えの whom を使ってください。")]}
        )
    return found
