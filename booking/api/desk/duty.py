"""Who is on duty at a hall: day by day, and set for one day."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.rosters import set_on_duty
from booking.api.dates import a_day
from booking.api.desk.days import DaysAsked, days_asked
from booking.api.desk.door import DeskView
from booking.api.fields import Body, Unfitting, read
from booking.api.operations import changing, listing
from booking.models import Person
from booking.queries.rosters import on_duty, staff_of
from booking.rules.staff import Right
from facilities.rules.spans import local_day

MOST_ON_DUTY = 50


class StaffOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    name = serializers.CharField()


class DutyOut(serializers.Serializer[Any]):
    day = serializers.DateField()
    staff = StaffOut(many=True)


@extend_schema_serializer(
    examples=[OpenApiExample("one", {"day": "2026-12-04", "staff": ["23456789abcdefgh"]})]
)
class DutyIn(Body):
    day = a_day(needed=True)
    staff = serializers.ListField(
        child=serializers.SlugField(max_length=16),
        max_length=MOST_ON_DUTY,
        help_text=_("この日の当番の全員。id は staff/ にあります。"),
    )


class Duty(DeskView):
    right = Right.HOURS

    @listing("hours", _("当番の一覧"), DutyOut, words=_("当番のいる日だけ。"), takes=[DaysAsked])
    def get(self, request: Request, hall: str) -> Response:
        span = days_asked(self, request)
        # The span ends with the midnight after its last day.
        last = local_day(span.end, self.zone) - timedelta(days=1)
        found = on_duty(self.hall, local_day(span.start, self.zone), last)
        return self.listed([_told(day, found[day]) for day in sorted(found)])

    @changing("hours", _("この日の当番を決める"), DutyIn, DutyOut, seen=False)
    def post(self, request: Request, hall: str) -> Response:
        sent = read(DutyIn, request)
        chosen = staff_named(self, sent["staff"], "staff")
        return Response(
            _told(sent["day"], set_on_duty(facility=self.hall, day=sent["day"], people=chosen, **self.by))
        )


class Serving(DeskView):
    right = Right.HOURS

    @listing("hours", _("当番になれる職員の一覧"), StaffOut)
    def get(self, request: Request, hall: str) -> Response:
        return self.listed([_staff(one) for one in staff_of(self.hall, self.at)])


def staff_named(view: DeskView, ids: Sequence[str], field: str) -> list[Person]:
    """Of those who serve at the hall, the ones that a body names; ValidationError for any other."""
    known = {one.public_id: one for one in staff_of(view.hall, view.at)} if ids else {}
    if set(ids) - set(known):
        raise Unfitting({field: [_("この職員は、この館にいません。staff/ の id を使ってください。")]})
    return [known[one] for one in dict.fromkeys(ids)]


def _told(day: date, people: Sequence[Person]) -> dict[str, Any]:
    return {"day": day.isoformat(), "staff": [_staff(one) for one in people]}


def _staff(one: Person) -> dict[str, str]:
    return {"id": one.public_id, "name": one.name or str(one)}
