"""Becoming a member, as /join/ does it, and the first password of a card from the desk: by no account."""

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.exceptions import Throttled
from rest_framework.permissions import AllowAny
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from booking.actions.particulars import (
    LONGEST_EMAIL,
    Newcomer,
    Particulars,
)
from booking.actions.passwords import hashed
from booking.actions.people import LONGEST_CARD, register, set_first_password
from booking.actions.texts import LONGEST_PHONE
from booking.actions.tries import seconds_to_join, seconds_to_wait, was_right
from booking.api.choices import TIE_KINDS
from booking.api.fields import Body, Password, PlainText, Unfitting, optional_text, read
from booking.api.headers import key_of
from booking.api.operations import making
from booking.models.keys import public_id as drawn
from booking.models.keys import repeated
from booking.queries.people import today_here
from booking.rules.births import NoBirthDate, born_on
from booking.rules.names import LONGEST_NAME
from facilities.clock import machine_time, now

LANGUAGES = [key for key, _name in settings.LANGUAGES]
LONGEST_CODE = 20
SORA = {"name": "水木 空", "reading": "みずき そら", "birth_date": "2010-05-11", "ties": ["lives"]}


class NewcomerIn(Body):
    """Who somebody is: all but the name and the birth date may be left out."""

    name = PlainText(max_length=LONGEST_NAME)
    reading = optional_text(LONGEST_NAME, _("名前のよみ。"))
    call_name = optional_text(LONGEST_NAME, _("よび名。"))
    birth_date = serializers.DateField(input_formats=["%Y-%m-%d"])
    ties = serializers.ListField(
        child=serializers.ChoiceField(choices=TIE_KINDS),
        required=False,
        default=list,
        max_length=len(TIE_KINDS),
        help_text=_("市とのつながり。館が証明を見るまでは、たしかめていないものとします。"),
    )
    email = optional_text(LONGEST_EMAIL, _("届いたリンクを開くと、このアドレスになります。"))
    phone = optional_text(LONGEST_PHONE)
    language = serializers.ChoiceField(choices=LANGUAGES, default=LANGUAGES[0])

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        try:
            born = born_on(attrs["birth_date"], today_here(now()))
        except NoBirthDate as wrong:
            raise Unfitting({"birth_date": [_("生まれた日をたしかめてください。")]}) from wrong
        names = ("name", "reading", "call_name", "email", "phone", "language")
        told = Particulars(**{name: attrs[name] for name in names})
        return {**super().validate(attrs), "newcomer": Newcomer(told, born, attrs["ties"])}


@extend_schema_serializer(
    examples=[OpenApiExample("a member", {**SORA, "password": "a long sentence of mine", "rules": True})]
)
class JoinIn(NewcomerIn):
    password = Password()
    rules = serializers.BooleanField(help_text=_("館のきまりを守れるか。true でなければ登録できません。"))

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if not attrs["rules"]:
            raise Unfitting({"rules": [_("館のきまりを守れるときは、true にしてください。")]})
        return super().validate(attrs)


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "as it is printed",
            {"card": "12345678", "code": "abcd-efgh-jkmn", "password": "a long sentence of mine"},
        )
    ]
)
class FirstPasswordIn(Body):
    card = PlainText(max_length=LONGEST_CARD)
    code = PlainText(max_length=LONGEST_CODE, help_text=_("館の紙にある番号。1回だけ使えます。"))
    password = Password()


class JoinedOut(serializers.Serializer[Any]):
    card = serializers.CharField(help_text=_("カードの番号。これとパスワードでサインインします。"))


class StrangerView(APIView):
    """For whoever has no account yet: nobody is looked for, and no cache keeps the answer."""

    authentication_classes: list[Any] = []
    permission_classes = [AllowAny]
    renderer_classes = [JSONRenderer]

    def paced(self, seconds: Callable[[str, int], int]) -> str:
        """From where it is sent; Throttled where too much came from there."""
        source = str(get_adapter().get_client_ip(self.request._request))
        if wait := seconds(source, machine_time()):
            raise Throttled(wait)
        return source

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response


class Join(StrangerView):
    @making(
        "joining",
        _("登録する"),
        JoinIn,
        JoinedOut,
        words=_(
            "/join/ と同じ登録。サインインはいりません。トークンは、サインインして /me/tokens/ で作ります。"
            "多すぎるときは待ちます(429)。"
        ),
    )
    def post(self, request: Request) -> Response:
        sent = read(JoinIn, request)
        given = {"newcomer": sent["newcomer"], "password_hash": hashed(sent["password"]), "now": now()}
        self.paced(seconds_to_join)
        made = register(**given, link=link_to(request), public_id=_the_same_again(request))
        return Response({"card": made.card_number}, 201)


class FirstPassword(StrangerView):
    @making(
        "joining",
        _("はじめのパスワードを決める"),
        FirstPasswordIn,
        JoinedOut,
        words=_("館でもらったカードと紙の番号で、1回だけ。まちがいが続くと待ちます(429)。"),
    )
    def post(self, request: Request) -> Response:
        sent = read(FirstPasswordIn, request)
        card, kept = sent["card"], hashed(sent["password"])
        # A printed code is short: it is guessed no faster than a password, here or on the page.
        source = self.paced(lambda source, at: seconds_to_wait(f"first:{card}", source, at))
        person = set_first_password(card=card, code=sent["code"], password_hash=kept, now=now())
        was_right(f"first:{card}", source, machine_time())
        return Response({"card": person.card_number}, 201)


def link_to(request: Request) -> Callable[[str], str]:
    """The address by which a new mail address is confirmed."""
    return lambda token: request.build_absolute_uri(reverse("mail-confirm", args=[token]))


def _the_same_again(request: Request) -> str:
    """The public id under which a request that is sent again finds whom the first one registered.

    There is no account to which a key could belong: it stands for all that was sent, password too, so that
    whoever hits upon the same key is told of nobody.
    """
    key = key_of(request)
    return repeated("booking.api.joining", [key, request.data]) if key else drawn()
