"""Opening beyond the standing hours, once or again and again; one date moved, taken out or put back."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from pydantic import ValidationError as Unsound
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions import evenings
from booking.api.choices import EVENING_KINDS, STAGES
from booking.api.company import TIME
from booking.api.desk.closures import EndIn, HoursView
from booking.api.desk.days import DaysAsked, days_asked
from booking.api.desk.door import DeskView, key_in
from booking.api.desk.duty import staff_named
from booking.api.desk.offers import DisplacementPreviewOut, Displacing, DisplacingIn, offers_from, previewed
from booking.api.desk.plans import (
    FRIDAYS,
    RECURRING,
    Again,
    DatedOut,
    EndedOut,
    Once,
    RecurringOut,
    Where,
    must_be_ahead,
    planned,
    recurring_data,
    rooms_here,
)
from booking.api.fields import Body, Unfitting, optional_text, read
from booking.api.operations import changing, listing, making
from booking.models import Person
from booking.models.keys import sealed
from booking.queries.bookings import Absent
from booking.queries.displacing import shut_by_evenings
from facilities.actions.evenings import OneEvening
from facilities.calendars import plans_of
from facilities.models import Evening
from facilities.queries.dated import evening_of, evenings_in
from facilities.rules.ages import Ages
from facilities.rules.evenings import EveningPlan
from facilities.rules.spans import local_day

KIND = "evening"
MOST_ON_DUTY = 20
TEENS = {"admits": {"from_stage": "junior_high", "to_stage": "high_school"}}
EVERYBODY = {"admits": None}


class AgesIn(Body):
    """From which age or stage, up to which; each bound one way, or not at all."""

    from_age = serializers.IntegerField(min_value=0, max_value=150, required=False)
    to_age = serializers.IntegerField(min_value=0, max_value=150, required=False)
    from_stage = serializers.ChoiceField(choices=STAGES, required=False)
    to_stage = serializers.ChoiceField(choices=STAGES, required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        try:
            return {"ages": Ages.model_validate(attrs)}
        except Unsound as unsound:
            raise Unfitting(
                {"from_age": [_("年齢の幅を、下から上へ、1つの書き方で書いてください。")]}
            ) from unsound


class OpeningIn(Where):
    """For whom (`null` is everybody), of which kind, with whom of the staff."""

    admits = AgesIn(allow_null=True)
    kind = serializers.ChoiceField(choices=EVENING_KINDS, default=Evening.Kind.EVENING.value)
    on_duty = serializers.ListField(
        child=serializers.SlugField(max_length=16),
        required=False,
        default=list,
        max_length=MOST_ON_DUTY,
        help_text=_("当番の職員の id。"),
    )
    reason_ja = optional_text(200)
    reason_en = optional_text(200)


@extend_schema_serializer(examples=[OpenApiExample("for teens", {**TIME, **TEENS})])
class EveningIn(Once, OpeningIn):
    """One evening."""


@extend_schema_serializer(examples=[OpenApiExample("Friday evenings", {**FRIDAYS, **TEENS})])
class EveningsIn(Again, OpeningIn):
    """An evening that recurs."""


@extend_schema_serializer(examples=[OpenApiExample("an hour later", TIME)])
class MovedIn(Once, DisplacingIn):
    """Another time for one date."""


@extend_schema_serializer(examples=[OpenApiExample("from a day on", {"from": "2027-01-08"})])
class EndEveningsIn(EndIn, DisplacingIn):
    """From when on it is not held any more."""


class EveningOut(DatedOut):
    KIND = KIND
    kind = serializers.ChoiceField(choices=EVENING_KINDS)
    admits = serializers.DictField(allow_null=True, help_text=_("null なら、だれでも。"))


class EveningView(HoursView):
    def evening(self, public_id: str) -> Evening:
        found = evening_of(self.hall, key_in(KIND, public_id))
        if found is None:
            raise Absent(public_id)
        return found

    def ending(self, event: int, from_: date) -> list[Evening]:
        """The dates of what recurs from a day on. Absent for another hall's."""
        if event not in plans_of(self.hall):
            raise Absent(str(event))
        # As the verb does: what has been held stays, and displaces nobody.
        return evenings.ending(event, max(from_, local_day(self.at, self.zone)))

    def told(self, public_id: str, status: int = 200) -> Response:
        return Response(EveningOut(self.evening(public_id), context={"hall": self.hall}).data, status)


