"""The counter meets people: looks a card up, registers somebody, prints the code of their first password."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.looks import find_at_counter
from booking.actions.people import LONGEST_CARD, AtTheDesk, give_first_code, register_at_desk
from booking.api.choices import TIE_KINDS
from booking.api.dates import a_day
from booking.api.desk.phone import WhomOut
from booking.api.desk.records import MemberView, whoms_of
from booking.api.fields import Body, PlainText, optional_text, read
from booking.api.joining import SORA, NewcomerIn, link_to
from booking.api.operations import asking, making
from booking.models import Person
from booking.models.keys import sealed, unsealed
from booking.queries.bookings import Absent
from booking.rules.staff import Right

MADE = "person"  # the kind of id under which a key remembers whom it has registered


@extend_schema_serializer(examples=[OpenApiExample("a card", {"words": "1234 5678"})])
class LookIn(Body):
    words = PlainText(max_length=100, help_text=_("カードの番号の全部か、この館を使う人の名前やよみの一部。"))


class SeenTie(Body):
    kind = serializers.ChoiceField(choices=TIE_KINDS)
    until = a_day(allow_null=True, default=None, help_text=_("この日まで。書かなければ、ずっと。"))


@extend_schema_serializer(
    examples=[
        OpenApiExample("with a proof", {**SORA, "seen": [{"kind": "lives"}]}),
        OpenApiExample("with a card from the drawer", {**SORA, "card": "A-1024"}),
    ]
)
class RegisterIn(NewcomerIn):
    seen = serializers.ListField(
        child=SeenTie(),
        required=False,
        default=list,
        max_length=len(TIE_KINDS),
        help_text=_("館が証明を見た、市とのつながり。"),
    )
    card = optional_text(LONGEST_CARD, _("渡すカードの番号。書かなければ、こちらで決めます。"))


class CardAndCodeOut(serializers.Serializer[Any]):
    whom = serializers.CharField()
    card = serializers.CharField()
    code = serializers.CharField(
        allow_null=True,
        help_text=_(
            "はじめのパスワードを決めるための番号。紙で渡します。"
            "作ったときの答えにだけあります(そのあとは null)。"
        ),
    )


class LookedUpOut(WhomOut):
    """Somebody who was looked up at the counter."""


class CounterView(MemberView):
    right = Right.PEOPLE

    def told(self, person: Person, code: str | None) -> Response:
        [whom] = whoms_of(self.hall, [person], self.today)
        return Response({"whom": whom, "card": person.card_number, "code": code}, 201)


class LookUp(CounterView):
    @asking(
        "people",
        _("カードや名前から人をさがす"),
        LookIn,
        LookedUpOut,
        words=_(
            "カードの番号なら、市のだれのカードでも。その `whom` は、この館で、きょうだけ使えます。"
            "名前なら、この館を使う人から。見たことが記録に残ります。"
        ),
    )
    def post(self, request: Request, hall: str) -> Response:
        found = find_at_counter(text=read(LookIn, request)["words"], hall=self.hall, **self.by)
        whoms = whoms_of(self.hall, found, self.today)
        return self.listed([{"whom": w, "name": str(one)} for w, one in zip(whoms, found, strict=True)])


class Register(CounterView):
    @making(
        "people",
        _("窓口で登録する"),
        RegisterIn,
        CardAndCodeOut,
        words=_("パスワードは、本人が紙の番号で決めます(members/first-password/)。"),
    )
    def post(self, request: Request, hall: str) -> Response:
        sent, made = read(RegisterIn, request), list[AtTheDesk]()
        seen: dict[str, date | None] = {one["kind"]: one["until"] for one in sent["seen"]}
        given: dict[str, Any] = {"newcomer": sent["newcomer"], "seen": seen, "card": sent["card"], **self.by}

        def register() -> str:
            made.append(register_at_desk(**given, link=link_to(request)))
            return sealed(MADE, made[0].person.pk)

        key = unsealed(MADE, self.once("register_at_desk", register))
        person = None if key is None else Person.objects.filter(pk=key).first()
        if person is None:  # forgotten since, under the same key
            raise Absent(hall)
        return self.told(person, made[0].code if made else None)


class FirstCode(CounterView):
    @making(
        "people",
        _("はじめのパスワードの番号を、また出す"),
        Body,
        CardAndCodeOut,
        words=_("前の番号は使えなくなります。パスワードのある人には、知らせが届きます。"),
    )
    def post(self, request: Request, hall: str, whom: str) -> Response:
        read(Body, request)
        person, made = self.member(whom), list[AtTheDesk]()

        def give() -> str:
            made.append(give_first_code(person=person, **self.by))
            return person.public_id

        self.once("give_first_code", give)
        return self.told(person, made[0].code if made else None)
