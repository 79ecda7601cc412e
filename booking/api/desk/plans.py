"""What closures and evenings have in common in a body: from when to when, which rooms, why, how it recurs."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError as Unsound
from rest_framework import serializers

from booking.api.company import span_of
from booking.api.dates import a_day
from booking.api.desk.door import DeskView, key_in
from booking.api.fields import Body, Instant, PlainText, Unfitting, WallTime, hall_zone, optional_text, shown
from booking.models.keys import sealed
from booking.rules.series import ways
from facilities.models import Closure, Evening
from facilities.queries.dated import days_of_recurring
from facilities.queries.rooms import shown_rooms
from facilities.rules.days import Weekday
from facilities.rules.evenings import Recurrence
from facilities.rules.spans import Span, local_day
from facilities.rules.walltime import write_wall_time

LONGEST_REASON = 200
MOST_ROOMS = 100
RECURRING = "recurring"  # the kind of id of what recurs, closures and evenings alike
OFTEN = ["1w", "2w", "3w", "4w", "nth", "last", "day"]
# What the description shows of a reason and of a recurrence.
REASON = {"reason_ja": "照明の工事のため", "reason_en": "New lights are installed"}
FRIDAYS = {"first": "2026-12-04", "often": "1w", "from_time": "17:00", "until_time": "21:00"}
T = TypeVar("T")


class Where(Body):
    rooms = serializers.ListField(
        child=serializers.SlugField(max_length=50),
        required=False,
        default=list,
        max_length=MOST_ROOMS,
        help_text=_("部屋の名前(id の `/` のあと)。書かなければ館全体。"),
    )


class PlainReason(Body):
    reason_ja = PlainText(max_length=LONGEST_REASON, help_text=_("みんなに見える、わけの文。"))
    reason_en = optional_text(LONGEST_REASON)


class Once(Body):
    start = Instant()
    end = Instant()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        return {**super().validate(attrs), "span": span_of(attrs["start"], attrs["end"])}


class Again(Body):
    """On `first`, and as it says from then on, up to `last` if it has an end."""

    first = a_day(needed=True)
    last = a_day(help_text=_("終わりの日。書かなければ、やめるまで。"))
    often = serializers.ChoiceField(
        choices=OFTEN,
        help_text=_("`1w` から `4w`: 何週ごと。`nth` と `last`: 毎月の第何、最後の曜日。`day`: 毎月同じ日。"),
    )
    weekdays = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=7),
        required=False,
        default=list,
        max_length=7,
        help_text=_("first の曜日のほかの曜日。1が月曜、7が日曜。"),
    )
    from_time = WallTime()
    until_time = WallTime()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["until_time"] <= attrs["from_time"]:
            raise Unfitting({"until_time": [_("終わりは、始まりよりあとにしてください。")]})
        if (attrs.get("last") or attrs["first"]) < attrs["first"]:
            raise Unfitting({"last": [_("終わりの日は、はじめの日よりあとにしてください。")]})
        return {**super().validate(attrs), "recurrence": _recurrence(attrs)}


class DatedOut(serializers.Serializer[Any]):
    """A date of a hall's, by itself or of something that recurs."""

    KIND = ""
    id = serializers.SerializerMethodField()
    start = serializers.SerializerMethodField()
    end = serializers.SerializerMethodField()
    rooms = serializers.SerializerMethodField(help_text=_("部屋の名前。空なら館全体。"))
    reason_ja = serializers.CharField()
    reason_en = serializers.CharField()
    recurring = serializers.SerializerMethodField(help_text=_("くりかえしの id。1回だけなら null。"))
    cancelled = serializers.BooleanField()

    def get_id(self, one: Closure | Evening) -> str:
        return sealed(self.KIND, one.pk)

    def get_recurring(self, one: Closure | Evening) -> str | None:
        return None if one.event_id is None else sealed(RECURRING, one.event_id)

    def get_start(self, one: Closure | Evening) -> str:
        return shown(one.start, hall_zone(self.context["hall"]))

    def get_end(self, one: Closure | Evening) -> str:
        return shown(one.end, hall_zone(self.context["hall"]))

    def get_rooms(self, one: Closure | Evening) -> list[str]:
        return [room.slug for room in one.rooms.all()]


class RecurringOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    dates = serializers.ListField(
        child=serializers.DateField(), help_text=_("きょうからの日。次の年度の終わりまで並べてあります。")
    )


class EndedOut(serializers.Serializer[Any]):
    gone = serializers.ListField(child=serializers.DateField(), help_text=_("なくなった日。"))


def must_be_ahead(view: DeskView, span: Span) -> Span:
    """ValidationError for what is over: nothing of it could be opened or closed any more."""
    if span.end <= view.at:
        raise Unfitting({"end": [_("もうすぎた時間です。これからの日にちにしてください。")]})
    return span


def rooms_here(view: DeskView, slugs: list[str]) -> tuple[str, ...]:
    """In the hall's order; none for the whole hall, and for all of its rooms. ValidationError for a room that
    is not there: without it the rest might mean the whole hall."""
    known = [room.slug for room in shown_rooms(view.hall.pk)]
    if set(slugs) - set(known):
        raise Unfitting({"rooms": [_("この部屋は見つかりません。部屋の一覧の id を使ってください。")]})
    chosen = tuple(slug for slug in known if slug in slugs)
    return () if len(chosen) == len(known) else chosen


def planned(make: Callable[[Any], T], sent: dict[str, Any], **more: Any) -> T:
    """A plan of something that recurs, as the rules know it; ValidationError for what they do not."""
    times = {
        "from": write_wall_time(sent["from_time"]),
        "to": write_wall_time(sent["until_time"]),
        "reason_ja": sent["reason_ja"],
        "reason_en": sent["reason_en"],
    }
    try:
        return make({"recurrence": sent["recurrence"], **times, **more})
    except Unsound as unsound:
        raise Unfitting({"from_time": [_("0時より前、24時からは始められません。")]}) from unsound


def recurring_data(view: DeskView, public_id: str) -> dict[str, Any]:
    """As it stands now: the same the first time and, under the same key, the second."""
    today = local_day(view.at, view.zone)
    days = days_of_recurring(view.hall, key_in(RECURRING, public_id), today)
    return {"id": public_id, "dates": [day.isoformat() for day in days]}


def _recurrence(attrs: dict[str, Any]) -> Recurrence:
    """ValidationError where the first day is not one of those on which it would recur."""
    found = ways(attrs["first"]).get(attrs["often"])
    if found is None:
        raise Unfitting({"often": [_("first は、その月の最後の曜日ではありません。")]})
    days = found.weekdays
    if days and not found.nth:
        chosen = {attrs["first"].weekday(), *(day - 1 for day in attrs["weekdays"])}
        days = tuple(day for number, day in enumerate(Weekday) if number in chosen)
    update = {"last": attrs.get("last"), "weekdays": days}
    return Recurrence.model_validate({**found.model_dump(), **update})
