"""The fee of a programme (行事) at the counter: paid, given back, struck out, and the receipt over it."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.changes import Stale
from booking.actions.money import NoSuchSum
from booking.actions.programme_fees import give_fee_back, issue_fee_receipt, strike_fee, take_fee
from booking.api.desk.door import DeskView, key_in
from booking.api.desk.money import SumIn
from booking.api.fields import Body, Unfitting, read, shown
from booking.api.headers import version_of
from booking.api.operations import changing, making, reading
from booking.labels import party_name
from booking.models import FeePayment, FeeReceipt, SignUp
from booking.models.keys import sealed
from booking.queries.programme_fees import Dues, dues_of, payment_at
from booking.queries.programmes import programme_at
from booking.queries.signups_at_desk import signup_at
from booking.rules.staff import Right
from facilities.rules.spans import local_day

FEE = "fee"


class FeePaymentOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    at = serializers.CharField()
    yen = serializers.IntegerField(help_text=_("受け取った分は正、返した分は負。"))
    strikes = serializers.CharField(allow_null=True, help_text=_("どの記録の取り消しか。"))
    struck = serializers.BooleanField(help_text=_("取り消されたか。"))


class FeeReceiptOut(serializers.Serializer[Any]):
    number = serializers.IntegerField(help_text=_("館と年度ごとの、行事の領収書の番号。"))
    year = serializers.IntegerField()
    day = serializers.DateField()
    yen = serializers.IntegerField()
    copies = serializers.IntegerField(help_text=_("再発行した数。"))


class FeesOut(serializers.Serializer[Any]):
    signup = serializers.CharField()
    who = serializers.CharField(help_text=_("グループの名前、または本人のよび名。"))
    fee = serializers.IntegerField(help_text=_("席のあるあいだの料金(円)。全員、全部の日の分。"))
    paid = serializers.IntegerField()
    due = serializers.IntegerField(help_text=_("これから受け取る分。"))
    over = serializers.IntegerField(help_text=_("返す分。"))
    payments = FeePaymentOut(many=True)
    receipt = FeeReceiptOut(allow_null=True, help_text=_("最後に出した領収書。なければ null。"))
    version = serializers.IntegerField(help_text=_("ETag。お金の記録のたびに増えます。"))


class FeesView(DeskView):
    """Of one sign-up for a programme that this hall leads."""

    right = Right.MONEY

    def signup(self, programme: str, public_id: str) -> SignUp:
        return signup_at(programme_at(self.hall, programme), public_id)

    def entered(self, programme: str, public_id: str, verb: str, does: Callable[..., FeePayment]) -> Response:
        version, found = version_of(self.request), self.signup(programme, public_id)
        yen = read(SumIn, self.request)["yen"]

        def made() -> str:
            # Under the key: sent again, it is answered and not refused for what it has changed itself.
            asked = {"yen": yen, "seen": _seen(found, version), "facility": self.hall, **self.by_staff}
            return sealed(FEE, does(signup=found, **asked).pk)

        self.once(verb, made)
        return self.fees(found, 201)

    def fees(self, found: SignUp, status: int = 200) -> Response:
        dues = dues_of([found])[found.pk]
        told = {
            "signup": found.public_id,
            "who": party_name(found),
            **{name: getattr(dues, name) for name in ("fee", "paid", "due", "over")},
            "payments": [self._payment(one) for one in dues.entries],
            "receipt": None if dues.receipt is None else self._receipt(dues.receipt),
            "version": len(dues.entries),
        }
        return Response(told, status, headers={"ETag": f'"{told["version"]}"'})

    def _payment(self, one: FeePayment) -> dict[str, Any]:
        return {
            "id": sealed(FEE, one.pk),
            "at": shown(one.at, self.zone),
            "yen": one.yen,
            "strikes": None if one.strikes_id is None else sealed(FEE, one.strikes_id),
            "struck": hasattr(one, "struck_by"),
        }

    def _receipt(self, one: FeeReceipt) -> dict[str, Any]:
        day = local_day(one.at, self.zone).isoformat()
        return {"day": day, **{name: getattr(one, name) for name in ("number", "year", "yen", "copies")}}


class SignUpFees(FeesView):
    @reading("money", _("行事の料金と、お金の出入りを見る"), FeesOut)
    def get(self, request: Request, hall: str, id: str, signup: str) -> Response:  # noqa: A002  # as the address
        return self.fees(self.signup(id, signup))


class TakeFee(FeesView):
    @making(
        "money",
        _("行事の料金を受け取ったと記録する"),
        SumIn,
        FeesOut,
        words=_("お金は窓口で動きます。ここには、記録だけが残ります。"),
        seen=True,
    )
    def post(self, request: Request, hall: str, id: str, signup: str) -> Response:  # noqa: A002
        return self.entered(id, signup, "take_fee", take_fee)


class GiveFeeBack(FeesView):
    @making(
        "money", _("行事の料金を返したと記録する"), SumIn, FeesOut, words=_("受け取った分まで。"), seen=True
    )
    def post(self, request: Request, hall: str, id: str, signup: str) -> Response:  # noqa: A002
        try:
            return self.entered(id, signup, "give_fee_back", give_fee_back)
        except NoSuchSum as more:
            said = _("返す金額を、受け取った分をこえない数で入れてください。")
            raise Unfitting({"yen": [said]}) from more


class StrikeFee(FeesView):
    @changing(
        "money",
        _("行事のお金の記録を取り消す"),
        Body,
        FeesOut,
        words=_("まちがえて書いたものを消します。1日のあいだ、領収書を出す前までできます。"),
        seen=False,
    )
    def post(self, request: Request, hall: str, id: str, signup: str, payment: str) -> Response:  # noqa: A002
        read(Body, request)
        found = self.signup(id, signup)
        strike_fee(payment=payment_at(found, key_in(FEE, payment)), **self.by_staff)
        return self.fees(found)


class IssueFeeReceipt(FeesView):
    @changing(
        "money",
        _("行事の料金の領収書を出す"),
        Body,
        FeesOut,
        words=_("まだ領収書を出していない分に、次の番号の1枚。なければ、最後の1枚の再発行です。"),
        seen=False,
    )
    def post(self, request: Request, hall: str, id: str, signup: str) -> Response:  # noqa: A002
        read(Body, request)
        found = self.signup(id, signup)
        issue_fee_receipt(signup=found, facility=self.hall, **self.by_staff)
        return self.fees(found)


def _seen(signup: SignUp, version: int | None) -> int | None:
    """The last entry that the caller saw, as the verbs ask for it; None for whatever is there. Stale."""
    if version is None:
        return None
    dues: Dues = dues_of([signup])[signup.pk]
    if version != len(dues.entries):
        raise Stale(signup.public_id)
    return dues.last
