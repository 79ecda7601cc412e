"""やってみたいこと at the desk: what was suggested to the hall, read and answered."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.suggestions import LONGEST_ANSWER, answer_suggestion, reopen_suggestion
from booking.api.choices import SUGGESTION_ANSWERS
from booking.api.desk.door import DeskView
from booking.api.fields import Body, PlainText, read, shown
from booking.api.headers import version_of
from booking.api.operations import changing
from booking.api.suggestions import SuggestionOut, told
from booking.labels import party_name
from booking.models import Suggestion
from booking.queries.programmes import programme_at
from booking.queries.suggestions import suggestion_at, suggestions_at
from booking.rules.staff import Right
from booking.rules.suggestions import State
from facilities.api.reading import Pages


class SentSuggestionOut(SuggestionOut):
    id = serializers.CharField()
    who = serializers.CharField(help_text=_("グループの名前、本人のよび名、またはペンネーム。"))
    sent_at = serializers.DateTimeField()
    version = serializers.IntegerField()


@extend_schema_serializer(
    examples=[OpenApiExample("let us talk", {"state": "talked", "answer": "今度、話しませんか。"})]
)
class AnswerSuggestionIn(Body):
    state = serializers.ChoiceField(choices=SUGGESTION_ANSWERS)
    answer = PlainText(max_length=LONGEST_ANSWER)
    programme = serializers.SlugField(
        max_length=16, required=False, allow_null=True, default=None, help_text=_("そこからできた行事の id。")
    )


class LatestSent(Pages):
    ordering = ("-sent_at", "-pk")


class SuggestionsView(DeskView):
    right = Right.PROGRAMMES

    def one(self, public_id: str) -> Response:
        found = suggestion_at(self.hall, public_id)
        return Response(self.row(found), headers={"ETag": f'"{found.revision}"'})

    def row(self, one: Suggestion) -> dict[str, Any]:
        who = party_name(one) if one.group or one.person else one.pen_name
        sent = shown(one.sent_at, self.zone)
        return {"id": one.public_id, "who": who, "sent_at": sent, "version": one.revision, **told(one)}


class DeskSuggestions(SuggestionsView, ListAPIView[Suggestion]):
    serializer_class = SentSuggestionOut
    pagination_class = LatestSent
    queryset = Suggestion.objects.none()

    def get_queryset(self) -> QuerySet[Suggestion]:
        return suggestions_at(self.hall).select_related("facility", "person", "group", "programme")

    @extend_schema(
        tags=["programmes"], summary=_("館に届いた、やってみたいことの一覧"), description=_("新しい順。")
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        page = self.paginate_queryset(self.get_queryset()) or ()
        return self.get_paginated_response([self.row(one) for one in page])


class AnswerSuggestion(SuggestionsView):
    @changing(
        "programmes",
        _("やってみたいことに返事をする"),
        AnswerSuggestionIn,
        SentSuggestionOut,
        words=_("もう一度送ると、あとの返事になります。"),
    )
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002  # as the address
        version, sent = version_of(request), read(AnswerSuggestionIn, request)
        found = suggestion_at(self.hall, id)
        key = sent["programme"]
        answer_suggestion(
            facility=self.hall,
            public_id=id,
            state=State(sent["state"]),
            answer=sent["answer"],
            programme=programme_at(self.hall, key) if key else None,
            seen=found.revision if version is None else version,
            **self.by,
        )
        return self.one(id)


class ReopenSuggestion(SuggestionsView):
    @changing("programmes", _("返事を取り消して、もう一度考える"), Body, SentSuggestionOut, seen=False)
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        read(Body, request)
        reopen_suggestion(facility=self.hall, public_id=id, **self.by)
        return self.one(id)
