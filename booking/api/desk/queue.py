"""対応: what waits for whoever serves at a hall, the nearest deadline first."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request as Asked
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from booking.api.choices import QUEUES
from booking.api.desk.door import DeskView
from booking.api.fields import PlainText, RoomOf, read_query, shown
from booking.api.operations import listing
from booking.labels import party_name
from booking.models import Booking, Consent, Displacement, Notice, ReductionRequest, Registration, Request
from booking.models.keys import sealed, unsealed
from booking.queries.money import entries_of
from booking.queries.queues import rows_of, waiting
from booking.rules.queues import Queue, Waiting

A_PAGE = 50
REGISTRATION, REDUCTION = "registration", "reduction"


class QueueAsked(serializers.Serializer[Any]):
    queue = serializers.ListField(
        child=serializers.ChoiceField(choices=QUEUES), required=False, max_length=len(QUEUES)
    )
    cursor = PlainText(required=False, max_length=80)


class WaitingOut(serializers.Serializer[Any]):
    queue = serializers.ChoiceField(choices=QUEUES)
    id = serializers.CharField(help_text=gettext_lazy("返事をするときのアドレスの id。"))
    due = serializers.CharField(help_text=gettext_lazy("いつまでに。"))
    who = serializers.CharField(help_text=gettext_lazy("グループの名前、または本人のよび名。"))
    about = serializers.CharField(help_text=gettext_lazy("何をたのまれたか。"))
    booking = serializers.CharField(allow_null=True)
    room = serializers.CharField(allow_null=True)
    start = serializers.CharField(allow_null=True)
    end = serializers.CharField(allow_null=True)
    version = serializers.IntegerField(
        allow_null=True, help_text=gettext_lazy("返事をするときの If-Match の版。版のいらない返事なら null。")
    )


class Waits(DeskView):
    @listing(
        "queue",
        gettext_lazy("対応を待っているものの一覧"),
        WaitingOut,
        words=gettext_lazy("自分の権利で返事のできるもの。期限の近い順。"),
        takes=[QueueAsked],
    )
    def get(self, request: Asked, hall: str) -> Response:
        asked = read_query(QueueAsked, request)
        only, after = asked.get("queue") or set(QUEUES), _place(asked.get("cursor"))
        every = waiting(self.hall, self.rights, self.at)
        # From a place on and not from a number: what is answered between two pages moves nothing out of
        # sight.
        found = [one for one in every if one.queue in only and (after is None or one > after)]
        told = self._told(found[:A_PAGE])
        if len(found) <= A_PAGE:
            return self.listed(told)
        here = request.build_absolute_uri()
        on = replace_query_param(here, "cursor", _cursor(found[A_PAGE - 1]))
        return Response({"next": on, "previous": None, "results": told})

    def _told(self, found: Sequence[Waiting]) -> list[dict[str, Any]]:
        """One query for each queue of which something is told."""
        keys: dict[Queue, list[int]] = {}
        for one in found:
            keys.setdefault(one.queue, []).append(one.key)
        rows = {queue: rows_of(queue, self.hall, these, self.at) for queue, these in keys.items()}
        # What is not among its rows any more somebody has answered between the two questions.
        there = [one for one in found if one.key in rows[one.queue]]
        of_money = entries_of(row.booking for row in rows.get(Queue.REDUCTIONS, {}).values())
        return [self._one(one, rows[one.queue][one.key], of_money) for one in there]

    def _one(self, one: Waiting, row: Any, of_money: Mapping[str, int]) -> dict[str, Any]:
        public_id, who, about, booking = ABOUT[one.queue](row)
        told = {"queue": str(one.queue), "id": public_id, "due": shown(one.due, self.zone)}
        version = _version(one.queue, booking, of_money)
        return {**told, "who": who, "about": about, **self._place_of(booking), "version": version}

    def _place_of(self, booking: Booking | None) -> dict[str, str | None]:
        if booking is None:
            return dict.fromkeys(("booking", "room", "start", "end"))
        return {
            "booking": booking.public_id,
            "room": RoomOf().to_representation(booking.room),
            "start": shown(booking.start, self.zone),
            "end": shown(booking.end, self.zone),
        }


# Of each queue: by what it is answered, whose it is, what was asked, the booking that it is about.
About = tuple[str, str, str, Booking | None]


def _request(row: Request) -> About:
    return row.booking.public_id, party_name(row.booking), row.said, row.booking


def _registration(row: Registration) -> About:
    return sealed(REGISTRATION, row.pk), str(row.person or row.group), row.registry, None


def _paper(row: Consent) -> About:
    return row.public_id, str(row.child), row.purpose, None


def _reduction(row: ReductionRequest) -> About:
    return sealed(REDUCTION, row.pk), party_name(row.booking), row.said, row.booking


def _call(row: Notice) -> About:
    who = str(row.person) if row.person else party_name(row.booking) if row.booking else ""
    return row.public_id, who, row.subject, row.booking


def _move(row: Displacement) -> About:
    cause = row.closure or row.evening
    return row.booking.public_id, party_name(row.booking), cause.reason_ja if cause else "", row.booking


def _count(row: Booking) -> About:
    return row.public_id, party_name(row), "", row


ABOUT: Mapping[Queue, Callable[[Any], About]] = {
    Queue.APPROVALS: _request,
    Queue.REGISTRATIONS: _registration,
    Queue.PAPERS: _paper,
    Queue.REDUCTIONS: _reduction,
    Queue.CALLS: _call,
    Queue.MOVES: _move,
    Queue.COUNTS: _count,
}


def _version(queue: Queue, booking: Booking | None, of_money: Mapping[str, int]) -> int | None:
    """What an answer changes has a version: a request that of its booking, a reduction that of its money."""
    if booking is None or queue not in (Queue.APPROVALS, Queue.REDUCTIONS):
        return None
    return booking.sequence if queue is Queue.APPROVALS else of_money.get(booking.public_id, 0)


def _cursor(one: Waiting) -> str:
    return f"{one.due}.{one.queue}.{sealed(one.queue, one.key)}"


def _place(cursor: str | None) -> Waiting | None:
    """After which one it goes on; ValidationError for a cursor that nobody has made."""
    if cursor is None:
        return None
    due, _dot, rest = cursor.partition(".")
    queue, _dot, sealed_key = rest.partition(".")
    key = unsealed(queue, sealed_key) if queue in QUEUES else None
    if key is None or not (due.isascii() and due.isdigit() and len(due) < 16):
        said = [gettext_lazy("next か previous の値をそのまま使ってください。")]
        raise ValidationError({"cursor": said}, code="unfit")
    return Waiting(int(due), Queue(queue), key)
