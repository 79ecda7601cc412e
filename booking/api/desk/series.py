"""Series of a hall at its desk: what is left of one, given back, moved, taken back; all of it or from a date
on. A single date goes by `bookings/<id>/…`."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.allowing import LONGEST_WHY, Answering
from booking.actions.giving_up import NoSuchCause
from booking.actions.restoring import restore_series
from booking.actions.series import Shift, cancel_series, move_series
from booking.api.bookings import cause_field, moved_for_field, unknown_cause
from booking.api.desk.door import DeskView
from booking.api.fields import Body, optional_text, read
from booking.api.headers import version_of
from booking.api.operations import changing, reading
from booking.api.series import FromDay, SeriesOut, ShiftIn
from booking.models import Series
from booking.queries.bookings import Absent
from booking.queries.series import series_at
from booking.rules.lifecycle import HALL
from facilities.models import Room
from facilities.queries.rooms import room_in


@extend_schema_serializer(
    examples=[
        OpenApiExample("all of it", {"why": "ゆかの工事", "cause": "hall"}),
        OpenApiExample("from a day on", {"from": "2027-01-08", "cause": ""}),
    ]
)
class DeskFromDay(FromDay):
    cause = cause_field()


@extend_schema_serializer(
    examples=[OpenApiExample("an hour later", {"start": "18:00", "end": "20:00", "cause": "hall"})]
)
class DeskShiftIn(ShiftIn):
    cause = moved_for_field()
    into = serializers.SlugField(
        max_length=50, required=False, default="", allow_blank=True, help_text=_("うつる先の、この館の部屋。")
    )
    why = optional_text(LONGEST_WHY, _("きまりをこえるわけ。どの日にも同じ。"))


class SeriesAtDesk(DeskView):
    def series(self, public_id: str) -> Series:
        """One of this hall, as `If-Match` says that the caller saw it; Absent for any other."""
        version = version_of(self.request)
        found, _bookings = series_at(self.hall, public_id)
        found.sequence = found.sequence if version is None else version
        return found

    def into(self, slug: str) -> Room | None:
        """Absent for a room that is not this hall's."""
        room = room_in(self.hall.pk, slug) if slug else None
        if slug and room is None:
            raise Absent(slug)
        return room

    def told(self, public_id: str) -> Response:
        found, bookings = series_at(self.hall, public_id)
        told = {"id": found.public_id, "room": found.room, "version": found.sequence, "bookings": bookings}
        return Response(SeriesOut(told).data, headers={"ETag": f'"{found.sequence}"'})


class DeskSeries(SeriesAtDesk):
    @reading("desk", _("館のくりかえしの予約を見る"), SeriesOut)
    def get(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002  # the address calls it so
        return self.told(id)


class CancelDeskSeries(SeriesAtDesk):
    @changing(
        "desk",
        _("館のくりかえしの予約を取り消す"),
        DeskFromDay,
        SeriesOut,
        words=_("全部、または `from` の日からの分。1日だけなら bookings/<id>/cancel/。"),
    )
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        series, sent = self.series(id), read(DeskFromDay, request)
        told: dict[str, Any] = {"why": sent["why"], "cause": sent["cause"], "from_day": sent.get("from")}
        try:
            cancel_series(series=series, **told, **self.by)
        except NoSuchCause as unknown:
            raise unknown_cause() from unknown
        return self.told(id)


class RestoreDeskSeries(SeriesAtDesk):
    @changing("desk", _("館のくりかえしの取り消しをもどす"), Body, SeriesOut)
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        read(Body, request)
        restore_series(series=self.series(id), **self.by)
        return self.told(id)


class MoveDeskSeries(SeriesAtDesk):
    @changing(
        "desk",
        _("館のくりかえしの予約をうつす"),
        DeskShiftIn,
        SeriesOut,
        words=_("全部、または `from` の日からの分。1日だけなら bookings/<id>/move/。"),
    )
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        series, sent = self.series(id), read(DeskShiftIn, request)
        told: dict[str, Any] = {"from_day": sent.get("from"), "stay": sent["stay"]}
        shift = Shift(sent["days"], sent["start"], sent["end"], self.into(sent["into"]))
        told["answering"] = Answering(sent["why"])
        move_series(series=series, shift=shift, for_hall=sent["cause"] == HALL, **told, **self.by)
        return self.told(id)
