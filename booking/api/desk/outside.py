"""Calendar files of others: which were brought in, what one says, what it would make and displace, taking it
in.

A file is read and forgotten, as on the page: what it said goes back and forth with the caller, signed. It is
never fetched from an address.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request, is_form_media_type
from rest_framework.response import Response

from booking.actions.outside import bring_in
from booking.actions.undo import may_undo
from booking.api.bodies import CalendarFile, LongJsonBody
from booking.api.desk.acts import KIND as ACT
from booking.api.desk.closures import HoursView
from booking.api.desk.door import DeskView
from booking.api.desk.offers import offers_from, previewed
from booking.api.desk.outside_fields import (
    SCHOOL,
    BroughtInOut,
    CalendarIn,
    FileAsked,
    OutsideCalendarOut,
    OutsideIn,
    OutsidePreviewOut,
    OutsideReadOut,
)
from booking.api.fields import Unfitting, read, read_query, shown
from booking.api.operations import changing, listing, making
from booking.ical import Unreadable, mistake_words
from booking.ical import read as read_file
from booking.models.keys import sealed
from booking.queries.acts import last_brought_in, later_acts
from booking.queries.displacing import shut_from_outside
from facilities.queries.outside import Brought, brought_in, differing, known_of, last_intake
from facilities.queries.rooms import shown_rooms
from facilities.rules.outside import Becomes, Outside, Settled, compared, guessed
from facilities.rules.spans import Span

A_MORNING = 6 * 60 * 60  # seconds for which what was read is good


@dataclass(frozen=True, slots=True)
class Told:
    """What a file said under a name, beside what was known: what each date would become, which known ones are
    `gone` from it, the rooms that the last file held, and the last change that this was held against."""

    name: str
    proposed: tuple[Settled, ...]
    gone: frozenset[str]
    rooms: frozenset[str]
    seen: int


class OutsideCalendars(HoursView):
    parser_classes = [LongJsonBody]

    @listing("hours", _("取りこんだカレンダーの一覧"), OutsideCalendarOut)
    def get(self, request: Request, hall: str) -> Response:
        return self.listed([_calendar(self, one) for one in brought_in(self.hall, self.at)])

    @making(
        "hours",
        _("カレンダーを取りこむ"),
        OutsideIn,
        BroughtInOut,
        words=_(
            "先に read と preview で見ます。読んだあとで、ほかの人が同じカレンダーを取りこんでいれば、"
            "何も変えません(409 `overtaken`)。"
        ),
    )
    def post(self, request: Request, hall: str) -> Response:
        sent = read(OutsideIn, request)
        told, offers = _unsigned(self, sent["read"]), offers_from(self, sent["displaced"])
        settled, gone = _settled(self, told, sent), _gone(told, sent)

        def made() -> str:
            more = {"offers": offers, "seen": told.seen, **self.by}
            known = bring_in(facility=self.hall, name=told.name, settled=settled, gone=gone, **more)
            return str(known.pk)

        return Response(_brought(self, int(self.once("bring_in", made))), 201)


class ReadCalendar(HoursView):
    parser_classes = [CalendarFile, MultiPartParser]

    @extend_schema(
        tags=["hours"],
        summary=_("カレンダーのファイルを読む"),
        description=_(
            "`.ics` を、そのまま本文で、またはフォームの `file` で送ります。700KBまでです。何も保存しません。"
        ),
        parameters=[FileAsked],
        request={"text/calendar": OpenApiTypes.STR, "multipart/form-data": CalendarIn},
        responses={200: OutsideReadOut},
    )
    def post(self, request: Request, hall: str) -> Response:
        sent = read_query(FileAsked, request)
        try:
            file = read_file(_sent(request), self.zone, self.at)
        except Unreadable as unreadable:
            raise Unfitting({"file": [mistake_words(one) for one in unreadable.mistakes]}) from unreadable
        known = known_of(self.hall, sent["name"])
        was = {one.event.key: one for one in known}
        proposed = [_proposed(one, was.get(one.key), sent["kind"]) for one in file.events]
        found = compared(file.events, known, self.at)
        told = Told(
            sent["name"],
            tuple(proposed),
            frozenset(one.event.key for one in found.gone),
            _held(known),
            last_intake(self.hall, sent["name"]),
        )
        data_out = {
            "read": _signed(self, told),
            "over": file.over,
            "dates": [_date(self, one, was.get(one.event.key)) for one in proposed],
            "gone": [_known(self, one) for one in found.gone],
            "rooms": sorted(told.rooms),
        }
        return Response(data_out)


class PreviewCalendar(HoursView):
    parser_classes = [LongJsonBody]

    @changing(
        "hours", _("カレンダーで、何ができ、だれが使えなくなるか"), OutsideIn, OutsidePreviewOut, seen=False
    )
    def post(self, request: Request, hall: str) -> Response:
        sent = read(OutsideIn, request)
        told = _unsigned(self, sent["read"])
        differ = differing(self.hall, told.name, _settled(self, told, sent), self.at)
        gone = _gone(told, sent)
        answer = previewed(self, shut_from_outside(self.hall, differ))
        answer.data["makes"] = [{**_known(self, one), "rooms": sorted(one.rooms)} for one in differ]
        answer.data["removes"] = [
            _known(self, one) for one in known_of(self.hall, told.name) if one.event.key in gone
        ]
        return answer


def _sent(request: Request) -> bytes:
    """The file's bytes. ValidationError for a form without one."""
    if isinstance(request.data, bytes):
        return request.data
    # Without a body there is no file, and REST framework says so with an empty form.
    form = is_form_media_type(request.content_type)
    return bytes(read(CalendarIn, request)["file"].read()) if form else b""


