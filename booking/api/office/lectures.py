"""出前講座の対応: what groups have asked for; a date is taken or proposed, or it is declined; and counted."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions import lecture_requests as verbs
from booking.api.choices import LECTURE_STATES
from booking.api.desk.door import key_in
from booking.api.desk.heads import HEADS, HeadsIn, counts_from, heads_help
from booking.api.desk.heads import told as heads_told
from booking.api.fields import Body, Instant, PlainText, read
from booking.api.growing import FirstAsked, Growing, LastAsked, paging
from booking.api.headers import version_of
from booking.api.lectures import DATE, LectureRequestOut, request_data
from booking.api.office.door import OfficeView, YearAsked, year_asked
from booking.api.operations import changing
from booking.models import LectureRequest
from booking.queries.lectures import answered_requests, request_of, waiting_requests
from booking.rules.lectures import State
from facilities.rules.spans import Span

ANSWERED = [one for one in LECTURE_STATES if one != State.ASKED]
WHY = {"why": "その日は、話せる人がいません"}


class AskedLectureOut(LectureRequestOut):
    counts = serializers.DictField(
        child=serializers.DictField(child=serializers.IntegerField()), help_text=heads_help()
    )


@extend_schema_serializer(examples=[OpenApiExample("the first", {"date": "23456789abcde"})])
class TakeIn(Body):
    date = serializers.SlugField(max_length=16, help_text=_("dates の id。"))


@extend_schema_serializer(examples=[OpenApiExample("later", {"start": "2027-01-15T14:00:00+09:00"})])
class ProposeDateIn(Body):
    start = Instant()


@extend_schema_serializer(examples=[OpenApiExample("why", WHY)])
class LectureWhyIn(Body):
    why = PlainText(max_length=verbs.LONGEST_WHY, help_text=_("グループが読むわけ。"))


@extend_schema_serializer(examples=[OpenApiExample("so many", {"counts": HEADS})])
class LectureCountIn(Body):
    counts = HeadsIn(help_text=heads_help())


class LecturesView(OfficeView, Growing):
    serializer_class = AskedLectureOut
    queryset = LectureRequest.objects.none()

    def row(self, one: LectureRequest) -> dict[str, Any]:
        return _told(one)


class WaitingLectures(LecturesView):
    pagination_class = FirstAsked

    def get_queryset(self) -> QuerySet[LectureRequest]:
        return waiting_requests(self.department)

    @paging("office", _("返事を待つ出前講座の一覧"))
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.list(request, *args, **kwargs)


class AnsweredAsked(django_filters.FilterSet):  # type: ignore[misc]  # the base has no types
    state = django_filters.MultipleChoiceFilter(choices=[(one, one) for one in ANSWERED])


class AnsweredLectures(LecturesView):
    pagination_class = LastAsked
    filterset_class = AnsweredAsked
    asks = YearAsked

    def get_queryset(self) -> QuerySet[LectureRequest]:
        return answered_requests(self.department, *year_asked(self.asked, self.at))

    @paging(
        "office",
        _("返事をした出前講座の一覧"),
        words=_("申しこまれたのが新しい順。"),
        takes=[YearAsked],
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.list(request, *args, **kwargs)


class AnswerView(OfficeView):
    def asked(self, public_id: str) -> tuple[LectureRequest, int]:
        """With the revision that the caller saw."""
        version, found = version_of(self.request), request_of(self.department, public_id)
        return found, found.revision if version is None else version

    def told(self, public_id: str) -> Response:
        found = request_of(self.department, public_id)
        return Response(_told(found), headers={"ETag": f'"{found.revision}"'})


class TakeDate(AnswerView):
    @changing("office", _("出前講座の日を決める"), TakeIn, AskedLectureOut)
    def post(self, request: Request, department: str, id: str) -> Response:  # noqa: A002  # as the address
        found, seen = self.asked(id)
        date = key_in(DATE, read(TakeIn, request)["date"])
        verbs.take_date(request=found, date=date, seen=seen, **self.by)
        return self.told(id)


class ProposeDate(AnswerView):
    @changing("office", _("出前講座の別の日をすすめる"), ProposeDateIn, AskedLectureOut)
    def post(self, request: Request, department: str, id: str) -> Response:  # noqa: A002
        (found, seen), start = self.asked(id), read(ProposeDateIn, request)["start"]
        span = Span(start, start + found.lecture.minutes * 60)
        verbs.propose_date(request=found, span=span, seen=seen, **self.by)
        return self.told(id)


class DeclineLecture(AnswerView):
    @changing("office", _("出前講座を断る"), LectureWhyIn, AskedLectureOut)
    def post(self, request: Request, department: str, id: str) -> Response:  # noqa: A002
        (found, seen), why = self.asked(id), read(LectureWhyIn, request)["why"]
        verbs.decline_lecture(request=found, why=why, seen=seen, **self.by)
        return self.told(id)


class CallOffLecture(AnswerView):
    @changing("office", _("決まった出前講座を中止にする"), LectureWhyIn, AskedLectureOut, seen=False)
    def post(self, request: Request, department: str, id: str) -> Response:  # noqa: A002
        why = read(LectureWhyIn, request)["why"]
        verbs.call_off_lecture(request=request_of(self.department, id), why=why, **self.by)
        return self.told(id)


class ReopenLecture(AnswerView):
    @changing("office", _("出前講座の返事を取り消す"), Body, AskedLectureOut, seen=False)
    def post(self, request: Request, department: str, id: str) -> Response:  # noqa: A002
        read(Body, request)
        verbs.reopen_lecture(request=request_of(self.department, id), **self.by)
        return self.told(id)


class CountLecture(AnswerView):
    @changing("office", _("出前講座に来た人数を入れる"), LectureCountIn, AskedLectureOut, seen=False)
    def post(self, request: Request, department: str, id: str) -> Response:  # noqa: A002
        counts = counts_from(read(LectureCountIn, request)["counts"])
        verbs.count_lecture(request=request_of(self.department, id), counts=counts, **self.by)
        return self.told(id)


def _told(one: LectureRequest) -> dict[str, Any]:
    return {**request_data(one), "counts": heads_told(one.counts.all())}
