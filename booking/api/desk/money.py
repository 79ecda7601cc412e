"""At the counter: a fee is paid, money goes back, an entry is struck out, somebody is let off; and papers are
handed out."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.money import MOST, NoSuchSum, give_back, strike, take
from booking.actions.papers import issue
from booking.actions.reductions import decide_reduction, reopen_reduction
from booking.api.choices import PAPERS
from booking.api.desk.answers import GrantIn, RefuseReductionIn, entry_seen
from booking.api.desk.bookings import BookingAtDesk
from booking.api.desk.door import DeskView, key_in
from booking.api.fields import Body, Unfitting, read, shown
from booking.api.headers import version_of
from booking.api.money import MoneyOut, asking_data, bill_data
from booking.api.operations import changing, making, reading
from booking.api.papers import PaperFull, paper_full
from booking.models import Booking, Payment
from booking.models.keys import sealed
from booking.queries.bookings import Absent
from booking.queries.money import bill, entries, payment_of, payments_of
from booking.queries.papers import issuable, issue_of
from booking.rules.papers import NUMBERED, Paper
from booking.rules.staff import Right

PAYMENT, ISSUE = "payment", "issue"


class PaymentOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    at = serializers.CharField()
    yen = serializers.IntegerField(help_text=_("受け取った分は正、返した分は負。"))
    by = serializers.CharField(help_text=_("記録した職員。"))
    strikes = serializers.CharField(allow_null=True, help_text=_("どの記録の取り消しか。"))
    struck = serializers.BooleanField(help_text=_("取り消されたか。"))


class DeskMoneyOut(MoneyOut):
    payments = PaymentOut(many=True)
    issuable = serializers.ListField(
        child=serializers.ChoiceField(choices=PAPERS),
        help_text=_("今、出せる番号つきの書類。写しも入ります。"),
    )
    version = serializers.IntegerField(help_text=_("ETag。お金のことで何かあるたびに増えます。"))


@extend_schema_serializer(examples=[OpenApiExample("300 yen", {"yen": 300})])
class SumIn(Body):
    yen = serializers.IntegerField(min_value=1, max_value=MOST)


@extend_schema_serializer(examples=[OpenApiExample("a receipt", {"kind": "receipt"})])
class IssueIn(Body):
    kind = serializers.ChoiceField(choices=[kind for kind in PAPERS if kind in NUMBERED])


class MoneyAtDesk(BookingAtDesk):
    """The bill has a version of its own: who moves money says which bill they saw, not which booking."""

    right = Right.MONEY

    def entered(self, public_id: str, verb: str, does: Callable[..., Payment]) -> Response:
        version, found = version_of(self.request), self.booking(public_id)
        yen = read(SumIn, self.request)["yen"]

        def made() -> str:
            # Under the key: sent again, it is answered and not refused for what it has changed itself.
            given = {"yen": yen, "seen": entry_seen(found, version)}
            return sealed(PAYMENT, does(booking=found, **given, **self.by_staff).pk)

        self.once(verb, made)
        return self.bill(found, 201)

    def decided(self, public_id: str, body: type[Body]) -> Response:
        version, found = version_of(self.request), self.booking(public_id)
        sent, seen = read(body, self.request), entry_seen(found, version)
        decide_reduction(booking=found, **sent, seen=seen, **self.by_staff)
        return self.bill(found)

    def bill(self, found: Booking, status: int = 200) -> Response:
        # Counted first: an entry that comes in between makes the version too old, and never too new.
        version, owed = entries(found), bill(found, self.somebody)
        can = issuable(found)
        told = {
            **bill_data(self, found, owed),
            **asking_data(self, found, owed),
            "payments": [payment_data(self, one) for one in payments_of(found)],
            "issuable": [str(kind) for kind in Paper if kind in can],
            "version": version,
        }
        return Response(told, status, headers={"ETag": f'"{version}"'})


class DeskMoney(MoneyAtDesk):
    @reading("money", _("予約の料金と、お金の出入りを見る"), DeskMoneyOut)
    def get(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002  # the address calls it so
        return self.bill(self.booking(id))


class Take(MoneyAtDesk):
    @making(
        "money",
        _("受け取ったと記録する"),
        SumIn,
        DeskMoneyOut,
        words=_("お金は窓口で動きます。ここには、記録だけが残ります。"),
        seen=True,
    )
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        return self.entered(id, "take", take)


class GiveBack(MoneyAtDesk):
    @making(
        "money",
        _("返したと記録する"),
        SumIn,
        DeskMoneyOut,
        words=_("受け取った分まで。"),
        seen=True,
    )
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        try:
            return self.entered(id, "give_back", give_back)
        except NoSuchSum as more:
            said = _("返す金額を、受け取った分をこえない数で入れてください。")
            raise Unfitting({"yen": [said]}) from more


class Strike(MoneyAtDesk):
    @changing(
        "money",
        _("お金の記録を取り消す"),
        Body,
        DeskMoneyOut,
        words=_("まちがえて書いたものを消します。1日のあいだ、書類を出す前までできます。お金は動きません。"),
        seen=False,
    )
    def post(self, request: Request, hall: str, id: str, payment: str) -> Response:  # noqa: A002
        found = self.booking(id)
        read(Body, request)
        entry = payment_of(found, key_in(PAYMENT, payment))
        if entry is None:
            raise Absent(payment)
        strike(payment=entry, **self.by_staff)
        return self.bill(found)


class Reduce(MoneyAtDesk):
    @changing(
        "money",
        _("申しこみがなくても減免する"),
        GrantIn,
        DeskMoneyOut,
        words=_("待っている申しこみがあれば、その返事になります。"),
    )
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        return self.decided(id, GrantIn)


class ReduceNot(MoneyAtDesk):
    @changing("money", _("減免しないと決める"), RefuseReductionIn, DeskMoneyOut)
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        return self.decided(id, RefuseReductionIn)


class ReduceAgain(MoneyAtDesk):
    @changing(
        "money",
        _("減免の決定をもどす"),
        Body,
        DeskMoneyOut,
        words=_("1日のあいだ、書類を出す前までできます。"),
    )
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        version, found = version_of(request), self.booking(id)
        read(Body, request)
        reopen_reduction(booking=found, seen=entry_seen(found, version), **self.by_staff)
        return self.bill(found)


class IssuePaper(MoneyAtDesk):
    @making(
        "money",
        _("番号つきの書類を出す"),
        IssueIn,
        PaperFull,
        words=_("同じ内容なら、同じ番号の写しになります。印刷は `page` からできます。"),
    )
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        found, kind = self.booking(id), Paper(read(IssueIn, request)["kind"])

        def made() -> str:
            if kind not in issuable(found):
                raise Unfitting(
                    {"kind": [_("この書類は、今は出せません。出せるものは issuable にあります。")]}
                )
            return sealed(ISSUE, issue(booking=found, kind=kind, **self.by_staff).pk)

        one = issue_of(found, key_in(ISSUE, self.once("issue", made)))
        return Response(paper_full(self, found, kind, one), 201)


def payment_data(view: DeskView, one: Payment) -> dict[str, Any]:
    return {
        "id": sealed(PAYMENT, one.pk),
        "at": shown(one.at, view.zone),
        "yen": one.yen,
        "by": str(one.staff or ""),
        "strikes": None if one.strikes_id is None else sealed(PAYMENT, one.strikes_id),
        "struck": hasattr(one, "struck_by"),
    }
