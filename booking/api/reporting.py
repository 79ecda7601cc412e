"""Schools, nurseries, clubs and NPOs report their activity days, by a link and without an account.

The link is sent in the body: an address is written into logs on its way.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions import activities as verbs
from booking.actions.activities import LONGEST_PLACE, Told
from booking.api.choices import REPORT_STATES
from booking.api.dates import a_day
from booking.api.desk.heads import HEADS, HeadsIn, counts_from, heads_help, told
from booking.api.fields import Body, PlainText, WordsOut, read
from booking.api.guardians import LINK, LinkIn
from booking.api.headers import version_of
from booking.api.joining import StrangerView
from booking.api.operations import changing
from booking.models import ActivityDay, Reporter
from booking.queries.activities import day_of, days_of, unanswered
from booking.queries.people import today_here
from booking.rules.activities import AT_ONCE, reportable_from
from facilities.clock import now

A_DAY: dict[str, Any] = {"day": "2026-11-12", "place": "園庭", "plan": "B1", "counts": HEADS}
OF_DAY = {**LINK, "id": "23456789abcdefgh"}


class PeriodOut(serializers.Serializer[Any]):
    first = serializers.DateField()
    last = serializers.DateField()


class ReportedOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    day = serializers.DateField()
    place = serializers.CharField()
    plan = serializers.CharField(help_text=_("市の計画の、どの事業か。"))
    counts = serializers.DictField(child=serializers.DictField(child=serializers.IntegerField()))
    state = serializers.ChoiceField(choices=REPORT_STATES)
    why = serializers.CharField(help_text=_("返されたわけ。なければ空の文です。"))
    version = serializers.IntegerField()


class ReporterOut(serializers.Serializer[Any]):
    name = serializers.CharField()
    department = WordsOut()
    plans = serializers.ListField(child=serializers.CharField())
    link_until = serializers.DateField()
    reportable_from = serializers.DateField()
    owed = PeriodOut(many=True, help_text=_("まだ報告のない期間。"))
    days = ReportedOut(many=True)


class DayIn(Body):
    day = a_day(needed=True)
    place = PlainText(max_length=LONGEST_PLACE)
    plan = PlainText(max_length=3)
    counts = HeadsIn(help_text=heads_help())


@extend_schema_serializer(examples=[OpenApiExample("a day", {**LINK, "days": [A_DAY]})])
class DaysIn(LinkIn):
    days = serializers.ListField(child=DayIn(), min_length=1, max_length=AT_ONCE)


@extend_schema_serializer(examples=[OpenApiExample("other numbers", {**OF_DAY, **A_DAY})])
class CorrectedIn(LinkIn, DayIn):
    """All of it, anew."""

    id = serializers.SlugField(max_length=16)


@extend_schema_serializer(examples=[OpenApiExample("one of them", OF_DAY)])
class OfDayIn(LinkIn):
    id = serializers.SlugField(max_length=16)


@extend_schema_serializer(examples=[OpenApiExample("a month", {**LINK, "first": "2026-11-01"})])
class NothingIn(LinkIn):
    first = a_day(needed=True)


class ReporterView(StrangerView):
    def told(self, link: str) -> Response:
        found = verbs.look_at_link(link_token=link, now=now())
        return Response(_told(found, today_here(now())))


class ReporterPage(ReporterView):
    @changing(
        "reports",
        _("外での活動の報告を見る"),
        LinkIn,
        ReporterOut,
        words=_("リンクをアドレスに書かないように、POST です。何も変わりません。"),
        seen=False,
    )
    def post(self, request: Request) -> Response:
        return self.told(read(LinkIn, request)["link"])


class SendDays(ReporterView):
    @changing(
        "reports",
        _("活動した日を報告する"),
        DaysIn,
        ReporterOut,
        words=_("全部か、1つも受け取らないかです。もうある報告と同じものは、同じ報告です。"),
        seen=False,
    )
    def post(self, request: Request) -> Response:
        sent = read(DaysIn, request)
        days = [_day(one) for one in sent["days"]]
        try:
            verbs.send_days(link_token=sent["link"], days=days, now=now())
        except verbs.Wrong as wrong:
            raise wrong.why from wrong
        return self.told(sent["link"])


class CorrectDay(ReporterView):
    @changing(
        "reports",
        _("報告を直す"),
        CorrectedIn,
        ReporterOut,
        words=_("If-Match は、その日の `version` です。"),
    )
    def post(self, request: Request) -> Response:
        version, sent, at = version_of(request), read(CorrectedIn, request), now()
        link, public_id = sent["link"], sent["id"]
        if version is None:
            version = day_of(verbs.look_at_link(link_token=link, now=at), public_id).revision
        verbs.correct_day(link_token=link, public_id=public_id, told=_day(sent), seen=version, now=at)
        return self.told(link)


class WithdrawDay(ReporterView):
    @changing("reports", _("報告を取り下げる"), OfDayIn, ReporterOut, seen=False)
    def post(self, request: Request) -> Response:
        sent = read(OfDayIn, request)
        verbs.withdraw_day(link_token=sent["link"], public_id=sent["id"], now=now())
        return self.told(sent["link"])


class SendAgain(ReporterView):
    @changing("reports", _("取り下げた報告をもどす"), OfDayIn, ReporterOut, seen=False)
    def post(self, request: Request) -> Response:
        sent = read(OfDayIn, request)
        verbs.send_again(link_token=sent["link"], public_id=sent["id"], now=now())
        return self.told(sent["link"])


class SayNothing(ReporterView):
    @changing("reports", _("活動がなかったと答える"), NothingIn, ReporterOut, seen=False)
    def post(self, request: Request) -> Response:
        sent = read(NothingIn, request)
        verbs.say_nothing(link_token=sent["link"], day=sent["first"], now=now())
        return self.told(sent["link"])


def _day(sent: dict[str, Any]) -> Told:
    return Told(sent["day"], sent["place"], sent["plan"], counts_from(sent["counts"]))


def _told(found: Reporter, today: date) -> dict[str, Any]:
    office = found.department
    owed = unanswered(found, today)
    return {
        "name": found.name,
        "department": {"ja": office.name_ja, "en": office.name_en},
        "plans": found.plans,
        "link_until": found.link_until.isoformat(),
        "reportable_from": reportable_from(today).isoformat(),
        "owed": [{"first": one.first.isoformat(), "last": one.last.isoformat()} for one in owed],
        "days": reported_data(days_of(found, today)),
    }


def reported_data(days: Sequence[ActivityDay]) -> list[dict[str, Any]]:
    """As ReportedOut describes them."""
    return [
        {
            "id": one.public_id,
            "day": one.day.isoformat(),
            "place": one.place,
            "plan": one.plan,
            "counts": told(one.counts.all()),
            "state": one.state,
            "why": one.why,
            "version": one.revision,
        }
        for one in days
    ]
