"""The hall's money and its numbered papers, day by day: what came in and went back, what was handed out."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from booking.api.choices import PAPERS
from booking.api.desk.days import DaysAsked, days_asked
from booking.api.desk.door import DeskView
from booking.api.desk.money import PaymentOut, payment_data
from booking.api.fields import RoomOf, shown
from booking.api.narrowing import Ordered
from booking.models import Issue, Payment
from booking.queries.money import payments_at
from booking.queries.papers import handed_out
from booking.rules.staff import Right


class PaymentRow(PaymentOut):
    booking = serializers.CharField()
    room = serializers.CharField()


class IssueRow(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=PAPERS)
    year = serializers.IntegerField(help_text=_("年度。"))
    number = serializers.IntegerField()
    at = serializers.CharField()
    copies = serializers.IntegerField()
    yen = serializers.IntegerField(allow_null=True)
    booking = serializers.CharField()
    by = serializers.CharField(help_text=_("出した職員。"))


class ByInstant(Ordered):
    """As they were written down: of one instant by their key."""

    orderings = ("at", "-at")


class Payments(DeskView, ListAPIView[Payment]):
    right = Right.MONEY
    pagination_class = ByInstant
    serializer_class = PaymentRow
    queryset = Payment.objects.none()

    @extend_schema(
        tags=["money"],
        summary=_("館のお金の出入りの一覧"),
        description=_("from を書かなければ、きょうからです。"),
        parameters=[DaysAsked],
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.list(request, *args, **kwargs)

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        page = self.paginate_queryset(self.get_queryset()) or ()
        return self.get_paginated_response([self._told(one) for one in page])

    def get_queryset(self) -> QuerySet[Payment]:
        return payments_at(self.hall, days_asked(self, self.request))

    def _told(self, one: Payment) -> dict[str, Any]:
        booking = one.booking
        room = RoomOf().to_representation(booking.room)
        return {**payment_data(self, one), "booking": booking.public_id, "room": room}


class HandedOut(DeskView, ListAPIView[Issue]):
    right = Right.MONEY
    pagination_class = ByInstant
    serializer_class = IssueRow
    queryset = Issue.objects.none()

    @extend_schema(
        tags=["money"],
        summary=_("館が出した番号つきの書類の一覧"),
        description=_("番号がぬけていないか、たしかめられます。from を書かなければ、きょうからです。"),
        parameters=[DaysAsked],
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.list(request, *args, **kwargs)

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        page = self.paginate_queryset(self.get_queryset()) or ()
        return self.get_paginated_response([self._told(one) for one in page])

    def get_queryset(self) -> QuerySet[Issue]:
        return handed_out(self.hall, days_asked(self, self.request))

    def _told(self, one: Issue) -> dict[str, Any]:
        numbered = {"kind": one.kind, "year": one.year, "number": one.number, "yen": one.yen}
        done = {"at": shown(one.at, self.zone), "copies": one.copies, "by": str(one.staff or "")}
        return {**numbered, **done, "booking": one.booking.public_id}
