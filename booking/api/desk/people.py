"""Somebody's card as the counter reads it, and what the counter notes on it: a proof, a guardian's word."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.consents import Answerer, receive_consent
from booking.actions.looks import look_at
from booking.actions.ties import verify_tie
from booking.api.choices import CONSENT_WAYS, STAGES, TIE_KINDS
from booking.api.dates import a_day
from booking.api.desk.records import GuardianOut, MemberView, guardians_data
from booking.api.desk.registering import ReceiveIn, RegistrationOut, registration_data
from booking.api.fields import Body, PlainText, Unfitting, WordsOut, read
from booking.api.operations import changing, making, reading
from booking.models import Consent, Person
from booking.queries.consents import Purpose, needs
from booking.queries.counter import registrations_of_person, standing_consents
from booking.rules.ask import TieKind
from booking.rules.staff import Right
from facilities.rules.spans import local_day
from facilities.rules.stages import stage_on


class TieOut(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=TIE_KINDS)
    verified_on = serializers.DateField(allow_null=True, help_text=_("証明を見た日。まだなら null。"))
    valid_until = serializers.DateField(allow_null=True)


class GivenOut(serializers.Serializer[Any]):
    purpose = serializers.CharField()
    way = serializers.ChoiceField(choices=CONSENT_WAYS)
    valid_until = serializers.DateField()
    through_child = serializers.BooleanField(help_text=_("子どものスマホからの同意か。"))


class AskedOut(serializers.Serializer[Any]):
    purpose = serializers.CharField(source="key")
    name = WordsOut(allow_null=True)


class TookOut(serializers.Serializer[Any]):
    course = serializers.CharField()
    on = serializers.DateField(source="taken_on")
    valid_until = serializers.DateField(
        allow_null=True, help_text=_("この日まで使えます。null なら、ずっと使えます。")
    )


class PersonOut(serializers.Serializer[Any]):
    """What a program can do something with: neither the full name, nor the birth date, nor a number."""

    whom = serializers.CharField()
    name = serializers.CharField(help_text=_("よび名。"))
    closed = serializers.BooleanField(help_text=_("外からの問い合わせに、だれにも答えないか。"))
    stage = serializers.ChoiceField(
        choices=STAGES, allow_null=True, help_text=_("きょうの年代。わからなければ null。")
    )
    ties = TieOut(many=True, help_text=_("市とのつながり。"))
    registrations = RegistrationOut(many=True, help_text=_("この館での登録。新しいものから。"))
    asked = AskedOut(many=True, help_text=_("この年代の人に、館が保護者の同意をもとめること。"))
    consents = GivenOut(many=True, help_text=_("今ある同意。"))
    guardians = GuardianOut(many=True)
    courses = TookOut(many=True, help_text=_("受けた講習会。"))


@extend_schema_serializer(
    examples=[
        OpenApiExample("a student", {"kind": "studies", "until": "2027-03-31"}),
        OpenApiExample("who lives here", {"kind": "lives"}),
    ]
)
class TieIn(Body):
    kind = serializers.ChoiceField(choices=TIE_KINDS)
    until = a_day(allow_null=True, default=None, help_text=_("この日まで。書かなければ、ずっと。"))


@extend_schema_serializer(
    examples=[
        OpenApiExample("on paper", {"purpose": "evening", "name": "やまだ", "relation": "母", "way": "paper"})
    ]
)
class GuardiansWordIn(ReceiveIn):
    """A guardian's word for what the hall asks, as the paper or the voice says it."""

    purpose = PlainText(max_length=200, help_text=_("`asked` にある purpose。"))


class PersonView(MemberView):
    right = Right.PEOPLE

    def told(self, whom: str, status: int = 200) -> Response:
        """As it stands now; that it was read is kept, after a change as well."""
        found, today = self.member(whom), local_day(self.at, self.zone)
        look_at(person=found, hall=self.hall, **self.by)
        born = found.birth_date
        return Response(
            {
                "whom": whom,
                "name": str(found),
                "closed": found.closed,
                "stage": str(stage_on(born, today)) if born else None,
                "ties": TieOut(found.ties.order_by("kind"), many=True).data,
                "registrations": [
                    registration_data(one) for one in registrations_of_person(found, self.hall)
                ],
                "asked": AskedOut(self.asked(found), many=True).data,
                "consents": GivenOut(standing_consents(found, self.hall, today), many=True).data,
                "guardians": guardians_data(found),
                "courses": TookOut(found.inductions.order_by("-taken_on"), many=True).data,
            },
            status,
        )

    def asked(self, found: Person) -> list[Purpose]:
        """For what the hall's rules want the word of a guardian of this child."""
        books = set(self.hall.rulebooks.values_list("key", flat=True))
        wanted = (one.purpose for one in needs(found, local_day(self.at, self.zone)))
        return [one for one in wanted if one.rulebook in books]


class Card(PersonView):
    @reading(
        "people",
        _("人の記録を見る"),
        PersonOut,
        words=_("people/find/ の答えの `whom` で見ます。見たことが記録に残ります。"),
    )
    def get(self, request: Request, hall: str, whom: str) -> Response:
        return self.told(whom)


class VerifyTie(PersonView):
    @changing(
        "people",
        _("市とのつながりの証明を見た"),
        TieIn,
        PersonOut,
        words=_("もう一度送ると、きょう見たことになり、いつまでかが置きかわります。"),
        seen=False,
    )
    def post(self, request: Request, hall: str, whom: str) -> Response:
        found, sent = self.member(whom), read(TieIn, request)
        verify_tie(person=found, kind=TieKind(sent["kind"]), until=sent["until"], **self.by)
        return self.told(whom)


class GuardiansWord(PersonView):
    @making("people", _("保護者の同意を、館で受け取った"), GuardiansWordIn, PersonOut)
    def post(self, request: Request, hall: str, whom: str) -> Response:
        found, sent = self.member(whom), read(GuardiansWordIn, request)
        if sent["purpose"] not in {one.key for one in self.asked(found)}:
            raise Unfitting({"purpose": [_("`asked` にある purpose の中から書いてください。")]})
        given: dict[str, Any] = {
            "child": found,
            "hall": self.hall,
            "purpose": sent["purpose"],
            "way": Consent.Way(sent["way"]),
            **self.by,
        }
        answerer = Answerer(sent["name"], sent["relation"])
        self.once("receive_consent", lambda: receive_consent(answerer=answerer, **given).public_id)
        return self.told(whom, 201)
