"""What a booking costs and what was paid for it, as its people read it; asking to be let off."""

from contextlib import suppress
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.reductions import LONGEST, TooLate, ask_reduction, withdraw_reduction
from booking.api.fields import Body, PlainText, Unfitting, optional_text, read, shown, zone_of
from booking.api.operations import changing, reading
from booking.api.papers import PaperOut, papers_data
from booking.api.private import PrivateView
from booking.models import Booking, Reduction, ReductionRequest
from booking.queries.bookings import Absent, may_change
from booking.queries.giving_up import to_give_back
from booking.queries.money import Bill, bill
from booking.queries.reductions import asked, open_grounds
from facilities.clock import now


class LineOut(serializers.Serializer[Any]):
    clause = serializers.CharField()
    yen = serializers.IntegerField(allow_null=True)


class ReductionOut(serializers.Serializer[Any]):
    """What the desk has decided: so many per cent of the fee or so many yen are let off, or nothing is."""

    percent = serializers.IntegerField(allow_null=True)
    yen = serializers.IntegerField(allow_null=True)
    condition = serializers.CharField()
    refused = serializers.BooleanField()
    why = serializers.CharField()
    at = serializers.CharField()


class ReductionAskedOut(serializers.Serializer[Any]):
    clause = serializers.CharField()
    said = serializers.CharField()
    at = serializers.CharField()


class GroundOut(serializers.Serializer[Any]):
    clause = serializers.CharField()
    words = serializers.CharField()


class MoneyOut(serializers.Serializer[Any]):
    """Whole yen. Who only comes along reads what is owed, and nothing of what was asked or printed."""

    charged = serializers.BooleanField(help_text=_("料金がかかるか。"))
    fee = serializers.IntegerField(allow_null=True, help_text=_("null なら、金額が決まっていません。"))
    lines = LineOut(many=True, help_text=_("条文ごとのうちわけ。"))
    clauses = serializers.ListField(child=serializers.CharField())
    lacking = serializers.ListField(
        child=serializers.CharField(), help_text=_("これによって料金が変わることがあります。")
    )
    reduction = ReductionOut(allow_null=True, help_text=_("館が決めた減免。"))
    owed = serializers.IntegerField(allow_null=True, help_text=_("減免のあとの料金。"))
    paid = serializers.IntegerField(help_text=_("受け取った分から、返した分を引いた額。"))
    due = serializers.IntegerField(help_text=_("これからはらう分。"))
    back = serializers.IntegerField(allow_null=True, help_text=_("これから返る分。null なら、館が決めます。"))
    asked = ReductionAskedOut(allow_null=True, help_text=_("返事を待っている減免の申しこみ。"))
    grounds = GroundOut(many=True, help_text=_("減免を申しこめる条文。"))
    papers = PaperOut(many=True)


@extend_schema_serializer(examples=[OpenApiExample("a ground", {"clause": "12", "said": "市の行事です。"})])
class AskReductionIn(Body):
    clause = PlainText(max_length=20, help_text=_("`grounds` にある条文。"))
    said = optional_text(LONGEST)


class OfBooking(PrivateView):
    def theirs(self, public_id: str) -> Booking:
        """A booking that is the caller's to change; Absent for any other."""
        found = self.found(public_id)
        self.zone = zone_of(found.room)
        if not may_change(found, self.somebody, now=now()):
            raise Absent(public_id)
        return found

    def told(self, found: Booking) -> Response:
        self.zone = zone_of(found.room)
        owed = bill(found, self.somebody)
        theirs = may_change(found, self.somebody, now=now())
        more = asking_data(self, found, owed) if theirs else {"asked": None, "grounds": [], "papers": []}
        return Response({**bill_data(self, found, owed), **more})


class Money(OfBooking):
    @reading("bookings", _("予約の料金を見る"), MoneyOut, words=_("減免と、書類のアドレスも入ります。"))
    def get(self, request: Request, id: str) -> Response:  # noqa: A002  # the address calls it so
        return self.told(self.found(id))


class AskReduction(OfBooking):
    @changing(
        "bookings",
        _("減免を申しこむ"),
        AskReductionIn,
        MoneyOut,
        words=_("もう申しこんであれば、同じ答えです。"),
        seen=False,
    )
    def post(self, request: Request, id: str) -> Response:  # noqa: A002
        found, sent = self.theirs(id), read(AskReductionIn, request)
        try:
            ask_reduction(booking=found, actor=self.somebody, **sent, now=now())
        except Absent as absent:
            # The booking is there and theirs: what there is not is this ground, any more or at all.
            said = _("どのきまりにあてはまるかをえらんでください。")
            raise Unfitting({"clause": [said]}) from absent
        return self.told(found)


class WithdrawReduction(OfBooking):
    @changing("bookings", _("減免の申しこみをやめる"), Body, MoneyOut, seen=False)
    def post(self, request: Request, id: str) -> Response:  # noqa: A002
        found = self.theirs(id)
        read(Body, request)
        # Where nothing waits it was withdrawn before, or answered meanwhile: what is told below says which.
        with suppress(TooLate):
            withdraw_reduction(booking=found, actor=self.somebody, now=now())
        return self.told(found)


def bill_data(view: PrivateView, found: Booking, owed: Bill) -> dict[str, Any]:
    """What it costs and what was paid, which all who come may read, as on its page."""
    return {
        "charged": owed.charged,
        "fee": owed.fee,
        "lines": [{"clause": one.clause, "yen": one.yen} for one in owed.lines],
        "clauses": list(owed.clauses),
        "lacking": list(owed.lacking),
        "reduction": _decided(view, owed.reduction) if owed.reduction else None,
        "owed": owed.owed,
        "paid": owed.paid,
        "due": owed.due,
        "back": to_give_back(found, owed, view.somebody),
    }


def asking_data(view: PrivateView, found: Booking, owed: Bill) -> dict[str, Any]:
    """What is asked of the hall about it and which papers there are: for whoever may change the booking."""
    waiting = asked(found)
    waits = waiting is not None and waiting.is_open
    grounds = () if waits else open_grounds(found, owed)
    return {
        "asked": _asked(view, waiting) if waiting is not None and waits else None,
        "grounds": [{"clause": one.clause.id, "words": one.words} for one in grounds],
        "papers": papers_data(view, found, owed),
    }


def _decided(view: PrivateView, one: Reduction) -> dict[str, Any]:
    told = {"percent": one.percent, "yen": one.yen, "condition": one.condition}
    return {**told, "refused": one.refused, "why": one.why, "at": shown(one.at, view.zone)}


def _asked(view: PrivateView, one: ReductionRequest) -> dict[str, Any]:
    return {"clause": one.clause, "said": one.said, "at": shown(one.made_at, view.zone)}
