"""Who reports 活動日 to a department: schools, nurseries, clubs; asked by a link that is told once."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions import reporters as verbs
from booking.api.choices import REPORT_ANSWERS, REPORTERS, REPORTS_EVERY
from booking.api.dates import a_day
from booking.api.fields import Body, PlainText, read, read_query
from booking.api.growing import ByDay, Growing, paging
from booking.api.office.door import OfficeView
from booking.api.operations import changing, listing, making
from booking.models import Reporter
from booking.queries.activities import answers, reporter_of, reporters_of
from booking.queries.people import today_here
from booking.rules.activities import Every
from booking.rules.indicators import Body as Kind
from booking.rules.names import LONGEST_NAME

MOST_ROWS = 50
NURSERY = {"name": "さくら保育園", "kind": "nursery", "plans": ["B1"], "every": "month"}


class AskedReporterOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(choices=REPORTERS)
    plans = serializers.ListField(child=serializers.CharField(), help_text=_("計画のどの事業の報告か。"))
    every = serializers.ChoiceField(choices=REPORTS_EVERY)
    asked = serializers.BooleanField(help_text=_("リンクが使えるか。止めたものは false。"))
    link_until = serializers.DateField()


class LinkOut(AskedReporterOut):
    link = serializers.CharField(allow_null=True, help_text=_("この答えにだけあります。"))


class AnswerOut(serializers.Serializer[Any]):
    reporter = serializers.CharField()
    first = serializers.DateField()
    last = serializers.DateField()
    answer = serializers.ChoiceField(choices=REPORT_ANSWERS)
    over = serializers.BooleanField(help_text=_("期間がすぎたか。"))


class MonthAsked(serializers.Serializer[Any]):
    day = a_day(help_text=_("この日のある月か四半期。書かなければきょう。"))


@extend_schema_serializer(examples=[OpenApiExample("a nursery", NURSERY)])
class ReporterIn(Body):
    name = PlainText(max_length=LONGEST_NAME)
    kind = serializers.ChoiceField(choices=REPORTERS)
    plans = serializers.ListField(
        child=PlainText(max_length=3), min_length=1, max_length=MOST_ROWS, help_text=_("計画の事業の番号。")
    )
    every = serializers.ChoiceField(choices=REPORTS_EVERY, required=False, default=Every.MONTH.value)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        plans, every = tuple(attrs["plans"]), Every(attrs["every"])
        return {"who": verbs.Who(attrs["name"], Kind(attrs["kind"]), plans, every)}


class ReporterView(OfficeView):
    def linked(self, public_id: str, token: str | None, status: int = 200) -> Response:
        # Only its fingerprint is kept: under the same key the answer tells of no link.
        address = reverse("reporter", args=[token]) if token else ""
        link = self.request.build_absolute_uri(address) if token else None
        return Response({**_told(reporter_of(self.department, public_id)), "link": link}, status)


class LastMadeOn(ByDay):
    orderings = ("-made_on", "made_on")


class Reporters(ReporterView, Growing):
    serializer_class = AskedReporterOut
    pagination_class = LastMadeOn
    queryset = Reporter.objects.none()

    def get_queryset(self) -> QuerySet[Reporter]:
        return reporters_of(self.department)

    def row(self, one: Reporter) -> dict[str, Any]:
        return _told(one)

    @paging("office", _("活動日の報告をたのんでいる先の一覧"), words=_("新しい順。"))
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.list(request, *args, **kwargs)

    @making(
        "office",
        _("活動日の報告をたのむ"),
        ReporterIn,
        LinkOut,
        words=_("リンクは、この答えにだけあります。そのまま、その先に送ってください。"),
    )
    def post(self, request: Request, department: str) -> Response:
        sent, tokens = read(ReporterIn, request), list[str]()

        def made() -> str:
            one, token = verbs.ask_reporter(department=self.department, **sent, **self.by)
            tokens.append(token)
            return one.public_id

        return self.linked(self.once("ask_reporter", made), next(iter(tokens), None), 201)


class ReportersAnswers(ReporterView):
    @listing("office", _("だれが報告したかの一覧"), AnswerOut, takes=[MonthAsked])
    def get(self, request: Request, department: str) -> Response:
        today = today_here(self.at)
        day = read_query(MonthAsked, request).get("day") or today
        rows = [
            {
                "reporter": one.reporter.public_id,
                "first": one.period.first.isoformat(),
                "last": one.period.last.isoformat(),
                "answer": one.answer.value,
                "over": one.over,
            }
            for one in answers(self.department, day, today)
        ]
        return self.listed(rows)


class ChangeReporter(ReporterView):
    @changing("office", _("報告をたのんでいる先を変える"), ReporterIn, AskedReporterOut, seen=False)
    def post(self, request: Request, department: str, id: str) -> Response:  # noqa: A002  # as the address
        found = reporter_of(self.department, id)
        return Response(_told(verbs.change_reporter(reporter=found, **read(ReporterIn, request), **self.by)))


class RenewLink(ReporterView):
    @making(
        "office",
        _("報告のリンクを新しくする"),
        Body,
        LinkOut,
        words=_("前のリンクは、すぐに使えなくなります。"),
    )
    def post(self, request: Request, department: str, id: str) -> Response:  # noqa: A002
        read(Body, request)
        found, tokens = reporter_of(self.department, id), list[str]()

        def renewed() -> str:
            tokens.append(verbs.renew_link(reporter=found, **self.by))
            return found.public_id

        return self.linked(self.once("renew_link", renewed), next(iter(tokens), None), 201)


class RevokeLink(ReporterView):
    @changing(
        "office",
        _("報告をたのむのをやめる"),
        Body,
        AskedReporterOut,
        words=_("リンクは使えなくなります。これまでの報告は残ります。"),
        seen=False,
    )
    def post(self, request: Request, department: str, id: str) -> Response:  # noqa: A002
        read(Body, request)
        return Response(_told(verbs.revoke_link(reporter=reporter_of(self.department, id), **self.by)))


def _told(one: Reporter) -> dict[str, Any]:
    return {
        "id": one.public_id,
        **{name: getattr(one, name) for name in ("name", "kind", "plans", "every")},
        "asked": one.token_hash is not None,
        "link_until": one.link_until.isoformat(),
    }
