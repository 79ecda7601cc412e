"""Kinds of values in requests, each refused with a sentence that says what to send instead."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request

from booking.actions.passwords import LONGEST_PASSWORD
from booking.rules.plain_text import unwanted
from facilities.models import Facility, Room
from facilities.rules.spans import local

UNFIT = "unfit"
YEARS = range(2000, 2200)
INSTANT = re.compile(r"(\d{4})-\d\d-\d\dT\d\d:\d\d:(\d\d(?:\.\d{1,6})?)(Z|[+-]\d\d:\d\d)?", re.ASCII)
# What of these is taken, as the description says it beside `format: date-time`, which knows the months.
DAY = "2[01][0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
CLOCK = "([01][0-9]|2[0-3]):[0-5][0-9]"
INSTANT_TAKEN = rf"^{DAY}T{CLOCK}:00(\.0{{1,6}})?(Z|[+-]{CLOCK})$"
# No text is read that has one in it: in an address (config.middleware), nor in a body.
WITHOUT_NUL = r"^[^\u0000]*$"
# What `plain_text.unwanted` leaves of a text, and what of that can be seen: the same in a pattern, since the
# description has no other words for it.
LETTER = r"[^\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]"
INK = r"[^\u0000-\u0020\u007f-\u00a0\u1680\u2000-\u200a\u2028-\u202f\u205f\u2066-\u2069\u3000]"
WALL = re.compile(r"(?!24:0[1-9]|24:[1-5])([01]\d|2[0-4]):([0-5]\d)", re.ASCII)
ROOM = re.compile(r"[-a-zA-Z0-9_]{1,50}/[-a-zA-Z0-9_]{1,50}", re.ASCII)


class Unfitting(serializers.ValidationError):
    """What is well formed and cannot be meant: a room that is not there, an end before its start (422)."""

    def __init__(self, detail: Any) -> None:
        super().__init__(detail, code=UNFIT)


def shown(at: int, zone: ZoneInfo) -> str:
    """An instant as the API writes it: ISO 8601 with the hall's offset."""
    return local(at, zone).isoformat()


def read(body: "type[Body]", request: Request) -> dict[str, Any]:
    """What was sent, as `body` reads it; ValidationError by field."""
    sent = body(data=request.data)
    sent.is_valid(raise_exception=True)
    return dict(sent.validated_data)


def read_query(asked: type[serializers.Serializer[Any]], request: Request, **context: Any) -> dict[str, Any]:
    """What an address asks for; ValidationError by field. Not read as a form, in which what is empty is not
    there: in an address it is a slip."""
    told = dict(request.query_params.lists())
    lists = {name for name, field in asked().fields.items() if isinstance(field, serializers.ListField)}
    form = asked(data={k: v if k in lists else v[-1] for k, v in told.items()}, context=context)
    form.is_valid(raise_exception=True)
    return dict(form.validated_data)


