"""Tablets at doors: made, whose address is told once; listed; revoked."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.kiosks import LONGEST_NAME, Made, make_kiosk, revoke_kiosk
from booking.api.desk.door import DeskView
from booking.api.fields import Body, PlainText, read, shown
from booking.api.operations import changing, listing, making
from booking.models import Kiosk
from booking.queries.doors import kiosk_of, kiosks_of
from booking.rules.staff import Right


class KioskOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    room = serializers.SlugField()
    name = serializers.CharField()
    groups = serializers.BooleanField(help_text=_("グループの名前を出すか。人の名前は出ません。"))
    made_at = serializers.CharField()
    seen_at = serializers.CharField(
        allow_null=True, help_text=_("最後に動いていた時。null なら、まだ開いていません。")
    )
    revoked_at = serializers.CharField(allow_null=True)


class KioskMadeOut(KioskOut):
    address = serializers.URLField(
        allow_null=True,
        help_text=_("タブレットで開くアドレス。作ったときの答えにだけあります(そのあとは null)。"),
    )


@extend_schema_serializer(examples=[OpenApiExample("at the door", {"room": "music", "name": "入口"})])
class KioskIn(Body):
    room = serializers.SlugField(max_length=50)
    name = PlainText(max_length=LONGEST_NAME, help_text=_("タブレットの呼び名。"))
    groups = serializers.BooleanField(default=False)


class KioskView(DeskView):
    right = Right.HOURS

    def data(self, one: Kiosk) -> dict[str, Any]:
        at = {name: getattr(one, name) for name in ("made_at", "seen_at", "revoked_at")}
        return {
            "id": one.public_id,
            "room": one.room.slug,
            "name": one.name,
            "groups": one.groups,
            **{name: None if when is None else shown(when, self.zone) for name, when in at.items()},
        }


class Kiosks(KioskView):
    @listing("doors", _("とびらの画面の一覧"), KioskOut, words=_("使えなくしたものは、あとに並びます。"))
    def get(self, request: Request, hall: str) -> Response:
        return self.listed([self.data(one) for one in kiosks_of(self.hall)])

    @making(
        "doors",
        _("とびらの画面を作る"),
        KioskIn,
        KioskMadeOut,
        words=_("同じ呼び名で、まだ開いていないものがあれば、そのアドレスが新しくなります。"),
    )
    def post(self, request: Request, hall: str) -> Response:
        sent, address = read(KioskIn, request), list[str]()
        room = self.room(sent["room"])

        def made() -> str:
            one = make_kiosk(room=room, name=sent["name"], groups=sent["groups"], **self.by)
            address.append(_address(request, one))
            return one.kiosk.public_id

        one = kiosk_of(self.hall, self.once("make_kiosk", made))
        # Only its fingerprint is kept: under the same key the answer tells of the tablet, and of no address.
        return Response({**self.data(one), "address": next(iter(address), None)}, 201)


class RevokeKiosk(KioskView):
    @changing(
        "doors",
        _("とびらの画面を使えなくする"),
        Body,
        KioskOut,
        words=_("すぐに使えなくなります。もとにはもどせません。"),
        seen=False,
    )
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002  # the address calls it so
        found = kiosk_of(self.hall, id)
        read(Body, request)
        revoke_kiosk(kiosk=found, **self.by)
        return Response(self.data(kiosk_of(self.hall, id)))


def _address(request: Request, made: Made) -> str:
    room = made.kiosk.room
    path = reverse("door", args=[room.facility.slug, room.slug])
    return request.build_absolute_uri(f"{path}?{urlencode({'k': made.key})}")
