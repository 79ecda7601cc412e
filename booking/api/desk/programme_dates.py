"""The dates of a programme (行事) at the desk: held in rooms or elsewhere, moved, called off, counted."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.allowing import Answering
from booking.actions.programmes import cancel_session, count_session, hold_session, move_session
from booking.api.desk.heads import counts_from
from booking.api.desk.programme_fields import (
    CallOffIn,
    DeskSessionOut,
    MoveSessionIn,
    SessionCountIn,
    SessionIn,
)
from booking.api.desk.programmes import ProgrammesView
from booking.api.fields import Unfitting, read
from booking.api.headers import version_of
from booking.api.operations import changing, making, reading
from booking.models import Session
from booking.queries.bookings import Absent
from booking.queries.programmes import programme_at, session_of
from facilities.models import Room
from facilities.queries.rooms import shown_rooms


class DatesView(ProgrammesView):
    def date(self, programme: str, session: str) -> Session:
        """A date of a programme of this hall; Absent for any other."""
        return session_of(programme_at(self.hall, programme), session)

    def one(self, programme: str, session: str, status: int = 200) -> Response:
        dates = self.dates(programme_at(self.hall, programme))
        told = next((one for one in dates if one["id"] == session), None)
        if told is None:
            raise Absent(session)
        return Response(told, status, headers={"ETag": f'"{told["version"]}"'})

    def rooms(self, slugs: list[str]) -> list[Room]:
        """In the hall's order. ValidationError for a room that is not there."""
        known = {room.slug: room for room in shown_rooms(self.hall.pk)}
        if set(slugs) - set(known):
            raise Unfitting({"rooms": [_("この部屋は見つかりません。部屋の一覧の id を使ってください。")]})
        return [room for slug, room in known.items() if slug in slugs]


class HoldSession(DatesView):
    @making(
        "programmes",
        _("行事の日を決める"),
        SessionIn,
        DeskSessionOut,
        words=_("部屋は、ほかの予約と同じように判断します。全部の部屋が取れなければ、どれも取りません。"),
    )
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002  # the address calls it so
        found, sent = programme_at(self.hall, id), read(SessionIn, request)
        asked: dict[str, Any] = {name: sent[name] for name in ("span", "elsewhere", "title")}
        asked |= {"rooms": self.rooms(sent["rooms"]), "answering": Answering(sent["why"]), **self.by}
        made = self.once("hold_session", lambda: hold_session(programme=found, **asked).public_id)
        return self.one(id, made, 201)


class DeskSession(DatesView):
    @reading("programmes", _("行事の1日を見る"), DeskSessionOut)
    def get(self, request: Request, hall: str, id: str, session: str) -> Response:  # noqa: A002
        return self.one(id, session)


class MoveSession(DatesView):
    @changing(
        "programmes",
        _("行事の日時を変える"),
        MoveSessionIn,
        DeskSessionOut,
        words=_("部屋もいっしょにうつります。申しこんだ人の席は、そのままです。"),
    )
    def post(self, request: Request, hall: str, id: str, session: str) -> Response:  # noqa: A002
        seen, date, sent = version_of(request), self.date(id, session), read(MoveSessionIn, request)
        answering = Answering(sent["why"])
        move_session(session=date, span=sent["span"], answering=answering, seen=seen, **self.by)
        return self.one(id, session)


class CancelSession(DatesView):
    @changing(
        "programmes",
        _("行事の1日を中止する"),
        CallOffIn,
        DeskSessionOut,
        words=_("部屋は、また空きます。もとにはもどせません。"),
    )
    def post(self, request: Request, hall: str, id: str, session: str) -> Response:  # noqa: A002
        seen, date = version_of(request), self.date(id, session)
        cancel_session(session=date, **read(CallOffIn, request), seen=seen, **self.by)
        return self.one(id, session)


class CountSession(DatesView):
    @changing(
        "programmes",
        _("行事に来た人を数える"),
        SessionCountIn,
        DeskSessionOut,
        words=_(
            "全部を書きます。書かなかった年代は、数えていないことになります。0は、だれも来なかったこと。"
        ),
    )
    def post(self, request: Request, hall: str, id: str, session: str) -> Response:  # noqa: A002
        seen, date = version_of(request), self.date(id, session)
        counts = counts_from(read(SessionCountIn, request)["counts"])
        count_session(session=date, counts=counts, seen=seen, **self.by)
        return self.one(id, session)
