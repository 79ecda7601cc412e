"""Private calendars: one for each device, its address told once."""

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.subscriptions import LONGEST_NAME, rename, revoke, subscribe
from booking.api.choices import FEED_KINDS
from booking.api.fields import Body, PlainText, read, shown
from booking.api.operations import changing, listing, making
from booking.api.private import PrivateView
from booking.models import Group, Subscription
from booking.queries.bookings import Absent
from booking.queries.groups import seen
from booking.queries.subscriptions import subscriptions_of
from booking.rules.scopes import Scope
from facilities.clock import now

CITY = ZoneInfo(settings.TIME_ZONE)


class SubscriptionOut(serializers.Serializer[Subscription]):
    id = serializers.CharField(source="public_id")
    name = serializers.CharField()
    kind = serializers.ChoiceField(choices=FEED_KINDS)
    group = serializers.CharField(source="group.public_id", default=None, allow_null=True)
    made_at = serializers.SerializerMethodField()
    last_used_at = serializers.SerializerMethodField()

    def get_made_at(self, one: Subscription) -> str:
        return shown(one.made_at, CITY)

    def get_last_used_at(self, one: Subscription) -> str | None:
        return None if one.last_used_at is None else shown(one.last_used_at, CITY)


class SubscribedOut(SubscriptionOut):
    address = serializers.URLField(
        allow_null=True, help_text=_("作ったときの答えにだけあります。もう一度は出ません(null)。")
    )


@extend_schema_serializer(examples=[OpenApiExample("a phone", {"name": "スマホ"})])
class DeviceName(Body):
    name = PlainText(max_length=LONGEST_NAME)


@extend_schema_serializer(examples=[OpenApiExample("a phone", {"name": "スマホ"})])
class Device(DeviceName):
    group = serializers.SlugField(
        required=False, allow_null=True, max_length=16, help_text=_("書かなければ、自分の予約。")
    )


class Subscriptions(PrivateView):
    scope = Scope.ME

    @listing("subscriptions", _("自分のカレンダーの一覧"), SubscriptionOut)
    def get(self, request: Request) -> Response:
        return self.listed(subscriptions_of(self.somebody), SubscriptionOut)

    @making("subscriptions", _("カレンダーを作る"), Device, SubscribedOut)
    def post(self, request: Request) -> Response:
        sent, address = read(Device, request), list[str]()
        group: Group | None = seen(sent["group"], self.somebody).group if sent.get("group") else None

        def made() -> str:
            one = subscribe(holder=self.somebody, name=sent["name"], of=group, now=now())
            # Of the token its fingerprint is kept alone: the same key again is answered without an address.
            address.append(request.build_absolute_uri(reverse("feed-member", args=[one.token])))
            return one.subscription.public_id

        told = device_data(self, self.once("subscribe", made))
        return Response({**told, "address": next(iter(address), None)}, 201)


class RenameDevice(PrivateView):
    scope = Scope.ME

    @changing("subscriptions", _("機器の名前を変える"), DeviceName, SubscriptionOut, seen=False)
    def post(self, request: Request, id: str) -> Response:  # noqa: A002  # the address calls it so
        name = read(DeviceName, request)["name"]
        rename(holder=self.somebody, public_id=id, name=name, now=now())
        return Response(device_data(self, id))


class RevokeDevice(PrivateView):
    scope = Scope.ME

    @changing("subscriptions", _("カレンダーをやめる"), Body, None, seen=False)
    def post(self, request: Request, id: str) -> Response:  # noqa: A002
        read(Body, request)
        revoke(holder=self.somebody, public_id=id, now=now())
        return Response(status=204)


def device_data(view: PrivateView, public_id: str) -> dict[str, Any]:
    """One of the caller's; Absent for one that was revoked since."""
    for one in subscriptions_of(view.somebody):
        if one.public_id == public_id:
            return SubscriptionOut(one).data
    raise Absent(public_id)
