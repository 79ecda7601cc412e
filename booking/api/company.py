"""The fields that say who comes, and where to: the same for asking the judge and for booking."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from booking.api.fields import Body, Instant, RoomKey, Unfitting, optional_text
from booking.models import Booking, Person
from booking.queries.party import Company, groups_of, mates_of
from booking.rules.bands import BANDS
from booking.rules.told import Told
from facilities.models import Room
from facilities.queries.halls import published_room
from facilities.rules.spans import Span

MOST_OF_A_BAND = 10_000
LONGEST = 31 * 24 * 60 * 60  # seconds: a stay of a month; whatever is longer is a slip of the pen
MYSELF = "me"


# What the description shows. Its first wish names nobody, so that a stranger can send it to `check`.
TIME = {"start": "2026-12-04T17:00:00+09:00", "end": "2026-12-04T19:00:00+09:00"}
WISH = {"room": "nukui-minami/music", **TIME}
COMPANY = {"people": ["me"], "counted": {"high_school": 2}, "purpose": "バンドの練習"}


def _keys(help_text: Any) -> serializers.ListField:
    return serializers.ListField(
        child=serializers.SlugField(max_length=50), required=False, max_length=50, help_text=help_text
    )


class Counted(Body):
    """Heads by age band, of those who come without being named in `people`."""

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        return {
            band: serializers.IntegerField(min_value=0, max_value=MOST_OF_A_BAND, required=False)
            for band in BANDS
        }


class AnswersIn(Body):
    """What a clause of the room asks of whoever books, in keys of its rules; `[]` is none of it."""

    instruments = _keys(_("使う楽器。きまりにない楽器は `other`。"))
    proofs = _keys(_("持って来る証明書。"))
    at_school = serializers.BooleanField(
        required=False, help_text=_("高校生世代の人が、学校に通っているか。")
    )


class Time(Body):
    start = Instant()
    end = Instant()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        return {**attrs, "span": span_of(attrs["start"], attrs["end"])}


class PlaceAndTime(Time):
    room = RoomKey()


@extend_schema_serializer(
    examples=[
        OpenApiExample("another time", TIME),
        OpenApiExample("another room", {"room": "nukui-minami/salon", **TIME}),
    ]
)
class Elsewhere(PlaceAndTime):
    """Where a booking moves to. Without `room` it stays in its own."""

    room = RoomKey(required=False)


@extend_schema_serializer(examples=[OpenApiExample("a band", COMPANY)])
class Companions(Body):
    """Who comes, and what for. With nobody named and nobody counted, you come alone."""

    people = serializers.ListField(
        child=serializers.SlugField(max_length=16),
        required=False,
        max_length=200,
        help_text=_("同じグループから来る人の id。`me` は自分です。"),
    )
    counted = Counted(required=False, help_text=_("名前を書かずに来る人の、年齢区分ごとの人数。"))
    told = AnswersIn(required=False, help_text=_("部屋のきまりがたずねていれば、その答え。"))
    purpose = optional_text(200, _("何に使うか。館のきまりが使いみちを定めていれば、判断に使います。"))


class Party(Companions):
    """The same for a group, or for yourself."""

    group = serializers.SlugField(
        required=False,
        allow_null=True,
        max_length=16,
        help_text=_("予約するグループの id。自分が入っているもの。答えの `group.id` です。"),
        error_messages={"invalid": _("グループは、id だけを書いてください(答えの group.id です)。")},
    )


@extend_schema_serializer(
    examples=[OpenApiExample("alone", WISH), OpenApiExample("in company", {**WISH, **COMPANY})]
)
class Visit(PlaceAndTime, Party):
    """A room, a time, and who comes. With nobody named and nobody counted, you come alone."""


def span_of(start: int, end: int) -> Span:
    """The span of two instants; ValidationError naming `end` where it cannot be one."""
    if end <= start:
        raise Unfitting({"end": [_("終わりは、始まりよりあとにしてください。")]})
    if end - start > LONGEST:
        raise Unfitting({"end": [_("31日より短くしてください。")]})
    return Span(start, end)


def room_of(key: tuple[str, str]) -> Room:
    """The room of a RoomKey; ValidationError if it is not there for the public."""
    room = published_room(*key)
    if room is None:
        raise Unfitting({"room": [_("この部屋は見つかりません。部屋の一覧の id を使ってください。")]})
    return room


def company_of(
    person: Person | None, visit: Mapping[str, Any], known: Mapping[str, int] = MappingProxyType({})
) -> Company:
    """The keys of those meant. What is not the asker's to name is refused like what does not exist, but for
    those who are `known`, key by id."""
    return Company(
        group=_group(person, visit.get("group")),
        people=_people(person, visit.get("people", ()), known),
        counted={band: heads for band, heads in visit.get("counted", {}).items() if heads},
        told=Told.of(visit.get("told", {})),
    )


def company_with(person: Person, booking: Booking, sent: Mapping[str, Any]) -> Company:
    """Others for a booking that stands; whoever helps one of its people comes along as before."""
    # Who comes already was somebody's to name once: the desk keeps them, whose mates they are not.
    come = dict(booking.people.values_list("public_id", "pk"))
    company = company_of(person, sent, come)
    told = company.told if "told" in sent else Told.of(booking.told)
    return replace(company, group=booking.group_id, carers=booking.carers, told=told)


def _group(person: Person | None, public_id: str | None) -> int | None:
    if public_id is None:
        return None
    groups = {group.public_id: group.pk for group in groups_of(person)} if person else {}
    if public_id not in groups:
        raise Unfitting(
            {"group": [_("このグループは見つかりません。入っているグループの id を使ってください。")]}
        )
    return groups[public_id]


def _people(person: Person | None, public_ids: Sequence[str], known: Mapping[str, int]) -> tuple[int, ...]:
    mates = {**known, MYSELF: person.pk} if person else {}
    if person and set(public_ids) - set(mates):
        mates |= {mate.public_id: mate.pk for mate in mates_of(person)}
    if set(public_ids) - set(mates):
        sentence = _("この人は見つかりません。自分は me、ほかは同じグループの人の id を書いてください。")
        raise Unfitting({"people": [sentence]})
    # A set: whoever is named twice comes once.
    return tuple(sorted({mates[public_id] for public_id in public_ids}))
