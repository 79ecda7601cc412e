"""利用登録: how one stands with the halls that register people; applying and renewing are one verb."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.registrations import apply_for_registration
from booking.api.fields import Body, read
from booking.api.operations import listing, making
from booking.api.private import PrivateView
from booking.api.reasons import ReasonOut, reasons_data
from booking.queries.bookings import Absent
from booking.queries.joining import Joined, Need, NextStep, joining
from booking.queries.registries import Standing
from booking.rules.scopes import Scope
from facilities.clock import now
from facilities.rules.spans import local_day

STANDING = ["none", "applied", "returned", "registered"]
NEEDS = list(Need)


class StepOut(serializers.Serializer[Any]):
    need = serializers.ChoiceField(choices=NEEDS)
    words = serializers.CharField(help_text=_("館の人が書いたこと。なければ空の文です。"))
    reason = ReasonOut(allow_null=True)


class MyRegistrationOut(serializers.Serializer[Any]):
    registry = serializers.SlugField()
    halls = serializers.ListField(child=serializers.SlugField(), help_text=_("1つの登録で使える館。"))
    standing = serializers.ChoiceField(choices=STANDING)
    applied = serializers.BooleanField(help_text=_("申しこんだものを、館の人が見ています。"))
    valid_until = serializers.DateField(allow_null=True)
    renewable_from = serializers.DateField(allow_null=True)
    renewed_until = serializers.DateField(allow_null=True, help_text=_("今更新すると、いつまで使えるか。"))
    steps = StepOut(many=True, help_text=_("まだすること、待つこと。"))


@extend_schema_serializer(examples=[OpenApiExample("children's halls", {"registry": "jidokan"})])
class RegistrationIn(Body):
    registry = serializers.SlugField(max_length=50)


class Registrations(PrivateView):
    scope = Scope.ME

    @listing(
        "me", _("自分の利用登録の一覧"), MyRegistrationOut, words=_("人の登録を求める館の、今のようす。")
    )
    def get(self, request: Request) -> Response:
        at = now()
        return self.listed([_told(one, at) for one in joining(self.somebody, at).joined])

    @making(
        "me",
        _("利用登録を申しこむ・更新する"),
        RegistrationIn,
        MyRegistrationOut,
        words=_("もう申しこんであるか、まだ更新できないときは、何も変わらず、今のようすが返ります。"),
    )
    def post(self, request: Request) -> Response:
        key, at = read(RegistrationIn, request)["registry"], now()

        def applied() -> str:
            return apply_for_registration(person=self.somebody, key=key, now=at).registry

        made = self.once("apply_for_registration", applied)
        found = next((one for one in joining(self.somebody, at).joined if one.registry.key == made), None)
        if found is None:
            raise Absent(made)
        return Response(_told(found, at), 201)


def _told(one: Joined, at: int) -> dict[str, Any]:
    stands, zone = one.standing, one.registry.zone
    renewable = stands.can_renew(local_day(at, zone))
    return {
        "registry": one.registry.key,
        "halls": [hall.slug for hall in one.registry.halls],
        "standing": _standing(stands),
        "applied": stands.applied is not None,
        "valid_until": _day(stands.begins_after),
        "renewable_from": _day(stands.renewable_from),
        "renewed_until": _day(stands.next_until) if renewable else None,
        "steps": [_step(step, zone) for step in one.steps],
    }


def _standing(stands: Standing) -> str:
    if stands.current:
        return "registered"
    if stands.applied:
        return "applied"
    return "returned" if stands.returned else "none"


def _step(step: NextStep, zone: ZoneInfo) -> dict[str, Any]:
    [*told] = reasons_data([step.reason], zone) if step.reason else []
    return {"need": step.need, "words": step.words, "reason": told[0] if told else None}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
