"""The number of a member or of a guardian, for whoever may see how people are reached: each look is kept."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.looks import see_guardian, see_number
from booking.api.desk.records import MemberView
from booking.api.fields import Body, read
from booking.api.operations import changing
from booking.queries.bookings import Absent
from booking.queries.counter import guardian_known_at
from booking.rules.staff import Right


class NumberOut(serializers.Serializer[Any]):
    phone = serializers.CharField(help_text=_("聞いていなければ空。"))


class MembersNumber(MemberView):
    right = Right.CONTACT

    @changing(
        "people",
        _("人の電話番号を見る"),
        Body,
        NumberOut,
        words=_("見たことが、その人の記録に残ります。だから GET ではありません。"),
        seen=False,
    )
    def post(self, request: Request, hall: str, whom: str) -> Response:
        read(Body, request)
        return Response({"phone": see_number(person=self.member(whom), hall=self.hall, **self.by)})


class GuardiansNumber(MemberView):
    right = Right.CONTACT

    @changing(
        "people",
        _("保護者の電話番号を見る"),
        Body,
        NumberOut,
        words=_("止めた保護者と、閉じてある人の保護者の番号は、ないものと同じです(404)。"),
        seen=False,
    )
    def post(self, request: Request, hall: str, whom: str, guardian: str) -> Response:
        read(Body, request)
        child, found = self.member(whom), guardian_known_at(self.hall, guardian)
        # Of this child alone: by its id one of another child is as absent as any other.
        if found is None or found.child_id != child.pk:
            raise Absent(guardian)
        return Response({"phone": see_guardian(guardian=found, hall=self.hall, **self.by)})
