"""A hall's rules: each clause in words and as data."""

from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.api.dates import a_day
from booking.api.fields import WordsOut, read_query
from booking.queries.rules import rulebook_on
from booking.rules.clauses.term import Kind
from booking.rules.rulebook import Rulebook
from booking.wording import Subject, Told, told
from facilities.api.reading import PublicView
from facilities.clock import now
from facilities.queries.halls import published_halls
from facilities.rules.spans import local_day


class OnDay(serializers.Serializer[Any]):
    on = a_day(help_text=_("この日に使うときのきまり。書かなければきょうです。"))


class ClauseOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    words = WordsOut(help_text=_("公表された文の意味を、こちらの言葉で。"))
    source = serializers.CharField(help_text=_("公表された場所。"))  # type: ignore[assignment]
    sample = serializers.BooleanField(help_text=_("見本のためのもの。公表されたきまりではありません。"))
    judged = serializers.BooleanField(help_text=_("false なら、示すだけで、職員がたしかめます。"))
    subject = serializers.ChoiceField(
        choices=[str(subject) for subject in Subject], help_text=_("何についてのきまりか。")
    )
    sentences = serializers.ListField(
        child=serializers.CharField(),
        help_text=_("データから作った文。読む人のことばで(Accept-Language: ja, ja-easy, en)。"),
    )
    notes = serializers.ListField(
        child=serializers.CharField(), help_text=_("いつまでのきまりか、ほかのきまりとの関わり。")
    )
    says = serializers.ListField(child=serializers.DictField(), help_text=_("同じことを、型のあるデータで。"))


class RulesOut(serializers.Serializer[Any]):
    hall = serializers.SlugField()
    rulebook = serializers.SlugField()
    valid_from = serializers.DateField()
    title = WordsOut()
    standing = WordsOut(help_text=_("出どころの位置づけ。"))
    note = WordsOut(allow_null=True)
    source = serializers.CharField()  # type: ignore[assignment]
    sample = serializers.BooleanField()
    age_mode = serializers.CharField(help_text=_("`legal`: 誕生日の前の日に年をとる数え方。"))
    clauses = ClauseOut(many=True)


class HallRules(PublicView):
    @extend_schema(
        tags=["halls"],
        summary=_("館のきまりを見る"),
        description=_("その日に使うことを判断するきまりを、1項ずつ返します。"),
        parameters=[OnDay],
        responses=RulesOut,
    )
    def get(self, request: Request, hall: str) -> Response:
        facility = get_object_or_404(published_halls(), slug=hall)
        day = read_query(OnDay, request).get("on") or local_day(now(), ZoneInfo(facility.timezone))
        rulebook = rulebook_on(facility, day)
        if rulebook is None:
            raise Http404
        return Response(RulesOut(_told(rulebook, hall)).data)


def _told(rulebook: Rulebook, hall: str) -> dict[str, Any]:
    return {
        "hall": hall,
        "rulebook": rulebook.key,
        "valid_from": rulebook.valid_from,
        "title": rulebook.title,
        "standing": rulebook.standing,
        "note": rulebook.note,
        "source": rulebook.source,
        "sample": rulebook.sample,
        "age_mode": str(rulebook.age_mode),
        "clauses": [_clause(one, rulebook) for one in told(rulebook, hall)],
    }


def _clause(one: Told, rulebook: Rulebook) -> dict[str, Any]:
    clause = one.clause
    return {
        "id": clause.id,
        "words": clause,
        "source": clause.source or rulebook.source,
        "sample": clause.sample or rulebook.sample,
        "judged": one.kind is Kind.JUDGED,
        "subject": str(one.subject),
        "sentences": [*one.sentences, *one.about],
        "notes": one.notes,
        "says": [term.model_dump(mode="json", by_alias=True, exclude_unset=True) for term in clause.says],
    }
