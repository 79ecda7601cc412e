"""What a draft of the rules is in answers: what it says, what changes, what its check finds, what it would
mean."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from booking.api.fields import shown
from booking.api.reasons import ReasonOut, reasons_data
from booking.models import RulebookDraft
from booking.queries.rule_previews import DayChange, Hit, Hits
from booking.queries.rulebooks import Shelf, draft_book
from booking.rules.drafts import Change, Check, changes, check
from booking.rules.mistakes import Mistake
from booking.rules.rulebook import Rulebook
from booking.wording.mistakes import part_of, remedy_words
from facilities.rules.spans import Span

NEW, CHANGED, GONE = "new", "changed", "gone"


class MistakeOut(serializers.Serializer[Any]):
    clause = serializers.CharField(help_text=_("条文の番号。どの条文でもなければ空。"))
    field = serializers.CharField()
    what = serializers.CharField(help_text=_("どう直すか、何をたしかめるか。Accept-Language の言葉で。"))


class ChangeOut(serializers.Serializer[Any]):
    clause = serializers.CharField()
    how = serializers.ChoiceField(choices=[NEW, CHANGED, GONE])


class DraftCheckOut(serializers.Serializer[Any]):
    mistakes = MistakeOut(many=True, help_text=_("公開の前に直すところ。"))
    doubts = MistakeOut(many=True, help_text=_("公開できるが、たしかめたほうがよいこと。"))
    answered = serializers.IntegerField(help_text=_("書いてあるとおりに答えられた例題の数。"))
    failing = serializers.ListField(child=serializers.CharField(), help_text=_("答えのちがう例題。"))


class DraftOut(serializers.Serializer[Any]):
    valid_from = serializers.DateField()
    key = serializers.SlugField()
    by = serializers.CharField(allow_null=True, help_text=_("最後に書いた職員の名前。"))
    at = serializers.CharField()
    changes = ChangeOut(many=True, help_text=_("その前の版とくらべて、変わる条文。"))
    check = DraftCheckOut()
    document = serializers.DictField(help_text=_("きまりの全部を、きまりの言葉(docs/rulebooks.md)で。"))


class RulesTimesOut(serializers.Serializer[Any]):
    start = serializers.CharField()
    end = serializers.CharField()


class RulesDayOut(serializers.Serializer[Any]):
    day = serializers.DateField()
    before = RulesTimesOut(many=True)
    after = RulesTimesOut(many=True)
    differs = serializers.BooleanField(help_text=_("館の時間は同じでも、変わる部屋があれば true。"))


class HitOut(serializers.Serializer[Any]):
    booking = serializers.CharField()
    room = serializers.SlugField()
    start = serializers.CharField()
    end = serializers.CharField()
    reasons = ReasonOut(many=True, help_text=_("新しいきまりに合わないわけ。"))


class RulesPreviewOut(serializers.Serializer[Any]):
    days = RulesDayOut(many=True, help_text=_("始まる日から4週間。"))
    refused = HitOut(many=True, help_text=_("新しいきまりに合わない予約。予約はそのままです。"))
    judged = serializers.IntegerField(help_text=_("たしかめた予約の数。早いものから300件まで。"))
    more = serializers.BooleanField(help_text=_("たしかめていない予約が、まだあるか。"))


def draft_data(found: Shelf, draft: RulebookDraft, zone: ZoneInfo) -> dict[str, Any]:
    book = draft_book(draft)
    before = found.before(book.valid_from)
    return {
        "valid_from": book.valid_from.isoformat(),
        "key": draft.key,
        "by": (draft.by.name or str(draft.by)) if draft.by else None,
        "at": shown(draft.at, zone),
        "changes": [_change(one) for one in (changes(before, book) if before else ())],
        "check": _checked(check(book, before), book),
        "document": book.document,
    }


def preview_data(days: Iterable[DayChange], hits: Hits, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "days": [_day(one, zone) for one in days],
        "refused": [_hit(one, zone) for one in hits.found],
        "judged": hits.judged,
        "more": hits.more,
    }


def _change(one: Change) -> dict[str, str]:
    return {"clause": one.id, "how": NEW if one.old is None else GONE if one.new is None else CHANGED}


def _checked(found: Check, book: Rulebook) -> dict[str, Any]:
    says = {clause.id: [term.type for term in clause.says] for clause in book.clauses}
    return {
        "mistakes": [_mistake(one, says) for one in found.mistakes],
        "doubts": [_mistake(one, says) for one in found.doubts],
        "answered": len(found.scored) - len(found.failing),
        "failing": [one.question.id for one in found.failing],
    }


def _mistake(one: Mistake, says: Mapping[str, Sequence[str]]) -> dict[str, str]:
    # The field stands beside it by its name in the language, which a program needs: not in the sentence.
    what = remedy_words(one.what, part_of(one, says.get(one.clause, ())))
    return {"clause": one.clause, "field": one.field, "what": what}


def _day(one: DayChange, zone: ZoneInfo) -> dict[str, Any]:
    before, after = ([_times(span, zone) for span in spans] for spans in (one.before, one.after))
    return {"day": one.day.isoformat(), "before": before, "after": after, "differs": one.differs}


def _hit(one: Hit, zone: ZoneInfo) -> dict[str, Any]:
    booking = one.booking
    return {
        "booking": booking.public_id,
        "room": booking.room.slug,
        **_times(Span(booking.start, booking.end), zone),
        "reasons": reasons_data(one.reasons, zone),
    }


def _times(span: Span, zone: ZoneInfo) -> dict[str, str]:
    return {"start": shown(span.start, zone), "end": shown(span.end, zone)}
