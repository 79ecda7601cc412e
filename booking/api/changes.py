"""What else becomes of a booking: who comes, staying on, handing back, answering an offer."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.parties import change_party
from booking.actions.stays import extend, hand_back
from booking.actions.waiting import accept, decline
from booking.api.answering import Answered, answering_at_desk
from booking.api.bookings import BookingOut, booking_answer
from booking.api.company import COMPANY, Companions, company_with
from booking.api.fields import Body, Instant, read
from booking.api.operations import changing
from booking.api.private import PrivateView
from facilities.clock import now

LONGER = {"until": "2026-12-04T20:00:00+09:00"}


@extend_schema_serializer(
    examples=[
        OpenApiExample("longer", LONGER),
        OpenApiExample("at the desk", {**LONGER, "why": "片づけに時間がかかるため"}),
    ]
)
class Until(Answered):
    """`why` and `seen` are the desk's, as on its page; whatever those who booked say of them is passed
    over."""

    until = Instant()


@extend_schema_serializer(
    examples=[
        OpenApiExample("a band", COMPANY),
        OpenApiExample("at the desk", {"counted": {"high_school": 3}, "why": "保護者がむかえにきます"}),
    ]
)
class ChangeIn(Companions, Answered):
    """Who comes, and what for. Whoever comes already can be named by whoever may change it. `why` and `seen`
    are the desk's, as in `extend/`."""


class Change(PrivateView):
    @changing(
        "bookings",
        _("来る人と使いみちを変える"),
        ChangeIn,
        BookingOut,
        words=_("時間と部屋はそのままです。グループも変わりません。"),
    )
    def post(self, request: Request, id: str) -> Response:  # noqa: A002  # the address calls it so
        booking, sent, by = self.seen(id), read(ChangeIn, request), self.by
        company, purpose = company_with(self.somebody, booking, sent), sent["purpose"]
        answering = answering_at_desk(booking, sent=sent, **by)
        changed: Any = {"booking": booking, "company": company, "purpose": purpose, "answering": answering}
        return booking_answer(change_party(**changed, **by))


class Extend(PrivateView):
    @changing("bookings", _("もう少し使う"), Until, BookingOut, words=_("あとに予約がなければ、のばします。"))
    def post(self, request: Request, id: str) -> Response:  # noqa: A002
        booking, sent, by = self.seen(id), read(Until, request), self.by
        answering = answering_at_desk(booking, sent=sent, **by)
        return booking_answer(extend(booking=booking, until=sent["until"], answering=answering, **by))


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
