"""地域のグループ at an office: who asks to stand in the network, and whom it has confirmed."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.supported import LONGEST_WHY, confirm_group, return_group
from booking.api.choices import SUPPORTED_STATES
from booking.api.fields import Body, PlainText, read
from booking.api.growing import FirstAsked, Growing, LastAsked, paging
from booking.api.headers import version_of
from booking.api.office.door import OfficeView
from booking.api.operations import changing
from booking.api.supported import SupportedOut, supported_data
from booking.models import SupportedGroup
from booking.queries.supported import asking_or_standing, groups_asking, groups_at


class AskingGroupOut(SupportedOut):
    id = serializers.CharField(help_text=_("グループの id。"))
    state = serializers.ChoiceField(choices=SUPPORTED_STATES)
    version = serializers.IntegerField()


@extend_schema_serializer(examples=[OpenApiExample("why", {"why": "活動の場所を書いてください"})])
class ReturnGroupIn(Body):
    why = PlainText(max_length=LONGEST_WHY, help_text=_("グループの代表の人が読むわけ。"))


class GroupsView(OfficeView, Growing):
    serializer_class = AskingGroupOut
    queryset = SupportedGroup.objects.none()

    def row(self, one: SupportedGroup) -> dict[str, Any]:
        return _told(one)


class AskingGroups(GroupsView):
    pagination_class = FirstAsked

    def get_queryset(self) -> QuerySet[SupportedGroup]:
        return groups_asking()

    @paging("office", _("申しこんだ地域のグループの一覧"), words=_("どの課がたしかめてもかまいません。"))
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.list(request, *args, **kwargs)


class ConfirmedGroups(GroupsView):
    pagination_class = LastAsked

    def get_queryset(self) -> QuerySet[SupportedGroup]:
        return groups_at(self.department)

    @paging("office", _("課がたしかめた地域のグループの一覧"), words=_("申しこんだのが新しい順。"))
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.list(request, *args, **kwargs)


class SupportView(OfficeView):
    def of(self, public_id: str) -> dict[str, Any]:
        version, found = version_of(self.request), asking_or_standing(public_id)
        seen = found.revision if version is None else version
        return {"department": self.department, "supported": found, "seen": seen, **self.by}


class ConfirmGroup(SupportView):
    @changing(
        "office", _("地域のグループをたしかめる"), Body, AskingGroupOut, words=_("みんなのページに出ます。")
    )
    def post(self, request: Request, department: str, id: str) -> Response:  # noqa: A002  # as the address
        told = self.of(id)
        read(Body, request)
        return _answer(confirm_group(**told))


class ReturnGroup(SupportView):
    @changing("office", _("地域のグループの申しこみを返す"), ReturnGroupIn, AskingGroupOut)
    def post(self, request: Request, department: str, id: str) -> Response:  # noqa: A002
        told = self.of(id)
        return _answer(return_group(why=read(ReturnGroupIn, request)["why"], **told))


def _answer(one: SupportedGroup) -> Response:
    return Response(_told(one), headers={"ETag": f'"{one.revision}"'})


def _told(one: SupportedGroup) -> dict[str, Any]:
    told = {"id": one.group.public_id, "state": one.state, "version": one.revision}
    return {**supported_data(one), **told}
