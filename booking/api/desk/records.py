"""Closing somebody's record to every question from outside, opening it again, stopping a guardian: what a
manager alone does."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.guardians import stop_guardian
from booking.actions.looks import look_at
from booking.actions.records import close_record, open_record
from booking.api.desk.door import DeskView
from booking.api.fields import Body, read
from booking.api.operations import changing, reading
from booking.models import Person
from booking.models.keys import sealed, unsealed
from booking.queries.bookings import Absent
from booking.queries.counter import known_at, known_member
from booking.queries.guardians import guardians_of
from booking.rules.staff import Right
from facilities.models import Facility
from facilities.rules.spans import local_day


class GuardianOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    name = serializers.CharField()
    relation = serializers.CharField()
    stopped = serializers.BooleanField(help_text=_("止めてあれば、リンクも同意のお願いも、もう答えません。"))


class RecordOut(serializers.Serializer[Any]):
    """No more of the member than what they are called, even to a manager: a program needs no full name."""

    whom = serializers.CharField()
    name = serializers.CharField(help_text=_("よび名。"))
    closed = serializers.BooleanField(help_text=_("外からの問い合わせに、だれにも答えないか。"))
    guardians = GuardianOut(many=True)


class MemberView(DeskView):
    @property
    def today(self) -> date:
        return local_day(self.at, self.zone)

    def member(self, whom: str) -> Person:
        """One of the hall's own people, or whoever has shown their card there today; Absent for any other."""
        found = known_member(self.hall, whom) or _shown(self.hall, whom, self.today)
        if found is None:
            raise Absent(whom)
        return found


class RecordView(MemberView):
    right = Right.RECORDS

    def told(self, whom: str) -> Response:
        """The record as it stands now. It tells names: that it was read is kept, after a change as well."""
        found = self.member(whom)
        look_at(person=found, hall=self.hall, **self.by)
        told = {"whom": whom, "name": str(found), "closed": found.closed}
        return Response({**told, "guardians": guardians_data(found)})


class Record(RecordView):
    @reading(
        "people",
        _("閉じてあるか、保護者はだれかを見る"),
        RecordOut,
        words=_("people/find/ の答えの `whom` で見ます。見たことが記録に残ります。"),
    )
    def get(self, request: Request, hall: str, whom: str) -> Response:
        return self.told(whom)


class CloseRecord(RecordView):
    @changing(
        "people",
        _("外からの問い合わせに答えないようにする"),
        Body,
        RecordOut,
        words=_("保護者のリンクもカレンダーも、だれにも答えなくなります。"),
        seen=False,
    )
    def post(self, request: Request, hall: str, whom: str) -> Response:
        read(Body, request)
        close_record(person=self.member(whom), **self.by)
        return self.told(whom)


class OpenRecord(RecordView):
    @changing("people", _("外からの問い合わせに、また答えるようにする"), Body, RecordOut, seen=False)
    def post(self, request: Request, hall: str, whom: str) -> Response:
        read(Body, request)
        open_record(person=self.member(whom), **self.by)
        return self.told(whom)


class StopGuardian(RecordView):
    @changing(
        "people",
        _("保護者のページを止める"),
        Body,
        RecordOut,
        words=_(
            "すぐに止まります。リンクは開かなくなり、予約を見ることも、取り消すこともできなくなります。"
            "もとにはもどせません。"
        ),
        seen=False,
    )
    def post(self, request: Request, hall: str, whom: str, guardian: str) -> Response:
        read(Body, request)
        # Of this child alone: by its id a guardian of another hall's child is as absent as any other.
        if guardian not in {one.public_id for one in guardians_of(self.member(whom))}:
            raise Absent(guardian)
        stop_guardian(public_id=guardian, **self.by)
        return self.told(whom)


def whoms_of(hall: Facility, people: Sequence[Person], today: date) -> list[str]:
    """By what the hall's operations know each of them. Of those who are none of its own it is good for the
    day on which they stand at its counter. One query."""
    own = set(known_at(hall).filter(pk__in=[one.pk for one in people]).values_list("pk", flat=True))
    card = _card_of(hall, today)
    return [f"p-{one.public_id}" if one.pk in own else f"c-{sealed(card, one.pk)}" for one in people]


def _shown(hall: Facility, whom: str, today: date) -> Person | None:
    kind, _dash, card = whom.partition("-")
    key = unsealed(_card_of(hall, today), card) if kind == "c" else None
    return None if key is None else Person.objects.filter(pk=key, is_active=True).first()


def _card_of(hall: Facility, today: date) -> str:
    return f"card.{hall.pk}.{today.isoformat()}"


def guardians_data(child: Person) -> list[dict[str, Any]]:
    """As GuardianOut describes each."""
    return [
        {
            "id": one.public_id,
            "name": one.name,
            "relation": one.relation,
            "stopped": one.stopped_at is not None,
        }
        for one in guardians_of(child)
    ]
