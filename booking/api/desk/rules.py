"""A hall's rulebook as its desk writes it: the versions, the draft of the next, published, and withdrawn."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions import rule_drafts
from booking.actions.rule_drafts import LONGEST_WHY, as_seen, version_of_draft
from booking.api.dates import a_day
from booking.api.desk.door import DeskView
from booking.api.desk.rule_fields import DraftOut, RulesPreviewOut, draft_data, preview_data
from booking.api.fields import Body, PlainText, WordsOut, optional_text, read
from booking.api.headers import version_of
from booking.api.operations import changing, making, reading
from booking.models import RulebookDraft
from booking.queries.bookings import Absent
from booking.queries.rule_previews import month_of, refused_by
from booking.queries.rulebooks import Shelf, draft_book, shelf
from booking.rules.mistakes import Mistakes
from booking.rules.references import dangling
from booking.rules.staff import Right
from facilities.rules.spans import local_day

OVER, HOLDS, TO_COME = "over", "holds", "to_come"
LONGEST_ID = 50
# What the description shows of a clause.
QUIET = {
    "id": "N1",
    "ja": "20時からは静かにします。",
    "en": "Quiet from 20:00.",
    "says": [{"type": "quiet", "from": "20:00"}],
}


@extend_schema_serializer(examples=[OpenApiExample("from spring on", {"valid_from": "2027-04-01"})])
class FromIn(Body):
    valid_from = a_day(needed=True, help_text=_("この日からのきまり。あしたか、そのあとの日。"))


@extend_schema_serializer(
    examples=[
        OpenApiExample("a new one", {"clause": QUIET}),
        OpenApiExample("for a while", {"clause": {**QUIET, "until": "2027-03-31"}}),
        OpenApiExample("in the place of another", {"clause": QUIET, "instead_of": "N4"}),
    ]
)
class ClauseIn(Body):
    clause = serializers.DictField(help_text=_("きまりの言葉(docs/rulebooks.md)の条文を、JSON で。"))
    instead_of = optional_text(
        LONGEST_ID, _("この番号の条文のかわりになります。書かなければ、新しい条文です。")
    )


@extend_schema_serializer(examples=[OpenApiExample("a complaint", {"why": "夜の音の苦情のため"})])
class WhyIn(Body):
    why = PlainText(max_length=LONGEST_WHY, help_text=_("記録に残ります。"))


class VersionOut(serializers.Serializer[Any]):
    valid_from = serializers.DateField()
    key = serializers.SlugField()
    title = WordsOut()
    state = serializers.ChoiceField(choices=[OVER, HOLDS, TO_COME])


class ShelfOut(serializers.Serializer[Any]):
    versions = VersionOut(many=True, help_text=_("始まる日の順です。"))
    draft = serializers.DateField(allow_null=True, help_text=_("下書きの始まる日。なければ null。"))


class PublishedOut(serializers.Serializer[Any]):
    valid_from = serializers.DateField()
    key = serializers.SlugField()


class RulesView(DeskView):
    right = Right.RULES

    @property
    def here(self) -> dict[str, Any]:
        return {"facility": self.hall, **self.by}

    def drafted(self) -> tuple[Shelf, RulebookDraft]:
        """Absent where there is no draft."""
        found = shelf(self.hall, self.somebody, self.at)
        if found.draft is None:
            raise Absent(self.hall.slug)
        return found, found.draft

    def draft(self, status: int = 200) -> Response:
        found, draft = self.drafted()
        return Response(draft_data(found, draft, self.zone), status, headers={"ETag": self.etag(draft)})

    def etag(self, draft: RulebookDraft) -> str:
        return f'"{version_of_draft(draft)}"'

    def done(self, verb: Callable[..., Any], **told: Any) -> Any:
        """A verb of a draft, done to it as `If-Match` says that the caller saw it."""
        seen = version_of(self.request)
        return as_seen(seen=seen, does=lambda: verb(**told, **self.here), **self.here)


class HallVersions(RulesView):
    @reading(
        "rules", _("きまりの版と下書きを見る"), ShelfOut, words=_("条文は halls/<館>/rules/ にあります。")
    )
    def get(self, request: Request, hall: str) -> Response:
        found, today = shelf(self.hall, self.somebody, self.at), local_day(self.at, self.zone)
        now = found.on(today)
        versions = [
            {
                "valid_from": since,
                "key": book.key,
                "title": book.title,
                "state": HOLDS if book is now else TO_COME if since > today else OVER,
            }
            for since, book in found.versions.books
        ]
        draft = found.draft.document["valid_from"] if found.draft else None
        return Response(ShelfOut({"versions": versions, "draft": draft}).data)


class Draft(RulesView):
    @reading("rules", _("きまりの下書きを見る"), DraftOut, words=_("変わるところと、検査の結果も入ります。"))
    def get(self, request: Request, hall: str) -> Response:
        return self.draft()

    @making(
        "rules",
        _("きまりの下書きを始める"),
        FromIn,
        DraftOut,
        words=_("その日のきまりを写して始めます。もう下書きがあれば、それが返ります。"),
    )
    def post(self, request: Request, hall: str) -> Response:
        sent = read(FromIn, request)
        self.once("draft_rules", lambda: rule_drafts.draft_rules(**sent, **self.here).key)
        return self.draft(201)


class DraftDay(RulesView):
    @changing("rules", _("下書きの始まる日を変える"), FromIn, DraftOut)
    def post(self, request: Request, hall: str) -> Response:
        self.done(rule_drafts.set_draft_day, **read(FromIn, request))
        return self.draft()


class Clauses(RulesView):
    @changing(
        "rules",
        _("下書きの条文を書く"),
        ClauseIn,
        DraftOut,
        words=_("書き方に直すところがあれば、何も保存しません。"),
    )
    def post(self, request: Request, hall: str) -> Response:
        self.done(rule_drafts.put_clause, **read(ClauseIn, request))
        return self.draft()


class DropClause(RulesView):
    @changing("rules", _("下書きから条文をはずす"), Body, DraftOut)
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002  # the address calls it so
        read(Body, request)
        # The verb asks nothing of the kind, and would log that something was dropped.
        if all(id != one["id"] for one in self.drafted()[1].document["clauses"]):
            raise Absent(id)
        self.done(rule_drafts.drop_clause, clause=id)
        return self.draft()


class RestoreClause(RulesView):
    @changing("rules", _("条文を今のきまりのとおりにもどす"), Body, DraftOut)
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        read(Body, request)
        self.done(rule_drafts.restore_clause, clause=id)
        return self.draft()


class PreviewRules(RulesView):
    refuses_with = (422,)

    @reading(
        "rules",
        _("下書きがきまりになると、どうなるか"),
        RulesPreviewOut,
        words=_("検査で直すところが見つかったときは、422 です。"),
    )
    def get(self, request: Request, hall: str) -> Response:
        found, draft = self.drafted()
        book = draft_book(draft)
        first = book.valid_from
        if mistakes := dangling(book.key, book.document):
            raise Mistakes(mistakes)
        # With what the hall knows of schools today: a clause of their days would else never fall on any.
        known = found.versions.on(local_day(self.at, self.zone)).setting.school_days
        new = book.for_hall(self.hall.slug, known)
        days = month_of(self.hall, found.versions, new, first)
        hits = refused_by(self.hall, found.versions, new, first, found.after(first), self.at)
        return Response(preview_data(days, hits, self.zone))


class DiscardDraft(RulesView):
    @changing("rules", _("下書きをすてる"), Body, None, words=_("もとにはもどせません。"))
    def post(self, request: Request, hall: str) -> Response:
        read(Body, request)
        self.done(rule_drafts.discard_draft)
        return Response(status=204)


class PublishDraft(RulesView):
    @changing("rules", _("下書きを公開する"), WhyIn, PublishedOut, words=_("その日からのきまりになります。"))
    def post(self, request: Request, hall: str) -> Response:
        book = self.done(rule_drafts.publish_draft, **read(WhyIn, request))
        return Response(PublishedOut(book).data)


class WithdrawRules(RulesView):
    @changing(
        "rules",
        _("まだ始まっていない版を取り下げる"),
        WhyIn,
        None,
        words=_("この版で予約が動いたあとは、取り下げられません。"),
        seen=False,
    )
    def post(self, request: Request, hall: str, day: str) -> Response:
        sent = read(WhyIn, request)
        rule_drafts.withdraw_rules(valid_from=_day(day), **sent, **self.here)
        return Response(status=204)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as none:
        raise Absent(text) from none
