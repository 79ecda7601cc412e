"""Who comes to a date of a programme (行事): the parties, what they told; one taken out, and put back."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.signup_particulars import look_at_particulars
from booking.actions.signup_returns import put_back, take_out
from booking.api.choices import COMING_STATES
from booking.api.desk.programme_dates import DatesView
from booking.api.fields import Body, read
from booking.api.operations import changing, listing
from booking.api.signups import ComersOut
from booking.labels import party_name
from booking.models import Session, SignUp
from booking.queries.programmes import programme_at, session_of
from booking.queries.signups_at_desk import Party, parties_at, signup_at, taken_out_at
from booking.rules.particulars import Asked


class PartyOut(serializers.Serializer[Any]):
    id = serializers.CharField(help_text=_("申しこみの id。"))
    who = serializers.CharField(help_text=_("グループの名前、または本人のよび名。"))
    state = serializers.ChoiceField(choices=COMING_STATES)
    party = ComersOut(many=True)
    note = serializers.CharField(help_text=_("館の人に知らせておきたいこと。"))
    told = serializers.BooleanField(help_text=_("行事が聞いたことの答えが、残っているか。"))


class TakenOutOut(serializers.Serializer[Any]):
    id = serializers.CharField(help_text=_("申しこみの id。"))
    who = serializers.CharField(help_text=_("グループの名前、または本人のよび名。"))


class ToldOut(serializers.Serializer[Any]):
    names = serializers.CharField()
    allergies = serializers.CharField()
    insurance = serializers.CharField()
    emergency = serializers.CharField()


class PartiesView(DatesView):
    def party(self, programme: str, session: str, signup: str) -> tuple[SignUp, Session]:
        """Of a programme of this hall; Absent for any other."""
        known = programme_at(self.hall, programme)
        return signup_at(known, signup), session_of(known, session)


class Parties(PartiesView):
    @listing(
        "programmes",
        _("行事の1日に来る人の一覧"),
        PartyOut,
        words=_("席のある人、順番を待つ人、抽選を待つ人の順。やめた人は入りません。"),
    )
    def get(self, request: Request, hall: str, id: str, session: str) -> Response:  # noqa: A002  # as the address
        return self.listed([_told(one) for one in parties_at(self.date(id, session))])


class TakenOut(PartiesView):
    @listing(
        "programmes",
        _("行事の1日から外した人の一覧"),
        TakenOutOut,
        words=_("外してから10分のあいだの人です。put-back/ でもどせます。"),
    )
    def get(self, request: Request, hall: str, id: str, session: str) -> Response:  # noqa: A002
        found = taken_out_at(self.date(id, session), self.at)
        return self.listed([{"id": one.public_id, "who": party_name(one)} for one in found])


class LookAtTold(PartiesView):
    @changing(
        "programmes",
        _("行事が聞いたことの答えを見る"),
        Body,
        ToldOut,
        words=_("見たことが記録されます。最後の日のあと、答えは消えます。"),
        seen=False,
    )
    def post(self, request: Request, hall: str, id: str, session: str, signup: str) -> Response:  # noqa: A002
        read(Body, request)
        one, _date = self.party(id, session, signup)
        seen = look_at_particulars(signup=one, **self.by)
        return Response({key.value: getattr(seen, key.value) for key in Asked})


class TakeOut(PartiesView):
    @changing(
        "programmes",
        _("行事の1日から、申しこみを外す"),
        Body,
        None,
        words=_(
            "本人に知らせます。席は、待っている人のものになります。10分のあいだは put-back/ でもどせます。"
        ),
        seen=False,
    )
    def post(self, request: Request, hall: str, id: str, session: str, signup: str) -> Response:  # noqa: A002
        read(Body, request)
        one, date = self.party(id, session, signup)
        take_out(signup=one, session=date, **self.by)
        return Response(status=204)


class PutBack(PartiesView):
    @changing(
        "programmes",
        _("外した申しこみを、行事の1日にもどす"),
        Body,
        None,
        words=_("席がまだ空いているときだけです。"),
        seen=False,
    )
    def post(self, request: Request, hall: str, id: str, session: str, signup: str) -> Response:  # noqa: A002
        read(Body, request)
        one, date = self.party(id, session, signup)
        put_back(signup=one, session=date, **self.by)
        return Response(status=204)


def _told(one: Party) -> dict[str, Any]:
    return {
        "id": one.signup.public_id,
        "who": party_name(one.signup),
        "state": one.state,
        "party": [{"band": age.band, "grade": age.grade, "count": count} for age, count in one.ages.items()],
        "note": one.signup.note,
        "told": one.asked,
    }
