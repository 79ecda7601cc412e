"""What a draft of the rules says besides its clauses: its words, the hall with its rooms, day sets, worked
questions. Each is said as a rulebook writes it, and the place of a mistake is that in the rulebook."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions import rule_parts
from booking.api.desk.rule_fields import DraftOut
from booking.api.desk.rules import LONGEST_ID, RulesView
from booking.api.fields import Body, PlainText, optional_text, read
from booking.api.operations import changing, listing
from booking.models import RulebookDraft
from booking.queries.bookings import Absent
from booking.queries.rulebooks import draft_book
from booking.rules.scoring import Scored, adopted, score

TITLE = {"ja": "東児童館のきまり", "en": "Rules of the east hall"}
SUMMER = {"ja": "夏休み", "en": "Summer holidays"}
LONGEST_SOURCE, LONGEST_ADDRESS, LONGEST_PHONE = 100, 200, 20  # as in the language of rulebooks


def _words(told: Any, *, needed: bool = True) -> serializers.DictField:
    return serializers.DictField(required=needed, help_text=told)


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "a title", {"title": TITLE, "city": SUMMER, "source": "https://example.org", "standing": SUMMER}
        )
    ]
)
class RuleWordsIn(Body):
    """All of it: what is left out, the draft does not say any more."""

    title = _words(_('きまりの題。`{"ja": …, "en": …}`'))
    city = _words(_("市の名前。"))
    standing = _words(_("どのくらい確かか、いつのものか。"))
    note = _words(_("書きそえること。"), needed=False)
    names = _words(_("条文が使う鍵の、みんなが読む言葉。鍵ごとに。"), needed=False)

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        # A serializer has a `source` of its own.
        source = PlainText(max_length=LONGEST_SOURCE, help_text=_("どこにあったきまりか。"))
        return {**super().get_fields(), "source": source}


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "a room", {"name": {"ja": "東児童館"}, "rooms": [{"key": "band", "name": {"ja": "音楽室"}}]}
        )
    ]
)
class HallFactsIn(Body):
    """All of it: what is left out, the draft does not say any more."""

    name = _words(_('館の名前。`{"ja": …, "reading": …, "en": …}`'))
    address = PlainText(required=False, allow_blank=True, max_length=LONGEST_ADDRESS, help_text=_("住所。"))
    phone = PlainText(required=False, allow_blank=True, max_length=LONGEST_PHONE, help_text=_("電話。"))
    rooms = serializers.ListField(
        child=serializers.DictField(), help_text=_("部屋の全部を、きまりの言葉(docs/rulebooks.md)で。")
    )


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "each summer",
            {"key": "summer", "name": SUMMER, "days": [{"every_year": [["07-21", "08-31"]]}]},
        )
    ]
)
class DaySetIn(Body):
    key = PlainText(max_length=LONGEST_ID, help_text=_("条文が使う鍵。"))
    name = _words(_("みんなが読む名前。"))
    days = serializers.ListField(
        child=serializers.DictField(), help_text=_("どの日か。どれかにあてはまる日です。")
    )
    instead_of = optional_text(LONGEST_ID, _("この鍵の日の集まりのかわりに。書かなければ、新しい集まり。"))


class WorkedQuestionOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    answered = serializers.BooleanField(help_text=_("下書きが、書いてあるとおりに答えるか。"))
    question = serializers.DictField(help_text=_("例題を、きまりの言葉(docs/rulebooks.md)で。"))
    adopts = serializers.DictField(
        allow_null=True, help_text=_("adopt をおすと、こうなります。答えが出なければ null。")
    )


class RuleWords(RulesView):
    @changing("rules", _("下書きの題と言葉を書く"), RuleWordsIn, DraftOut)
    def post(self, request: Request, hall: str) -> Response:
        self.done(rule_parts.put_words, words=read(RuleWordsIn, request))
        return self.draft()


class HallFacts(RulesView):
    @changing("rules", _("下書きの館と部屋を書く"), HallFactsIn, DraftOut)
    def post(self, request: Request, hall: str) -> Response:
        self.done(rule_parts.put_hall, facts=read(HallFactsIn, request))
        return self.draft()


class DaySets(RulesView):
    @changing("rules", _("下書きの日の集まりを書く"), DaySetIn, DraftOut)
    def post(self, request: Request, hall: str) -> Response:
        sent = read(DaySetIn, request)
        instead_of = sent.pop("instead_of")
        self.done(rule_parts.put_days, days=sent, instead_of=instead_of)
        return self.draft()


class DropDaySet(RulesView):
    @changing("rules", _("下書きから日の集まりをはずす"), Body, DraftOut)
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002  # the address calls it so
        read(Body, request)
        _must_be_there(self.drafted()[1], "day_sets", "key", id)
        self.done(rule_parts.drop_days, days=id)
        return self.draft()


class WorkedQuestions(RulesView):
    @listing(
        "rules",
        _("下書きの例題と、下書きの答え"),
        WorkedQuestionOut,
        words=_("この館の例題。下書きの ETag もいっしょに。"),
    )
    def get(self, request: Request, hall: str) -> Response:
        _found, draft = self.drafted()
        book = draft_book(draft)
        written = {one["id"]: one for one in draft.document.get("questions", ())}
        # A question that names no hall is of the first, as its judge takes it.
        asked = [one for one in score(book) if (one.question.hall or book.halls[0].key) == hall]
        answer = self.listed([_question(written[one.question.id], one) for one in asked])
        answer["ETag"] = self.etag(draft)
        return answer


class AdoptAnswer(RulesView):
    @changing(
        "rules",
        _("例題の答えを、下書きの答えにする"),
        Body,
        DraftOut,
        words=_("もどせません。"),
    )
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        read(Body, request)
        self.done(rule_parts.adopt_answer, question=id)
        return self.draft()


class DropQuestion(RulesView):
    @changing("rules", _("下書きから例題をはずす"), Body, DraftOut, words=_("もどせません。"))
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        read(Body, request)
        _must_be_there(self.drafted()[1], "questions", "id", id)
        self.done(rule_parts.drop_question, question=id)
        return self.draft()


def _must_be_there(draft: RulebookDraft, name: str, own: str, key: str) -> None:
    """Absent for what the draft does not have: dropping it would be told as done."""
    if all(key != one[own] for one in draft.document.get(name, ())):
        raise Absent(key)


def _question(written: dict[str, Any], found: Scored) -> dict[str, Any]:
    return {
        "id": found.question.id,
        "answered": found.answered,
        "question": written,
        "adopts": adopted(written, found),
    }
