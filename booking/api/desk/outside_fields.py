"""What is said and answered about calendar files of others."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from booking.actions.outside import LONGEST_NAME
from booking.api.choices import BECOMES
from booking.api.desk.offers import DisplacementPreviewOut, DisplacingIn
from booking.api.desk.plans import MOST_ROOMS
from booking.api.fields import Body, PlainText
from booking.ical.lines import MOST_EVENTS

SCHOOL, HALL = "school", "hall"
LONGEST_READ = 400_000  # letters: as many dates as a file may have, each with the longest title
A_DATE = "a3f5" * 16
EXAM = {"read": "eJyrVk…", "dates": [{"date": A_DATE, "becomes": "exam"}]}
HOLD = {"read": "eJyrVk…", "dates": [{"date": A_DATE, "becomes": "hold"}], "rooms": ["music"]}


class FileAsked(serializers.Serializer[Any]):
    """Whose calendar it is, and of what kind: beside a file there is no other place to say so."""

    name = PlainText(max_length=LONGEST_NAME, help_text=_("だれのカレンダーか。みんなに見える名前です。"))
    kind = serializers.ChoiceField(
        choices=[SCHOOL, HALL],
        default=SCHOOL,
        help_text=_("学校のものなら、予定の名前から、何になるかを案内します。"),
    )


@extend_schema_field(OpenApiTypes.BINARY)
class Upload(serializers.FileField):
    """A file in a form. REST framework describes the address at which an answer would show one."""


class CalendarIn(Body):
    """The same file in a form, as a browser and most programs send one."""

    # An empty one is refused by its reader, in the words in which it is without a form.
    file = Upload(allow_empty_file=True, help_text=_("`.ics` のファイル。700KBまで。"))


class OutsideDateIn(Body):
    date = serializers.RegexField("^[0-9a-f]{64}$", help_text=_("read の答えにある、予定の id。"))
    becomes = serializers.ChoiceField(choices=BECOMES)


@extend_schema_serializer(examples=[OpenApiExample("an exam", EXAM), OpenApiExample("a hold", HOLD)])
class OutsideIn(DisplacingIn):
    """What a file has said, and what is to become of it."""

    read = PlainText(max_length=LONGEST_READ, help_text=_("read の答えの `read`。6時間使えます。"))
    dates = OutsideDateIn(
        many=True,
        required=False,
        default=list,
        help_text=_("何になるか。書かない予定は、read が示したとおりになります。"),
    )
    rooms = serializers.ListField(
        child=serializers.SlugField(max_length=50),
        required=False,
        default=list,
        max_length=MOST_ROOMS,
        help_text=_("`hold` の予定のためにおさえる部屋。書かなければ、前のファイルと同じ部屋。"),
    )
    gone = serializers.ListField(
        child=serializers.RegexField("^[0-9a-f]{64}$"),
        required=False,
        default=list,
        max_length=MOST_EVENTS,
        help_text=_("ファイルからなくなった予定のうち、なくすもの。書かない予定は、残ります。"),
    )


class WhenOut(serializers.Serializer[Any]):
    title = serializers.CharField()
    start = serializers.CharField()
    end = serializers.CharField()


class KnownOut(WhenOut):
    date = serializers.CharField(help_text=_("予定の id。"))
    becomes = serializers.ChoiceField(choices=BECOMES)


class ReadDateOut(KnownOut):
    state = serializers.ChoiceField(
        choices=["new", "changed", "same"], help_text=_("前のファイルとくらべて、どうか。")
    )
    was = WhenOut(allow_null=True, help_text=_("変わった予定の、前のようす。"))


class OutsideReadOut(serializers.Serializer[Any]):
    read = serializers.CharField(help_text=_("取りこむときと preview に、そのまま送ります。"))
    over = serializers.IntegerField(help_text=_("もう終わっていて、読みとばした予定の数。"))
    dates = ReadDateOut(many=True)
    gone = KnownOut(many=True, help_text=_("前のファイルにあって、このファイルにない、これからの予定。"))
    rooms = serializers.ListField(child=serializers.SlugField(), help_text=_("前のファイルがおさえた部屋。"))


class MadeOut(KnownOut):
    rooms = serializers.ListField(child=serializers.SlugField(), help_text=_("おさえる部屋。"))


class OutsidePreviewOut(DisplacementPreviewOut):
    makes = MadeOut(many=True, help_text=_("新しくできるもの、変わるもの。"))
    removes = KnownOut(many=True, help_text=_("なくなるもの。"))


class OutsideCalendarOut(serializers.Serializer[Any]):
    name = serializers.CharField()
    brought_at = serializers.CharField()
    shut = serializers.IntegerField(help_text=_("これからの、休みとおさえた部屋の数。"))
    noted = serializers.IntegerField(help_text=_("これからの、日の予定の数。"))


class BroughtInOut(OutsideCalendarOut):
    act = serializers.CharField(
        allow_null=True,
        help_text=_("最後の取りこみ。`acts/<id>/undo/` でもどせます。もどせなければ null。"),
    )
