"""補助金 of a department and a fiscal year: who applied by which scheme, how far each has come, in yen."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions import grants as verbs
from booking.api.choices import GRANT_STEPS
from booking.api.dates import a_day
from booking.api.fields import Body, PlainText, optional_text, read
from booking.api.growing import Growing, paging
from booking.api.headers import version_of
from booking.api.narrowing import Ordered
from booking.api.office.door import OfficeView, YearAsked, year_asked
from booking.api.operations import changing, making, reading
from booking.models import Grant
from booking.queries.grants import grant_at, grants_of, holding, yen_of
from booking.rules.grants import MOST_YEN, ORDER, Step, next_step, to_return

APPLIED = {
    "scheme": "青少年健全育成事業補助金",
    "body": "さくら町子ども会",
    "plan": "B6",
    "day": "2026-09-01",
    "yen": 60_000,
}


class StepTakenOut(serializers.Serializer[Any]):
    step = serializers.ChoiceField(choices=GRANT_STEPS)
    day = serializers.DateField()
    yen = serializers.IntegerField()


class GrantOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    scheme = serializers.CharField()
    body = serializers.CharField()
    plan = serializers.CharField(help_text=_("市の計画の、どの事業か。なければ空の文です。"))
    year = serializers.IntegerField()
    steps = StepTakenOut(many=True, help_text=_("今の記録。手続きの順。"))
    next = serializers.ChoiceField(
        choices=GRANT_STEPS, allow_null=True, help_text=_("次の手続き。終われば null。")
    )
    to_return = serializers.IntegerField(help_text=_("返す額(円)。"))
    version = serializers.IntegerField()


class TakenIn(Body):
    day = a_day(needed=True)
    yen = serializers.IntegerField(min_value=0, max_value=MOST_YEN)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        return {**attrs, "taken": verbs.Taken(attrs["day"], attrs["yen"])}


@extend_schema_serializer(examples=[OpenApiExample("an application", APPLIED)])
class NewGrantIn(TakenIn):
    scheme = PlainText(max_length=verbs.LONGEST)
    body = PlainText(max_length=verbs.LONGEST)
    plan = optional_text(3)


@extend_schema_serializer(
    examples=[OpenApiExample("decided", {"step": "decided", "day": "2026-09-20", "yen": 60_000})]
)
class StepIn(TakenIn):
    step = serializers.ChoiceField(choices=GRANT_STEPS)


@extend_schema_serializer(examples=[OpenApiExample("the last", {"step": "decided"})])
class StepBackIn(Body):
    step = serializers.ChoiceField(choices=GRANT_STEPS)


class GrantView(OfficeView):
    def of(self, public_id: str) -> dict[str, Any]:
        version, found = version_of(self.request), grant_at(self.department, public_id)
        return {"grant": found, "seen": found.revision if version is None else version, **self.by}

    def told(self, public_id: str, status: int = 200) -> Response:
        found = grant_at(self.department, public_id)
        return Response(_told(found), status, headers={"ETag": f'"{found.revision}"'})


class LastBegun(Ordered):
    orderings = ("-begun", "begun")


class Grants(GrantView, Growing):
    serializer_class = GrantOut
    pagination_class = LastBegun
    asks = YearAsked
    queryset = Grant.objects.none()

    def get_queryset(self) -> QuerySet[Grant]:
        return grants_of(self.department, year_asked(self.asked, self.at)[0].year)

    def row(self, one: Grant) -> dict[str, Any]:
        return _told(one)

    @paging("office", _("課の補助金の一覧"), words=_("申請を入れたのが新しい順。"), takes=[YearAsked])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.list(request, *args, **kwargs)

    @making("office", _("補助金の申請を入れる"), NewGrantIn, GrantOut)
    def post(self, request: Request, department: str) -> Response:
        sent = read(NewGrantIn, request)
        told = {name: sent[name] for name in ("scheme", "body", "plan", "taken")}

        def begun() -> str:
            return verbs.begin_grant(department=self.department, **told, **self.by).public_id

        return self.told(self.once("begin_grant", begun), 201)


class GrantDetail(GrantView):
    @reading("office", _("補助金を1つ見る"), GrantOut)
    def get(self, request: Request, department: str, id: str) -> Response:  # noqa: A002  # as the address
        return self.told(id)


class TakeStep(GrantView):
    @changing("office", _("補助金の次の手続きを入れる"), StepIn, GrantOut)
    def post(self, request: Request, department: str, id: str) -> Response:  # noqa: A002
        of, sent = self.of(id), read(StepIn, request)
        verbs.take_step(step=Step(sent["step"]), taken=sent["taken"], **of)
        return self.told(id)


class CorrectStep(GrantView):
    @changing("office", _("補助金の手続きの記録を直す"), StepIn, GrantOut, words=_("前の記録も残ります。"))
    def post(self, request: Request, department: str, id: str) -> Response:  # noqa: A002
        of, sent = self.of(id), read(StepIn, request)
        verbs.correct_step(step=Step(sent["step"]), taken=sent["taken"], **of)
        return self.told(id)


class TakeBackStep(GrantView):
    @changing("office", _("補助金の最後の手続きを取り消す"), StepBackIn, GrantOut)
    def post(self, request: Request, department: str, id: str) -> Response:  # noqa: A002
        of, sent = self.of(id), read(StepBackIn, request)
        verbs.take_back_step(step=Step(sent["step"]), **of)
        return self.told(id)


def _told(one: Grant) -> dict[str, Any]:
    stands, yen = holding(one), yen_of(one)
    return {
        "id": one.public_id,
        "scheme": one.scheme,
        "body": one.body,
        "plan": one.plan,
        "year": one.year,
        "steps": [
            {"step": step, "day": stands[step].day.isoformat(), "yen": stands[step].yen}
            for step in ORDER
            if step in stands
        ],
        "next": next_step(yen),
        "to_return": to_return(yen),
        "version": one.revision,
    }
