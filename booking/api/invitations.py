"""Inviting into a group by a link, and joining by one."""

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.invitations import MOST_PLACES, invite, join, revoke_invitation
from booking.api.fields import Body, read, shown
from booking.api.groups import GroupFull, GroupView
from booking.api.operations import changing, listing, making
from booking.models import Invitation
from booking.queries.bookings import Absent
from booking.queries.groups import invitations, seen
from booking.queries.invitations import by_token
from facilities.clock import now

CITY = ZoneInfo(settings.TIME_ZONE)


class InvitationOut(serializers.Serializer[Invitation]):
    id = serializers.CharField(source="public_id")
    places = serializers.IntegerField(help_text=_("あと何人が入れるか。"))
    ends_at = serializers.SerializerMethodField()

    def get_ends_at(self, one: Invitation) -> str:
        return shown(one.ends_at, CITY)


class InvitedOut(InvitationOut):
    link = serializers.URLField(
        allow_null=True, help_text=_("作ったときの答えにだけあります。もう一度は出ません(null)。")
    )


@extend_schema_serializer(examples=[OpenApiExample("one", {"places": 1})])
class Places(Body):
    places = serializers.IntegerField(min_value=1, max_value=MOST_PLACES, default=1)


@extend_schema_serializer(examples=[OpenApiExample("link", {"token": "0" * 40})])
class ByToken(Body):
    token = serializers.RegexField("^[0-9a-f]{40}$", help_text=_("招待のリンクのおわりの40文字。"))


class Invitations(GroupView):
    @listing("groups", _("使える招待の一覧"), InvitationOut, words=_("グループを動かす人だけ。"))
    def get(self, request: Request, id: str) -> Response:  # noqa: A002  # the address calls it so
        found = seen(id, self.somebody)
        if not found.leads:
            raise Absent(id)
        return self.listed(invitations(found.group, now()), InvitationOut)

    @making("groups", _("グループに招待する"), Places, InvitedOut, words=_("リンクは7日使えます。"))
    def post(self, request: Request, id: str) -> Response:  # noqa: A002
        group, places = seen(id, self.somebody).group, read(Places, request)["places"]
        link: list[str] = []

        def made() -> str:
            one = invite(group=group, actor=self.somebody, places=places, now=now())
            # Of the token its fingerprint is kept alone: the same key again is answered without a link.
            link.append(request.build_absolute_uri(reverse("invitation", args=[one.token])))
            return one.invitation.public_id

        told = self.once("invite", made)
        one = next((one for one in invitations(group, now()) if one.public_id == told), None)
        if one is None:
            raise Absent(told)
        return Response({**InvitationOut(one).data, "link": next(iter(link), None)}, 201)


class RevokeInvitation(GroupView):
    @changing("groups", _("招待をやめる"), Body, None, seen=False)
    def post(self, request: Request, id: str, invitation: str) -> Response:  # noqa: A002
        read(Body, request)
        group = seen(id, self.somebody).group
        revoke_invitation(group=group, actor=self.somebody, public_id=invitation, now=now())
        return Response(status=204)


class Join(GroupView):
    @changing("groups", _("招待でグループに入る"), ByToken, GroupFull, seen=False)
    def post(self, request: Request) -> Response:
        found: Any = by_token(read(ByToken, request)["token"])
        if found is None:
            raise Absent
        group = join(person=self.somebody, invitation=found.public_id, now=now())
        return self.told(group.public_id)
