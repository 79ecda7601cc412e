"""地域のグループ: who there is and what they hold, for everybody; and a group of one's own as one of them."""

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.supported import (
    LONGEST_TITLE,
    LONGEST_WORDS,
    Asking,
    ask_to_stand,
    cancel_open_date,
    enter_open_date,
    leave_network,
)
from booking.api.choices import BANDS_OF_AGE, SUPPORTED_KINDS, SUPPORTED_STATES
from booking.api.company import Time
from booking.api.dates import FromTo
from booking.api.fields import Body, PlainText, WordsOut, read, read_query, shown
from booking.api.headers import version_of
from booking.api.operations import changing, listing, making, reading
from booking.api.private import PrivateView
from booking.models import Group, SupportedGroup
from booking.queries.bookings import Absent
from booking.queries.groups import seen
from booking.queries.supported import Held, dates_to_come, held_together, standing_groups, supported_of
from booking.rules.scopes import Scope
from booking.rules.supported import GroupKind, Standing
from facilities.api.reading import PublicView
from facilities.clock import now
from facilities.rules.spans import instant, local_day

CITY = ZoneInfo(settings.TIME_ZONE)
SONGS = {"kind": "child_rearing", "about": "親子で歌います。", "welcomes": "はじめての人"}
MEETING = {
    "start": "2026-12-09T10:00:00+09:00",
    "end": "2026-12-09T11:30:00+09:00",
    "title": "親子の会",
    "place": "公園",
    "bands": ["preschool"],
}


class SupportedOut(serializers.Serializer[Any]):
    group = serializers.CharField(help_text=_("グループの名前。"))
    kind = serializers.ChoiceField(choices=SUPPORTED_KINDS)
    about = serializers.CharField()
    welcomes = serializers.CharField()
    department = WordsOut(allow_null=True, help_text=_("聞きたいときは、この課に。"))


class HeldTogetherOut(serializers.Serializer[Any]):
    start = serializers.DateTimeField()
    end = serializers.DateTimeField()
    title = serializers.CharField()
    place = serializers.CharField()
    bands = serializers.ListField(child=serializers.ChoiceField(choices=BANDS_OF_AGE))
    groups = serializers.ListField(child=serializers.CharField())
    programme = serializers.CharField(allow_null=True, help_text=_("館の行事なら、その id。"))


class OpenDateOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    start = serializers.DateTimeField()
    end = serializers.DateTimeField()
    title = serializers.CharField()
    place = serializers.CharField()
    bands = serializers.ListField(child=serializers.ChoiceField(choices=BANDS_OF_AGE))


class OwnSupportedOut(SupportedOut):
    state = serializers.ChoiceField(choices=SUPPORTED_STATES)
    why = serializers.CharField(help_text=_("返されたわけ。なければ空の文です。"))
    dates = OpenDateOut(many=True, help_text=_("これからの、だれでも来られる日。"))
    version = serializers.IntegerField()


class HeldAsked(FromTo):
    USUAL = 56


@extend_schema_serializer(examples=[OpenApiExample("songs", SONGS)])
class StandIn(Body):
    kind = serializers.ChoiceField(choices=SUPPORTED_KINDS)
    about = PlainText(max_length=LONGEST_WORDS)
    welcomes = PlainText(max_length=LONGEST_WORDS)


@extend_schema_serializer(examples=[OpenApiExample("a meeting", MEETING)])
class OpenDateIn(Time):
    title = PlainText(max_length=LONGEST_TITLE)
    place = PlainText(max_length=LONGEST_TITLE)
    bands = serializers.ListField(
        child=serializers.ChoiceField(choices=BANDS_OF_AGE), min_length=1, max_length=len(BANDS_OF_AGE)
    )


class SupportedGroups(PublicView):
    @listing("city", _("地域のグループの一覧"), SupportedOut)
    def get(self, request: Request) -> Response:
        rows = [supported_data(one) for one in standing_groups()]
        return Response({"next": None, "previous": None, "results": rows})


