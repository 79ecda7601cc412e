"""The closures of one year copied to the next in one act, each to the same weekday or the same date."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.closures import OneClosure, close
from booking.api.desk.closures import KIND, ClosureOut, HoursView
from booking.api.desk.door import key_in
from booking.api.desk.offers import DISPLACED, DisplacementPreviewOut, DisplacingIn, offers_from, previewed
from booking.api.fields import Body, Unfitting, read
from booking.api.operations import changing, making
from booking.queries.bookings import Absent
from booking.queries.displacing import shut_by_closing
from booking.queries.openings import closures_once
from facilities.actions.closures import standing
from facilities.models import Closure
from facilities.rules.closures import a_year_later
from facilities.rules.spans import Span

WEEKDAY, DATE = "weekday", "date"
MOST_COPIED = 60  # as many as the page shows of a month
A_CLOSURE = {"closure": "abcdefgh23456", "to": WEEKDAY}


class CopyOneIn(Body):
    closure = serializers.SlugField(
        max_length=50, help_text=_("休みの id。くりかえす休みは、ひとりでに続きます。")
    )
    to = serializers.ChoiceField(
        choices=[WEEKDAY, DATE], help_text=_("1年あとの、`weekday` は同じ曜日、`date` は同じ日にちに。")
    )


@extend_schema_serializer(
    examples=[
        OpenApiExample("as last year", {"closures": [A_CLOSURE]}),
        OpenApiExample("over bookings", {"closures": [A_CLOSURE], "displaced": DISPLACED}),
    ]
)
class CopiesIn(DisplacingIn):
    """Dated closures, each with the day of the next year to which it is copied."""

    closures = CopyOneIn(many=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        named = [one["closure"] for one in attrs["closures"]]
        if not 0 < len(named) <= MOST_COPIED or len(set(named)) < len(named):
            told = _("写す休みを、1つから%(most)dつまで、1回ずつ書いてください。") % {"most": MOST_COPIED}
            raise Unfitting({"closures": [told]})
        return attrs


class CopiedOut(serializers.Serializer[Any]):
    closures = ClosureOut(many=True)


class CopyClosures(HoursView):
    @making(
        "hours",
        _("休みを次の年に写す"),
        CopiesIn,
        CopiedOut,
        words=_("えらんだ休みを、1つの操作で写します。`acts/<id>/undo/` で、いっしょにもどせます。"),
    )
    def post(self, request: Request, hall: str) -> Response:
        sent = read(CopiesIn, request)
        wanted, offers = _wanted(self, sent), offers_from(self, sent["displaced"])

        def made() -> str:
            first, *_others = close(facility=self.hall, closures=wanted, offers=offers, **self.by)
            return str(first.pk)

        # An answer keeps one id, and sixty have no room there: under the same key they are found anew.
        self.once("copy_closures", made)
        found = [standing(facility=self.hall, closure=one) for one in wanted]
        told = ClosureOut([one for one in found if one], many=True, context={"hall": self.hall})
        return Response({"closures": told.data}, 201)


class PreviewCopies(HoursView):
    @changing("hours", _("写すと、だれが使えなくなるか"), CopiesIn, DisplacementPreviewOut, seen=False)
    def post(self, request: Request, hall: str) -> Response:
        wanted = _wanted(self, read(CopiesIn, request))
        shut = [one for copy in wanted for one in shut_by_closing(self.hall, [copy.span], copy.rooms)]
        return previewed(self, shut)


def _wanted(view: HoursView, sent: dict[str, Any]) -> Sequence[OneClosure]:
    """Absent for what was not closed once at this hall; ValidationError for a copy that would be over."""
    to = {key_in(KIND, one["closure"]): one["to"] for one in sent["closures"]}
    found = closures_once(view.hall, list(to))
    if len(found) < len(to):
        raise Absent(view.hall.slug)
    copies = [_copy(view, one, to[one.pk]) for one in found]
    if any(copy.span.end <= view.at for copy in copies):
        raise Unfitting({"closures": [_("もうすぎた時間です。これからの日にちにしてください。")]})
    return copies


def _copy(view: HoursView, one: Closure, to: str) -> OneClosure:
    span = a_year_later(Span(one.start, one.end), view.zone, same_weekday=to == WEEKDAY)
    return OneClosure(span, tuple(room.slug for room in one.rooms.all()), one.reason_ja, one.reason_en)
