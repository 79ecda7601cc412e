"""What a programme and a date of it are in bodies and answers of the desk."""

from collections import Counter
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from booking.actions.allowing import LONGEST_WHY
from booking.actions.programmes import LONGEST_ABOUT, LONGEST_BRING, LONGEST_NAME, LONGEST_PLACE, About
from booking.api.choices import PROGRAMME_STATES_AT_DESK
from booking.api.company import TIME
from booking.api.desk.heads import HEADS, HeadsIn, HeadsOut, heads_help
from booking.api.desk.plans import LONGEST_REASON, MOST_ROOMS, Once
from booking.api.fields import Body, PlainText, Unfitting, optional_text
from booking.api.programmes import AgeOut, SessionOut
from booking.api.signups import AgeIn
from booking.models.programmes import MOST_YEN
from booking.queries.plans import rows_of, the_plan
from booking.rules.bands import BANDS
from booking.rules.exchange import LAST_GRADE, MOST_PLACES

LONGEST_PLAN = 3
LONGEST_OF = 32
MOST_AGES = len(BANDS) + LAST_GRADE
SONGS = {"name": "むかしの歌を、バンドで。", "places": [{"band": "elementary", "count": 10}]}


class PlacesIn(AgeIn):
    count = serializers.IntegerField(min_value=1, max_value=MOST_PLACES)


@extend_schema_serializer(
    examples=[
        OpenApiExample("for children and elders", SONGS),
        OpenApiExample(
            "for one school grade", {**SONGS, "places": [{"band": "elementary", "grade": 6, "count": 20}]}
        ),
    ]
)
class ProgrammeIn(Body):
    """All of what a programme is: what is left out is empty."""

    name = PlainText(max_length=LONGEST_NAME, help_text=_("みんなに見える名前。"))
    about = optional_text(LONGEST_ABOUT)
    bring = optional_text(LONGEST_BRING, _("持ち物。"))
    fee = serializers.IntegerField(min_value=0, max_value=MOST_YEN, default=0, help_text=_("1人の料金(円)。"))
    plan = optional_text(LONGEST_PLAN, _("市の計画のどの行か(`B1`)。なければ空の文です。"))
    of = optional_text(LONGEST_OF, _("その行の、どの数か。分けていない行では空の文です。"))
    bands_wanted = serializers.IntegerField(
        min_value=1,
        max_value=len(BANDS),
        required=False,
        allow_null=True,
        default=None,
        help_text=_("異年齢交流と数えるのに、いくつの年代が来てほしいか。"),
    )
    places = serializers.ListField(
        child=PlacesIn(),
        required=False,
        default=list,
        max_length=MOST_AGES,
        help_text=_("年代ごとの席。書かなければ、申しこみはいりません。"),
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        ages = [(one["band"], one["grade"]) for one in attrs["places"]]
        if max(Counter(ages).values(), default=0) > 1:
            raise Unfitting({"places": [_("同じ年代が2回あります。1つにまとめてください。")]})
        key = f"{attrs['plan']}/{attrs['of']}"
        if key != "/" and key not in dict(rows_of(the_plan())):
            raise Unfitting({"plan": [_("計画の行をえらんでください。")]})
        places = {age: one["count"] for age, one in zip(ages, attrs["places"], strict=True)}
        return {"about": About(**{**attrs, "places": places})}


@extend_schema_serializer(examples=[OpenApiExample("a reason", {"why": "台風が近づいているため"})])
class CallOffIn(Body):
    why = optional_text(LONGEST_REASON, _("中止のわけ。記録に残ります。"))


class OtherTime(Once):
    why = optional_text(LONGEST_WHY, _("きまりをこえるわけ。`overrule` の権利がいります。記録に残ります。"))


@extend_schema_serializer(examples=[OpenApiExample("a week later", TIME)])
class MoveSessionIn(OtherTime):
    """Another time, in the same rooms."""


@extend_schema_serializer(
    examples=[
        OpenApiExample("in the music room", {**TIME, "rooms": ["music"], "why": "館の行事"}),
        OpenApiExample("in a park", {**TIME, "elsewhere": "公園"}),
    ]
)
class SessionIn(OtherTime):
    """In rooms, or at a place elsewhere: one of the two."""

    rooms = serializers.ListField(
        child=serializers.SlugField(max_length=50),
        required=False,
        default=list,
        max_length=MOST_ROOMS,
        help_text=_("部屋の名前(id の `/` のあと)。"),
    )
    elsewhere = optional_text(LONGEST_PLACE)
    title = optional_text(LONGEST_NAME, _("この日の題。"))


@extend_schema_serializer(examples=[OpenApiExample("who came", {"counts": HEADS})])
class SessionCountIn(Body):
    counts = HeadsIn(help_text=heads_help())


class DeskSessionOut(SessionOut):
    waiting = serializers.IntegerField(help_text=_("席を待っている申しこみの数。"))
    counts = HeadsOut(help_text=heads_help())
    version = serializers.IntegerField()


class DeskPlacesOut(AgeOut):
    count = serializers.IntegerField()


class DeskProgrammeOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    name = serializers.CharField()
    state = serializers.ChoiceField(choices=PROGRAMME_STATES_AT_DESK)
    plan = serializers.CharField()
    of = serializers.CharField()
    fee = serializers.IntegerField()
    version = serializers.IntegerField()


class DeskProgrammeFull(DeskProgrammeOut):
    about = serializers.CharField()
    bring = serializers.CharField()
    bands_wanted = serializers.IntegerField(allow_null=True)
    places = DeskPlacesOut(many=True)
    sessions = DeskSessionOut(many=True, help_text=_("日の順。中止した日も入ります。"))
