"""会議の記録 in bodies and answers: choices and numbers, and no field into which to write of a case."""

from collections.abc import Callable, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from booking.actions.meetings import Told
from booking.api.company import TIME
from booking.api.desk.plans import Once
from booking.api.fields import PlainText, RoomKey, Unfitting, WordsOut, shown
from booking.models import Meeting, NetworkBody, Person
from booking.queries.meetings import bodies_to_name, rooms_held
from booking.queries.plans import the_plan
from booking.queries.posts import halls_where
from booking.rules.meetings import MOST_THERE, Choice
from booking.rules.plans import Plan
from booking.rules.staff import Right
from facilities.models import Department, Room
from facilities.queries.rooms import lent_rooms

MOST_ROOMS, MOST_BODIES = 10, 100
Choices = Callable[[Plan | None, str], list[Choice]]


class SortOut(serializers.Serializer[Any]):
    sort = PlainText()
    name = WordsOut(allow_null=True, help_text=_("計画にない種類では null。"))


class MeetingOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    sort = PlainText(help_text=_("会議の種類。`sorts/` にあるもの。"))
    start = serializers.DateTimeField()
    end = serializers.DateTimeField()
    rooms = serializers.ListField(child=serializers.CharField(), help_text=_("部屋の id。"))
    held_at = serializers.CharField(allow_null=True, help_text=_("どの団体の場所か。"))
    bodies = serializers.ListField(child=serializers.CharField(), help_text=_("出た団体の id。"))
    headcount = serializers.IntegerField(allow_null=True)
    cancelled = serializers.BooleanField()
    version = serializers.IntegerField()


@extend_schema_serializer(
    examples=[OpenApiExample("elsewhere", {"sort": "meeting/", **TIME, "headcount": 8})]
)
class MeetingIn(Once):
    """All of it, anew. In rooms, at one of the bodies, or at another place."""

    sort = PlainText(max_length=50, help_text=_("`sorts/` にあるもの。"))
    rooms = serializers.ListField(child=RoomKey(), required=False, default=list, max_length=MOST_ROOMS)
    held_at = serializers.SlugField(
        max_length=16,
        required=False,
        allow_null=True,
        default=None,
        help_text=_("どの団体の場所か。その id。"),
    )
    bodies = serializers.ListField(
        child=serializers.SlugField(max_length=16),
        required=False,
        default=list,
        max_length=MOST_BODIES,
        help_text=_("出た団体の id。"),
    )
    headcount = serializers.IntegerField(
        min_value=1, max_value=MOST_THERE, required=False, allow_null=True, default=None
    )


def told_of(sent: dict[str, Any], department: Department, person: Person, of: Choices, at: int) -> Told:
    """What MeetingIn has read, as the verbs take it. ValidationError by field."""
    choice = next((one for one in of(the_plan(), department.slug) if one.key == sent["sort"]), None)
    if choice is None:
        raise Unfitting({"sort": [_("会議の種類をえらんでください。")]})
    bodies = {one.public_id: one for one in bodies_to_name()}
    host = None if sent["held_at"] is None else _known(bodies, sent["held_at"], "held_at")
    there = [_known(bodies, key, "bodies") for key in sent["bodies"]]
    rooms = _rooms(sent["rooms"], person, at)
    return Told(choice, sent["span"], rooms, host, there, sent["headcount"])


def meeting_data(one: Meeting, zone: ZoneInfo) -> dict[str, Any]:
    """As MeetingOut describes it."""
    return {
        "id": one.public_id,
        "sort": f"{one.kind}/{one.of}",
        "start": shown(one.start, zone),
        "end": shown(one.end, zone),
        "rooms": [f"{use.room.facility.slug}/{use.room.slug}" for use in rooms_held(one)],
        "held_at": one.held_at.public_id if one.held_at else None,
        "bodies": [body.public_id for body in one.bodies.all()],
        "headcount": one.headcount,
        "cancelled": one.cancelled_at is not None,
        "version": one.revision,
    }


def sorts_data(found: Sequence[Choice]) -> list[dict[str, Any]]:
    """As SortOut describes them."""
    return [
        {"sort": one.key, "name": {"ja": one.words.ja, "en": one.words.en} if one.words else None}
        for one in found
    ]


def _known(bodies: dict[str, NetworkBody], key: str, field: str) -> NetworkBody:
    if key not in bodies:
        raise Unfitting({field: [_("この団体は見つかりません。network/ の id を使ってください。")]})
    return bodies[key]


def _rooms(asked: list[tuple[str, str]], person: Person, at: int) -> list[Room]:
    """Rooms that somebody of the department may take."""
    halls = halls_where(person, Right.PROGRAMMES, at) if asked else []
    known = {(room.facility.slug, room.slug): room for hall in halls for room in _of(hall.pk)}
    if set(asked) - set(known):
        raise Unfitting({"rooms": [_("この部屋は見つかりません。部屋の一覧の id を使ってください。")]})
    return [known[key] for key in dict.fromkeys(asked)]


def _of(hall: int) -> Sequence[Room]:
    return list(lent_rooms(hall).select_related("facility"))
