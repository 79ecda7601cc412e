"""子ども会議 of a hall: named so by the desk, and ended; how often they met."""

from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.committees import end_committee, name_committee
from booking.api.committees import NameCommitteeIn, NamedCommitteeOut, named_data, named_in
from booking.api.desk.door import DeskView
from booking.api.fields import Body, read
from booking.api.operations import changing, listing
from booking.queries.committees import committee_at, met_at
from booking.rules.staff import Right
from facilities.rules.spans import local_day


class CommitteesView(DeskView):
    right = Right.PROGRAMMES

    def committees(self) -> Response:
        met = met_at(self.hall, local_day(self.at, self.zone), self.at)
        return self.listed(named_data(met, self.zone))


class DeskCommittees(CommitteesView):
    @listing("programmes", _("館の子ども会議の一覧"), NamedCommitteeOut)
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
        name_committee(group=named_in(request), facility=self.hall, **self.by)
        return Response(status=204)


class EndCommittee(CommitteesView):
    @changing("programmes", _("子ども会議を、館のページから下げる"), Body, None, seen=False)
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002  # as the address
        read(Body, request)
        end_committee(group=committee_at(self.hall, id).group, facility=self.hall, **self.by)
        return Response(status=204)