class HeldTogether(PublicView):
    @listing("city", _("地域のグループがする日の一覧"), HeldTogetherOut, takes=[HeldAsked])
    def get(self, request: Request) -> Response:
        at = now()
        asked = read_query(HeldAsked, request, today=local_day(at, CITY))
        # What is over is no more to come to.
        since = max(at, instant(asked["first"], 0, CITY))
        found = held_together(since, instant(asked["last"], 24 * 60, CITY))
        return Response({"next": None, "previous": None, "results": [_held(one) for one in found]})


class OwnView(PrivateView):
    """Of a group that one leads."""

    scope = Scope.GROUPS

    def group(self) -> Group:
        """Absent for a group that one does not lead."""
        found = seen(self.kwargs["id"], self.somebody)
        if not found.leads:
            raise Absent(self.kwargs["id"])
        return found.group

    def told(self, status: int = 200) -> Response:
        found = supported_of(self.group())
        if found is None:
            raise Absent(self.kwargs["id"])
        return Response(_own(found), status, headers={"ETag": f'"{found.revision}"'})


class OwnSupported(OwnView):
    @reading(
        "groups", _("地域のグループとしてのようすを見る"), OwnSupportedOut, words=_("申しこむ前は404です。")
    )
    def get(self, request: Request, id: str) -> Response:  # noqa: A002  # the address calls it so
        return self.told()

    @changing(
        "groups",
        _("地域のグループに申しこむ・書きなおす"),
        StandIn,
        OwnSupportedOut,
        words=_("市の課がたしかめてから、みんなのページに出ます。はじめは If-Match を `*` にします。"),
    )
    def post(self, request: Request, id: str) -> Response:  # noqa: A002
        version, sent, group = version_of(request), read(StandIn, request), self.group()
        found = supported_of(group)
        there = None if found is None else found.revision
        revision = there if version is None else version
        asking = Asking(GroupKind(sent["kind"]), sent["about"], sent["welcomes"])
        ask_to_stand(group=group, asking=asking, seen=revision, **self.by)
        return self.told()


class LeaveNetwork(OwnView):
    @changing("groups", _("地域のグループをやめる"), Body, None, seen=False)
    def post(self, request: Request, id: str) -> Response:  # noqa: A002
        read(Body, request)
        leave_network(group=self.group(), **self.by)
        return Response(status=204)


class OpenDates(OwnView):
    @making("groups", _("だれでも来られる日を入れる"), OpenDateIn, OwnSupportedOut)
    def post(self, request: Request, id: str) -> Response:  # noqa: A002
        sent, group = read(OpenDateIn, request), self.group()
        told = {"span": sent["span"], "title": sent["title"], "place": sent["place"]}
        bands = tuple(sent["bands"])

        def entered() -> str:
            return enter_open_date(group=group, bands=bands, **told, **self.by).public_id

        self.once("enter_open_date", entered)
        return self.told(201)


class CancelOpenDate(OwnView):
    @changing("groups", _("だれでも来られる日を取り消す"), Body, OwnSupportedOut, seen=False)
    def post(self, request: Request, id: str, open_date: str) -> Response:  # noqa: A002
        read(Body, request)
        cancel_open_date(group=self.group(), public_id=open_date, **self.by)
        return self.told()


def supported_data(one: SupportedGroup) -> dict[str, Any]:
    """As SupportedOut describes it."""
    office = one.department
    return {
        "group": one.group.name,
        "kind": one.kind,
        "about": one.about,
        "welcomes": one.welcomes,
        "department": {"ja": office.name_ja, "en": office.name_en} if office else None,
    }


def _own(one: SupportedGroup) -> dict[str, Any]:
    dates = dates_to_come(one, now()) if one.state == Standing.STANDS else []
    return {
        **supported_data(one),
        "state": one.state,
        "why": one.why,
        "dates": [
            {
                "id": date.public_id,
                "start": shown(date.start, CITY),
                "end": shown(date.end, CITY),
                **{name: getattr(date, name) for name in ("title", "place", "bands")},
            }
            for date in dates
        ],
        "version": one.revision,
    }


def _held(one: Held) -> dict[str, Any]:
    return {
        "start": shown(one.start, CITY),
        "end": shown(one.end, CITY),
        "title": one.title,
        "place": one.place,
        "bands": one.bands,
        "groups": list(one.groups),
        "programme": one.programme.public_id if one.programme else None,
    }
