"""確認をお願いする: a use that the rules leave to the hall is held until a person there answers."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.requests import LONGEST_SAID, accept_proposal
from booking.actions.requests import request as ask_the_hall
from booking.actions.wanted import Wanted
from booking.api.bookings import BookingOut, booking_answer
from booking.api.company import COMPANY, WISH, Visit, company_of, room_of
from booking.api.fields import Body, PlainText, read, zone_of
from booking.api.headers import key_of
from booking.api.operations import changing, making
from booking.api.private import PrivateView
from facilities.clock import now

ASKED: dict[str, Any] = {**WISH, **COMPANY, "said": "ドラムを持ちこんでもいいですか"}


@extend_schema_serializer(examples=[OpenApiExample("what is not clear", ASKED)])
class RequestIn(Visit):
    said = PlainText(max_length=LONGEST_SAID, help_text=_("館の人に伝えたいこと。"))


class AskTheHall(PrivateView):
    @making(
        "bookings",
        _("館に確認をお願いする"),
        RequestIn,
        BookingOut,
        words=_(
            "館の人が決める使い方(ask_hall)を、返事が来るまでおさえます。きまりで決まるものは、そのまま予約になります。"
        ),
    )
    def post(self, request: Request) -> Response:
        sent = read(RequestIn, request)
        room = room_of(sent["room"])
        self.zone = zone_of(room)
        wanted = Wanted(room, sent["span"], company_of(self.somebody, sent), purpose=sent["purpose"])
        key = key_of(request)
        made = ask_the_hall(person=self.somebody, wanted=wanted, said=sent["said"], now=now(), key=key)
        return booking_answer(made, 201)


class TakeProposal(PrivateView):
    @changing("bookings", _("館が出した別の枠を受ける"), Body, BookingOut)
    def post(self, request: Request, id: str) -> Response:  # noqa: A002  # the address calls it so
        read(Body, request)
        return booking_answer(accept_proposal(booking=self.seen(id), **self.by))