class Body(serializers.Serializer[Any]):
    """A request's fields, and no others: a misspelt field would otherwise be passed over in silence."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping):
            self._must_be_known(data)
            # REST framework reads "3" as a number and 0 as a name: what was meant is for the caller to say.
            odd = [name for name, field in self.fields.items() if name in data and is_odd(field, data[name])]
            if odd:
                raise serializers.ValidationError(
                    {name: _other_kinds(self.fields[name], data[name]) for name in odd}
                )
        return super().to_internal_value(data)

    def _must_be_known(self, data: Mapping[str, Any]) -> None:
        if strangers := [key for key in data if key not in self.fields]:
            known = "、".join(self.fields)
            sentence = _("この項目はありません。使える項目: %(known)s") % {"known": known}
            raise serializers.ValidationError({key: [sentence] for key in strangers[:10]})


def _other_kinds(field: Any, value: Any) -> Any:
    """What is said of an odd value; of a list, at the place of each that is odd."""
    if isinstance(field, serializers.ListField):
        odd = [place for place, one in enumerate(value) if is_odd(field.child, one)]
        return {place: [_other_kind(field.child)] for place in odd}
    return [_other_kind(field)]


def _other_kind(field: Any) -> Any:
    """A field of texts may know better what was meant."""
    if isinstance(field, serializers.CharField):
        return field.error_messages["invalid"]
    return _("この項目の型がちがいます。")


def is_odd(field: Any, value: Any) -> bool:
    """Whether a value is of another JSON type than its field; what REST framework refuses is left to it."""
    if value is None:
        return False
    if isinstance(field, serializers.ListField):
        return isinstance(value, list) and any(is_odd(field.child, one) for one in value)
    if isinstance(field, serializers.IntegerField):
        return isinstance(value, (bool, str))
    if isinstance(field, serializers.BooleanField):
        return not isinstance(value, bool)
    texts = (serializers.CharField, serializers.ChoiceField, serializers.DateField)
    return isinstance(field, texts) and not isinstance(value, str)


@extend_schema_field({"type": "string", "format": "date-time", "pattern": INSTANT_TAKEN})
class Instant(serializers.Field[int, str, str, Any]):
    """ISO 8601 with an offset, at a whole minute -> seconds since the epoch.

    A time without an offset is refused: the caller's zone and the hall's may differ.
    """

    default_error_messages = {
        "form": _("日時は 2026-12-04T17:00:00+09:00 の形で書いてください。"),
        "offset": _("時差をつけてください(例: 2026-12-04T17:00:00+09:00)。"),
        "no_day": _("日時は 2026-12-04T17:00:00+09:00 の形で書いてください。"),
        "bounds": _("2000年から2199年までの日時にしてください。"),
        "minute": _("秒は 00 にしてください。"),
    }

    def to_internal_value(self, data: Any) -> int:
        parts = INSTANT.fullmatch(data) if isinstance(data, str) else None
        if parts is None:
            self.fail("form")
        if parts[3] is None:
            self.fail("offset")
        # The year as it is written: a pattern can say that, and not where the year ends in UTC.
        if int(parts[1]) not in YEARS:
            self.fail("bounds")
        if float(parts[2]):
            self.fail("minute")
        try:
            return int(datetime.fromisoformat(data).timestamp())
        except ValueError:
            self.fail("no_day")


@extend_schema_field({"type": "string", "pattern": f"^{ROOM.pattern}$"})
class RoomKey(serializers.Field[tuple[str, str], str, str, Any]):
    """`<hall>/<room>`, the `id` of a room -> the two slugs."""

    default_error_messages = {
        "form": _("部屋は「館/部屋」の形で書いてください(部屋の一覧の id です)。"),
    }

    def to_internal_value(self, data: Any) -> tuple[str, str]:
        if not (isinstance(data, str) and ROOM.fullmatch(data)):
            self.fail("form")
        hall, _slash, room = data.partition("/")
        return hall, room


@extend_schema_field({"type": "string", "pattern": f"^{CLOCK}$|^24:00$"})
class WallTime(serializers.Field[int, str, str, Any]):
    """What the hall's clock shows, 00:00 to 24:00 -> minutes after midnight."""

    default_error_messages = {"form": _("時刻は 17:00 のように書いてください。")}

    def to_internal_value(self, data: Any) -> int:
        parts = WALL.fullmatch(data) if isinstance(data, str) else None
        if parts is None:
            self.fail("form")
        return int(parts[1]) * 60 + int(parts[2])

    def to_representation(self, value: int) -> str:
        return f"{value // 60:02}:{value % 60:02}"


class PlainText(serializers.CharField):
    """One line without control characters and without letters that turn the reading direction."""

    default_error_messages = {
        "unwanted": _("使えない文字があります({found})。消してから送ってください。"),
    }

    @property
    def pattern(self) -> str:
        """What is taken, for the description (schema.WithProblems)."""
        return f"^{LETTER}*$" if self.allow_blank else f"^{LETTER}*{INK}{LETTER}*$"

    def run_validation(self, data: Any = serializers.empty) -> Any:
        # Before the ends are trimmed: a line's end there would go unseen, and the pattern would be untrue.
        if isinstance(data, str) and (found := unwanted(data)):
            self.fail("unwanted", found="、".join(found))
        return super().run_validation(data)


class Lines(PlainText):
    """The same of several lines, which a line feed parts."""

    @property
    def pattern(self) -> str:
        letter = LETTER.replace(r"\u0000-\u001f", r"\u0000-\u0009\u000b-\u001f")
        return f"^{letter}*{INK}{letter}*$"

    def run_validation(self, data: Any = serializers.empty) -> Any:
        if isinstance(data, str) and (found := unwanted(data.replace("\n", ""))):
            self.fail("unwanted", found="、".join(found))
        return serializers.CharField.run_validation(self, data)


class Password(serializers.CharField):
    """As it is typed, blanks at its ends too."""

    pattern = WITHOUT_NUL

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST_PASSWORD, trim_whitespace=False, **kwargs)


def optional_text(longest: int, help_text: Any = None) -> PlainText:
    """A line of so many letters at most; left out it is empty."""
    return PlainText(max_length=longest, required=False, allow_blank=True, default="", help_text=help_text)


@extend_schema_field(OpenApiTypes.DATETIME)
class Moment(serializers.Field[int, Any, str, Any]):
    """An instant of something that has a `room`, with the offset of its hall."""

    def get_attribute(self, instance: Any) -> Any:
        return shown(cast(int, super().get_attribute(instance)), zone_of(instance.room))

    def to_representation(self, value: Any) -> str:
        return str(value)


@extend_schema_field(OpenApiTypes.STR)
class RoomOf(serializers.Field[Any, Any, str, Any]):
    """The id of the room of something: `<hall>/<room>`."""

    def to_representation(self, value: Room) -> str:
        return f"{value.facility.slug}/{value.slug}"


class WordsOut(serializers.Serializer[Any]):
    """A short text in both languages."""

    ja = serializers.CharField()
    en = serializers.CharField()


def hall_zone(hall: Facility) -> ZoneInfo:
    return ZoneInfo(hall.timezone)


def zone_of(room: Room) -> ZoneInfo:
    return ZoneInfo(room.facility.timezone)
