"""子ども会議 of the whole city at a department: named so and ended, credited with what they thought of."""

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.committees import credit_committee, end_city_committee, name_city_committee
from booking.api.committees import CreditIn, NameCommitteeIn, NamedCommitteeOut, named_data, named_in
from booking.api.fields import Body, WordsOut, read
from booking.api.growing import Growing, LastMade, paging
from booking.api.headers import version_of
from booking.api.office.door import OfficeView
from booking.api.operations import changing, listing
from booking.models import Programme
from booking.queries.bookings import Absent
from booking.queries.committees import committee_at, committee_for, led_by_office, met_at
from booking.queries.people import today_here


class LedOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    name = WordsOut()
    committee = serializers.CharField(allow_null=True, help_text=_("考えた子ども会議の id。なければ null。"))
    version = serializers.IntegerField()


class CityCommitteesHere(OfficeView):
    @listing("office", _("課の子ども会議の一覧"), NamedCommitteeOut)
    def get(self, request: Request, department: str) -> Response:
        met = met_at(self.department, today_here(self.at), self.at)
        return self.listed(named_data(met, ZoneInfo(settings.TIME_ZONE)))


class NameCityCommittee(OfficeView):
    @changing(
        "office",
        _("グループを、市の子ども会議として出す"),
        NameCommitteeIn,
        None,
        words=_("市のページに名前が出ます。大人の連絡先がいります。"),
        seen=False,
    )
    def post(self, request: Request, department: str) -> Response:
        name_city_committee(group=named_in(request), department=self.department, **self.by)
        return Response(status=204)


class EndCityCommittee(OfficeView):
    @changing("office", _("子ども会議を、市のページから下げる"), Body, None, seen=False)
    def post(self, request: Request, department: str, id: str) -> Response:  # noqa: A002  # as the address
        read(Body, request)
        group = committee_at(self.department, id).group
        end_city_committee(group=group, department=self.department, **self.by)
        return Response(status=204)


class LedProgrammes(OfficeView, Growing):
    queryset = Programme.objects.none()
    pagination_class = LastMade
    serializer_class = LedOut

    def get_queryset(self) -> QuerySet[Programme]:
        return led_by_office(self.department)

    def row(self, one: Programme) -> dict[str, Any]:
        return _led(one)

    @paging("office", _("館によらない、課の行事の一覧"), words=_("中止したものはのりません。"))
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.list(request, *args, **kwargs)


class CreditCityCommittee(OfficeView):
    @changing("office", _("課の行事を考えた子ども会議を決める"), CreditIn, LedOut)
    def post(self, request: Request, department: str, id: str) -> Response:  # noqa: A002
        version, found = version_of(request), self.led(id)
        key = read(CreditIn, request)["committee"]
        group = committee_for(found, key).group if key else None
        seen = found.revision if version is None else version
        credit_committee(programme=found, group=group, seen=seen, **self.by)
        made = self.led(id)
        return Response(_led(made), headers={"ETag": f'"{made.revision}"'})

    def led(self, public_id: str) -> Programme:
        found = led_by_office(self.department).filter(public_id=public_id).first()
        if found is None:
            raise Absent(public_id)
        return found


def _led(one: Programme) -> dict[str, Any]:
    thought = None if one.planned_by is None else one.planned_by.public_id
    name = {"ja": one.name_ja, "en": one.name_en}
    return {"id": one.public_id, "name": name, "committee": thought, "version": one.revision}
