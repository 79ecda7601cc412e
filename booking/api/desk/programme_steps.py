"""What else becomes of a programme (行事): hidden again, how one signs up, with which groups, whose idea."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.committees import credit_committee
from booking.actions.partners import invite_partner, withdraw_partner
from booking.actions.programmes import withdraw_programme
from booking.actions.signup_terms import Terms, set_terms
from booking.api.choices import ASKED, PARTNER_ANSWERS
from booking.api.committees import CreditIn
from booking.api.desk.programme_fields import DeskProgrammeFull
from booking.api.desk.programmes import ProgrammesView
from booking.api.fields import Body, Instant, PlainText, Unfitting, read, shown
from booking.api.headers import version_of
from booking.api.operations import changing, listing, making, reading
from booking.models import Partner
from booking.queries.committees import committee_for
from booking.queries.meant import groups_meant
from booking.queries.partners import group_asked, partners_of
from booking.queries.programmes import programme_at
from booking.rules.names import LONGEST_NAME
from booking.rules.particulars import MOST_DAYS, Asked
from booking.rules.signup_windows import Window

BY_LOT = {
    "takes_from": "2026-12-05T09:00:00+09:00",
    "takes_until": "2026-12-12T17:00:00+09:00",
    "draws_at": "2026-12-13T10:00:00+09:00",
    "asks": ["emergency"],
    "kept_days": 30,
}


class Moments(serializers.Serializer[Any]):
    asks = serializers.ListField(
        child=serializers.ChoiceField(choices=ASKED), help_text=_("申しこむ人に聞くこと。")
    )
    kept_days = serializers.IntegerField(help_text=_("最後の日のあと、何日で消すか。"))
    needs_consent = serializers.BooleanField(help_text=_("子どもには、保護者の同意がいるか。"))


class TermsOut(Moments):
    takes_from = serializers.DateTimeField(allow_null=True)
    takes_until = serializers.DateTimeField(allow_null=True)
    draws_at = serializers.DateTimeField(allow_null=True, help_text=_("null なら、先着です。"))
    version = serializers.IntegerField()


@extend_schema_serializer(examples=[OpenApiExample("by lot", BY_LOT), OpenApiExample("in order", {})])
class TermsIn(Body):
    """All of it, anew: what is left out is not asked, and in order."""

    takes_from = Instant(required=False, allow_null=True, default=None)
    takes_until = Instant(required=False, allow_null=True, default=None)
    draws_at = Instant(required=False, allow_null=True, default=None, help_text=_("くじを引く時。"))
    asks = serializers.ListField(
        child=serializers.ChoiceField(choices=ASKED), required=False, default=list, max_length=len(ASKED)
    )
    kept_days = serializers.IntegerField(min_value=0, max_value=MOST_DAYS, required=False, default=0)
    needs_consent = serializers.BooleanField(required=False, default=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        window = Window(attrs["takes_from"], attrs["takes_until"], attrs["draws_at"])
        asks = tuple(one for one in Asked if one in attrs["asks"])
        kept = attrs["kept_days"] if asks else 0
        return {"terms": Terms(window, asks, kept, attrs["needs_consent"])}


class PartnerOut(serializers.Serializer[Any]):
    group = serializers.CharField()
    name = serializers.CharField()
    answer = serializers.ChoiceField(choices=PARTNER_ANSWERS)


@extend_schema_serializer(examples=[OpenApiExample("by its name", {"name": "さくらバンド"})])
class InviteGroupIn(Body):
    name = PlainText(max_length=LONGEST_NAME, help_text=_("登録した名前、そのまま。"))


class WithdrawProgramme(ProgrammesView):
    @changing(
        "programmes",
        _("行事の公開をやめる"),
        Body,
        DeskProgrammeFull,
        words=_("もう一度公開するまで、だれにも見えません。申しこんだ人がいれば、できません。"),
    )
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002  # as the address
        seen, found = version_of(request), programme_at(self.hall, id)
        read(Body, request)
        withdraw_programme(programme=found, seen=seen, **self.by)
        return self.whole(id)


class TermsView(ProgrammesView):
    def terms(self, public_id: str) -> Response:
        found = programme_at(self.hall, public_id)
        told = {
            **{
                name: self._moment(getattr(found, name)) for name in ("takes_from", "takes_until", "draws_at")
            },
            **{name: getattr(found, name) for name in ("asks", "kept_days", "needs_consent")},
            "version": found.revision,
        }
        return Response(told, headers={"ETag": f'"{found.revision}"'})

    def _moment(self, at: int | None) -> str | None:
        return None if at is None else shown(at, self.zone)


class SignUpTerms(TermsView):
    @reading("programmes", _("行事の申しこみのきまりを見る"), TermsOut)
    def get(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        return self.terms(id)


class SetTerms(TermsView):
    @changing(
        "programmes",
        _("行事の申しこみのきまりを変える"),
        TermsIn,
        TermsOut,
        words=_("全部を書きます。申しこんだ人がいれば、先着とくじは入れかえられません。"),
    )
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        seen, found = version_of(request), programme_at(self.hall, id)
        found.revision = found.revision if seen is None else seen
        set_terms(programme=found, **read(TermsIn, request), **self.by)
        return self.terms(id)


class ProgrammePartners(ProgrammesView):
    @listing("programmes", _("行事をいっしょにするグループの一覧"), PartnerOut)
    def get(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        return self.listed([_partner(one) for one in partners_of(programme_at(self.hall, id))])

    @making(
        "programmes",
        _("行事をいっしょにするグループをさそう"),
        InviteGroupIn,
        PartnerOut,
        words=_("代表の人に伝わります。同じ名前のグループがいくつもあれば、館のグループです。"),
    )
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        found, name = programme_at(self.hall, id), read(InviteGroupIn, request)["name"]
        meant = groups_meant(self.hall, name).certain
        if len(meant) != 1:
            said = _("どのグループか、決まりませんでした。登録した名前を、そのまま入れてください。")
            raise Unfitting({"name": [said]})

        def invited() -> str:
            return invite_partner(programme=found, group=meant[0], **self.by).group.public_id

        key = self.once("invite_partner", invited)
        [one] = [one for one in partners_of(found) if one.group.public_id == key]
        return Response(_partner(one), 201)


class WithdrawPartner(ProgrammesView):
    @changing(
        "programmes",
        _("グループへのさそいを取りやめる"),
        Body,
        None,
        words=_("代表の人に伝わります。"),
        seen=False,
    )
    def post(self, request: Request, hall: str, id: str, group: str) -> Response:  # noqa: A002
        read(Body, request)
        found = programme_at(self.hall, id)
        withdraw_partner(programme=found, group=group_asked(found, group), **self.by)
        return Response(status=204)


class CreditCommittee(ProgrammesView):
    @changing("programmes", _("行事を考えた子ども会議を決める"), CreditIn, DeskProgrammeFull)
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        seen, found = version_of(request), programme_at(self.hall, id)
        key = read(CreditIn, request)["committee"]
        group = committee_for(found, key).group if key else None
        seen = found.revision if seen is None else seen
        credit_committee(programme=found, group=group, seen=seen, **self.by)
        return self.whole(id)


def _partner(one: Partner) -> dict[str, Any]:
    answer = "declined" if one.declined_at else "confirmed" if one.confirmed_at else "asked"
    return {"group": one.group.public_id, "name": one.group.name, "answer": answer}
