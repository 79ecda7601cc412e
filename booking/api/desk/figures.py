"""実績: a year of one hall, as its city sees all of them."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.api.desk.door import DeskView
from booking.api.fields import read_query
from booking.api.figures import FIRST, DashboardOut, dashboard_data
from booking.api.operations import reading
from booking.api.plan import CopyAsked
from booking.queries.bookings import Absent
from booking.queries.year_of_halls import year_of_halls
from booking.queries.year_of_use import RoomUse
from booking.rules.staff import Right
from facilities.rules.spans import local_day
from facilities.rules.stages import fiscal_year


class YearAsked(CopyAsked):
    year = serializers.IntegerField(
        required=False, min_value=FIRST, max_value=2199, help_text=_("年度。書かなければ、今の年度。")
    )


class RoomOfYearOut(serializers.Serializer[Any]):
    room = serializers.SlugField()
    open_minutes = serializers.IntegerField()
    used_minutes = serializers.IntegerField()
    used_percent = serializers.IntegerField(allow_null=True, help_text=_("開いていなければ null。"))


class HallFiguresOut(DashboardOut):
    rooms = RoomOfYearOut(many=True)
    evenings = serializers.ListField(child=serializers.DateField(), help_text=_("夜に開いた日。"))


class HallFigures(DeskView):
    right = Right.FIGURES

    @reading(
        "figures",
        _("1つの館の、年度の数"),
        HallFiguresOut,
        words=_(
            "館のページと同じ数です。公表する人数は、市全体の figures/ だけにあります。"
            "館ごとに出すと、引き算でわかってしまうので、public では people は空です。"
        ),
        takes=[YearAsked],
    )
    def get(self, request: Request, hall: str) -> Response:
        asked = read_query(YearAsked, request)
        this = fiscal_year(local_day(self.at, self.zone))
        year, public = asked.get("year", this), asked["copy"] == "public"
        if year > this:
            raise Absent(year)
        found = year_of_halls([self.hall], year, self.zone, self.at, city=False)
        told = dashboard_data(found, public=public, people=not public)
        evenings = [day.isoformat() for day in found.use.evenings[self.hall.pk]]
        return Response({**told, "rooms": [_room(one) for one in found.use.rooms], "evenings": evenings})


def _room(one: RoomUse) -> dict[str, Any]:
    use = one.whole
    return {
        "room": one.room.slug,
        "open_minutes": use.open,
        "used_minutes": use.used,
        "used_percent": use.percent,
    }
