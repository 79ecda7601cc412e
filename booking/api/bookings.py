"""One's own bookings: see, book, cancel, take the cancelling back, move. The same verbs as the pages."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from booking.actions.bookings import book, cancel, move, restore
from booking.actions.demand import TALLY
from booking.actions.giving_up import NoSuchCause, for_the_hall
from booking.actions.wanted import Wanted
from booking.api.answering import Answered, answering_at_desk
from booking.api.choices import BOOKING_STATES
from booking.api.company import TIME, Elsewhere, Visit, company_of, room_of
from booking.api.fields import Body, Moment, PlainText, RoomOf, Unfitting, optional_text, read, zone_of
from booking.api.headers import key_of
from booking.api.narrowing import Narrowed, Ordered
from booking.api.operations import changing, making, reading
from booking.api.private import PrivateView
from booking.models import Booking, Group
from booking.queries.bookings import own
from booking.rules.demand import cause_of
from booking.rules.lifecycle import HALL
from booking.rules.verdict import Refused
from facilities.clock import now


class GroupOut(serializers.Serializer[Group]):
    id = serializers.CharField(source="public_id")
    name = serializers.CharField()


class BookingOut(serializers.Serializer[Booking]):
    id = serializers.CharField(source="public_id")
    room = RoomOf(help_text=_("部屋の `id`(`<館>/<部屋>`)。"))
    start = Moment()
    end = Moment()
    state = serializers.ChoiceField(choices=BOOKING_STATES)
    group = GroupOut(allow_null=True)
    series = serializers.CharField(
        source="series.public_id", default=None, allow_null=True, help_text=_("くりかえしの id。")
    )
    counted = serializers.DictField(child=serializers.IntegerField(), help_text=_("年齢区分ごとの人数。"))
    headcount = serializers.IntegerField()
    purpose = serializers.CharField()
    code = serializers.CharField(help_text=_("窓口で伝える4けたの番号。"))
    version = serializers.IntegerField(source="sequence", help_text=_("時間か状態が変わるたびに増えます。"))
    made_at = Moment()
    changed_at = Moment()


def cause_field() -> PlainText:
    # Left out it is None and not "": what nobody was asked is the hall's doing (docs/decisions/0038).
    return PlainText(
        required=False,
        allow_blank=True,
        allow_null=True,
        max_length=40,
        default=None,
        help_text=_(
            '職員が館の予約を取り消すとき、だれの都合か。`hall` は館の都合で、全部返します。`""` は使う人から'
            "たのまれたとき。ほかは、全部返すと館のきまりにある、わけの鍵です。書かなければ館の都合です。"
        ),
    )


def moved_for_field() -> serializers.ChoiceField:
    return serializers.ChoiceField(
        choices=[HALL, ""],
        default="",
        help_text=_(
            "職員が館の予約をうつすとき、館の都合なら `hall`(メールのない人には、電話で知らせます)。使う人"
            "から連絡があったときは空の文で、書かなければそれと同じです。"
        ),
    )


def unknown_cause() -> Unfitting:
    return Unfitting({"cause": [_("館のきまりにあるわけの鍵か、hall か、空の文にしてください。")]})


@extend_schema_serializer(
    examples=[
        OpenApiExample("why", {"why": "かぜをひいたため"}),
        OpenApiExample("they have called", {"why": "電話がありました", "cause": ""}),
    ]
)
class CancelIn(Body):
    """`cause` is the desk's choice, as on its page; whatever those who booked say of it is passed over."""

    why = optional_text(300, _("取り消すわけ。書かなくてもかまいません。"))
    cause = cause_field()


