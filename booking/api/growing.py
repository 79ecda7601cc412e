"""Lists that grow with the years: a page at a time by a cursor, in an order and by filters that are known."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from booking.api.fields import read_query
from booking.api.narrowing import Ordered
from booking.api.operations import Described
from booking.api.private import PrivateView

MOST_NAMED = 10  # strange names in one answer


class Growing(PrivateView, ListAPIView[Any]):
    """`asks` describes what the query itself needs (a year, a word), and `asked` is that, once it is read;
    `filterset_class` what one may narrow it by. A name that neither knows is refused: a misspelt filter would
    otherwise be passed over in silence."""

    filter_backends = [DjangoFilterBackend]
    asks: type[serializers.Serializer[Any]] | None = None

    @property
    def asked(self) -> dict[str, Any]:
        return read_query(self.asks, self.request) if self.asks else {}

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        self._must_be_known(request)
        page: Sequence[Any] = self.paginate_queryset(self.filter_queryset(self.get_queryset())) or ()
        return self.get_paginated_response(self.told_all(page))

    def told_all(self, page: Sequence[Any]) -> Sequence[Any]:
        return [self.row(one) for one in page]

    def row(self, one: Any) -> dict[str, Any]:
        """As `serializer_class` describes it."""
        # Each list tells its rows one by one here, or a whole page at once in `told_all`.
        raise NotImplementedError

    def _must_be_known(self, request: Request) -> None:
        narrowed = getattr(self, "filterset_class", None)
        filters = [*(self.asks().fields if self.asks else ()), *(narrowed.base_filters if narrowed else ())]
        known = [*filters, "ordering", "cursor"]
        if strangers := [name for name in request.query_params if name not in known]:
            sentence = _("この項目はありません。使える項目: %(known)s") % {"known": "、".join(known)}
            raise ValidationError({name: [sentence] for name in strangers[:MOST_NAMED]})


def paging(
    tag: str, summary: Promise, *, words: Promise | None = None, takes: Sequence[Any] = ()
) -> Described:
    """What `listing` is for a list that is bounded: filters, order and cursor are told by the view's own."""
    told: dict[str, Any] = {"description": words} if words else {}
    return extend_schema(tags=[tag], summary=summary, parameters=list(takes), **told)


class LastAsked(Ordered):
    orderings = ("-asked_at", "asked_at")


class FirstAsked(Ordered):
    """As a queue is answered."""

    orderings = ("asked_at", "-asked_at")


class LastSent(Ordered):
    orderings = ("-sent_at", "sent_at")


class FirstSent(Ordered):
    orderings = ("sent_at", "-sent_at")


class LastMade(Ordered):
    orderings = ("-made_at", "made_at")


class LastReached(Ordered):
    orderings = ("-reached_at", "reached_at")


class FirstReached(Ordered):
    orderings = ("reached_at", "-reached_at")


class LastSaid(Ordered):
    orderings = ("-said_at", "said_at")


class ByDay(Ordered):
    """Where what is listed has days and no instants."""

    def stands_at(self, position: str) -> date:
        return date.fromisoformat(position)


class LastDay(ByDay):
    orderings = ("-day", "day")
