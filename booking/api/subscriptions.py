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

from booking.actions.subscriptions import LONGEST_NAME, Subscribed, rename, renew, revoke, subscribe
from booking.api.choices import FEED_KINDS
from booking.api.fields import Body, PlainText, read, shown
from booking.api.operations import changing, listing, making
from booking.api.private import PrivateView
from booking.models import Group, Subscription
from booking.queries.bookings import Absent
from booking.queries.groups import seen
from booking.queries.subscriptions import Holder, subscriptions_of
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
        allow_null=True,
        help_text=_("作ったときと新しくしたときの答えにだけあります。もう一度は出ません(null)。"),
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
            address.append(address_of(request, one))
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


class RenewDevice(PrivateView):
    scope = Scope.ME

    @making(
        "subscriptions",
        _("カレンダーのアドレスを新しくする"),
        Body,
        SubscribedOut,
        words=_("前のアドレスは、すぐに使えなくなります。"),
    )
    def post(self, request: Request, id: str) -> Response:  # noqa: A002
        read(Body, request)
        found, address = device_of(self.somebody, id), list[str]()

        def renewed() -> str:
            made = renew(holder=self.somebody, public_id=id, edition=found.edition, now=now())
            address.append(address_of(request, made))
            return id

        self.once("renew_device", renewed)
        return Response({**device_data(self, id), "address": next(iter(address), None)}, 201)


class RevokeDevice(PrivateView):
    scope = Scope.ME

    @changing("subscriptions", _("カレンダーをやめる"), Body, None, seen=False)
    def post(self, request: Request, id: str) -> Response:  # noqa: A002
        read(Body, request)
        revoke(holder=self.somebody, public_id=id, now=now())
        return Response(status=204)


def device_data(view: PrivateView, public_id: str) -> dict[str, Any]:
    """One of the caller's; Absent for one that was revoked since."""
    return SubscriptionOut(device_of(view.somebody, public_id)).data


def device_of(holder: Holder, public_id: str) -> Subscription:
    """One of somebody's; Absent."""
    for one in subscriptions_of(holder):
        if one.public_id == public_id:
            return one
    raise Absent(public_id)


def address_of(request: Request, made: Subscribed) -> str:
    """Where the device reads, told in the answer that makes it."""
    return request.build_absolute_uri(reverse("feed-member", args=[made.token]))
