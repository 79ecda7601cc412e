"""One's groups: founding, naming, counting, dissolving, and who is in them as what."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions import memberships
from booking.actions.groups import count_usual, dissolve, found, rename
from booking.api.choices import GROUP_KINDS
from booking.api.company import Counted
from booking.api.fields import Body, PlainText, read
from booking.api.headers import version_of
from booking.api.operations import changing, listing, making, reading
from booking.api.private import PrivateView
from booking.labels import member_words
from booking.models import Group, Membership, Person
from booking.queries.groups import Seen, seen
from booking.queries.party import groups_of
from booking.rules.names import LONGEST_NAME
from booking.rules.scopes import Scope
from facilities.clock import now

GIVEN = [role for role in Membership.Role.values if role != Membership.Role.LEADER]


class GroupLine(serializers.Serializer[Group]):
    id = serializers.CharField(source="public_id")
    name = serializers.CharField()
    kind = serializers.ChoiceField(choices=GROUP_KINDS)


class MemberOut(serializers.Serializer[Any]):
    """By what they want to be called: a name or a card number is nobody else's to read."""

    id = serializers.CharField()
    name = serializers.CharField()
    role = serializers.ChoiceField(choices=Membership.Role.values)
    me = serializers.BooleanField()


class GroupFull(GroupLine):
    usual = serializers.DictField(
        child=serializers.IntegerField(), help_text=_("いつも来る人の、年齢区分ごとの人数。")
    )
    members = MemberOut(many=True)
    version = serializers.IntegerField(source="sequence")


@extend_schema_serializer(examples=[OpenApiExample("a band", {"name": "よるかぜ", "kind": "band"})])
class NewGroup(Body):
    name = PlainText(max_length=LONGEST_NAME)
    kind = serializers.ChoiceField(choices=GROUP_KINDS)


@extend_schema_serializer(examples=[OpenApiExample("name", {"name": "よるかぜバンド"})])
class Named(Body):
    name = PlainText(max_length=LONGEST_NAME)


@extend_schema_serializer(examples=[OpenApiExample("counted", {"counted": {"high_school": 3}})])
class Usual(Body):
    counted = Counted()


@extend_schema_serializer(examples=[OpenApiExample("role", {"role": "deputy"})])
class InRole(Body):
    role = serializers.ChoiceField(choices=GIVEN)


class GroupView(PrivateView):
    """A change of a group carries the version that it saw: those who lead it may change it at once."""

    scope = Scope.GROUPS

    def group(self, public_id: str) -> Group:
        """One of the caller's own as they saw it; Absent for any other."""
        version, group = version_of(self.request), seen(public_id, self.somebody).group
        group.sequence = group.sequence if version is None else version
        return group

    def told(self, public_id: str, status: int = 200) -> Response:
        found = seen(public_id, self.somebody)
        return Response(group_data(found), status, headers={"ETag": f'"{found.group.sequence}"'})


class Groups(GroupView):
    @listing("groups", _("自分のグループの一覧"), GroupLine)
    def get(self, request: Request) -> Response:
        return self.listed(groups_of(self.somebody), GroupLine)

    @making("groups", _("グループを作る"), NewGroup, GroupFull, words=_("作った人が代表になります。"))
    def post(self, request: Request) -> Response:
        sent = read(NewGroup, request)
        made = self.once("found", lambda: found(person=self.somebody, **sent, now=now()).public_id)
        return self.told(made, 201)


class GroupDetail(GroupView):
    @reading("groups", _("グループを1つ見る"), GroupFull)
    def get(self, request: Request, id: str) -> Response:  # noqa: A002  # the address calls it so
        return self.told(id)


class Rename(GroupView):
    @changing("groups", _("グループの名前を変える"), Named, GroupFull)
    def post(self, request: Request, id: str) -> Response:  # noqa: A002
        group, name = self.group(id), read(Named, request)["name"]
        rename(group=group, actor=self.somebody, name=name, now=now())
        return self.told(id)


class CountUsual(GroupView):
    @changing("groups", _("いつもの人数を決める"), Usual, GroupFull)
    def post(self, request: Request, id: str) -> Response:  # noqa: A002
        group, counted = self.group(id), read(Usual, request)["counted"]
        count_usual(group=group, actor=self.somebody, counted=counted, now=now())
        return self.told(id)


class Dissolve(GroupView):
    @changing("groups", _("グループを解散する"), Body, None, words=_("代表だけができます。もどせません。"))
    def post(self, request: Request, id: str) -> Response:  # noqa: A002
        read(Body, request)
        dissolve(group=self.group(id), actor=self.somebody, now=now())
        return Response(status=204)


class Leave(GroupView):
    @changing("groups", _("グループをやめる"), Body, None, seen=False)
    def post(self, request: Request, id: str) -> Response:  # noqa: A002
        read(Body, request)
        memberships.leave(group=seen(id, self.somebody).group, person=self.somebody, now=now())
        return Response(status=204)


class ChangeRole(GroupView):
    @changing("groups", _("メンバーの役わりを変える"), InRole, GroupFull)
    def post(self, request: Request, id: str, person: str) -> Response:  # noqa: A002
        group, role = self.group(id), read(InRole, request)["role"]
        member = _person(seen(id, self.somebody), person)
        memberships.change_role(group=group, actor=self.somebody, person=member, role=role, now=now())
        return self.told(id)


class HandOver(GroupView):
    @changing("groups", _("代表をかわってもらう"), Body, GroupFull)
    def post(self, request: Request, id: str, person: str) -> Response:  # noqa: A002
        read(Body, request)
        group, member = self.group(id), _person(seen(id, self.somebody), person)
        memberships.hand_over(group=group, actor=self.somebody, person=member, now=now())
        return self.told(id)


class Remove(GroupView):
    @changing("groups", _("メンバーをはずす"), Body, GroupFull)
    def post(self, request: Request, id: str, person: str) -> Response:  # noqa: A002
        read(Body, request)
        group, member = self.group(id), _person(seen(id, self.somebody), person)
        memberships.remove(group=group, actor=self.somebody, person=member, now=now())
        return self.told(id)


def group_data(found: Seen) -> dict[str, Any]:
    """As GroupFull describes it."""
    members = [_member(one, number, found.own) for number, one in enumerate(found.members, 1)]
    group = found.group
    return {**GroupLine(group).data, "usual": group.usual, "members": members, "version": group.sequence}


def _person(group: Seen, public_id: str) -> Person:
    return group.member(public_id).person


def _member(one: Membership, number: int, own: Membership) -> dict[str, Any]:
    name = member_words(one.person.call_name, number)
    return {"id": one.person.public_id, "name": name, "role": one.role, "me": one.pk == own.pk}
