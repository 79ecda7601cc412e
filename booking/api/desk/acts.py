"""記録: what was done at a hall, for its staff and for whoever audits it; and taking an act back."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.undo import may_undo, undo
from booking.api.desk.days import days_asked, span_of_days
from booking.api.desk.door import DeskView, key_in
from booking.api.fields import Body, read, shown
from booking.api.narrowing import Ordered
from booking.api.operations import changing
from booking.labels import by_words, verb_words
from booking.models import Act
from booking.models.keys import sealed
from booking.queries.acts import KEYS, Known, act_in, known_of, later_acts, log_of
from booking.queries.bookings import Absent
from booking.rules.staff import Right
from facilities.rules.spans import local_day

KIND = "act"
LAST_DAYS = 3  # that the desk sees, as on its page: today, and what a shift before has done
AT = frozenset({"at", "start", "end", "until", "lapses_at"})


class ActOut(serializers.Serializer[Any]):
    """Keys and what changed, never names but the staff's, and never what people wrote but the reason."""

    id = serializers.CharField()
    at = serializers.CharField()
    verb = serializers.CharField()
    what = serializers.CharField(help_text=_("何をしたか、文で。"))
    by = serializers.CharField(help_text=_("職員は名前、利用者は「利用者」とだけ。"))
    subject = serializers.CharField(help_text=_("何に。"))
    subject_id = serializers.CharField(help_text=_("その id。id のないものは空。"))
    before = serializers.DictField(help_text=_("変わった項目の、前の値。"))
    after = serializers.DictField(help_text=_("変わった項目の、あとの値。"))
    why = serializers.CharField()
    undoable = serializers.BooleanField(help_text=_("undo でもどせるか。"))


class ByDay(Ordered):
    """Acts of one second stand by their key, as they were done."""

    orderings = ("-at", "at")


class ActsAsked(django_filters.FilterSet):  # type: ignore[misc]  # the base has no types
    verb = django_filters.CharFilter()
    subject = django_filters.CharFilter()
    subject_id = django_filters.CharFilter()


DAYS = [
    OpenApiParameter(name, {"type": "string", "format": "date"}, description=words)
    for name, words in (("from", _("この日から。")), ("to", _("この日まで。from から92日まで。")))
]


class ActsView(DeskView, ListAPIView[Act]):
    serializer_class = ActOut
    pagination_class = ByDay
    filter_backends = [DjangoFilterBackend]
    filterset_class = ActsAsked
    queryset = Act.objects.none()

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        page: Sequence[Act] = self.paginate_queryset(self.filter_queryset(self.get_queryset())) or ()
        known, later = known_of(page), later_acts(page)
        return self.get_paginated_response([self._told(one, known, one.pk in later) for one in page])

    def _told(self, act: Act, known: Known, overtaken: bool) -> dict[str, Any]:
        return {
            # The bare key would say how much the whole city does.
            "id": sealed(KIND, act.pk),
            "at": shown(act.at, self.zone),
            "verb": act.verb,
            "what": verb_words(act.verb, act.subject),
            "by": by_words(act),
            "subject": act.subject,
            "subject_id": self._subject(act, known),
            "before": self._fields(act.before, known),
            "after": self._fields(act.after, known),
            "why": act.why,
            "undoable": not overtaken and may_undo(act, self.rights, self.at),
        }

    def _subject(self, act: Act, known: Known) -> str:
        """A room by its id; of what has a number only, nothing."""
        if act.subject == "room":
            return self._room(known, act.subject_id)
        return "" if act.subject_id.isdigit() else act.subject_id

    def _room(self, known: Known, key: object) -> str:
        room = known.rooms.get(int(str(key)))
        return f"{self.hall.slug}/{room.slug}" if room and room.facility_id == self.hall.pk else ""

    def _fields(self, fields: Mapping[str, Any], known: Known) -> dict[str, Any]:
        told = {name: value for name, value in fields.items() if name not in KEYS}
        if told.get("room_id") is not None:
            told["room"] = self._room(known, told.pop("room_id"))
        moments = {
            name: shown(told[name], self.zone) for name in AT & set(told) if isinstance(told[name], int)
        }
        return {**told, **moments}


class Acts(ActsView):
    right = Right.DAY

    def get_queryset(self) -> QuerySet[Act]:
        first = local_day(self.at, self.zone) - timedelta(days=LAST_DAYS - 1)
        return log_of(self.hall, span_of_days(self, first, first).start)

    @extend_schema(
        tags=["acts"],
        summary=_("この3日の記録"),
        description=_("窓口で、だれが何をしたか。"),
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.list(request, *args, **kwargs)


class AllActs(ActsView):
    right = Right.ACTS

    def get_queryset(self) -> QuerySet[Act]:
        asked = self.request.query_params
        if "from" not in asked and "to" not in asked:
            return log_of(self.hall)
        span = days_asked(self, self.request)
        return log_of(self.hall, span.start, span.end)

    @extend_schema(
        tags=["acts"],
        summary=_("記録の全部"),
        description=_("監査する人のために。期間でしぼるときは、92日まで。"),
        parameters=DAYS,
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.list(request, *args, **kwargs)


class UndoAct(DeskView):
    @changing(
        "acts",
        _("したことをもどす"),
        Body,
        None,
        words=_("1日のあいだ。そのあとで変わっていれば、もどせません(409 `overtaken`)。"),
        seen=False,
    )
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002  # the address calls it so
        read(Body, request)
        found = act_in(self.hall, key_in(KIND, id))
        if found is None:
            raise Absent(id)
        undo(act=found, **self.by)
        return Response(status=204)
