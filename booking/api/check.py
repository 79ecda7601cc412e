"""Asking the judge: the verdict that booking would get, with every reason, and nothing stored."""

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from booking.api.choices import OUTCOMES
from booking.api.company import Visit, company_of, room_of
from booking.api.fields import Moment, RoomOf, read, zone_of
from booking.api.private import PrivateView
from booking.api.reasons import ReasonOut, reasons_data
from booking.queries.boards import still_asked
from booking.queries.nearby import possible
from booking.queries.party import asker_of
from booking.queries.verdicts import judge
from booking.rules.verdict import Finding, Verdict
from booking.rules.weeks import is_open
from facilities.clock import now
from facilities.models import Room
from facilities.rules.spans import Span


class At(NamedTuple):
    """A room at a time."""

    room: Room
    span: Span


class NearOut(serializers.Serializer[Any]):
    """A room and a time near what was asked, which the judge allows."""

    room = RoomOf()
    start = Moment(source="span.start")
    end = Moment(source="span.end")


class CheckOut(serializers.Serializer[Any]):
    outcome = serializers.ChoiceField(
        choices=OUTCOMES, help_text=_("`allow` でも、`lacking` にあることを教えるまでは予約できません。")
    )
    reasons = ReasonOut(many=True)
    holds = serializers.ListField(
        child=serializers.CharField(), help_text=_("調べて、さまたげにならなかったきまりの番号。")
    )
    lacking = serializers.ListField(child=serializers.CharField(), help_text=_("わかれば決められること。"))
    possible = NearOut(many=True, help_text=_("かわりに予約できる枠。近いものから。"))


class Check(PrivateView):
    """Open to everybody: a stranger is judged by the calendar, the windows and the ages they count."""

    permission_classes = [AllowAny]

    @extend_schema(
        tags=["bookings"],
        summary=_("予約できるか聞く"),
        description=_("答えとすべてのわけ、かわりにできることを返します。何も記録しません。"),
        request=Visit,
        responses=CheckOut,
    )
    def post(self, request: Request) -> Response:
        visit = read(Visit, request)
        room = room_of(visit["room"])
        at = now()
        asker = asker_of(self.person, company_of(self.person, visit), at)
        wanted = {"room": room, "span": visit["span"], "asker": asker, "now": at, "purpose": visit["purpose"]}
        verdict = judge(**wanted)
        near = () if is_open(verdict, still_asked(asker)) else possible(**wanted)
        return Response(
            {
                "outcome": str(verdict.outcome),
                "reasons": reasons_data(verdict.reasons, zone_of(room)),
                "holds": _holding(verdict),
                "lacking": list(verdict.lacking),
                "possible": NearOut(near, many=True).data,
            }
        )


def _holding(verdict: Verdict) -> list[str]:
    speaking = {reason.clause for reason in verdict.reasons if reason.finding is not Finding.HOLDS}
    # A clause of several terms may hold by one and speak by another: then it is told with the reasons alone.
    return list(
        dict.fromkeys(r.clause for r in verdict.found(Finding.HOLDS) if r.clause not in {"", *speaking})
    )
