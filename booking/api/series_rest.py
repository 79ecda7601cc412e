"""What is left of a series that could not be booked whole: the dates, and the body that books them."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.api.company import MYSELF
from booking.api.fields import shown, zone_of
from booking.api.operations import reading
from booking.api.series import OFTEN, SeriesView
from booking.models import Booking, Person, Series
from booking.queries.bookings import Absent, may_change
from booking.queries.series import series_of
from booking.queries.series_rest import Rest, rest_of
from facilities.calendars import recurrence_of
from facilities.clock import now


class RestBodyOut(serializers.Serializer[Any]):
    """As `series/` and `series/preview/` take it; another room or time of single dates goes into `dates`."""

    room = serializers.CharField()
    start = serializers.CharField()
    end = serializers.CharField()
    often = serializers.ChoiceField(choices=OFTEN)
    until = serializers.DateField()
    skip = serializers.ListField(child=serializers.DateField())
    group = serializers.CharField(allow_null=True)
    people = serializers.ListField(child=serializers.CharField())
    counted = serializers.DictField(child=serializers.IntegerField())
    purpose = serializers.CharField()


class RestOut(serializers.Serializer[Any]):
    days = serializers.ListField(child=serializers.DateField(), help_text=_("まだ予約していない日。"))
    series = RestBodyOut(
        allow_null=True, help_text=_("そのまま `series/` に送ると、残りの日を予約します。なければ null。")
    )


class SeriesRest(SeriesView):
    @reading(
        "series",
        _("くりかえしの、まだ予約していない日を見る"),
        RestOut,
        words=_("一度も予約していない日だけ。取り消した日は入りません。変えられる人にだけ答えます。"),
    )
    def get(self, request: Request, id: str) -> Response:  # noqa: A002  # the address calls it so
        found, bookings = series_of(id, self.somebody)
        at = now()
        if not may_change(found, self.somebody, now=at):
            raise Absent(id)
        rest = rest_of(found, recurrence_of(found.event_id), bookings, at)
        if rest is None:
            return Response({"days": [], "series": None})
        days = [day.isoformat() for day in rest.days]
        return Response({"days": days, "series": _body(found, bookings, rest, self.somebody)})


def _body(found: Series, bookings: Sequence[Booking], rest: Rest, asker: Person) -> dict[str, Any]:
    # For those with whom the last date is booked: the rest of a circle's term is the circle's.
    last, zone = bookings[-1], zone_of(found.room)
    ids = last.people.order_by("pk").values_list("pk", "public_id")
    return {
        "room": f"{found.room.facility.slug}/{found.room.slug}",
        "start": shown(rest.first.start, zone),
        "end": shown(rest.first.end, zone),
        "often": rest.often,
        "until": rest.until.isoformat(),
        "skip": sorted(day.isoformat() for day in rest.skip),
        "group": last.group.public_id if last.group else None,
        "people": [MYSELF if key == asker.pk else public_id for key, public_id in ids],
        "counted": last.counted,
        "purpose": last.purpose,
    }
