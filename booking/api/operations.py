"""The three kinds of operation: reading, making something, changing it. Each says once what all of its kind
take and answer with; the problems follow from that (booking/api/schema.py)."""

from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers

from booking.api.headers import IF_MATCH, KEY, LONGEST_KEY

KEYED = OpenApiParameter(
    KEY,
    {"type": "string", "maxLength": LONGEST_KEY, "pattern": "^[!-~]*$"},
    OpenApiParameter.HEADER,
    description=_("作るごとに新しい文字列。1日のうちにもう一度送ると、同じ答えが返ります。"),
)
SEEN = OpenApiParameter(
    IF_MATCH,
    {"type": "string", "pattern": r'^(\*|"[0-9]{1,9}")$', "example": "*"},
    OpenApiParameter.HEADER,
    required=True,
    description=_(
        "読んだときの ETag。そのあとで変わっていれば、何も変えません(412)。`*` は、今の版なら何でも。"
    ),
)
Described = Callable[[Any], Any]


def reading(
    tag: str, summary: Promise, answer: Any, *, words: Promise | None = None, takes: Sequence[Any] = ()
) -> Described:
    return _operation(tag, summary, words, None, {200: answer}, takes)


def listing(
    tag: str, summary: Promise, row: Any, *, words: Promise | None = None, takes: Sequence[Any] = ()
) -> Described:
    """A list that is bounded by what one may have: one page, in the shape of those that go on by a cursor."""
    return _operation(tag, summary, words, None, {200: _page_of(row)}, takes)


def asking(tag: str, summary: Promise, body: Any, row: Any, *, words: Promise | None = None) -> Described:
    """A POST that is answered with such a list and changes nothing but what is on record of the looking."""
    return _operation(tag, summary, words, body, {200: _page_of(row)}, [])


def making(
    tag: str, summary: Promise, body: Any, answer: Any, *, words: Promise | None = None, seen: bool = False
) -> Described:
    """A POST after which there is something that there was not. `seen`: it is made to something that has
    versions, and the caller says which one they saw."""
    takes = [KEYED, SEEN] if seen else [KEYED]
    return _operation(tag, summary, words, body, {201: answer}, takes)


def changing(
    tag: str, summary: Promise, body: Any, answer: Any, *, words: Promise | None = None, seen: bool = True
) -> Described:
    """A POST that changes what is there. `seen`: it has versions, and the caller says which one they saw."""
    answers = {200: answer} if answer else {204: None}
    return _operation(tag, summary, words, body, answers, [SEEN] if seen else [])


@cache
def _page_of(row: Any) -> Any:
    # Once for a row: two lists of the same are described as one thing.
    link = partial(serializers.URLField, allow_null=True)
    fields = {"next": link(), "previous": link(), "results": row(many=True)}
    return type(f"{row.__name__.removesuffix('Out')}List", (serializers.Serializer,), fields)


def _operation(
    tag: str, summary: Promise, words: Promise | None, body: Any, answers: Any, takes: Sequence[Any]
) -> Described:
    told: dict[str, Any] = {"description": words} if words else {}
    return extend_schema(
        tags=[tag], summary=summary, request=body, responses=answers, parameters=list(takes), **told
    )
