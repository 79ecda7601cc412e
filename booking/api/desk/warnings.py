"""Weather warnings: which are in force, announcing one at a hall or in the city, lifting it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.warnings import announce, lift
from booking.api.choices import WARNINGS
from booking.api.company import TIME
from booking.api.desk.door import DeskView, key_in
from booking.api.desk.plans import Once, must_be_ahead
from booking.api.fields import Body, read, shown
from booking.api.operations import changing, listing, making
from booking.labels.weather import WEATHER
from booking.models.keys import sealed
from booking.queries.bookings import Absent
from booking.queries.displacing import displaced
from booking.queries.posts import halls_where
from booking.rules.displacing import Shut
from booking.rules.staff import Right
from facilities.models import Facility, WeatherWarning
from facilities.queries.warnings import alike, warning_of, warnings_ahead

KIND = "warning"


class WarningOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    kind = serializers.ChoiceField(choices=WARNINGS)
    start = serializers.CharField()
    end = serializers.CharField()


@extend_schema_serializer(examples=[OpenApiExample("a storm in the city", {**TIME, "kind": "storm"})])
class WarningIn(Once):
    kind = serializers.ChoiceField(choices=WARNINGS)
    everywhere = serializers.BooleanField(
        default=False, help_text=_("自分が知らせることのできる、市の全部の館で。")
    )


@extend_schema_serializer(examples=[OpenApiExample("everywhere", {"everywhere": True})])
class LiftIn(Body):
    everywhere = serializers.BooleanField(
        default=False, help_text=_("同じ警報で閉めた、自分が知らせることのできる館の全部で。")
    )


class MetOut(serializers.Serializer[Any]):
    hall = serializers.SlugField()
    bookings = serializers.IntegerField(help_text=_("来なくてよいと知らせる予約の数。"))


class WarningPreviewOut(serializers.Serializer[Any]):
    halls = MetOut(many=True)


class WarnView(DeskView):
    right = Right.WARN

    def halls(self, sent: dict[str, Any]) -> list[Facility]:
        """This hall alone, or every one at which the caller may announce a warning."""
        if not sent["everywhere"]:
            return [self.hall]
        return halls_where(self.somebody, Right.WARN, self.at)

    def warning(self, public_id: str) -> WeatherWarning:
        found = warning_of(self.hall, key_in(KIND, public_id))
        if found is None:
            raise Absent(public_id)
        return found

    def data(self, one: WeatherWarning) -> dict[str, Any]:
        times = {"start": shown(one.start, self.zone), "end": shown(one.end, self.zone)}
        return {"id": sealed(KIND, one.pk), "kind": one.key, **times}


class Warnings(WarnView):
    @listing("hours", _("出ている警報、これからの警報の一覧"), WarningOut)
    def get(self, request: Request, hall: str) -> Response:
        return self.listed([self.data(one) for one in warnings_ahead(self.hall, self.at)])

    @making(
        "hours",
        _("警報を知らせる"),
        WarningIn,
        WarningOut,
        words=_("館を閉め、予約のある人みんなに知らせます。来なくても、何もかかりません。"),
    )
    def post(self, request: Request, hall: str) -> Response:
        sent = read(WarningIn, request)
        told: dict[str, Any] = {"key": sent["kind"], "span": must_be_ahead(self, sent["span"])}
        told["reason_ja"], told["reason_en"] = WEATHER[sent["kind"]]

        def made() -> str:
            found = announce(halls=self.halls(sent), **told, **self.by)
            return sealed(KIND, next(one.pk for one in found if one.facility_id == self.hall.pk))

        return Response(self.data(self.warning(self.once("warn", made))), 201)


class PreviewWarning(WarnView):
    @changing("hours", _("警報で、何件の予約に知らせるか"), WarningIn, WarningPreviewOut, seen=False)
    def post(self, request: Request, hall: str) -> Response:
        sent = read(WarningIn, request)
        shut = [Shut(must_be_ahead(self, sent["span"]))]
        met = [{"hall": one.slug, "bookings": len(displaced(one, shut, self.at))} for one in self.halls(sent)]
        return Response({"halls": met})


class LiftWarning(WarnView):
    # One that had not begun is gone with it: there is nothing left to answer with.
    @changing("hours", _("警報を終える"), LiftIn, None, seen=False)
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002  # the address calls it so
        found, everywhere = self.warning(id), read(LiftIn, request)["everywhere"]
        halls = [one.pk for one in self.halls({"everywhere": everywhere})]
        for one in alike(found, halls) if everywhere else [found]:
            lift(warning=one, **self.by)
        return Response(status=204)