class Bookings(PrivateView, ListAPIView[Booking]):
    serializer_class = BookingOut
    pagination_class = Ordered
    filter_backends = [DjangoFilterBackend]
    filterset_class = Narrowed
    # What its rows are, for the description, which is made while nobody asks.
    queryset = Booking.objects.none()

    def get_queryset(self) -> QuerySet[Booking]:
        return own(self.somebody)

    @extend_schema(
        tags=["bookings"],
        summary=_("自分の予約の一覧"),
        description=_("自分が予約した、参加する、または自分のグループの予約。"),
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.list(request, *args, **kwargs)

    @making(
        "bookings",
        _("部屋を予約する"),
        Visit,
        BookingOut,
        words=_("部屋を予約します。できなければ、すべてのわけを返します(409)。"),
    )
    def post(self, request: Request) -> Response:
        visit = read(Visit, request)
        room = room_of(visit["room"])
        self.zone = zone_of(room)
        wanted = Wanted(room, visit["span"], company_of(self.somebody, visit), purpose=visit["purpose"])
        try:
            booking = book(person=self.somebody, wanted=wanted, now=now(), key=key_of(request))
        except Refused as refused:
            codes = {reason.code for reason in refused.verdict.broken}
            TALLY.note(cause=cause_of(codes), hall=room.facility_id, now=now())
            raise
        return booking_answer(booking, 201, Location=_address(booking))


class BookingDetail(PrivateView):
    @reading(
        "bookings",
        _("予約を1つ見る"),
        BookingOut,
        words=_("自分に見える予約。ほかの人の予約は、ないものと同じ答えです(404)。"),
    )
    def get(self, request: Request, id: str) -> Response:  # noqa: A002  # the address calls it so
        return booking_answer(self.found(id))


class Cancel(PrivateView):
    @changing(
        "bookings",
        _("予約を取り消す"),
        CancelIn,
        BookingOut,
        words=_("部屋を返します。取り消した予約なら、同じ答えがもう一度返ります。"),
    )
    def post(self, request: Request, id: str) -> Response:  # noqa: A002
        booking, sent = self.seen(id), read(CancelIn, request)
        try:
            return booking_answer(cancel(booking=booking, actor=self.somebody, now=now(), **sent))
        except NoSuchCause as unknown:
            raise unknown_cause() from unknown


class Restore(PrivateView):
    @changing(
        "bookings",
        _("取り消しをもとにもどす"),
        Body,
        BookingOut,
        words=_("部屋がまだ空いていて、きまりにも合えば、もう一度おさえます。"),
    )
    def post(self, request: Request, id: str) -> Response:  # noqa: A002
        # Nothing is taken here, and what is sent nevertheless is refused: a misspelt field would pass in
        # silence.
        read(Body, request)
        return booking_answer(restore(booking=self.seen(id), actor=self.somebody, now=now()))


@extend_schema_serializer(
    examples=[
        OpenApiExample("two hours later", TIME),
        OpenApiExample("another room", {"room": "nukui-minami/salon", **TIME}),
        OpenApiExample("for the hall", {**TIME, "cause": "hall"}),
        OpenApiExample("set aside", {**TIME, "why": "文化祭の前のため"}),
    ]
)
class MoveIn(Elsewhere, Answered):
    """`cause`, `why` and `seen` are the desk's, as on its page; whatever those who booked say of them is
    passed over."""

    cause = moved_for_field()


class Move(PrivateView):
    @changing(
        "bookings",
        _("予約をうつす"),
        MoveIn,
        BookingOut,
        words=_("ほかの時間か部屋へ、一度でうつします。できなければ、もとのままです。"),
    )
    def post(self, request: Request, id: str) -> Response:  # noqa: A002
        booking = self.seen(id)
        to = read(MoveIn, request)
        room = room_of(to["room"]) if "room" in to else booking.room
        self.zone = zone_of(room)
        by = self.by
        how: dict[str, Any] = {
            "for_hall": to["cause"] == HALL and for_the_hall(booking=booking, **by),
            "answering": answering_at_desk(booking, sent=to, **by),
        }
        return booking_answer(move(booking=booking, room=room, span=to["span"], **how, **by))


def booking_answer(booking: Booking, status: int = 200, **headers: str) -> Response:
    return Response(BookingOut(booking).data, status, headers={"ETag": f'"{booking.sequence}"', **headers})


def _address(booking: Booking) -> str:
    return str(reverse("api-booking", [booking.public_id]))
