"""What is held about oneself: to see, correct, take along and have forgotten."""

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth import logout
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.exceptions import Throttled
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.addresses import give_address
from booking.actions.mydata import correct, forget
from booking.actions.particulars import (
    LONGEST_EMAIL,
    LONGEST_SCHOOL,
    Particulars,
)
from booking.actions.proofs import MustWait, Proof, is_password, proof_wanted
from booking.actions.texts import LONGEST_PHONE
from booking.actions.tries import seconds_to_wait
from booking.api.choices import TIE_KINDS
from booking.api.fields import Body, Password, PlainText, Unfitting, optional_text, read
from booking.api.joining import LANGUAGES, link_to
from booking.api.operations import changing, reading
from booking.api.private import PrivateView
from booking.models import ApiToken, Person
from booking.queries.mydata import address_to_be, held_about
from booking.rules.names import LONGEST_NAME
from booking.rules.scopes import Scope
from facilities.clock import machine_time, now

CITY = ZoneInfo(settings.TIME_ZONE)
SORA = {"name": "水木 空", "reading": "みずき そら", "call_name": "そら", "language": "ja"}


class MyTieOut(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=TIE_KINDS)
    verified_on = serializers.DateField(allow_null=True, help_text=_("館で証明を見た日。"))
    valid_until = serializers.DateField(allow_null=True)


class MeOut(serializers.Serializer[Person]):
    id = serializers.CharField(source="public_id")
    card = serializers.CharField(source="card_number")
    name = serializers.CharField()
    reading = serializers.CharField()
    call_name = serializers.CharField()
    birth_date = serializers.DateField(allow_null=True, help_text=_("変えるのは、館の窓口で。"))
    phone = serializers.CharField()
    language = serializers.CharField()
    school = serializers.CharField()
    email = serializers.CharField()
    email_to_be = serializers.SerializerMethodField(
        help_text=_("リンクがまだ開かれていないアドレス。なければ空の文です。")
    )
    ties = MyTieOut(many=True)

    def get_email_to_be(self, person: Person) -> str:
        return address_to_be(person) or ""


@extend_schema_serializer(examples=[OpenApiExample("a member", SORA)])
class MeIn(Body):
    """All of it: what is left out is empty from now on."""

    name = PlainText(max_length=LONGEST_NAME)
    reading = optional_text(LONGEST_NAME, _("名前のよみ。"))
    call_name = optional_text(LONGEST_NAME, _("よび名。"))
    phone = optional_text(LONGEST_PHONE)
    language = serializers.ChoiceField(choices=LANGUAGES, default=LANGUAGES[0])
    school = optional_text(LONGEST_SCHOOL, _("学校。予定のわかっている学校だけです。"))


@extend_schema_serializer(examples=[OpenApiExample("an address", {"email": "sora@example.org"})])
class AddressIn(Body):
    email = PlainText(
        max_length=LONGEST_EMAIL,
        allow_blank=True,
        help_text=_("届いたリンクを開くと、このアドレスになります。空の文は、今のアドレスをやめます。"),
    )


@extend_schema_serializer(
    examples=[OpenApiExample("for good", {"sure": True, "password": "a long sentence"})]
)
class ForgetIn(Body):
    sure = serializers.BooleanField(help_text=_("true でなければ、何も消しません。"))
    password = Password(
        required=False,
        allow_blank=True,
        default="",
        help_text=_("トークンではいつも、サインインしたときは15分たつといります。"),
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if not attrs["sure"]:
            raise Unfitting({"sure": [_("消してよいときは、true にしてください。")]})
        return attrs


class MyView(PrivateView):
    scope = Scope.DATA
    sees = Scope.DATA  # a program that books needs no birth date

    def told(self) -> Response:
        return Response(MeOut(Person.objects.prefetch_related("ties").get(pk=self.somebody.pk)).data)


class Me(MyView):
    @reading("me", _("自分のことを見る"), MeOut)
    def get(self, request: Request) -> Response:
        return self.told()


class CorrectMe(MyView):
    @changing("me", _("自分のことを直す"), MeIn, MeOut, seen=False)
    def post(self, request: Request) -> Response:
        correct(person=self.somebody, particulars=Particulars(**read(MeIn, request)), now=now())
        return self.told()


class MyAddress(MyView):
    @changing("me", _("メールアドレスを変える"), AddressIn, MeOut, seen=False)
    def post(self, request: Request) -> Response:
        email = read(AddressIn, request)["email"]
        # Nobody's mailbox is filled from here: after some addresses one waits longer and longer.
        if wait := seconds_to_wait("address", self.somebody.public_id, machine_time()):
            raise Throttled(wait)
        give_address(person=self.somebody, email=email, now=now(), link=link_to(request))
        return self.told()


class MyData(MyView):
    @reading("me", _("自分について残っているものを全部受け取る"), OpenApiTypes.OBJECT)
    def get(self, request: Request) -> Response:
        answer = Response(held_about(self.somebody))
        answer["Content-Disposition"] = 'attachment; filename="madoakari-my-data.json"'
        return answer


class ForgetMe(MyView):
    @changing(
        "me",
        _("自分についてのものを全部消す"),
        ForgetIn,
        None,
        words=_("1人でした予約は返し、名前は全部消します。数は残ります。もとにはもどせません。"),
        seen=False,
    )
    def post(self, request: Request) -> Response:
        self._must_be_themselves(read(ForgetIn, request)["password"])
        forget(person=self.somebody, now=now())
        if not isinstance(request.auth, ApiToken):
            logout(request._request)
        return Response(status=204)

    def _must_be_themselves(self, typed: str) -> None:
        by_token = isinstance(self.request.auth, ApiToken)
        wanted = Proof.TYPED if by_token else proof_wanted(self.somebody, machine_time())
        if wanted is Proof.NONE:
            return
        if wanted is Proof.AGAIN or not self.somebody.has_usable_password():
            said = say("一度サインアウトして、もう一度入ってから、消してください。")
            raise Unfitting({"password": [said]})
        try:
            right = is_password(self.somebody, typed, machine_time())
        except MustWait as wait:
            raise Throttled(wait.seconds) from wait
        if not right:
            said = say("パスワードがちがうようです。もう一度入れてください。")
            raise Unfitting({"password": [said]})
