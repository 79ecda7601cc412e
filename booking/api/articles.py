"""記事: for the children's special, under a pen name and without an account; and back to it by a code."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.articles import (
    LONGEST_PEN_NAME,
    LONGEST_TEXT,
    LONGEST_TITLE,
    Written,
    as_code,
    change_article,
    submit_article,
    withdraw_article,
)
from booking.actions.tries import seconds_to_open, seconds_to_write
from booking.api.choices import ARTICLE_STATES, BANDS_OF_AGE
from booking.api.fields import Body, Lines, PlainText, read
from booking.api.headers import key_of
from booking.api.joining import StrangerView
from booking.api.operations import changing, making
from booking.labels.news import DECLINED
from booking.models import Article
from booking.models.keys import fingerprint, first_code, repeated_code
from booking.queries.bookings import Absent
from booking.queries.news import article_by
from facilities.clock import now

SOUP = {
    "pen_name": "みずたま",
    "title": "給食のスープ",
    "text": "あたたかくて、おいしいです。",
    "band": "elementary",
}
CODE = {"code": "abcd-efgh-jkmn"}


class WrittenIn(Body):
    pen_name = PlainText(max_length=LONGEST_PEN_NAME, help_text=_("ペンネーム。本名は書きません。"))
    title = PlainText(max_length=LONGEST_TITLE)
    text = Lines(max_length=LONGEST_TEXT)
    band = serializers.ChoiceField(choices=["", *BANDS_OF_AGE], required=False, default="")


@extend_schema_serializer(examples=[OpenApiExample("an article", SOUP)])
class ArticleIn(WrittenIn):
    """Nobody's account stands beside it."""


@extend_schema_serializer(examples=[OpenApiExample("a code", CODE)])
class CodeIn(Body):
    code = PlainText(max_length=40, help_text=_("送ったときの答えにあった番号。"))


@extend_schema_serializer(examples=[OpenApiExample("other words", {**CODE, **SOUP})])
class ChangedIn(WrittenIn, CodeIn):
    """All of it, anew."""


class SentOut(serializers.Serializer[Any]):
    code = serializers.CharField(help_text=_("この番号で、あとから見たり変えたりできます。"))


class ArticleOut(serializers.Serializer[Any]):
    pen_name = serializers.CharField()
    title = serializers.CharField()
    text = serializers.CharField()
    band = serializers.CharField(help_text=_("年齢区分。書かなければ空の文です。"))
    state = serializers.ChoiceField(choices=ARTICLE_STATES)
    said = serializers.CharField(help_text=_("市の人からの質問か、のせないわけ。なければ空の文です。"))
    printed = serializers.BooleanField()


class Articles(StrangerView):
    @making(
        "articles",
        _("記事を送る"),
        ArticleIn,
        SentOut,
        words=_("サインインはいりません。多すぎるときは待ちます(429)。"),
    )
    def post(self, request: Request) -> Response:
        sent = read(ArticleIn, request)
        code = the_same_again(request, "booking.api.articles")
        # Sent again under its key it is there already, and nobody waits for that.
        if article_by(fingerprint(code)) is None:
            self.paced(seconds_to_write)
            submit_article(written=Written(**sent), code=code, now=now())
        return Response({"code": code}, 201)


class OwnArticle(StrangerView):
    def opened(self, code: str) -> Article:
        """Absent, also for one whose words are erased."""
        self.paced(seconds_to_open)
        found = article_by(fingerprint(as_code(code)))
        if found is None or found.erased_at is not None:
            raise Absent(code)
        return found


class ReadArticle(OwnArticle):
    @changing(
        "articles",
        _("送った記事を見る"),
        CodeIn,
        ArticleOut,
        words=_("番号をアドレスに書かないように、POST です。何も変わりません。"),
        seen=False,
    )
    def post(self, request: Request) -> Response:
        return Response(_told(self.opened(read(CodeIn, request)["code"])))


class ChangeArticle(OwnArticle):
    @changing("articles", _("送った記事を変える"), ChangedIn, ArticleOut, seen=False)
    def post(self, request: Request) -> Response:
        sent = read(ChangedIn, request)
        code = sent.pop("code")
        self.opened(code)
        return Response(_told(change_article(code=code, written=Written(**sent), now=now())))


class WithdrawArticle(OwnArticle):
    @changing("articles", _("送った記事を取り下げる"), CodeIn, None, words=_("文は残りません。"), seen=False)
    def post(self, request: Request) -> Response:
        code = read(CodeIn, request)["code"]
        self.opened(code)
        withdraw_article(code=code, now=now())
        return Response(status=204)


def the_same_again(request: Request, salt: str, *where: str) -> str:
    """The code of a request that is sent again is that of the first one: there is no account to which a key
    could belong, so it stands for all that was sent, and where to."""
    key = key_of(request)
    return repeated_code(salt, [key, request.data, *where]) if key else first_code()


def _told(found: Article) -> dict[str, Any]:
    return {
        **{name: getattr(found, name) for name in ("pen_name", "title", "text", "band", "state")},
        "said": str(DECLINED.get(found.said, found.said)),
        "printed": found.issue_id is not None,
    }