class Evenings(EveningView):
    @listing("hours", _("夜間開放と特別開館の一覧"), EveningOut, takes=[DaysAsked])
    def get(self, request: Request, hall: str) -> Response:
        found = evenings_in(self.hall, days_asked(self, request))
        return self.listed(found, EveningOut, hall=self.hall)

    @making("hours", _("1日だけ開ける"), EveningIn, EveningOut)
    def post(self, request: Request, hall: str) -> Response:
        sent = read(EveningIn, request)
        wanted = OneEvening(
            must_be_ahead(self, sent["span"]),
            rooms_here(self, sent["rooms"]),
            _ages(sent),
            Evening.Kind(sent["kind"]),
            sent["reason_ja"],
            sent["reason_en"],
        )
        opens: dict[str, Any] = {"facility": self.hall, "on_duty": _on_duty(self, sent), **self.by}
        made = self.once(
            "open_evening",
            lambda: sealed(KIND, evenings.open_evening(evening=wanted, **opens).pk),
        )
        return self.told(made, 201)


class RecurringEvenings(EveningView):
    @making("hours", _("くりかえす夜間開放を決める"), EveningsIn, RecurringOut)
    def post(self, request: Request, hall: str) -> Response:
        sent = read(EveningsIn, request)
        rooms = rooms_here(self, sent["rooms"])
        plan = planned(EveningPlan.model_validate, sent, rooms=rooms, admits=_ages(sent), kind=sent["kind"])
        opens: dict[str, Any] = {"facility": self.hall, "on_duty": _on_duty(self, sent), **self.by}
        made = self.once(
            "open_evenings",
            lambda: sealed(RECURRING, evenings.open_evenings(plan=plan, **opens).series.id),
        )
        return Response(recurring_data(self, made), 201)


class MoveEvening(EveningView):
    @changing(
        "hours",
        _("開館の時間を変える"),
        MovedIn,
        EveningOut,
        words=_("先に preview で、だれが使えなくなるかを見ます。"),
        seen=False,
    )
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002  # the address calls it so
        evening, sent = self.evening(id), read(MovedIn, request)
        offers = offers_from(self, sent["displaced"])
        evenings.move_evening(evening=evening, span=sent["span"], offers=offers, **self.by)
        return self.told(id)


class PreviewMove(EveningView):
    @changing("hours", _("時間を変えると、だれが使えなくなるか"), MovedIn, DisplacementPreviewOut, seen=False)
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        evening, span = self.evening(id), read(MovedIn, request)["span"]
        shut = [] if evening.cancelled else shut_by_evenings(self.hall, [evening], moved=span)
        return previewed(self, shut)


class CancelEvening(EveningView):
    @changing(
        "hours",
        _("1日の開館をやめる"),
        Displacing,
        EveningOut,
        words=_("先に preview を見ます。"),
        seen=False,
    )
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        evening, sent = self.evening(id), read(Displacing, request)
        evenings.cancel_evening(evening=evening, offers=offers_from(self, sent["displaced"]), **self.by)
        return self.told(id)


class PreviewCancel(EveningView):
    @changing("hours", _("1日やめると、だれが使えなくなるか"), Body, DisplacementPreviewOut, seen=False)
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        evening = self.evening(id)
        read(Body, request)
        return previewed(self, [] if evening.cancelled else shut_by_evenings(self.hall, [evening]))


class RestoreEvening(EveningView):
    @changing("hours", _("やめた開館をもどす"), Body, EveningOut, seen=False)
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        read(Body, request)
        evenings.restore_evening(evening=self.evening(id), **self.by)
        return self.told(id)


class EndEvenings(EveningView):
    @changing("hours", _("くりかえす夜間開放を終える"), EndEveningsIn, EndedOut, seen=False)
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        event, sent = key_in(RECURRING, id), read(EndEveningsIn, request)
        told = {"event": event, "from_": sent["from"], "offers": offers_from(self, sent["displaced"])}
        gone = evenings.end_evenings(facility=self.hall, **told, **self.by)
        return Response({"gone": [day.isoformat() for day in gone]})


class PreviewEnd(EveningView):
    @changing("hours", _("終えると、だれが使えなくなるか"), EndIn, DisplacementPreviewOut, seen=False)
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        event, from_ = key_in(RECURRING, id), read(EndIn, request)["from"]
        return previewed(self, shut_by_evenings(self.hall, self.ending(event, from_)))


def _ages(sent: dict[str, Any]) -> Ages | None:
    return None if sent["admits"] is None else sent["admits"]["ages"]


def _on_duty(view: DeskView, sent: dict[str, Any]) -> list[Person]:
    return staff_named(view, sent["on_duty"], "on_duty")
