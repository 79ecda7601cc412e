"""Making an issue of the newsletter: what it would say is looked at first, and then made just so."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.news import MOST_NUMBER, Draft
from booking.api.choices import ISSUE_KINDS
from booking.api.dates import a_day
from booking.api.fields import Body, Unfitting, read_query
from booking.api.news import IssueLineOut, line_data
from booking.api.office.door import OfficeView
from booking.api.operations import reading
from booking.models.keys import fingerprint
from booking.queries.issue_lines import issue_lines
from booking.queries.news import next_number, printable
from booking.queries.people import today_here
from booking.rules.news import FAR, HALF_A_MONTH, SPAN, IssueKind, Sort
from booking.wording.issue_lines import Lines, key_of
from facilities.clock import now
from facilities.models import Department

KEY = 16  # letters
MOST_LEFT = 500
MOST_ARTICLES = 100
DAYS = {"day": "2026-12-02", "first": "2026-12-02", "last": "2026-12-15"}


class DraftAsked(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=ISSUE_KINDS, required=False, default=IssueKind.NEWSLETTER.value)
    number = serializers.IntegerField(
        min_value=1, max_value=MOST_NUMBER, required=False, help_text=_("書かなければ、次の番号。")
    )
    day = a_day(help_text=_("発行日。書かなければきょう。"))
    first = a_day(help_text=_("書かなければ、発行日。"))
    last = a_day(help_text=_("書かなければ、first から半月。"))

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        day = attrs.get("day") or today_here(now())
        first = attrs.get("first") or day
        _near(day=day, first=first)
        last = attrs.get("last") or first + HALF_A_MONTH
        _stretch(first, last)
        return {**attrs, "day": day, "first": first, "last": last}


@extend_schema_serializer(
    examples=[
        OpenApiExample("a newsletter", {"kind": "newsletter", "number": 12, **DAYS}),
        OpenApiExample(
            "a special without articles", {"kind": "special", "number": 3, **DAYS, "articles": []}
        ),
    ]
)
class NewsIssueIn(Body):
    """Whoever decides says all of it."""

    kind = serializers.ChoiceField(choices=ISSUE_KINDS)
    number = serializers.IntegerField(min_value=1, max_value=MOST_NUMBER)
    day = a_day(needed=True, help_text=_("発行日。"))
    first = a_day(needed=True)
    last = a_day(needed=True)
    articles = serializers.ListField(
        child=serializers.SlugField(max_length=16),
        required=False,
        max_length=MOST_ARTICLES,
        help_text=_("子ども特集にのせる記事の id。書かなければ、のせられる記事の全部。"),
    )
    leave = serializers.ListField(
        child=serializers.SlugField(max_length=KEY),
        required=False,
        default=list,
        max_length=MOST_LEFT,
        help_text=_("のせない行の `key`。次の号では、新しいこととして出ます。"),
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        _near(day=attrs["day"], first=attrs["first"])
        _stretch(attrs["first"], attrs["last"])
        if attrs["kind"] == IssueKind.NEWSLETTER and attrs.get("articles"):
            raise Unfitting({"articles": [_("記事は、子ども特集にだけのせられます。")]})
        return dict(super().validate(attrs))


class DraftLineOut(IssueLineOut):
    key = serializers.CharField(
        allow_null=True,
        help_text=_("この行をのせないときに、leave に書きます。記事の行は null(articles でえらびます)。"),
    )


class PrintableOut(serializers.Serializer[Any]):
    id = serializers.CharField(source="public_id")
    title = serializers.CharField()
    pen_name = serializers.CharField()


class NewsDraftOut(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=ISSUE_KINDS)
    number = serializers.IntegerField()
    day = serializers.DateField()
    first = serializers.DateField()
    last = serializers.DateField()
    lines = DraftLineOut(many=True, help_text=_("印刷したとおりの日本語。"))
    articles = PrintableOut(many=True, help_text=_("子ども特集にのせられる記事。"))


class PreviewIssue(OfficeView):
    @reading(
        "office",
        _("市報の号にのることを、決める前に見る"),
        NewsDraftOut,
        words=_("何も変わりません。"),
        takes=[DraftAsked],
    )
    def get(self, request: Request, department: str) -> Response:
        asked = read_query(DraftAsked, request)
        kind = IssueKind(asked["kind"])
        there = list(printable(self.department)) if kind is IssueKind.SPECIAL else []
        lines = _lines(self.department, asked, [one.public_id for one in there])
        return Response(
            {
                "kind": kind.value,
                "number": asked.get("number") or next_number(self.department, kind),
                **{name: asked[name].isoformat() for name in DAYS},
                "lines": [{**line_data(one), "key": _key(one)} for one in lines],
                "articles": PrintableOut(there, many=True).data,
            }
        )


def draft_of(department: Department, sent: dict[str, Any]) -> Draft:
    """What is to be made of a body (NewsIssueIn), with the lines that its days have now."""
    kind = IssueKind(sent["kind"])
    every = [one.public_id for one in printable(department)] if kind is IssueKind.SPECIAL else []
    articles = sent.get("articles", every)
    every_line, left = _lines(department, sent, articles), set(sent["leave"])
    if strangers := left - {_key(one) for one in every_line}:
        said = _("この key の行は、ありません。preview/ をもう一度見てください: %(keys)s")
        raise Unfitting({"leave": [said % {"keys": "、".join(sorted(strangers))}]})
    lines = [one for one in every_line if _key(one) not in left]
    days = {name: sent[name] for name in DAYS}
    return Draft(kind, sent["number"], **days, lines=lines, articles=articles)


def _lines(department: Department, asked: dict[str, Any], articles: Sequence[str]) -> Lines:
    days = {name: asked[name] for name in DAYS}
    return issue_lines(department, **days, articles=articles)


def _key(line: dict[str, Any]) -> str | None:
    """By what a line is left out; None for an article, which is chosen among the articles."""
    # What a line stands for may be a month of evenings: its key would be as long.
    return None if line["sort"] == Sort.ARTICLE else fingerprint(key_of(line))[:KEY]


def _near(**days: date) -> None:
    """Unfitting for a day about which nobody would write in a newsletter."""
    today = today_here(now())
    far = [name for name, day in days.items() if abs(day - today) > FAR]
    if far:
        raise Unfitting({name: [_("日が遠すぎます。今から前後1年までにしてください。")] for name in far})


def _stretch(first: date, last: date) -> None:
    if not first <= last <= first + SPAN:
        words = _("お知らせの日は、始まりから%(days)d日までにしてください。") % {"days": SPAN.days}
        raise Unfitting({"last": [words]})
