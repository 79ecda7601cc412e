"""市報の号 of a department: those that stand, out or not, and one taken back that did not go out."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.news import make_issue, withdraw_issue
from booking.api.fields import Body, read
from booking.api.news import IssueFull, IssueOut, Newest, line_data
from booking.api.office.door import OfficeView
from booking.api.office.issue_drafts import NewsIssueIn, draft_of
from booking.api.operations import changing, making
from booking.models import NewsIssue
from booking.queries.news import issue_of, issues_of


class OfficeIssues(OfficeView, ListAPIView[NewsIssue]):
    serializer_class = IssueOut
    pagination_class = Newest
    queryset = NewsIssue.objects.none()

    def get_queryset(self) -> QuerySet[NewsIssue]:
        return issues_of(self.department)

    @extend_schema(
        tags=["office"], summary=_("課の市報の号の一覧"), description=_("まだ出していない号も入ります。")
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.list(request, *args, **kwargs)

    @making(
        "office",
        _("市報の号を決める"),
        NewsIssueIn,
        IssueFull,
        words=_(
            "今のようすで作ります。preview/ のあとで変わったことも入ります。記事は、印刷したことになります。"
        ),
    )
    def post(self, request: Request, department: str) -> Response:
        sent = read(NewsIssueIn, request)

        def made() -> str:
            draft = draft_of(self.department, sent)
            return make_issue(department=self.department, draft=draft, **self.by).public_id

        found = issue_of(self.department, self.once("make_issue", made))
        return Response({**IssueOut(found).data, "lines": [line_data(one) for one in found.lines]}, 201)


class WithdrawIssue(OfficeView):
    @changing(
        "office",
        _("市報の号を取り消す"),
        Body,
        None,
        words=_("お知らせしたことには、なりません。記事は、次の号を待ちます。"),
        seen=False,
    )
    def post(self, request: Request, department: str, id: str) -> Response:  # noqa: A002  # as the address
        read(Body, request)
        withdraw_issue(department=self.department, public_id=id, **self.by)
        return Response(status=204)
