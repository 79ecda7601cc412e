"""What the desk answers to a booking that waits for the hall, and to whoever asks to be let off a fee."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions import requests
from booking.actions.allowing import LONGEST_WHY
from booking.actions.bookings import Stale
from booking.actions.reductions import LONGEST, decide_reduction, reopen_reduction
from booking.api.company import WISH, PlaceAndTime
from booking.api.desk.bookings import BookingAtDesk, DeskBookingFull
from booking.api.desk.door import key_in
from booking.api.desk.phone import room_here
from booking.api.desk.queue import REDUCTION
from booking.api.fields import Body, PlainText, Unfitting, optional_text, read
from booking.api.headers import version_of
from booking.api.operations import changing
from booking.models import Booking
from booking.queries.bookings import Absent
from booking.queries.money import entries, last_entry
from booking.queries.reductions import reduction_at
from booking.queries.requests import request_at
from booking.rules.staff import Right

MOST_YEN = 1_000_000


class Overruling(Body):
    why = optional_text(
        LONGEST_WHY, _("きまりに合わないときは、わけがいります。記録に残り、相手にも見えます。")
    )


@extend_schema_serializer(examples=[OpenApiExample("on a condition", {"conditions": "20時までに片づける"})])
class ApproveIn(Overruling):
    conditions = optional_text(requests.LONGEST_WORDS)


@extend_schema_serializer(examples=[OpenApiExample("no, because", {"words": "この日は工事があります。"})])
class RefuseIn(Body):
    words = PlainText(max_length=requests.LONGEST_WORDS, help_text=_("相手に届く、わけの文。"))


@extend_schema_serializer(
    examples=[OpenApiExample("another room", {**WISH, "words": "こちらなら空いています。"})]
)
class ProposeIn(PlaceAndTime, Overruling):
    words = optional_text(requests.LONGEST_WORDS)


@extend_schema_serializer(
    examples=[
        OpenApiExample("half", {"percent": 50, "condition": "書類を見せてください。"}),
        OpenApiExample("a sum", {"yen": 300}),
    ]
)
class GrantIn(Body):
    """So many per cent of the fee, or so many yen."""

    percent = serializers.IntegerField(min_value=1, max_value=100, required=False)
    yen = serializers.IntegerField(min_value=1, max_value=MOST_YEN, required=False)
    condition = optional_text(LONGEST)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("percent" in attrs) == ("yen" in attrs):
            raise Unfitting({"percent": [_("percent と yen の、どちらか1つを書いてください。")]})
        return attrs


@extend_schema_serializer(examples=[OpenApiExample("no, because", {"why": "あてはまる書類がありません。"})])
class RefuseReductionIn(Body):
    why = PlainText(max_length=LONGEST, help_text=_("相手に届く、わけの文。"))


class AnswerView(BookingAtDesk):
    right = Right.OVERRULE

    def asked(self, public_id: str) -> Booking:
        """What waits for the hall, as `If-Match` says that the caller saw it."""
        booking = self.seen_at_desk(public_id)
        if request_at(self.hall, public_id) is None:
            raise Absent(public_id)
        return booking


class Approve(AnswerView):
    @changing("queue", _("承認する"), ApproveIn, DeskBookingFull, words=_("条件をつけることもできます。"))
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002  # the address calls it so
        booking, sent = self.asked(id), read(ApproveIn, request)
        requests.approve(booking=booking, words=sent["conditions"], why=sent["why"], **self.by)
        return self.told(id)


class Refuse(AnswerView):
    @changing("queue", _("お断りする"), RefuseIn, DeskBookingFull)
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        booking, sent = self.asked(id), read(RefuseIn, request)
        requests.refuse(booking=booking, words=sent["words"], **self.by)
        return self.told(id)


class Propose(AnswerView):
    @changing(
        "queue", _("ほかの時間をすすめる"), ProposeIn, DeskBookingFull, words=_("返事まで、おさえます。")
    )
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        booking, sent = self.asked(id), read(ProposeIn, request)
        to = {"room": room_here(self, sent["room"]), "span": sent["span"]}
        requests.propose(booking=booking, words=sent["words"], why=sent["why"], **to, **self.by)
        return self.told(id)


class Reopen(AnswerView):
    # Taking an answer back needs no version: whoever answered since is told by the verb.
    @changing("queue", _("返事をもどす"), Body, DeskBookingFull, words=_("1日のあいだ。"), seen=False)
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        read(Body, request)
        requests.reopen(booking=self.booking(id), **self.by)
        return self.told(id)


# What a decision changes is the money of a booking: its version is none of the booking itself.
OF_MONEY = _("版は、対応の一覧の version、または1つ前の答えの ETag です。")


class ReductionView(BookingAtDesk):
    right = Right.MONEY
    entry: int | None

    def asked(self, public_id: str) -> Booking:
        """The booking about whose fee was asked; `entry` is the last that the verb must find."""
        version, found = version_of(self.request), reduction_at(self.hall, key_in(REDUCTION, public_id))
        if found is None:
            raise Absent(public_id)
        self.entry = entry_seen(found.booking, version)
        return found.booking

    def answered(self, booking: Booking) -> Response:
        # Not the booking's own version: a decision moves the money of it, and nothing else.
        return self.told(booking.public_id, ETag=f'"{entries(booking)}"')

    @property
    def by_staff(self) -> dict[str, Any]:
        return {**super().by_staff, "seen": self.entry}


class Grant(ReductionView):
    @changing("queue", _("減免する"), GrantIn, DeskBookingFull, words=OF_MONEY)
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        booking, sent = self.asked(id), read(GrantIn, request)
        decide_reduction(booking=booking, **sent, **self.by_staff)
        return self.answered(booking)


class RefuseReduction(ReductionView):
    @changing("queue", _("減免をお断りする"), RefuseReductionIn, DeskBookingFull, words=OF_MONEY)
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        booking, sent = self.asked(id), read(RefuseReductionIn, request)
        decide_reduction(booking=booking, **sent, **self.by_staff)
        return self.answered(booking)


class ReopenReduction(ReductionView):
    @changing("queue", _("減免の返事をもどす"), Body, DeskBookingFull, words=OF_MONEY)
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        booking = self.asked(id)
        read(Body, request)
        reopen_reduction(booking=booking, **self.by_staff)
        return self.answered(booking)


def entry_seen(booking: Booking, version: int | None) -> int | None:
    """What a verb of money is to find as the last entry, None for whatever there is. Stale where the version
    that was seen is not the one there is now."""
    # Asked before the count: an entry that comes in between is later than this one, and the verb says so.
    last = last_entry(booking)
    if version is None:
        return None
    if version != entries(booking):
        raise Stale(booking.public_id)
    return last