def _proposed(event: Outside, was: Settled | None, kind: str) -> Settled:
    """As it was before; of a school's new date what its title says. Of a neighbour's events nobody knows
    which ones need a room, and none of them closes the hall unasked."""
    if was is not None:
        return Settled(event, was.becomes)
    return Settled(event, guessed(event.title) if kind == SCHOOL else Becomes.NOTHING)


def _held(known: Sequence[Settled]) -> frozenset[str]:
    return frozenset(room for one in known if one.becomes is Becomes.HOLD for room in one.rooms)


def _settled(view: DeskView, told: Told, sent: dict[str, Any]) -> list[Settled]:
    """ValidationError for a date that the file does not have, one named twice, and a hold without a room."""
    chosen = {one["date"]: Becomes(one["becomes"]) for one in sent["dates"]}
    if len(chosen) < len(sent["dates"]) or set(chosen) - {one.event.key for one in told.proposed}:
        raise Unfitting({"dates": [_("read の答えにある予定を、1回ずつ書いてください。")]})
    whole = [(one.event, chosen.get(one.event.key, one.becomes)) for one in told.proposed]
    rooms = _rooms(view, sent["rooms"], told.rooms)
    if not rooms and any(becomes is Becomes.HOLD for _event, becomes in whole):
        raise Unfitting({"rooms": [_("おさえる部屋をえらんでください。")]})
    return [
        Settled(event, becomes, rooms if becomes is Becomes.HOLD else frozenset()) for event, becomes in whole
    ]


def _rooms(view: DeskView, slugs: list[str], held: frozenset[str]) -> frozenset[str]:
    """Those that were named, else those `held` before, as far as they are there still: nobody has to name a
    room anew because another has gone. ValidationError for a named one that is not there."""
    shown_here = {room.slug for room in shown_rooms(view.hall.pk)}
    if set(slugs) - shown_here:
        raise Unfitting({"rooms": [_("この部屋は見つかりません。部屋の一覧の id を使ってください。")]})
    return frozenset(slugs) or held & shown_here


def _gone(told: Told, sent: dict[str, Any]) -> list[str]:
    """ValidationError for what the file names still, or never did: nothing else is taken away by it."""
    if set(sent["gone"]) - told.gone:
        raise Unfitting({"gone": [_("read の答えの gone にある予定から書いてください。")]})
    return list(sent["gone"])


def _when(view: DeskView, event: Outside) -> dict[str, str]:
    span = event.span
    return {"title": event.title, "start": shown(span.start, view.zone), "end": shown(span.end, view.zone)}


def _known(view: DeskView, one: Settled) -> dict[str, Any]:
    return {"date": one.event.key, "becomes": one.becomes.value, **_when(view, one.event)}


def _date(view: DeskView, one: Settled, was: Settled | None) -> dict[str, Any]:
    changed = was is not None and was.event != one.event
    state = "new" if was is None else "changed" if changed else "same"
    return {**_known(view, one), "state": state, "was": _when(view, was.event) if was and changed else None}


def _calendar(view: DeskView, one: Brought) -> dict[str, Any]:
    at = shown(one.brought_at, view.zone)
    return {"name": one.name, "brought_at": at, "shut": one.shut, "noted": one.noted}


def _brought(view: DeskView, key: int) -> dict[str, Any]:
    (found,) = (one for one in brought_in(view.hall, view.at) if one.key == key)
    act = last_brought_in(view.hall, key)
    undoable = act is not None and may_undo(act, view.rights, view.at) and act.pk not in later_acts([act])
    return {**_calendar(view, found), "act": sealed(ACT, act.pk) if act and undoable else None}


def _signed(view: DeskView, told: Told) -> str:
    dates = [
        [one.event.key, one.event.title, one.event.span.start, one.event.span.end, one.becomes]
        for one in told.proposed
    ]
    said = {"name": told.name, "gone": sorted(told.gone), "rooms": sorted(told.rooms), "seen": told.seen}
    return signing.dumps({**said, "dates": dates}, salt=_salt(view), compress=True)


def _unsigned(view: DeskView, signed: str) -> Told:
    """ValidationError for what was not read here, or too long ago."""
    try:
        said = signing.loads(signed, salt=_salt(view), max_age=A_MORNING)
    except signing.BadSignature as bad:
        old = _("これは古いか、この館で読んだものではありません。もう一度 read に送ってください。")
        raise Unfitting({"read": [old]}) from bad
    proposed = (
        Settled(Outside(key, title, Span(start, end)), Becomes(becomes))
        for key, title, start, end, becomes in said["dates"]
    )
    return Told(
        said["name"], tuple(proposed), frozenset(said["gone"]), frozenset(said["rooms"]), said["seen"]
    )


def _salt(view: DeskView) -> str:
    # What one hall has read is not brought in at another; and the page's own is another thing.
    return f"api/outside/{view.hall.slug}"
