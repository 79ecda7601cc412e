"""The guardians of whoever is signed in."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.guardians import reach
from booking.api.fields import Body, read
from booking.api.guardians import sees_until
from booking.api.operations import changing, listing
from booking.api.private import PrivateView
from booking.models import Guardian
from booking.queries.guardians import guardians_of
from booking.rules.scopes import Scope


class MyGuardianOut(serializers.Serializer[Any]):
    """Without number and address: how a guardian is reached is about the guardian."""

    id = serializers.CharField()
    name = serializers.CharField()
    relation = serializers.CharField()
    sees_until = serializers.DateField(allow_null=True)
    may_see = serializers.BooleanField()
    may_cancel = serializers.BooleanField()


class ReachedOut(serializers.Serializer[Any]):
    link = serializers.URLField(
        allow_null=True, help_text=_("保護者に見せるリンク。保護者のメールに送ったときは null です。")
    )


class MyGuardians(PrivateView):
    sees = Scope.ME

    @listing("consents", _("自分の保護者の一覧"), MyGuardianOut)
    def get(self, request: Request) -> Response:
        return self.listed([_known(one) for one in guardians_of(self.somebody)])


class ReachGuardian(PrivateView):
    scope = Scope.ME

    @changing(
        "consents",
        _("保護者のページのリンクを新しくする"),
        Body,
        ReachedOut,
        words=_("前のリンクは使えなくなります。"),
        seen=False,
    )
    def post(self, request: Request, id: str) -> Response:  # noqa: A002  # the address calls it so
        read(Body, request)
        new = reach(public_id=id, link=lambda token: _page(request, token), **self.by)
        return Response({"link": _page(request, new) if new else None})


def _page(request: Request, token: str) -> str:
    return request.build_absolute_uri(reverse("guardian", args=[token]))


def _known(one: Guardian) -> dict[str, Any]:
    stands = one.stopped_at is None and not one.child.closed
    return {
        "id": one.public_id,
        "name": one.name,
        "relation": one.relation,
        "sees_until": sees_until(one),
        "may_see": one.may_see and stands,
        "may_cancel": one.may_cancel and stands,
    }
