"""子ども会議 of a hall: named so by the desk, and ended; how often they met."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.committees import end_committee, name_committee
from booking.api.committees import CommitteeOut, met_data
from booking.api.desk.door import DeskView
from booking.api.fields import Body, PlainText, Unfitting, read
from booking.api.operations import changing, listing
from booking.models import Group
from booking.queries.committees import committee_at, met_at
from booking.queries.partners import groups_named
from booking.rules.names import LONGEST_NAME
from booking.rules.staff import Right
from facilities.rules.spans import local_day


class DeskCommitteeOut(CommitteeOut):
    id = serializers.CharField(help_text=_("グループの id。"))


@extend_schema_serializer(examples=[OpenApiExample("by its name", {"name": "さくら子ども会議"})])
class NameCommitteeIn(Body):
    name = PlainText(max_length=LONGEST_NAME, help_text=_("種類が「子ども会議」のグループの名前、そのまま。"))


class CommitteesView(DeskView):
    right = Right.PROGRAMMES

    def committees(self) -> Response:
        met = met_at(self.hall, local_day(self.at, self.zone), self.at)
        return self.listed([{"id": one.committee.group.public_id, **met_data(one, self.zone)} for one in met])


class DeskCommittees(CommitteesView):
    @listing("programmes", _("館の子ども会議の一覧"), DeskCommitteeOut)
    def get(self, request: Request, hall: str) -> Response:
        return self.committees()


class NameCommittee(CommitteesView):
    @changing(
        "programmes",
        _("グループを、館の子ども会議として出す"),
        NameCommitteeIn,
        None,
        words=_("館のページに名前が出ます。大人の連絡先がいります。"),
        seen=False,
    )
    def post(self, request: Request, hall: str) -> Response:
        named = groups_named(read(NameCommitteeIn, request)["name"])
        children = [one for one in named if one.kind == Group.Kind.CHILDREN] or named
        if len(children) != 1:
            said = _(
                "その名前のグループは、1つに決まりませんでした。登録した名前を、そのまま入れてください。"
            )
            raise Unfitting({"name": [said]})
        name_committee(group=children[0], facility=self.hall, **self.by)
        return Response(status=204)


class EndCommittee(CommitteesView):
    @changing("programmes", _("子ども会議を、館のページから下げる"), Body, None, seen=False)
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002  # as the address
        read(Body, request)
        end_committee(group=committee_at(self.hall, id).group, facility=self.hall, **self.by)
        return Response(status=204)
