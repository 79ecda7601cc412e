"""What a round of a lottery is in bodies and answers of the desk."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from booking.actions.lottery import LONGEST_NAME, LONGEST_WHY
from booking.api.choices import ROUND_STATES_AT_DESK, WIN_PERIODS
from booking.api.company import TIME, span_of
from booking.api.fields import Body, Instant, PlainText, RoomKey, optional_text
from booking.api.lotteries import MOST_WISHES, RoundOut, RoundSlotOut
from booking.rules import names
from booking.rules.rounds import MOST_CHOICES, MOST_TICKETS

LONGEST_CARD = 40
ROUND = {
    "name_ja": "冬の夜の抽選",
    "name_en": "Winter evenings",
    "opens_at": "2026-11-01T09:00:00+09:00",
    "closes_at": "2026-11-15T20:00:00+09:00",
    "draws_at": "2026-11-17T12:00:00+09:00",
    "slots": [{"room": "nukui-minami/music", "uses": [TIME]}],
}
PAPER = {"card": "48217035", "slots": [2, 1], "received_at": "2026-11-12T10:00:00+09:00"}


class UseIn(Body):
    start = Instant()
    end = Instant()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        return {"span": span_of(attrs["start"], attrs["end"])}


class RoundSlotIn(Body):
    """What one wins: a room on one or more dates."""

    room = RoomKey()
    uses = UseIn(many=True)


@extend_schema_serializer(examples=[OpenApiExample("one slot", ROUND)])
class RoundIn(Body):
    """Slots are numbered in this order. Rooms may be of every hall whose hours one decides."""

    name_ja = PlainText(max_length=LONGEST_NAME)
    name_en = optional_text(LONGEST_NAME)
    opens_at = Instant()
    closes_at = Instant(help_text=_("この時点まで申しこめます。"))
    draws_at = Instant()
    confirm_until = Instant(
        required=False,
        allow_null=True,
        default=None,
        help_text=_("当たった人が確認する期限。館のきまりにあるときだけ。"),
    )
    most_choices = serializers.IntegerField(min_value=1, max_value=MOST_CHOICES, default=5)
    most_wins = serializers.IntegerField(min_value=1, max_value=MOST_CHOICES, default=1)
    wins_per = serializers.ChoiceField(
        choices=WIN_PERIODS, default="round", help_text=_("当たりの数を、何ごとに数えるか。")
    )
    look_back = serializers.IntegerField(
        min_value=0,
        max_value=MOST_TICKETS,
        default=2,
        help_text=_("当たらなかった抽選を、何回前まで見るか。"),
    )
    most_tickets = serializers.IntegerField(
        min_value=1, max_value=MOST_TICKETS, default=3, help_text=_("くじは何本まで。")
    )
    # How many there may be says the verb, with the page's own sentence.
    slots = RoundSlotIn(many=True)


@extend_schema_serializer(examples=[OpenApiExample("a reason", {"why": "工事がのびたため"})])
class CancelRoundIn(Body):
    why = optional_text(LONGEST_WHY)


@extend_schema_serializer(examples=[OpenApiExample("for a band", {**PAPER, "group": "よるかぜ"})])
class PaperIn(Body):
    """What was handed in. It has the same chance as any, and is judged as of when it was received."""

    card = PlainText(max_length=LONGEST_CARD, help_text=_("申しこんだ人のカードの番号。"))
    group = optional_text(
        names.LONGEST_NAME, _("紙に書いてあるグループの名前。書かなければ、1人で申しこみます。")
    )
    slots = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=9999),
        min_length=1,
        max_length=MOST_WISHES,
        help_text=_("希望の枠の番号。希望の順に書きます。"),
    )
    every = serializers.BooleanField(default=False, help_text=_("当たった枠をみな使う。"))
    received_at = Instant()


class DeskRoundOut(RoundOut):
    # The desk sees what is only planned, too.
    state = serializers.ChoiceField(choices=ROUND_STATES_AT_DESK)
    confirm_until = serializers.CharField(allow_null=True)
    entered = serializers.IntegerField(help_text=_("申しこみの数。"))


class WishedOut(RoundSlotOut):
    wished = serializers.IntegerField(
        help_text=_("この枠を希望した申しこみの数。だれかは、抽選まで出ません。")
    )


class CautionOut(serializers.Serializer[Any]):
    slot = serializers.IntegerField()
    start = serializers.CharField()
    end = serializers.CharField()
    sentence = serializers.CharField()


class DeskRoundFull(DeskRoundOut):
    slots = WishedOut(many=True)
    cautions = CautionOut(
        many=True, help_text=_("公開の前に、日にちについて気をつけること。20件まで。公開のあとは空です。")
    )


class DrawnOut(serializers.Serializer[Any]):
    slot = serializers.IntegerField()
    entry = serializers.CharField(help_text=_("公開される名簿での名前。"))


class QueueOut(serializers.Serializer[Any]):
    slot = serializers.IntegerField()
    entries = serializers.ListField(child=serializers.CharField(), help_text=_("待つ順に並びます。"))


class ResultsOut(serializers.Serializer[Any]):
    drawn_at = serializers.CharField()
    entries = serializers.IntegerField()
    wins = DrawnOut(many=True)
    lines = QueueOut(many=True)
    record = serializers.DictField(
        help_text=_("だれでも抽選をたしかめられる、公開の記録。名前はありません。")
    )
