"""やってみたいこと: suggested to a hall, with an account or under a pen name; and the hall's answer."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions import suggestions as verbs
from booking.actions.articles import as_code
from booking.actions.tries import seconds_to_open, seconds_to_suggest
from booking.api.articles import CodeIn, the_same_again
from booking.api.choices import SUGGESTION_STATES
from booking.api.fields import Body, Lines, PlainText, read
from booking.api.growing import Growing, LastSent, paging
from booking.api.joining import StrangerView
from booking.api.operations import changing, making
from booking.api.private import PrivateView
from booking.models import Suggestion
from booking.models.keys import fingerprint
from booking.queries.bookings import Absent
from booking.queries.groups import groups_of
from booking.queries.suggestions import own_suggestions, suggestion_by
from facilities.clock import now
from facilities.models import Facility
from facilities.queries.halls import published_halls

STARS = {"title": "星を見る会", "text": "屋上で、みんなで星を見たいです。"}


class IdeaIn(Body):
    title = PlainText(max_length=verbs.LONGEST_TITLE)
    text = Lines(max_length=verbs.LONGEST_TEXT)


@extend_schema_serializer(examples=[OpenApiExample("stars", STARS)])
class SuggestIn(IdeaIn):
    group = serializers.SlugField(
        max_length=16,
        required=False,
        allow_null=True,
        default=None,
        help_text=_("グループとして送るとき、その id。"),
    )


@extend_schema_serializer(examples=[OpenApiExample("stars", {**STARS, "pen_name": "みずたま"})])
class SuggestUnnamedIn(IdeaIn):
    pen_name = PlainText(max_length=verbs.LONGEST_PEN_NAME, help_text=_("ペンネーム。本名は書きません。"))


class SuggestionOut(serializers.Serializer[Any]):
    hall = serializers.SlugField()
    title = serializers.CharField()
    text = serializers.CharField()
    state = serializers.ChoiceField(choices=SUGGESTION_STATES)
    answer = serializers.CharField(help_text=_("館の返事。まだなら空の文です。"))
    programme = serializers.CharField(allow_null=True, help_text=_("そこからできた行事の id。"))


class OwnSuggestionOut(SuggestionOut):
    id = serializers.CharField()
    group = serializers.CharField(allow_null=True)


class SuggestedOut(serializers.Serializer[Any]):
    code = serializers.CharField(help_text=_("この番号で、あとから返事を見られます。"))


class Suggest(PrivateView):
    @making("programmes", _("館に、やってみたいことを送る"), SuggestIn, OwnSuggestionOut)
    def post(self, request: Request, hall: str) -> Response:
        found, sent = _hall(hall), read(SuggestIn, request)
        group = None
        if sent["group"]:
            group = next((one for one in groups_of(self.somebody) if one.public_id == sent["group"]), None)
            if group is None:
                raise Absent(sent["group"])
        idea = verbs.Idea(sent["title"], sent["text"])

        def made() -> str:
            asked: dict[str, Any] = {"person": self.somebody, "group": group, "now": now()}
            one, _code = verbs.suggest_programme(facility=found, idea=idea, **asked)
            return one.public_id

        key = self.once("suggest_programme", made)
        return Response(_own(own_suggestions(self.somebody).get(public_id=key)), 201)


class OwnSuggestions(Growing):
    serializer_class = OwnSuggestionOut
    pagination_class = LastSent
    queryset = Suggestion.objects.none()

    def get_queryset(self) -> QuerySet[Suggestion]:
        return own_suggestions(self.somebody)

    def row(self, one: Suggestion) -> dict[str, Any]:
        return _own(one)

    @paging("programmes", _("自分が送った、やってみたいことの一覧"), words=_("新しい順。"))
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.list(request, *args, **kwargs)


class WithdrawSuggestion(PrivateView):
    @changing(
        "programmes", _("やってみたいことを取り下げる"), Body, None, words=_("文は残りません。"), seen=False
    )
    def post(self, request: Request, id: str) -> Response:  # noqa: A002  # as the address
        read(Body, request)
        found = own_suggestions(self.somebody).filter(public_id=id).first()
        if found is None:
            raise Absent(id)
        verbs.withdraw_suggestion(suggestion=found, person=self.somebody, now=now())
        return Response(status=204)


class SuggestUnnamed(StrangerView):
    @making(
        "programmes",
        _("アカウントなしで、館にやってみたいことを送る"),
        SuggestUnnamedIn,
        SuggestedOut,
        words=_("サインインはいりません。多すぎるときは待ちます(429)。"),
    )
    def post(self, request: Request, hall: str) -> Response:
        found, sent = _hall(hall), read(SuggestUnnamedIn, request)
        code = the_same_again(request, "booking.api.suggestions", hall)
        # Sent again under its key it is there already, and nobody waits for that.
        if suggestion_by(fingerprint(code)) is None:
            self.paced(seconds_to_suggest)
            idea = verbs.Idea(sent["title"], sent["text"], sent["pen_name"])
            verbs.suggest_programme(facility=found, idea=idea, person=None, code=code, now=now())
        return Response({"code": code}, 201)


class SuggestionView(StrangerView):
    def opened(self, request: Request) -> Suggestion:
        code = read(CodeIn, request)["code"]
        self.paced(seconds_to_open)
        found = suggestion_by(fingerprint(as_code(code)))
        if found is None:
            raise Absent
        return found


class ReadSuggestion(SuggestionView):
    @changing(
        "programmes",
        _("送ったやってみたいことと、その返事を見る"),
        CodeIn,
        SuggestionOut,
        words=_("番号をアドレスに書かないように、POST です。何も変わりません。"),
        seen=False,
    )
    def post(self, request: Request) -> Response:
        return Response(told(self.opened(request)))


class TakeBackSuggestion(SuggestionView):
    @changing(
        "programmes",
        _("番号で送ったやってみたいことを取り下げる"),
        CodeIn,
        None,
        words=_("文は残りません。"),
        seen=False,
    )
    def post(self, request: Request) -> Response:
        verbs.withdraw_suggestion(suggestion=self.opened(request), person=None, now=now())
        return Response(status=204)


def _hall(slug: str) -> Facility:
    found = published_halls().filter(slug=slug).first()
    if found is None:
        raise Absent(slug)
    return found


def told(one: Suggestion) -> dict[str, Any]:
    """As SuggestionOut describes it."""
    return {
        "hall": one.facility.slug,
        **{name: getattr(one, name) for name in ("title", "text", "state", "answer")},
        "programme": one.programme.public_id if one.programme else None,
    }


def _own(one: Suggestion) -> dict[str, Any]:
    return {"id": one.public_id, "group": one.group.public_id if one.group else None, **told(one)}
