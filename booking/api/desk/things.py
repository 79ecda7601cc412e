"""What is broken in a hall: reported and mended; and what its desk noticed."""

from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions import faults, occurrences
from booking.actions.occurrences import A_WEEK, LONGEST_TEXT
from booking.api.choices import FAULT_KINDS, OCCURRENCE_KINDS
from booking.api.desk.door import DeskView, key_in
from booking.api.fields import Body, Instant, PlainText, Unfitting, optional_text, read, shown
from booking.api.operations import changing, listing, making
from booking.models import Occurrence
from booking.models.keys import sealed
from booking.queries.faults import fault_at, label_of
from booking.queries.occurrences import occurrence_of, occurrences_of
from facilities.models import Equipment, Fault
from facilities.queries.faults import faults_since, things_of_hall
from facilities.queries.rooms import room_in, thing_in

KIND = "fault"
MOST = 10_000


class ThingOut(serializers.Serializer[Any]):
    room = serializers.SlugField()
    thing = serializers.SlugField()
    name = serializers.CharField()
    stock = serializers.IntegerField()
    left = serializers.IntegerField(help_text=_("そのうち、使える数。"))
    page = serializers.URLField(help_text=_("備品のふだのアドレス。だれでも、こわれたことを知らせられます。"))


class FaultOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    room = serializers.SlugField()
    thing = serializers.SlugField()
    count = serializers.IntegerField()
    what = serializers.ChoiceField(choices=FAULT_KINDS)
    said = serializers.CharField()
    by_label = serializers.BooleanField(help_text=_("備品の札から知らせがあったか。"))
    at = serializers.CharField()
    mended_at = serializers.CharField(allow_null=True)


@extend_schema_serializer(
    examples=[OpenApiExample("a drum", {"room": "music", "thing": "drums", "count": 1, "what": "silent"})]
)
class FaultIn(Body):
    room = serializers.SlugField(max_length=50)
    thing = serializers.SlugField(max_length=50, help_text=_("部屋の備品の名前。"))
    count = serializers.IntegerField(min_value=1, max_value=MOST, default=1)
    what = serializers.ChoiceField(choices=FAULT_KINDS)
    said = optional_text(faults.LONGEST_SAID)


class OccurrenceOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    room = serializers.SlugField(allow_null=True)
    kind = serializers.ChoiceField(choices=OCCURRENCE_KINDS)
    text = serializers.CharField()
    at = serializers.CharField()


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "noise", {"kind": "noise", "text": "廊下まで聞こえた", "at": "2026-12-04T18:00:00+09:00"}
        )
    ]
)
class OccurrenceIn(Body):
    room = serializers.SlugField(max_length=50, required=False, allow_null=True, default=None)
    kind = serializers.ChoiceField(choices=OCCURRENCE_KINDS)
    text = PlainText(max_length=LONGEST_TEXT)
    at = Instant(help_text=_("この1週間のいつか。"))


class FaultView(DeskView):
    def told(self, public_id: str, status: int = 200) -> Response:
        return Response(self.data(self.fault(public_id)), status)

    def fault(self, public_id: str) -> Fault:
        return fault_at(self.hall, key_in(KIND, public_id))

    def data(self, one: Fault) -> dict[str, Any]:
        return {
            "id": sealed(KIND, one.pk),
            "room": one.equipment.room.slug,
            "thing": one.equipment.slug,
            "count": one.count,
            "what": one.what,
            "said": one.said,
            "by_label": one.way == Fault.Way.LABEL,
            "at": shown(one.at, self.zone),
            "mended_at": shown(one.mended_at, self.zone) if one.mended_at is not None else None,
        }


class Things(DeskView):
    @listing("desk", _("館の備品の一覧"), ThingOut)
    def get(self, request: Request, hall: str) -> Response:
        return self.listed([_told(self, thing, left) for thing, left in things_of_hall(self.hall)])


class Faults(FaultView):
    @listing("desk", _("こわれた備品の一覧"), FaultOut, words=_("この1週間に直ったものも。"))
    def get(self, request: Request, hall: str) -> Response:
        return self.listed([self.data(one) for one in faults_since(self.hall, self.at - A_WEEK)])

    @making("desk", _("備品がこわれたことを書く"), FaultIn, FaultOut, words=_("たりなくなる人に知らせます。"))
    def post(self, request: Request, hall: str) -> Response:
        sent = read(FaultIn, request)
        thing = _thing(self, sent)
        told = {"count": sent["count"], "what": Fault.What(sent["what"]), "said": sent["said"]}
        made = self.once(
            "report_fault", lambda: sealed(KIND, faults.report(thing=thing, **told, **self.by).pk)
        )
        return self.told(made, 201)


class Mend(FaultView):
    @changing("desk", _("直った"), Body, FaultOut, seen=False)
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002  # the address calls it so
        read(Body, request)
        faults.mend(fault=self.fault(id), **self.by)
        return self.told(id)


class MendNot(FaultView):
    @changing("desk", _("直っていなかった"), Body, FaultOut, seen=False)
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        read(Body, request)
        faults.mend_not(fault=self.fault(id), **self.by)
        return self.told(id)


class Occurrences(DeskView):
    @listing("desk", _("気づいたことの一覧"), OccurrenceOut, words=_("この1週間。"))
    def get(self, request: Request, hall: str) -> Response:
        found = occurrences_of(self.hall, self.at - A_WEEK, self.at + 1)
        return self.listed([_occurrence(self, one) for one in found])

    @making("desk", _("気づいたことを書く"), OccurrenceIn, OccurrenceOut)
    def post(self, request: Request, hall: str) -> Response:
        sent = read(OccurrenceIn, request)
        told: dict[str, Any] = {"kind": Occurrence.Kind(sent["kind"]), "text": sent["text"], "at": sent["at"]}
        told["room"] = self.room(sent["room"]) if sent["room"] else None
        note = partial(occurrences.note_occurrence, facility=self.hall, **told, **self.by)
        made = self.once("note_occurrence", lambda: note().public_id)
        return Response(_occurrence(self, occurrence_of(self.hall, made)), 201)


class TakeBackOccurrence(DeskView):
    @changing("desk", _("まちがえて書いたことを消す"), Body, None, seen=False)
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        read(Body, request)
        occurrences.take_back(occurrence=occurrence_of(self.hall, id), **self.by)
        return Response(status=204)


def _thing(view: DeskView, sent: dict[str, Any]) -> Equipment:
    """ValidationError for what does not stand there, and for more of it than there are."""
    room = room_in(view.hall.pk, sent["room"])
    thing = thing_in(room, sent["thing"]) if room else None
    if thing is None:
        raise Unfitting({"thing": [_("この備品は、この部屋にありません。")]})
    if sent["count"] > thing.stock:
        raise Unfitting({"count": [_("使えない数は、1から、館にある数までで入れてください。")]})
    return thing


def _told(view: DeskView, one: Equipment, left: int) -> dict[str, Any]:
    label = view.request.build_absolute_uri(reverse("fault", args=[label_of(one)]))
    what = {"room": one.room.slug, "thing": one.slug, "name": one.name}
    return {**what, "stock": one.stock, "left": left, "page": label}


def _occurrence(view: DeskView, one: Occurrence) -> dict[str, Any]:
    room = one.room.slug if one.room else None
    told = {"kind": one.kind, "text": one.text, "at": shown(one.at, view.zone)}
    return {"id": one.public_id, "room": room, **told}
