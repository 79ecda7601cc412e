"""会議の記録 at a hall's own desk: liaison and training that the hall enters. A case conference it neither
enters nor sees."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions import meetings as verbs
from booking.api.desk.door import DeskView
from booking.api.fields import Body, read
from booking.api.headers import version_of
from booking.api.meetings import MeetingIn, MeetingOut, SortOut, meeting_data, sorts_data, told_of
from booking.api.operations import changing, listing, making, reading
from booking.models import Meeting
from booking.queries.bookings import Absent
from booking.queries.meetings import meeting_at, meetings_at
from booking.queries.plans import the_plan
from booking.rules.meetings import open_choices
from booking.rules.staff import Right
from facilities.models import Department

SHOWN = 400 * 24 * 60 * 60  # seconds back: a fiscal year, and a month to count it in


class MeetingsView(DeskView):
    right = Right.PROGRAMMES

    @property
    def department(self) -> Department:
        """Absent for a hall of none: nobody would answer for it."""
        if self.hall.department is None:
            raise Absent(self.hall.slug)
        return self.hall.department

    def sent(self) -> verbs.Told:
        sent = read(MeetingIn, self.request)
        return told_of(sent, self.department, self.somebody, open_choices, self.at)

    def one(self, public_id: str, status: int = 200) -> Response:
        found = meeting_at(self.hall, public_id)
        told = meeting_data(found, self.zone)
        return Response(told, status, headers={"ETag": f'"{found.revision}"'})

    def seen_at(self, public_id: str) -> Meeting:
        version, found = version_of(self.request), meeting_at(self.hall, public_id)
        found.revision = found.revision if version is None else version
        return found


class DeskMeetings(MeetingsView):
    @listing("desk", _("館が入れた会議の一覧"), MeetingOut, words=_("この400日より新しいもの。新しい順。"))
    def get(self, request: Request, hall: str) -> Response:
        found = meetings_at(self.hall, self.at - SHOWN)
        return self.listed([meeting_data(one, self.zone) for one in reversed(found)])

    @making(
        "desk", _("館の会議を入れる"), MeetingIn, MeetingOut, words=_("部屋は、予約と同じように判断します。")
    )
    def post(self, request: Request, hall: str) -> Response:
        asked: dict[str, Any] = {"department": self.department, "facility": self.hall, "told": self.sent()}
        made = self.once("hold_meeting", lambda: verbs.hold_meeting(**asked, **self.by).public_id)
        return self.one(made, 201)


class DeskMeetingSorts(MeetingsView):
    @listing("desk", _("館が入れられる会議の種類の一覧"), SortOut)
    def get(self, request: Request, hall: str) -> Response:
        slug = self.hall.department.slug if self.hall.department else ""
        return self.listed(sorts_data(open_choices(the_plan(), slug)))


class DeskMeeting(MeetingsView):
    @reading("desk", _("館の会議を1つ見る"), MeetingOut)
    def get(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002  # as the address
        return self.one(id)


class ChangeDeskMeeting(MeetingsView):
    @changing("desk", _("館の会議を変える"), MeetingIn, MeetingOut, words=_("全部を書きます。"))
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        found = self.seen_at(id)
        verbs.change_meeting(meeting=found, told=self.sent(), **self.by)
        return self.one(id)


class CancelDeskMeeting(MeetingsView):
    @changing(
        "desk", _("館の会議を取り消す"), Body, MeetingOut, words=_("部屋は、また空きます。"), seen=False
    )
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        read(Body, request)
        verbs.cancel_meeting(meeting=meeting_at(self.hall, id), **self.by)
        return self.one(id)


class RestoreDeskMeeting(MeetingsView):
    @changing("desk", _("取り消した館の会議を、もとにもどす"), Body, MeetingOut, seen=False)
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        read(Body, request)
        verbs.restore_meeting(meeting=meeting_at(self.hall, id), **self.by)
        return self.one(id)
