"""Closing a hall or rooms, once or again and again: seen first, made, and taken back."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.closures import OneClosure, close, close_regularly, end_closures, lift_closure
from booking.api.company import TIME
from booking.api.dates import a_day
from booking.api.desk.days import DaysAsked, days_asked
from booking.api.desk.door import DeskView, key_in
from booking.api.desk.offers import DISPLACED, DisplacementPreviewOut, DisplacingIn, offers_from, previewed
from booking.api.desk.plans import (
    FRIDAYS,
    REASON,
    RECURRING,
    Again,
    DatedOut,
    EndedOut,
    Once,
    PlainReason,
    RecurringOut,
    Where,
    must_be_ahead,
    planned,
    recurring_data,
    rooms_here,
)
from booking.api.fields import Body, read
from booking.api.operations import changing, listing, making
from booking.models.keys import sealed
from booking.queries.bookings import Absent
from booking.queries.displacing import shut_by_closing
from booking.queries.openings import dates_of
from booking.rules.staff import Right
from facilities.models import Closure
from facilities.queries.dated import closure_of, closures_in
from facilities.rules.closures import ClosurePlan
from facilities.rules.spans import local_day, wall_span

KIND = "closure"


@extend_schema_serializer(
    examples=[
        OpenApiExample("a room", {**TIME, **REASON, "rooms": ["music"]}),
        OpenApiExample("over bookings", {**TIME, **REASON, "displaced": DISPLACED}),
    ]
)
class ClosureIn(Once, Where, PlainReason, DisplacingIn):
    """A span in which the hall, or some rooms, cannot be used."""


@extend_schema_serializer(examples=[OpenApiExample("Friday evenings", {**FRIDAYS, **REASON})])
class ClosuresIn(Again, Where, PlainReason, DisplacingIn):
    """The same again and again."""


@extend_schema_serializer(examples=[OpenApiExample("from a day on", {"from": "2027-01-08"})])
class EndIn(Body):
    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        # `from` is no name for an attribute in Python.
        return {**super().get_fields(), "from": a_day(needed=True)}


class ClosureOut(DatedOut):
    KIND = KIND
    warning = serializers.SerializerMethodField(help_text=_("警報で閉めているときの、警報の種類。"))

    def get_warning(self, one: Closure) -> str | None:
        return getattr(getattr(one, "warning", None), "key", None)


class HoursView(DeskView):
    right = Right.HOURS

    def closure(self, public_id: str) -> Closure:
        found = closure_of(self.hall, key_in(KIND, public_id))
        if found is None:
            raise Absent(public_id)
        return found

    def told(self, public_id: str, status: int = 200) -> Response:
        return Response(ClosureOut(self.closure(public_id), context={"hall": self.hall}).data, status)


class Closures(HoursView):
    @listing("hours", _("休みの一覧"), ClosureOut, words=_("やめた休みも、そう書いて。"), takes=[DaysAsked])
    def get(self, request: Request, hall: str) -> Response:
        found = closures_in(self.hall, days_asked(self, request))
        return self.listed(found, ClosureOut, hall=self.hall)

    @making(
        "hours",
        _("休みにする"),
        ClosureIn,
        ClosureOut,
        words=_("先に preview で、だれが使えなくなるかを見ます。みんなに知らせ、案内した枠をおさえます。"),
    )
    def post(self, request: Request, hall: str) -> Response:
        sent = read(ClosureIn, request)
        wanted, offers = _wanted(self, sent), offers_from(self, sent["displaced"])

        def made() -> str:
            (one,) = close(facility=self.hall, closures=[wanted], offers=offers, **self.by)
            return sealed(KIND, one.pk)

        return self.told(self.once("close", made), 201)


class PreviewClosure(HoursView):
    @changing("hours", _("休みにすると、だれが使えなくなるか"), ClosureIn, DisplacementPreviewOut, seen=False)
    def post(self, request: Request, hall: str) -> Response:
        wanted = _wanted(self, read(ClosureIn, request))
        return previewed(self, shut_by_closing(self.hall, [wanted.span], wanted.rooms))


class LiftClosure(HoursView):
    @changing(
        "hours",
        _("休みをやめる"),
        Body,
        ClosureOut,
        words=_("返事のまだの人は、もとの枠にもどります。もうやめた休みなら、同じ答えです。"),
        seen=False,
    )
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002  # the address calls it so
        read(Body, request)
        lift_closure(closure=self.closure(id), **self.by)
        return self.told(id)


class RecurringClosures(HoursView):
    @making("hours", _("くりかえす休みを決める"), ClosuresIn, RecurringOut)
    def post(self, request: Request, hall: str) -> Response:
        sent = read(ClosuresIn, request)
        plan, offers = _plan(self, sent), offers_from(self, sent["displaced"])

        def made() -> str:
            laid = close_regularly(facility=self.hall, plan=plan, offers=offers, **self.by)
            return sealed(RECURRING, laid.series.id)

        return Response(recurring_data(self, self.once("close_regularly", made)), 201)


class PreviewClosures(HoursView):
    @changing(
        "hours",
        _("くりかえす休みで、だれが使えなくなるか"),
        ClosuresIn,
        DisplacementPreviewOut,
        seen=False,
    )
    def post(self, request: Request, hall: str) -> Response:
        plan = _plan(self, read(ClosuresIn, request))
        days = dates_of(plan.recurrence, local_day(self.at, self.zone))
        spans = [wall_span(day, plan.from_, plan.to, self.zone) for day in days]
        return previewed(self, shut_by_closing(self.hall, spans, plan.rooms))


class EndClosures(HoursView):
    @changing(
        "hours", _("くりかえす休みを終える"), EndIn, EndedOut, words=_("この日からなくなります。"), seen=False
    )
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        from_ = read(EndIn, request)["from"]
        gone = end_closures(facility=self.hall, event=key_in(RECURRING, id), from_=from_, **self.by)
        return Response({"gone": [day.isoformat() for day in gone]})


def _wanted(view: DeskView, sent: dict[str, Any]) -> OneClosure:
    span, rooms = must_be_ahead(view, sent["span"]), rooms_here(view, sent["rooms"])
    return OneClosure(span, rooms, sent["reason_ja"], sent["reason_en"])


def _plan(view: DeskView, sent: dict[str, Any]) -> ClosurePlan:
    return planned(ClosurePlan.model_validate, sent, rooms=rooms_here(view, sent["rooms"]))
