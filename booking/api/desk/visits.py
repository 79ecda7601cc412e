"""Who has come and who has gone, how many they were, the key, and the room to which nobody came."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions import attendance, handover, no_show, walk_ins
from booking.actions.allowing import LONGEST_WHY, Answering
from booking.api.desk.bookings import BookingAtDesk, DeskBookingFull
from booking.api.desk.heads import HEADS, HeadsIn, counts_from, heads_help
from booking.api.fields import Body, optional_text, read
from booking.api.operations import changing


@extend_schema_serializer(examples=[OpenApiExample("five, with the key", {"counts": HEADS, "key": True})])
class CheckInIn(Body):
    counts = HeadsIn(required=False, help_text=heads_help())
    key = serializers.BooleanField(default=False, help_text=_("鍵も渡す。"))
    why = optional_text(LONGEST_WHY, _("きまりをこえて受けつけるわけ。記録に残り、相手にも見えます。"))


@extend_schema_serializer(examples=[OpenApiExample("five, key back", {"counts": HEADS, "key_back": True})])
class CheckOutIn(Body):
    counts = HeadsIn(help_text=heads_help())
    key_back = serializers.BooleanField(default=False)


@extend_schema_serializer(
    examples=[OpenApiExample("one more", {"counts": HEADS, "seen": {"part": {"high_school": 3}}})]
)
class HeadcountIn(Body):
    counts = HeadsIn(help_text=heads_help())
    seen = HeadsIn(help_text=_("読んだときの人数。そのあとで変わっていれば、何も変えません(409)。"))


class CheckIn(BookingAtDesk):
    @changing(
        "desk", _("受付をする"), CheckInIn, DeskBookingFull, words=_("来ました。人数と鍵もいっしょに。")
    )
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002  # the address calls it so
        booking, sent = self.seen_at_desk(id), read(CheckInIn, request)
        said = {"counts": counts_from(sent.get("counts", {})), "key": sent["key"]}
        attendance.check_in(booking=booking, answering=Answering(sent["why"]), **said, **self.by)
        return self.told(id)


class UndoCheckIn(BookingAtDesk):
    @changing("desk", _("受付をもどす"), Body, DeskBookingFull, words=_("人数と鍵も、受付の前にもどります。"))
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        booking = self.seen_at_desk(id)
        read(Body, request)
        attendance.undo_check_in(booking=booking, **self.by)
        return self.told(id)


class CheckOut(BookingAtDesk):
    @changing("desk", _("おわりにする"), CheckOutIn, DeskBookingFull, words=_("残りの時間は空きます。"))
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        booking, sent = self.seen_at_desk(id), read(CheckOutIn, request)
        said = {"counts": counts_from(sent["counts"]), "key_back": sent["key_back"]}
        attendance.check_out(booking=booking, **said, **self.by)
        return self.told(id)


class UndoCheckOut(BookingAtDesk):
    @changing("desk", _("おわりをもどす"), Body, DeskBookingFull)
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        booking = self.seen_at_desk(id)
        read(Body, request)
        attendance.undo_check_out(booking=booking, **self.by)
        return self.told(id)


class CorrectHeadcount(BookingAtDesk):
    # A count moves no version of the booking: who counts says which numbers they saw.
    @changing("desk", _("人数を直す"), HeadcountIn, DeskBookingFull, seen=False)
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        booking, sent = self.booking(id), read(HeadcountIn, request)
        counts, seen = counts_from(sent["counts"]), counts_from(sent["seen"])
        attendance.correct_headcount(booking=booking, counts=counts, seen=seen, **self.by)
        return self.told(id)


class KeyOut(BookingAtDesk):
    @changing("desk", _("鍵を渡す"), Body, DeskBookingFull, seen=False)
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        read(Body, request)
        handover.hand_key(booking=self.booking(id), **self.by)
        return self.told(id)


class KeyBack(BookingAtDesk):
    @changing("desk", _("鍵を受け取る"), Body, DeskBookingFull, seen=False)
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        read(Body, request)
        handover.take_key_back(booking=self.booking(id), **self.by)
        return self.told(id)


class WaitLonger(BookingAtDesk):
    @changing("desk", _("もう15分待つ"), Body, DeskBookingFull)
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        booking = self.seen_at_desk(id)
        read(Body, request)
        no_show.wait_longer(booking=booking, **self.by)
        return self.told(id)


class Release(BookingAtDesk):
    @changing(
        "desk",
        _("来なかった予約の部屋を空ける"),
        Body,
        DeskBookingFull,
        words=_("`release_from` より前はできません(`not_yet`)。待っている人がいれば、先に案内します。"),
    )
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        booking = self.seen_at_desk(id)
        read(Body, request)
        no_show.release_no_show(booking=booking, **self.by)
        return self.told(id)


class TakeBackRelease(BookingAtDesk):
    @changing("desk", _("空けた部屋を、来た人にもどす"), Body, DeskBookingFull)
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        booking = self.seen_at_desk(id)
        read(Body, request)
        no_show.take_back_release(booking=booking, **self.by)
        return self.told(id)


class TakeBackWalkIn(BookingAtDesk):
    @changing("desk", _("予約なしで使う人を入れたことをもどす"), Body, DeskBookingFull, seen=False)
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        read(Body, request)
        walk_ins.take_back_walk_in(booking=self.booking(id), **self.by)
        return self.told(id)
