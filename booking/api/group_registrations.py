"""Registering one's group with the halls that ask for it, and its members without a card."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.group_registrations import apply
from booking.actions.groups import keep_roster
from booking.api.choices import REGISTRATION_STATES
from booking.api.fields import Body, WordsOut, read
from booking.api.groups import GroupView
from booking.api.headers import version_of
from booking.api.operations import changing, listing, making, reading
from booking.queries.bookings import Absent
from booking.queries.group_registrations import Registry, registries
from booking.queries.groups import Registered, registrations, seen
from booking.rules.bands import BANDS
from booking.rules.rosters import MOST, TIES
from facilities.clock import now
from facilities.rules.spans import local_day

CITY = ZoneInfo(settings.TIME_ZONE)
FORTY = {"roster": {"senior": {"lives": 40}, "adult": {"works": 15}}}


class StandsOut(serializers.Serializer[Any]):
    state = serializers.ChoiceField(choices=REGISTRATION_STATES)
    registered_on = serializers.DateField()
    valid_until = serializers.DateField(allow_null=True)
    user_class = serializers.CharField(help_text=_("館が決めた利用者区分。なければ空の文です。"))
    returned_why = serializers.CharField()


class GroupRegistryOut(serializers.Serializer[Any]):
    registry = serializers.SlugField()
    title = WordsOut()
    halls = serializers.ListField(child=serializers.SlugField())
    asks_family = serializers.BooleanField(help_text=_("`one_family` を答えるか。"))
    stands = StandsOut(many=True, help_text=_("今の登録と、申しこんだもの。"))


@extend_schema_serializer(examples=[OpenApiExample("a band", {"registry": "kominkan", "one_family": False})])
class ApplyIn(Body):
    registry = serializers.SlugField(max_length=50)
    one_family = serializers.BooleanField(
        required=False, allow_null=True, default=None, help_text=_("1つの家族だけのグループか。")
    )


class TiesIn(Body):
    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        return {tie: serializers.IntegerField(min_value=0, max_value=MOST, required=False) for tie in TIES}


class RosterOfBands(Body):
    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        return {band: TiesIn(required=False) for band in BANDS}


@extend_schema_serializer(examples=[OpenApiExample("a choir", FORTY)])
class RosterIn(Body):
    roster = RosterOfBands(help_text=_("全部を書きます。年齢区分ごと、市とのつながりごとの人数。"))


class RosterOut(serializers.Serializer[Any]):
    roster = serializers.DictField(child=serializers.DictField(child=serializers.IntegerField()))
    version = serializers.IntegerField(help_text=_("グループの版。"))


class GroupRegistrations(GroupView):
    @listing("groups", _("グループの利用登録の一覧"), GroupRegistryOut, words=_("登録を求める館ごとに。"))
    def get(self, request: Request, id: str) -> Response:  # noqa: A002  # the address calls it so
        group = seen(id, self.somebody).group
        found = registries(_today(now()))
        made = registrations(group)
        return self.listed([_registry(one, made) for _key, one in sorted(found.items())])

    @making("groups", _("グループの利用登録を申しこむ・更新する"), ApplyIn, GroupRegistryOut, seen=True)
    def post(self, request: Request, id: str) -> Response:  # noqa: A002
        version_of(request)  # 428 before anything is told of what is there
        sent, at = read(ApplyIn, request), now()
        by: dict[str, Any] = {"actor": self.somebody, "now": at, "day": _today(at)}
        # The version is that of the first time: under its key it is not asked again.
        self.once("apply", lambda: apply(group=self.group(id), **sent, **by).registry)
        found = registries(_today(at)).get(sent["registry"])
        if found is None:
            raise Absent(sent["registry"])
        group = seen(id, self.somebody).group
        told = _registry(found, registrations(group))
        return Response(told, 201, headers={"ETag": f'"{group.sequence}"'})


class GroupRoster(GroupView):
    @reading("groups", _("カードのないメンバーの人数を見る"), RosterOut)
    def get(self, request: Request, id: str) -> Response:  # noqa: A002
        return self._kept(id)

    @changing(
        "groups",
        _("カードのないメンバーの人数を書く"),
        RosterIn,
        RosterOut,
        words=_("グループをまとめる人だけができます。名前はどこにも残りません。"),
    )
    def post(self, request: Request, id: str) -> Response:  # noqa: A002
        group, sent = self.group(id), read(RosterIn, request)["roster"]
        counted = {band: {tie: count for tie, count in ties.items() if count} for band, ties in sent.items()}
        roster = {band: ties for band, ties in counted.items() if ties}
        keep_roster(group=group, actor=self.somebody, roster=roster, now=now())
        return self._kept(id)

    def _kept(self, public_id: str) -> Response:
        found = seen(public_id, self.somebody)
        # As on its page: how many the others are is for those who answer for the group.
        if not found.leads:
            raise Absent(public_id)
        told = {"roster": found.group.roster, "version": found.group.sequence}
        return Response(told, headers={"ETag": f'"{found.group.sequence}"'})


def _today(at: int) -> date:
    return local_day(at, CITY)


def _registry(one: Registry, made: list[Registered]) -> dict[str, Any]:
    title = one.book.title
    return {
        "registry": one.key,
        "title": {"ja": title.ja, "en": title.en},
        "halls": [hall.slug for hall, _rules in one.halls],
        "asks_family": one.asks_family,
        "stands": [_stands(each) for each in made if each.one.registry == one.key],
    }


def _stands(each: Registered) -> dict[str, Any]:
    return {
        "state": each.one.state,
        "registered_on": each.one.registered_on.isoformat(),
        "valid_until": each.one.valid_until.isoformat() if each.one.valid_until else None,
        "user_class": each.one.user_class,
        "returned_why": each.one.returned_why,
    }
