"""会議の記録 of a department: entered, changed, cancelled, put back; by the year."""

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions import meetings as verbs
from booking.api.fields import Body, read
from booking.api.growing import Growing, paging
from booking.api.headers import version_of
from booking.api.meetings import MeetingIn, MeetingOut, SortOut, meeting_data, sorts_data, told_of
from booking.api.narrowing import Ordered
from booking.api.office.door import OfficeView, YearAsked, year_asked
from booking.api.operations import changing, listing, making, reading
from booking.models import Meeting
from booking.queries.meetings import meeting_of, meetings_of
from booking.queries.plans import the_plan
from booking.rules.meetings import choices

CITY = ZoneInfo(settings.TIME_ZONE)


class MeetingView(OfficeView):
    zone = CITY

    def sent(self) -> verbs.Told:
        sent = read(MeetingIn, self.request)
        return told_of(sent, self.department, self.somebody, choices, self.at)

    def one(self, public_id: str, status: int = 200) -> Response:
        found = meeting_of(self.department, public_id)
        return Response(meeting_data(found, CITY), status, headers={"ETag": f'"{found.revision}"'})

    def seen_at(self, public_id: str) -> Meeting:
        version, found = version_of(self.request), meeting_of(self.department, public_id)
        found.revision = found.revision if version is None else version
        return found


class LastHeld(Ordered):
    orderings = ("-start", "start")


class Meetings(MeetingView, Growing):
    serializer_class = MeetingOut
    pagination_class = LastHeld
    asks = YearAsked
    queryset = Meeting.objects.none()

    def get_queryset(self) -> QuerySet[Meeting]:
        return meetings_of(self.department, *year_asked(self.asked, self.at), CITY)

    def row(self, one: Meeting) -> dict[str, Any]:
        return meeting_data(one, CITY)

    @paging("office", _("課の会議の一覧"), words=_("新しい順。"), takes=[YearAsked])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.list(request, *args, **kwargs)

    @making(
        "office", _("会議を入れる"), MeetingIn, MeetingOut, words=_("部屋は、予約と同じように判断します。")
    )
    def post(self, request: Request, department: str) -> Response:
        asked: dict[str, Any] = {"department": self.department, "told": self.sent(), **self.by}
        return self.one(self.once("hold_meeting", lambda: verbs.hold_meeting(**asked).public_id), 201)


class MeetingSorts(MeetingView):
    @listing("office", _("会議の種類の一覧"), SortOut)
    def get(self, request: Request, department: str) -> Response:
        return self.listed(sorts_data(choices(the_plan(), self.department.slug)))


class MeetingDetail(MeetingView):
    @reading("office", _("会議を1つ見る"), MeetingOut)
    def get(self, request: Request, department: str, id: str) -> Response:  # noqa: A002  # as the address
        return self.one(id)


class ChangeMeeting(MeetingView):
    @changing("office", _("会議を変える"), MeetingIn, MeetingOut, words=_("全部を書きます。"))
    def post(self, request: Request, department: str, id: str) -> Response:  # noqa: A002
        found = self.seen_at(id)
        verbs.change_meeting(meeting=found, told=self.sent(), **self.by)
        return self.one(id)


class CancelMeeting(MeetingView):
    @changing("office", _("会議を取り消す"), Body, MeetingOut, words=_("部屋は、また空きます。"), seen=False)
    def post(self, request: Request, department: str, id: str) -> Response:  # noqa: A002
        read(Body, request)
        verbs.cancel_meeting(meeting=meeting_of(self.department, id), **self.by)
        return self.one(id)


class RestoreMeeting(MeetingView):
    @changing("office", _("取り消した会議を、もとにもどす"), Body, MeetingOut, seen=False)
    def post(self, request: Request, department: str, id: str) -> Response:  # noqa: A002
        read(Body, request)
        verbs.restore_meeting(meeting=meeting_of(self.department, id), **self.by)
        return self.one(id)
