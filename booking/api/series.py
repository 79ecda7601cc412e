"""Bookings that recur: what each date would be told, booking all of them, giving back, moving, restoring."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.restoring import restore_series
from booking.actions.series import Shift, book_series, cancel_series, move_series
from booking.actions.wanted_series import WantedSeries
from booking.api.bookings import BookingOut
from booking.api.check import At, NearOut
from booking.api.choices import OUTCOMES
from booking.api.company import COMPANY, WISH, PlaceAndTime, Visit, company_of, room_of
from booking.api.dates import a_day
from booking.api.fields import Body, RoomOf, Unfitting, WallTime, optional_text, read, zone_of
from booking.api.headers import key_of, version_of
from booking.api.operations import changing, making, reading
from booking.api.private import PrivateView
from booking.api.reasons import ReasonOut, reasons_data
from booking.models import Series
from booking.queries.party import asker_of
from booking.queries.series import Preview, Wish, preview, series_of
from booking.rules.series import MOST, days_of, use_on, ways
from booking.rules.weeks import wall
from facilities.clock import now
from facilities.rules.evenings import Recurrence
from facilities.rules.spans import local_day

OFTEN = ["1w", "2w", "3w", "4w", "nth", "last", "day"]


class DateIn(PlaceAndTime):
    """One date of a series that goes elsewhere, by the day for which it was meant."""

    date = a_day(needed=True)


@extend_schema_serializer(
    examples=[OpenApiExample("ten weeks", {**WISH, **COMPANY, "often": "1w", "times": 10})]
)
class SeriesIn(Visit):
    """The first use, how it recurs, and up to when: `until`, or so many `times`."""

    often = serializers.ChoiceField(
        choices=OFTEN,
        help_text=_("`1w` から `4w`: 何週ごと。`nth` と `last`: 毎月の第何、最後の曜日。`day`: 毎月同じ日。"),
    )
    until = a_day(help_text=_("この日まで。"))
    times = serializers.IntegerField(min_value=1, max_value=MOST, required=False)
    skip = serializers.ListField(
        child=a_day(needed=True), max_length=MOST, default=list, help_text=_("使わない日。")
    )
    dates = DateIn(many=True, required=False, help_text=_("ほかの部屋か時間にする日。"))

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        attrs = super().validate(attrs)
        if attrs.get("until") is None and attrs.get("times") is None:
            raise Unfitting({"until": [_("いつまで、または何回かを入れてください。")]})
        return attrs


@extend_schema_serializer(examples=[OpenApiExample("an hour later", {"start": "18:00", "end": "20:00"})])
class ShiftIn(Body):
    """Where the dates go: so many days later, to these wall times; those in `stay` stay."""

    days = serializers.IntegerField(min_value=-31, max_value=31, default=0)
    start = WallTime()
    end = WallTime()
    stay = serializers.ListField(child=a_day(needed=True), max_length=MOST, default=list)

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        return {**super().get_fields(), "from": a_day(help_text=_("この日からの分だけ。"))}

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["end"] <= attrs["start"]:
            raise Unfitting({"end": [_("終わりは、始まりよりあとにしてください。")]})
        return attrs


@extend_schema_serializer(examples=[OpenApiExample("from a day on", {"from": "2027-01-08"})])
class FromDay(Body):
    why = optional_text(300)

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        return {**super().get_fields(), "from": a_day(help_text=_("この日からの分だけ。"))}


class DateOut(serializers.Serializer[Any]):
    date = serializers.DateField()
    room = RoomOf(source="wish.room")
    start = serializers.CharField()
    end = serializers.CharField()
    outcome = serializers.ChoiceField(choices=OUTCOMES)
    possible = serializers.BooleanField()
    reasons = ReasonOut(many=True)
    near = NearOut(many=True, help_text=_("かわりに予約できる枠。"))


class PreviewOut(serializers.Serializer[Any]):
    dates = DateOut(many=True)


class SeriesOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    room = RoomOf()
    version = serializers.IntegerField()
    bookings = BookingOut(many=True, help_text=_("自分に見える日だけ。"))


class SeriesView(PrivateView):
    def series(self, public_id: str) -> Series:
        """One of which some date is the caller's, as they saw it; Absent for any other."""
        version = version_of(self.request)
        found, _bookings = series_of(public_id, self.somebody)
        self.zone = zone_of(found.room)
        found.sequence = found.sequence if version is None else version
        return found

    def told(self, public_id: str, status: int = 200) -> Response:
        found, bookings = series_of(public_id, self.somebody)
        told = {"id": found.public_id, "room": found.room, "version": found.sequence, "bookings": bookings}
        return Response(SeriesOut(told).data, status, headers={"ETag": f'"{found.sequence}"'})


