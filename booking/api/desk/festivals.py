"""The whole house for a festival: setting up, the festival and clearing away, in one act."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.closures import OneClosure, hold_festival
from booking.api.desk.closures import ClosureOut, HoursView
from booking.api.desk.offers import DisplacementPreviewOut, DisplacingIn, offers_from, previewed
from booking.api.desk.plans import LONGEST_REASON, Once, must_be_ahead
from booking.api.fields import Instant, PlainText, Unfitting, optional_text, read
from booking.api.operations import changing, making
from booking.queries.displacing import shut_by_closing
from facilities.queries.dated import closure_of
from facilities.rules.spans import Span

FESTIVAL = {
    "name_ja": "秋まつり",
    "name_en": "Autumn festival",
    "setup_from": "2026-12-18T09:00:00+09:00",
    "start": "2026-12-19T10:00:00+09:00",
    "end": "2026-12-19T16:00:00+09:00",
    "clear_until": "2026-12-19T18:00:00+09:00",
}
# The name has to fit into the reason of each closure, also after the longest words that go before it.
LONGEST_NAME = LONGEST_REASON - len("Clearing away: ")


@extend_schema_serializer(examples=[OpenApiExample("a festival", FESTIVAL)])
class FestivalIn(Once, DisplacingIn):
    name_ja = PlainText(max_length=LONGEST_NAME)
    name_en = optional_text(LONGEST_NAME)
    setup_from = Instant(required=False, allow_null=True, default=None)
    clear_until = Instant(required=False, allow_null=True, default=None)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if (attrs["setup_from"] or attrs["start"]) > attrs["start"]:
            raise Unfitting({"setup_from": [_("準備は、行事より前に始めてください。")]})
        if (attrs["clear_until"] or attrs["end"]) < attrs["end"]:
            raise Unfitting({"clear_until": [_("片づけは、行事よりあとに終えてください。")]})
        return super().validate(attrs)


class FestivalOut(serializers.Serializer[Any]):
    closures = ClosureOut(many=True, help_text=_("準備、行事、片づけ。"))


class Festivals(HoursView):
    @making("hours", _("全館で行事をする"), FestivalIn, FestivalOut)
    def post(self, request: Request, hall: str) -> Response:
        sent = read(FestivalIn, request)
        parts, offers = _parts(self, sent), offers_from(self, sent["displaced"])

        def made() -> str:
            held = hold_festival(facility=self.hall, parts=parts, offers=offers, **self.by)
            # Three keys have room where one id of an answer is kept.
            return ".".join(str(one.pk) for one in held)

        rows = (closure_of(self.hall, int(key)) for key in self.once("festival", made).split("."))
        told = ClosureOut([one for one in rows if one], many=True, context={"hall": self.hall})
        return Response({"closures": told.data}, 201)


class PreviewFestival(HoursView):
    @changing("hours", _("行事で、だれが使えなくなるか"), FestivalIn, DisplacementPreviewOut, seen=False)
    def post(self, request: Request, hall: str) -> Response:
        parts = _parts(self, read(FestivalIn, request))
        return previewed(self, shut_by_closing(self.hall, [one.span for one in parts], ()))


def _parts(view: HoursView, sent: dict[str, Any]) -> list[OneClosure]:
    """Three closures of the whole house, one after the other; without setting up or clearing away fewer."""
    span, ja, en = must_be_ahead(view, sent["span"]), sent["name_ja"], sent["name_en"]
    around = (
        (Span.between(sent["setup_from"] or span.start, span.start), f"{ja}の準備", f"Setting up: {en}"),
        (span, ja, en),
        (Span.between(span.end, sent["clear_until"] or span.end), f"{ja}の片づけ", f"Clearing away: {en}"),
    )
    return [
        OneClosure(part, reason_ja=words, reason_en=english if en else "")
        for part, words, english in around
        if part is not None
    ]
