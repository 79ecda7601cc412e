"""The papers of a booking as data, each with the address of the page on which it is printed."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.api.choices import PAPERS
from booking.api.fields import RoomOf, shown, zone_of
from booking.api.operations import reading
from booking.api.private import PrivateView
from booking.labels import paper_words
from booking.models import Booking, Issue
from booking.queries.bookings import Absent, may_change
from booking.queries.money import Bill, bill
from booking.queries.papers import issues, of_members, rooms_on
from booking.rules.papers import Paper
from facilities.clock import now


class PaperOut(serializers.Serializer[Any]):
    """Without anybody's name: that stands on the page alone."""

    kind = serializers.ChoiceField(choices=PAPERS)
    title = serializers.CharField()
    year = serializers.IntegerField(allow_null=True, help_text=_("年度。番号のない書類は null。"))
    number = serializers.IntegerField(allow_null=True, help_text=_("館と年度と種類ごとの番号。"))
    at = serializers.CharField(allow_null=True, help_text=_("出した時点。"))
    copies = serializers.IntegerField(help_text=_("写しを出した数。"))
    yen = serializers.IntegerField(allow_null=True, help_text=_("領収書と還付通知書の金額。"))
    page = serializers.URLField(help_text=_("印刷するページ。サインインした人だけが開けます。"))


class PaperRoomOut(serializers.Serializer[Any]):
    room = serializers.CharField()
    start = serializers.CharField()
    end = serializers.CharField()
    fee = serializers.IntegerField(allow_null=True)


class PaperFull(PaperOut):
    rooms = PaperRoomOut(many=True, help_text=_("申請書と許可書は、いっしょに使う部屋の全部。"))
    fee = serializers.IntegerField(allow_null=True, help_text=_("部屋の全部の料金。"))


class PaperDetail(PrivateView):
    @reading(
        "bookings", _("予約の書類を1つ見る"), PaperFull, words=_("番号のある書類は、館が出すと見られます。")
    )
    def get(self, request: Request, id: str, kind: str) -> Response:  # noqa: A002  # the address calls it so
        found, which = self.found(id), kind_in(kind)
        # A paper says who booked, which is nothing for all who come.
        if not may_change(found, self.somebody, now=now()):
            raise Absent(id)
        self.zone = zone_of(found.room)
        issued, owed = issues(found).get(which), bill(found, self.somebody)
        if issued is None and which not in of_members(found, owed):
            raise Absent(kind)
        return Response(paper_full(self, found, which, issued))


def kind_in(text: str) -> Paper:
    """Absent for what is no paper."""
    if text not in PAPERS:
        raise Absent(text)
    return Paper(text)


def papers_data(view: PrivateView, found: Booking, owed: Bill) -> list[dict[str, Any]]:
    """Those that there are now: none where the hall has no forms and takes no money."""
    if not (owed.papers or owed.paid):
        return []
    issued = issues(found)
    there = {*issued, *of_members(found, owed)}
    return [paper_data(view, found, kind, issued.get(kind)) for kind in Paper if kind in there]


def paper_data(view: PrivateView, found: Booking, kind: Paper, issued: Issue | None) -> dict[str, Any]:
    page = view.request.build_absolute_uri(reverse("paper", args=[found.public_id, kind]))
    told = {"kind": str(kind), "title": paper_words(kind), "page": page}
    if issued is None:
        return {**told, **dict.fromkeys(("year", "number", "at", "yen")), "copies": 0}
    numbered = {"year": issued.year, "number": issued.number, "at": shown(issued.at, view.zone)}
    return {**told, **numbered, "yen": issued.yen, "copies": issued.copies}


def paper_full(view: PrivateView, found: Booking, kind: Paper, issued: Issue | None) -> dict[str, Any]:
    rooms = rooms_on(found, kind)
    fees = [bill(one, view.somebody).fee for one in rooms]
    known = [fee for fee in fees if fee is not None]
    return {
        **paper_data(view, found, kind, issued),
        "rooms": [_room(view, one, fee) for one, fee in zip(rooms, fees, strict=True)],
        # One whose fee nobody can tell yet makes the sum a lie.
        "fee": sum(known) if known and len(known) == len(fees) else None,
    }


def _room(view: PrivateView, one: Booking, fee: int | None) -> dict[str, Any]:
    times = {"start": shown(one.start, view.zone), "end": shown(one.end, view.zone)}
    return {"room": RoomOf().to_representation(one.room), **times, "fee": fee}
