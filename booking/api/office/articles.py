"""届いた記事: read by the department before they appear; accepted, asked about, or declined kindly."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions import articles as verbs
from booking.api.choices import ARTICLE_STATES, DECLINES
from booking.api.fields import Body, PlainText, read
from booking.api.growing import FirstSent, Growing, paging
from booking.api.headers import version_of
from booking.api.office.door import OfficeView
from booking.api.operations import changing
from booking.models import Article
from booking.queries.news import article_of, articles_of


class SentArticleOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    day = serializers.DateField(help_text=_("届いた日。"))
    pen_name = serializers.CharField()
    title = serializers.CharField()
    text = serializers.CharField()
    band = serializers.CharField()
    state = serializers.ChoiceField(choices=ARTICLE_STATES)
    said = serializers.CharField(help_text=_("聞いたことか、断ったわけの鍵。"))
    version = serializers.IntegerField()


@extend_schema_serializer(examples=[OpenApiExample("a question", {"question": "だれの絵ですか"})])
class QuestionIn(Body):
    question = PlainText(max_length=verbs.LONGEST_SAID)


@extend_schema_serializer(examples=[OpenApiExample("too many", {"reason": "full"})])
class DeclineIn(Body):
    reason = serializers.ChoiceField(choices=DECLINES)


class ArticlesAsked(django_filters.FilterSet):  # type: ignore[misc]  # the base has no types
    state = django_filters.MultipleChoiceFilter(choices=[(one, one) for one in ARTICLE_STATES])


class SentArticles(OfficeView, Growing):
    serializer_class = SentArticleOut
    pagination_class = FirstSent
    filterset_class = ArticlesAsked
    queryset = Article.objects.none()

    def get_queryset(self) -> QuerySet[Article]:
        return articles_of(self.department)

    def row(self, one: Article) -> dict[str, Any]:
        return _told(one)

    @paging("office", _("届いた記事の一覧"), words=_("まだのせていないもの。"))
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.list(request, *args, **kwargs)


class DecideView(OfficeView):
    def of(self, public_id: str) -> dict[str, Any]:
        """What every decision takes; Absent for another department's, before the version is looked at."""
        version, found = version_of(self.request), article_of(self.department, public_id)
        seen = found.revision if version is None else version
        return {"department": self.department, "public_id": public_id, "seen": seen, **self.by}

    def told(self, public_id: str) -> Response:
        found = article_of(self.department, public_id)
        return Response(_told(found), headers={"ETag": f'"{found.revision}"'})


class AcceptArticle(DecideView):
    @changing("office", _("記事をのせることにする"), Body, SentArticleOut)
    def post(self, request: Request, department: str, id: str) -> Response:  # noqa: A002  # as the address
        told = self.of(id)
        read(Body, request)
        verbs.accept_article(**told)
        return self.told(id)


class AskWriter(DecideView):
    @changing("office", _("記事を書いた人に聞く"), QuestionIn, SentArticleOut)
    def post(self, request: Request, department: str, id: str) -> Response:  # noqa: A002
        told = self.of(id)
        verbs.ask_writer(question=read(QuestionIn, request)["question"], **told)
        return self.told(id)


class DeclineArticle(DecideView):
    @changing("office", _("記事をのせないことにする"), DeclineIn, SentArticleOut)
    def post(self, request: Request, department: str, id: str) -> Response:  # noqa: A002
        told = self.of(id)
        verbs.decline_article(reason=read(DeclineIn, request)["reason"], **told)
        return self.told(id)


class ReopenArticle(DecideView):
    @changing("office", _("記事をもう一度読むことにする"), Body, SentArticleOut, seen=False)
    def post(self, request: Request, department: str, id: str) -> Response:  # noqa: A002
        read(Body, request)
        verbs.reopen_article(department=self.department, public_id=id, **self.by)
        return self.told(id)


def _told(one: Article) -> dict[str, Any]:
    kept = ("pen_name", "title", "text", "band", "state", "said")
    return {
        "id": one.public_id,
        "day": one.day.isoformat(),
        **{name: getattr(one, name) for name in kept},
        "version": one.revision,
    }
