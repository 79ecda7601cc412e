"""Closing the house this minute: who is inside, whom to call for them, who was handed over to whom."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.emergencies import (
    LONGEST_RELATION,
    close_now,
    look_up_contacts,
    not_picked_up,
    pick_up,
)
from booking.actions.undo import may_undo
from booking.api.bookings import BookingOut
from booking.api.company import MOST_OF_A_BAND
from booking.api.desk.acts import KIND as ACT
from booking.api.desk.closures import KIND as CLOSURE
from booking.api.desk.door import DeskView, key_in
from booking.api.desk.plans import REASON, PlainReason
from booking.api.fields import Body, Instant, PlainText, Unfitting, read, shown
from booking.api.operations import asking, changing, making, reading
from booking.models import Booking, Pickup
from booking.models.keys import sealed
from booking.queries.acts import closed_at_once
from booking.queries.bookings import Absent
from booking.queries.displacing import displaced, open_displacements
from booking.queries.emergencies import came_with, inside, pickup_in, still_inside
from booking.rules.displacing import Shut
from booking.rules.staff import Right
from facilities.rules.spans import MINUTES_A_DAY, Span, instant, local_day

PICKUP = "pickup"


@extend_schema_serializer(
    examples=[OpenApiExample("a power cut", {"until": "2026-12-02T21:00:00+09:00", **REASON})]
)
class CloseNowIn(PlainReason):
    until = Instant(help_text=_("きょうのうちの、いつまで。きょうの終わりまでなら、あしたの 00:00。"))


@extend_schema_serializer(examples=[OpenApiExample("a mother", {"headcount": 1, "relation": "母"})])
class PickUpIn(Body):
    headcount = serializers.IntegerField(
        min_value=1, max_value=MOST_OF_A_BAND, help_text=_("まだ中にいる人のうち、引き渡した人数。")
    )
    relation = PlainText(
        max_length=LONGEST_RELATION, help_text=_("だれに。「母」のような言葉で、名前は書きません。")
    )


class PickupOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    at = serializers.CharField()
    headcount = serializers.IntegerField()
    relation = serializers.CharField()


class InsideOut(serializers.Serializer[Any]):
    booking = BookingOut()
    who = serializers.CharField(help_text=_("グループの名前、または本人のよび名。"))
    came = serializers.IntegerField(help_text=_("数えた人数。数えていなければ、来るはずだった人数。"))
    left = serializers.IntegerField(help_text=_("そのうち、まだだれにも引き渡していない人数。"))
    picked_up = PickupOut(many=True)


class ClosedNowOut(serializers.Serializer[Any]):
    closure = serializers.CharField()
    start = serializers.CharField()
    until = serializers.CharField()
    reason_ja = serializers.CharField()
    reason_en = serializers.CharField()
    act = serializers.CharField(
        allow_null=True,
        help_text=_("まちがいなら、`acts/<id>/undo/` でまた開けられます。もうもどせなければ null。"),
    )


class NowOut(serializers.Serializer[Any]):
    closed = ClosedNowOut(allow_null=True, help_text=_("今すぐ閉めていれば、その休み。"))
    people = serializers.IntegerField(help_text=_("まだ中にいる人の数。"))
    inside = InsideOut(many=True)
    to_tell = serializers.IntegerField(
        help_text=_("今からきょうの終わりまで閉めると、来なくてよいと知らせる予約の数。")
    )


class CallOut(serializers.Serializer[Any]):
    name = serializers.CharField()
    relation = serializers.CharField(help_text=_("保護者の続き柄。本人なら空。"))
    adult = serializers.BooleanField(help_text=_("グループの大人の連絡先か。"))
    phone = serializers.CharField()


class InsideView(DeskView):
    """Of those who are in the house now: whoever has left, or has not come, is not there."""

    def within(self, public_id: str) -> Booking:
        found = next((one for one in inside(self.hall) if one.public_id == public_id), None)
        if found is None:
            raise Absent(public_id)
        return found

    def pickup(self, public_id: str) -> Pickup:
        found = pickup_in(self.hall, key_in(PICKUP, public_id))
        if found is None:
            raise Absent(public_id)
        return found

    def handed(self, one: Pickup) -> dict[str, Any]:
        told = {"headcount": one.headcount, "relation": one.relation}
        return {"id": sealed(PICKUP, one.pk), "at": shown(one.at, self.zone), **told}


class ClosingNow(InsideView):
    right = Right.CLOSE

    @reading("hours", _("今すぐ閉めているか、だれが中にいるか"), NowOut)
    def get(self, request: Request, hall: str) -> Response:
        return self.told()

    @making(
        "hours",
        _("館を今から閉める"),
        CloseNowIn,
        NowOut,
        words=_("このあと予約のある人みんなに知らせます。もう閉めていれば、その休みのままです。"),
    )
    def post(self, request: Request, hall: str) -> Response:
        sent = read(CloseNowIn, request)
        self.once("close_now", lambda: self._closed(sent))
        return self.told(201)

    def _closed(self, sent: dict[str, Any]) -> str:
        if not self.at < sent["until"] <= self._midnight():
            raise Unfitting({"until": [_("今よりあとの、きょうのうちの日時にしてください。")]})
        # A second closure over the first would outlive it: opening again takes back one of the two.
        standing = closed_at_once(self.hall, self.at)
        made = standing[0] if standing else close_now(facility=self.hall, **sent, **self.by)
        return sealed(CLOSURE, made.pk)

    def _midnight(self) -> int:
        return instant(local_day(self.at, self.zone), MINUTES_A_DAY, self.zone)

    def told(self, status: int = 200) -> Response:
        here = inside(self.hall)
        # Whom an earlier closing has told already is not told twice.
        coming = displaced(self.hall, [Shut(Span(self.at, self._midnight()))], self.at)
        data = {
            "closed": self._closed_now(),
            "people": sum(still_inside(one) for one in here),
            "inside": [self._inside(one) for one in here],
            "to_tell": len(coming) - len(open_displacements(coming)),
        }
        return Response(data, status)

    def _closed_now(self) -> dict[str, Any] | None:
        found = closed_at_once(self.hall, self.at)
        if found is None:
            return None
        closure, act = found
        return {
            "closure": sealed(CLOSURE, closure.pk),
            "start": shown(closure.start, self.zone),
            "until": shown(closure.end, self.zone),
            "reason_ja": closure.reason_ja,
            "reason_en": closure.reason_en,
            "act": sealed(ACT, act.pk) if may_undo(act, self.rights, self.at) else None,
        }

    def _inside(self, one: Booking) -> dict[str, Any]:
        return {
            "booking": BookingOut(one).data,
            "who": one.group.name if one.group else "" if one.person is None else str(one.person),
            "came": came_with(one),
            "left": still_inside(one),
            "picked_up": [self.handed(handed) for handed in one.pickups.all()],
        }


class PickUp(InsideView):
    @making("hours", _("中にいる人を引き渡した"), PickUpIn, PickupOut)
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002  # the address calls it so
        sent = read(PickUpIn, request)

        def made() -> str:
            found = self.within(id)
            if sent["headcount"] > still_inside(found):
                raise Unfitting({"headcount": [_("人数を、中にいる数までで入れてください。")]})
            return sealed(PICKUP, pick_up(booking=found, **sent, **self.by).pk)

        # Looked for below the key: sent again after they have checked out, it is the same answer.
        return Response(self.handed(self.pickup(self.once("pick_up", made))), 201)


class NotPickedUp(InsideView):
    @changing("hours", _("引き渡していなかった"), Body, None, seen=False)
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        read(Body, request)
        not_picked_up(pickup=self.pickup(id), **self.by)
        return Response(status=204)


class CallInside(InsideView):
    right = Right.CONTACT

    @asking(
        "hours",
        _("中にいる人の連絡先を見る"),
        Body,
        CallOut,
        words=_("保護者を先に並べます。見たことがその人の記録に残るので、POST です。"),
    )
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        read(Body, request)
        found = look_up_contacts(booking=self.within(id), **self.by)
        told = ("name", "relation", "adult", "phone")
        return self.listed([{name: getattr(one, name) for name in told} for one in found])
