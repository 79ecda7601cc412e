"""Signing up for a programme (行事): oneself and whoever comes along, by their ages; one's own sign-ups,
changed, given back. Whoever finds no place stands in line."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.signup_returns import come_after_all
from booking.actions.signups import LONGEST_NOTE, MOST_COMERS, change_signup, sign_up, stay_away
from booking.api.choices import BANDS_OF_AGE, COMING_STATES
from booking.api.fields import Body, Unfitting, WordsOut, optional_text, read, shown
from booking.api.headers import version_of
from booking.api.operations import changing, making, reading
from booking.api.private import PrivateView
from booking.api.programmes import GRADE, AgeOut
from booking.models import Coming, Group, SignUp
from booking.queries.groups import group_to_sign_up
from booking.queries.programmes import comers, lines_at, public_programme, session_of, zone_of
from booking.queries.signups import signup_by, signups_of
from booking.rules.bands import band_of_grade
from booking.rules.exchange import LAST_GRADE, Comer
from booking.rules.particulars import LONGEST, Asked
from facilities.api.reading import Pages
from facilities.clock import now

MOST_DATES = 100
MOST_AGES = 20
SESSION = "23456789abcdefgh"
PARTY = {"dates": [SESSION], "party": [{"band": "elementary", "count": 2}, {"band": "adult", "count": 1}]}


class AgeIn(Body):
    """A band, or one school grade of it."""

    band = serializers.ChoiceField(choices=BANDS_OF_AGE)
    grade = serializers.IntegerField(
        min_value=1, max_value=LAST_GRADE, required=False, allow_null=True, default=None, help_text=GRADE
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["grade"] is not None and band_of_grade(attrs["grade"]) != attrs["band"]:
            raise Unfitting({"grade": [_("この学年は、この年代ではありません。年代を直してください。")]})
        return attrs


class ComersIn(AgeIn):
    count = serializers.IntegerField(min_value=1, max_value=MOST_COMERS)


class ToldIn(Body):
    """What a programme asks besides (`asks`). Only the hall's staff see it, and it is erased."""

    names = optional_text(LONGEST[Asked.NAMES])
    allergies = optional_text(LONGEST[Asked.ALLERGIES])
    insurance = optional_text(LONGEST[Asked.INSURANCE])
    emergency = optional_text(LONGEST[Asked.EMERGENCY])


@extend_schema_serializer(
    examples=[
        OpenApiExample("a family", PARTY),
        OpenApiExample("with a word", {**PARTY, "note": "車いすです"}),
    ]
)
class SignUpIn(Body):
    dates = serializers.ListField(
        child=serializers.SlugField(max_length=16),
        min_length=1,
        max_length=MOST_DATES,
        help_text=_("来る日の id。"),
    )
    party = serializers.ListField(
        child=ComersIn(),
        min_length=1,
        max_length=MOST_AGES,
        help_text=_("自分もふくめて、来る人。年代ごと。"),
    )
    note = optional_text(LONGEST_NOTE, _("館の人に知らせておきたいこと。"))
    told = ToldIn(required=False, help_text=_("行事が聞くこと。書かなければ、前のままです。"))


@extend_schema_serializer(
    examples=[
        OpenApiExample("a family", PARTY),
        OpenApiExample("a group", {**PARTY, "group": "23456789abcdefgh"}),
    ]
)
class SignUpForIn(SignUpIn):
    group = serializers.SlugField(
        required=False,
        allow_null=True,
        max_length=16,
        help_text=_("代表か副代表をしているグループとして申しこむとき、その id。"),
    )


class ComersOut(AgeOut):
    count = serializers.IntegerField()


class OwnDateOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    start = serializers.DateTimeField()
    end = serializers.DateTimeField()
    state = serializers.ChoiceField(choices=COMING_STATES, help_text=_("席があるか、待っているか。"))
    place = serializers.IntegerField(allow_null=True, help_text=_("待っている人の中で何番目か。"))
    cancelled = serializers.BooleanField(help_text=_("中止になりました。"))


class SignUpOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    programme = serializers.CharField()
    group = serializers.CharField(allow_null=True, help_text=_("グループとしての申しこみなら、その id。"))
    name = WordsOut()
    party = ComersOut(many=True)
    note = serializers.CharField()
    dates = OwnDateOut(many=True, help_text=_("やめた日は入りません。"))
    version = serializers.IntegerField(help_text=_("自分が変えるたびに増えます。"))
    made_at = serializers.DateTimeField()


class Latest(Pages):
    ordering = ("-made_at", "-pk")


class SignUpView(PrivateView):
    def told(self, public_id: str, status: int = 200) -> Response:
        found = signup_by(self.somebody, public_id)
        return Response(_all_told([found])[0], status, headers={"ETag": f'"{found.sequence}"'})


class SignUps(PrivateView, ListAPIView[SignUp]):
    serializer_class = SignUpOut
    pagination_class = Latest
    queryset = SignUp.objects.none()

    def get_queryset(self) -> QuerySet[SignUp]:
        return signups_of(self.somebody)

    @extend_schema(tags=["programmes"], summary=_("自分の行事の申しこみの一覧"), description=_("新しい順。"))
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        page: Sequence[SignUp] = self.paginate_queryset(self.get_queryset()) or ()
        return self.get_paginated_response(_all_told(page))


