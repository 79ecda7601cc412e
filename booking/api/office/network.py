"""相談先 as a department keeps them: added, changed, taken down and put up again."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions import network as verbs
from booking.actions.texts import LONGEST_PHONE
from booking.api.fields import Body, optional_text, read
from booking.api.headers import version_of
from booking.api.office.door import OfficeView
from booking.api.operations import changing, listing, making
from booking.models import NetworkBody
from booking.queries.network import bodies_of, body_of

MOST_PLACES = 999
LINE = {"name_ja": "教育相談所", "about_ja": "学校のことの相談", "phone": "042-000-0102", "position": 3}


class KeptBodyOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    name_ja = serializers.CharField()
    name_reading = serializers.CharField()
    name_en = serializers.CharField()
    about_ja = serializers.CharField()
    about_easy = serializers.CharField()
    about_en = serializers.CharField()
    hours_ja = serializers.CharField()
    hours_en = serializers.CharField()
    address = serializers.CharField()
    phone = serializers.CharField()
    centre = serializers.BooleanField()
    position = serializers.IntegerField(help_text=_("ならぶ順。"))
    shown = serializers.BooleanField(help_text=_("みんなのページに出ているか。"))
    version = serializers.IntegerField()


@extend_schema_serializer(examples=[OpenApiExample("an office", LINE)])
class KeptBodyIn(Body):
    """All of it, anew. `name_ja` and `about_ja` are needed; the centre needs its telephone number."""

    name_ja = optional_text(verbs.LONGEST["name_ja"])
    name_reading = optional_text(verbs.LONGEST["name_reading"])
    name_en = optional_text(verbs.LONGEST["name_en"])
    about_ja = optional_text(verbs.LONGEST["about_ja"])
    about_easy = optional_text(verbs.LONGEST["about_easy"])
    about_en = optional_text(verbs.LONGEST["about_en"])
    hours_ja = optional_text(verbs.LONGEST["hours_ja"])
    hours_en = optional_text(verbs.LONGEST["hours_en"])
    address = optional_text(verbs.LONGEST["address"])
    phone = optional_text(LONGEST_PHONE)
    centre = serializers.BooleanField(required=False, default=False, help_text=_("子ども家庭支援センター。"))
    position = serializers.IntegerField(min_value=0, max_value=MOST_PLACES, required=False, default=0)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        texts = {name: attrs[name] for name in verbs.LONGEST}
        return {"told": verbs.Told(texts, attrs["phone"], attrs["centre"], attrs["position"])}


class BodyView(OfficeView):
    def told(self, public_id: str, status: int = 200) -> Response:
        found = body_of(self.department, public_id)
        return Response(_told(found), status, headers={"ETag": f'"{found.revision}"'})


class KeptBodies(BodyView):
    @listing("office", _("課が受けもつ相談先の一覧"), KeptBodyOut, words=_("下げたものも入ります。"))
    def get(self, request: Request, department: str) -> Response:
        return self.listed([_told(one) for one in bodies_of(self.department)])

    @making("office", _("相談先を加える"), KeptBodyIn, KeptBodyOut, words=_("みんなのページに出ます。"))
    def post(self, request: Request, department: str) -> Response:
        asked: dict[str, Any] = {"department": self.department, **read(KeptBodyIn, request), **self.by}
        return self.told(self.once("add_body", lambda: verbs.add_body(**asked).public_id), 201)


class ChangeBody(BodyView):
    @changing("office", _("相談先を変える"), KeptBodyIn, KeptBodyOut, words=_("全部を書きます。"))
    def post(self, request: Request, department: str, id: str) -> Response:  # noqa: A002  # as the address
        version, found = version_of(request), body_of(self.department, id)
        found.revision = found.revision if version is None else version
        verbs.change_body(body=found, **read(KeptBodyIn, request), **self.by)
        return self.told(id)


class TakeDownBody(BodyView):
    @changing("office", _("相談先をみんなのページから下げる"), Body, KeptBodyOut, seen=False)
    def post(self, request: Request, department: str, id: str) -> Response:  # noqa: A002
        read(Body, request)
        verbs.take_down_body(body=body_of(self.department, id), **self.by)
        return self.told(id)


class PutUpBody(BodyView):
    @changing("office", _("下げた相談先を、また出す"), Body, KeptBodyOut, seen=False)
    def post(self, request: Request, department: str, id: str) -> Response:  # noqa: A002
        read(Body, request)
        verbs.put_up_body(body=body_of(self.department, id), **self.by)
        return self.told(id)


def _told(one: NetworkBody) -> dict[str, Any]:
    kept = (*verbs.LONGEST, "phone", "centre", "position", "shown")
    return {"id": one.public_id, **{name: getattr(one, name) for name in kept}, "version": one.revision}