class PreviewSeries(SeriesView):
    @changing(
        "series",
        _("くりかえしの日を1つずつ聞く"),
        SeriesIn,
        PreviewOut,
        words=_("前の日が予約できたものとして、日ごとに答えます。何も記録しません。"),
        seen=False,
    )
    def post(self, request: Request) -> Response:
        sent = read(SeriesIn, request)
        room, (_recurs, wishes) = room_of(sent["room"]), plan_of(sent)
        self.zone = zone_of(room)
        asker = asker_of(self.somebody, company_of(self.somebody, sent), now())
        found = preview(wishes=wishes, asker=asker, now=now(), room=room, purpose=sent["purpose"])
        return Response({"dates": [_date_data(one) for one in found]})


class NewSeries(SeriesView):
    @making(
        "series",
        _("くりかえして予約する"),
        SeriesIn,
        SeriesOut,
        words=_("全部の日を予約するか、1日も予約しません。できない日は dates にあります(409)。"),
    )
    def post(self, request: Request) -> Response:
        sent = read(SeriesIn, request)
        room, (recurrence, wishes) = room_of(sent["room"]), plan_of(sent)
        self.zone = zone_of(room)
        company = company_of(self.somebody, sent)
        wanted = WantedSeries(room, recurrence, sent["span"], wishes, company, sent["purpose"])
        made = book_series(person=self.somebody, wanted=wanted, now=now(), key=key_of(request))
        return self.told(made.public_id, 201)


class SeriesDetail(SeriesView):
    @reading("series", _("くりかえしの予約を見る"), SeriesOut)
    def get(self, request: Request, id: str) -> Response:  # noqa: A002  # the address calls it so
        return self.told(id)


class CancelSeries(SeriesView):
    @changing("series", _("くりかえしの予約を取り消す"), FromDay, SeriesOut)
    def post(self, request: Request, id: str) -> Response:  # noqa: A002
        series, sent = self.series(id), read(FromDay, request)
        # No cause is asked for: of the desk's it is then the hall's doing (docs/decisions/0038).
        cancel_series(
            series=series, actor=self.somebody, now=now(), from_day=sent.get("from"), why=sent["why"]
        )
        return self.told(id)


class RestoreSeries(SeriesView):
    @changing("series", _("くりかえしの取り消しをもどす"), Body, SeriesOut)
    def post(self, request: Request, id: str) -> Response:  # noqa: A002
        read(Body, request)
        restore_series(series=self.series(id), actor=self.somebody, now=now())
        return self.told(id)


class MoveSeries(SeriesView):
    @changing("series", _("くりかえしの予約をうつす"), ShiftIn, SeriesOut)
    def post(self, request: Request, id: str) -> Response:  # noqa: A002
        series, sent = self.series(id), read(ShiftIn, request)
        shift = Shift(sent["days"], sent["start"], sent["end"])
        asked = {"from_day": sent.get("from"), "stay": sent["stay"], "now": now()}
        move_series(series=series, actor=self.somebody, shift=shift, **asked)
        return self.told(id)


def plan_of(sent: dict[str, Any]) -> tuple[Recurrence, list[Wish]]:
    """How a series recurs up to its last day, and where each of its dates would be. ValidationError by field;
    TooMany for more dates than are booked at once."""
    room, span = room_of(sent["room"]), sent["span"]
    zone = zone_of(room)
    day = local_day(span.start, zone)
    days = days_of(_recurrence(sent, day), sent.get("times"))
    start, end = (wall(at, day, zone) for at in (span.start, span.end))
    left = [one for one in days if one not in sent["skip"]]
    uses = [(one, use_on(one, start, end, zone)) for one in left]
    moved = {
        one["date"]: Wish(one["date"], room_of(one["room"]), one["span"]) for one in sent.get("dates", ())
    }
    wishes = [moved.get(meant) or Wish(meant, room, use) for meant, use in uses if use is not None]
    # A date that the series does not have would be dropped in silence, and the caller count on it.
    if not wishes or set(moved) - {one.day for one in wishes}:
        raise Unfitting({"dates": [_("くりかえしの日の中から書いてください。")]})
    return _recurrence(sent, day).model_copy(update={"last": days[-1]}), wishes


def _recurrence(sent: dict[str, Any], first: date) -> Recurrence:
    found, until = ways(first).get(sent["often"]), sent.get("until")
    if found is None:
        raise Unfitting({"often": [_("はじめの日は、その月の最後の曜日ではありません。")]})
    if until is not None and until < first:
        raise Unfitting({"until": [_("終わりの日は、はじめの日よりあとにしてください。")]})
    return found.model_copy(update={"last": until})


def _date_data(one: Preview) -> dict[str, Any]:
    wish, zone = one.wish, zone_of(one.wish.room)
    told = NearOut(At(wish.room, wish.span)).data
    return {
        **told,
        "date": wish.day.isoformat(),
        "outcome": str(one.verdict.outcome),
        "possible": one.possible,
        "reasons": reasons_data(one.verdict.reasons, zone),
        "near": NearOut(one.near, many=True).data,
    }