class SignUpDetail(SignUpView):
    @reading("programmes", _("自分の行事の申しこみを1つ見る"), SignUpOut)
    def get(self, request: Request, id: str) -> Response:  # noqa: A002  # the address calls it so
        return self.told(id)


class SignUpFor(SignUpView):
    @making(
        "programmes",
        _("行事に申しこむ"),
        SignUpForIn,
        SignUpOut,
        words=_(
            "席がたりない日は順番を、くじで決める行事では抽選を待ちます。もう申しこんであれば、書いたとおりに"
            "変わり、書かない日はそのままです。来る人が前と同じなら、前からの席と順番もそのままです。"
        ),
    )
    def post(self, request: Request, id: str) -> Response:  # noqa: A002
        found, asked = public_programme(id), read(SignUpForIn, request)
        sent: dict[str, Any] = {**_wish(asked), "group": self._group(asked.get("group"))}
        self.zone = zone_of(found)
        by: dict[str, Any] = {"person": self.somebody, "now": now()}
        made = self.once("sign_up_for", lambda: sign_up(programme=found, **sent, **by).public_id)
        return self.told(made, 201)

    def _group(self, public_id: str | None) -> Group | None:
        return group_to_sign_up(self.somebody, public_id) if public_id else None


class ChangeSignUp(SignUpView):
    @changing(
        "programmes",
        _("行事の申しこみを変える"),
        SignUpIn,
        SignUpOut,
        words=_(
            "全部を書きます。書かない日は、やめることになります。来る人が変わって席がたりなければ、列の終わりで待ちます。"
            "1日だけやめるときは give-back/ です。"
        ),
    )
    def post(self, request: Request, id: str) -> Response:  # noqa: A002
        version, found = version_of(request), signup_by(self.somebody, id)
        found.sequence = found.sequence if version is None else version
        sent = _wish(read(SignUpIn, request))
        change_signup(signup=found, actor=self.somebody, now=now(), **sent)
        return self.told(id)


class ComeAfterAll(SignUpView):
    @changing(
        "programmes",
        _("やめた行事の1日に、やはり行く"),
        Body,
        SignUpOut,
        words=_("やめてから10分のあいだ、席がまだ空いていれば。順番も、もとのままです。"),
        seen=False,
    )
    def post(self, request: Request, id: str, session: str) -> Response:  # noqa: A002
        read(Body, request)
        found = signup_by(self.somebody, id)
        date = session_of(found.programme, session)
        come_after_all(signup=found, session=date, actor=self.somebody, now=now())
        return self.told(id)


class GiveBackDate(SignUpView):
    @changing(
        "programmes",
        _("行事の1日をやめる"),
        Body,
        SignUpOut,
        words=_("席は、待っている人のものになります。もう一度申しこむと、列の終わりからです。"),
        seen=False,
    )
    def post(self, request: Request, id: str, session: str) -> Response:  # noqa: A002
        read(Body, request)
        found = signup_by(self.somebody, id)
        date = session_of(found.programme, session)
        stay_away(signup=found, session=date, actor=self.somebody, now=now())
        return self.told(id)


def _wish(sent: Mapping[str, Any]) -> dict[str, Any]:
    """What SignUpIn has read, as the verbs take it: a party is a list of its people."""
    party = [Comer(one["band"], one["grade"]) for one in sent["party"] for _nth in range(one["count"])]
    told = sent.get("told")
    return {"sessions": sent["dates"], "party": party, "note": sent["note"], "particulars": told}


def _all_told(found: Sequence[SignUp]) -> list[dict[str, Any]]:
    """As SignUpOut describes them. One query more than they have cost, whatever their number."""
    waiting = [
        one.session_id for signup in found for one in _standing(signup) if one.state == Coming.State.WAITING
    ]
    lines = lines_at(waiting)
    return [_told(one, lines) for one in found]


def _told(found: SignUp, lines: Mapping[int, Sequence[int]]) -> dict[str, Any]:
    zone, party = zone_of(found.programme), Counter(comers(found.party))
    return {
        "id": found.public_id,
        "programme": found.programme.public_id,
        "group": found.group.public_id if found.group else None,
        "name": {"ja": found.programme.name_ja, "en": found.programme.name_en},
        "party": [{"band": one.band, "grade": one.grade, "count": count} for one, count in party.items()],
        "note": found.note,
        "dates": [
            {
                "id": one.session.public_id,
                "start": shown(one.session.start, zone),
                "end": shown(one.session.end, zone),
                "state": one.state,
                "place": _place(one, lines),
                "cancelled": one.session.cancelled_at is not None,
            }
            for one in _standing(found)
        ],
        "version": found.sequence,
        "made_at": shown(found.made_at, zone),
    }


def _place(coming: Coming, lines: Mapping[int, Sequence[int]]) -> int | None:
    """Where in line, from 1; None for whoever has a place, or has got one since the first question."""
    line = lines.get(coming.session_id, ())
    return line.index(coming.pk) + 1 if coming.pk in line else None


def _standing(found: SignUp) -> Sequence[Coming]:
    standing: Sequence[Coming] = getattr(found, "standing", ())
    return standing
