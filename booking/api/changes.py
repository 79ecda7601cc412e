"""What else becomes of a booking: who comes, staying on, handing back, answering an offer."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.parties import change_party
from booking.actions.stays import extend, hand_back
from booking.actions.waiting import accept, decline
from booking.api.bookings import BookingOut, booking_answer
from booking.api.company import Companions, company_with
from booking.api.fields import Body, Instant, read
from booking.api.operations import changing
from booking.api.private import PrivateView
from facilities.clock import now


@extend_schema_serializer(examples=[OpenApiExample("longer", {"until": "2026-12-04T20:00:00+09:00"})])
class Until(Body):
    until = Instant()


class Change(PrivateView):
    @changing(
        "bookings",
        _("来る人と使いみちを変える"),
        Companions,
        BookingOut,
        words=_("時間と部屋はそのままです。グループも変わりません。"),
    )
    def post(self, request: Request, id: str) -> Response:  # noqa: A002  # the address calls it so
        booking, sent = self.seen(id), read(Companions, request)
        company, purpose = company_with(self.somebody, booking, sent), sent["purpose"]
        changed: Any = {"booking": booking, "actor": self.somebody, "company": company, "purpose": purpose}
        return booking_answer(change_party(**changed, now=now()))


class Extend(PrivateView):
    @changing("bookings", _("もう少し使う"), Until, BookingOut, words=_("あとに予約がなければ、のばします。"))
    def post(self, request: Request, id: str) -> Response:  # noqa: A002
        booking, until = self.seen(id), read(Until, request)["until"]
        return booking_answer(extend(booking=booking, actor=self.somebody, until=until, now=now()))


class HandBack(PrivateView):
    @changing("bookings", _("残りの時間を返す"), Body, BookingOut, words=_("今から空けます。"))
    def post(self, request: Request, id: str) -> Response:  # noqa: A002
        read(Body, request)
        return booking_answer(hand_back(booking=self.seen(id), actor=self.somebody, now=now()))


class Accept(PrivateView):
    @changing("waiting", _("空いた枠の案内を受ける"), Body, BookingOut)
    def post(self, request: Request, id: str) -> Response:  # noqa: A002
        read(Body, request)
        return booking_answer(accept(booking=self.seen(id), actor=self.somebody, now=now()))


class Decline(PrivateView):
    @changing("waiting", _("空いた枠の案内をことわる"), Body, BookingOut, words=_("次の人にまわります。"))
    def post(self, request: Request, id: str) -> Response:  # noqa: A002
        read(Body, request)
        return booking_answer(decline(booking=self.seen(id), actor=self.somebody, now=now()))
