"""申し送り: what one shift leaves for the next, until somebody has seen to it; and the keys that are out."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions import handover
from booking.actions.handover import LONGEST_NOTE
from booking.api.desk.door import DeskView
from booking.api.fields import Body, PlainText, Unfitting, read, shown
from booking.api.operations import changing, listing, making
from booking.models import HandoverNote
from booking.queries.handover import keys_out, note_of, notes_open, overdue
from facilities.models import Equipment, Room
from facilities.queries.rooms import thing_in


class NoteOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    room = serializers.SlugField(allow_null=True)
    thing = serializers.SlugField(allow_null=True)
    text = serializers.CharField()
    at = serializers.CharField()
    done_at = serializers.CharField(allow_null=True)


@extend_schema_serializer(
    examples=[OpenApiExample("about a room", {"text": "換気扇の音が大きい", "room": "music"})]
)
class NoteIn(Body):
    text = PlainText(max_length=LONGEST_NOTE)
    room = serializers.SlugField(max_length=50, required=False, allow_null=True, default=None)
    thing = serializers.SlugField(
        max_length=50, required=False, allow_null=True, default=None, help_text=_("その部屋の備品の名前。")
    )


class KeyOut(serializers.Serializer[Any]):
    room = serializers.SlugField()
    booking = serializers.CharField()
    out_at = serializers.CharField()
    missed = serializers.BooleanField(help_text=_("使う時間が終わったのに、もどっていない。"))


class Notes(DeskView):
    @listing("desk", _("申し送りの一覧"), NoteOut, words=_("まだすんでいないもの。"))
    def get(self, request: Request, hall: str) -> Response:
        return self.listed([_told(self, one) for one in notes_open(self.hall)])

    @making("desk", _("申し送りを書く"), NoteIn, NoteOut, words=_("同じものがあれば、それが返ります。"))
    def post(self, request: Request, hall: str) -> Response:
        sent = read(NoteIn, request)
        room = self.room(sent["room"]) if sent["room"] else None
        told = {"text": sent["text"], "room": room, "thing": _thing(sent["thing"], room)}
        made = self.once("note", lambda: handover.note(facility=self.hall, **told, **self.by).public_id)
        return Response(_told(self, note_of(self.hall, made)), 201)


class NoteDone(DeskView):
    @changing("desk", _("申し送りがすんだ"), Body, NoteOut, seen=False)
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002  # the address calls it so
        read(Body, request)
        handover.note_done(note=note_of(self.hall, id), **self.by)
        return Response(_told(self, note_of(self.hall, id)))


class NoteAgain(DeskView):
    @changing("desk", _("申し送りはまだすんでいない"), Body, NoteOut, seen=False)
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        read(Body, request)
        handover.note_again(note=note_of(self.hall, id), **self.by)
        return Response(_told(self, note_of(self.hall, id)))


class Keys(DeskView):
    @listing("desk", _("出ている鍵の一覧"), KeyOut)
    def get(self, request: Request, hall: str) -> Response:
        loans = keys_out(self.hall)
        missed = {one.pk for one in overdue(loans, self.at, self.zone)}
        return self.listed(
            [
                {
                    "room": one.room.slug,
                    "booking": one.booking.public_id,
                    "out_at": shown(one.out_at, self.zone),
                    "missed": one.pk in missed,
                }
                for one in loans
            ]
        )


def _told(view: DeskView, one: HandoverNote) -> dict[str, Any]:
    return {
        "id": one.public_id,
        "room": one.room.slug if one.room else None,
        "thing": one.thing.slug if one.thing else None,
        "text": one.text,
        "at": shown(one.at, view.zone),
        "done_at": shown(one.done_at, view.zone) if one.done_at is not None else None,
    }


def _thing(slug: str | None, room: Room | None) -> Equipment | None:
    if slug is None:
        return None
    thing = thing_in(room, slug) if room else None
    if thing is None:
        raise Unfitting({"thing": [_("この備品は、この部屋にありません。")]})
    return thing
