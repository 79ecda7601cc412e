"""A guardian's calendars of the child's bookings, by the link of their own page, each for one device."""

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions import subscriptions as verbs
from booking.api.fields import PlainText, read
from booking.api.guardians import LINK, OF_CHILD, LinkIn, OfLinkIn
from booking.api.headers import key_of
from booking.api.joining import StrangerView
from booking.api.operations import asking, changing, making
from booking.api.subscriptions import SubscribedOut, SubscriptionOut, address_of
from booking.models import Guardian
from booking.models.keys import fingerprint, repeated_token
from booking.queries.bookings import Absent
from booking.queries.guardians import guardian_by
from booking.queries.subscriptions import subscriptions_of
from facilities.clock import now
from facilities.rules.spans import local_day

CITY = ZoneInfo(settings.TIME_ZONE)
TOLD_AGAIN = _("同じ Idempotency-Key で同じものをもう一度送ると、同じアドレスです。")


@extend_schema_serializer(examples=[OpenApiExample("a phone", {**LINK, "name": "スマホ"})])
class ChildsDeviceIn(LinkIn):
    name = PlainText(max_length=verbs.LONGEST_NAME)


@extend_schema_serializer(examples=[OpenApiExample("another name", {**OF_CHILD, "name": "パソコン"})])
class ChildsDeviceName(ChildsDeviceIn):
    id = serializers.SlugField(max_length=16)


class ChildsDeviceOut(SubscriptionOut):
    edition = serializers.CharField(help_text=_("今のアドレスの印。新しくするときに、そのまま書きます。"))


@extend_schema_serializer(examples=[OpenApiExample("a new one", {**OF_CHILD, "edition": "3f1c9a0b7d24"})])
class RenewChildsDeviceIn(OfLinkIn):
    edition = serializers.SlugField(max_length=12, help_text=_("今のアドレスの印(一覧にあります)。"))


class CalendarView(StrangerView):
    """By the same link as the guardian's page; as there, what opens nothing is not there."""

    def holder(self, link: str) -> Guardian:
        """Absent, also for one who may not see the child's bookings."""
        found = guardian_by(fingerprint(link), local_day(now(), CITY))
        if found is None or not found.may_see:
            raise Absent
        return found

    def secret(self, salt: str) -> str:
        """There is no account to which a key could belong: it stands for all that was sent."""
        key, kind = key_of(self.request), f"booking.api.guardian_calendars.{salt}"
        return repeated_token(kind, [key, self.request.data]) if key else ""

    def told(self, made: verbs.Subscribed) -> Response:
        address = address_of(self.request, made)
        return Response({**SubscriptionOut(made.subscription).data, "address": address}, 201)


class Calendars(CalendarView):
    @asking(
        "guardians",
        _("お子さんの予約のカレンダーの一覧"),
        LinkIn,
        ChildsDeviceOut,
        words=_("リンクをアドレスに書かないように、POST です。何も変わりません。"),
    )
    def post(self, request: Request) -> Response:
        found = subscriptions_of(self.holder(read(LinkIn, request)["link"]))
        told = [ChildsDeviceOut(one).data for one in found]
        return Response({"next": None, "previous": None, "results": told})


class Subscribe(CalendarView):
    @making(
        "guardians",
        _("お子さんの予約のカレンダーを作る"),
        ChildsDeviceIn,
        SubscribedOut,
        words=TOLD_AGAIN,
    )
    def post(self, request: Request) -> Response:
        sent = read(ChildsDeviceIn, request)
        holder, secret = self.holder(sent["link"]), self.secret("subscribe")
        return self.told(verbs.subscribe(holder=holder, name=sent["name"], secret=secret, now=now()))


class Renew(CalendarView):
    @making(
        "guardians",
        _("お子さんの予約のカレンダーのアドレスを新しくする"),
        RenewChildsDeviceIn,
        SubscribedOut,
        words=TOLD_AGAIN,
    )
    def post(self, request: Request) -> Response:
        sent = read(RenewChildsDeviceIn, request)
        holder, secret = self.holder(sent["link"]), self.secret("renew")
        # Of the address that was seen: what comes late brings no dead one back.
        seen: Any = {"public_id": sent["id"], "edition": sent["edition"]}
        return self.told(verbs.renew(holder=holder, **seen, secret=secret, now=now()))


class Rename(CalendarView):
    @changing("guardians", _("保護者の機器の名前を変える"), ChildsDeviceName, SubscriptionOut, seen=False)
    def post(self, request: Request) -> Response:
        sent = read(ChildsDeviceName, request)
        holder = self.holder(sent["link"])
        renamed = verbs.rename(holder=holder, public_id=sent["id"], name=sent["name"], now=now())
        return Response(SubscriptionOut(renamed).data)


class Revoke(CalendarView):
    @changing("guardians", _("お子さんの予約のカレンダーをやめる"), OfLinkIn, None, seen=False)
    def post(self, request: Request) -> Response:
        sent = read(OfLinkIn, request)
        verbs.revoke(holder=self.holder(sent["link"]), public_id=sent["id"], now=now())
        return Response(status=204)
