"""Programmes (行事) as a hall leads them: made, changed, shown to everybody, called off."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions import programmes as verbs
from booking.api.desk.door import DeskView
from booking.api.desk.heads import told as heads_told
from booking.api.desk.programme_fields import CallOffIn, DeskProgrammeFull, DeskProgrammeOut, ProgrammeIn
from booking.api.fields import Body, read
from booking.api.headers import version_of
from booking.api.operations import changing, making, reading
from booking.api.programmes import session_data
from booking.api.signups import Latest
from booking.models import Programme
from booking.queries.programmes import Shown, ages_of, dates_of, lines_at, programme_at, programmes_at
from booking.rules.staff import Right


class ProgrammesView(DeskView):
    """Of programmes that this hall leads; another hall's are not there."""

    right = Right.PROGRAMMES

    def dates(self, found: Programme) -> list[dict[str, Any]]:
        """As DeskSessionOut describes them."""
        dates = dates_of(found)
        lines = lines_at([one.session.pk for one in dates])
        return [self._date(one, lines) for one in dates]

    def _date(self, one: Shown, lines: Mapping[int, Sequence[int]]) -> dict[str, Any]:
        return {
            **session_data(one, self.zone),
            "waiting": len(lines[one.session.pk]),
            "counts": heads_told(one.session.counts.all()),
            "version": one.session.version,
        }

    def whole(self, public_id: str, status: int = 200) -> Response:
        found = programme_at(self.hall, public_id)
        told = {
            **_told(found),
            "about": found.about_ja,
            "bring": found.bring,
            "bands_wanted": found.bands_wanted,
            "places": [
                {"band": age.band, "grade": age.grade, "count": count}
                for age, count in ages_of(found).items()
            ],
            "sessions": self.dates(found),
        }
        return Response(told, status, headers={"ETag": f'"{found.revision}"'})


class DeskProgrammes(ProgrammesView, ListAPIView[Programme]):
    serializer_class = DeskProgrammeOut
    pagination_class = Latest
    queryset = Programme.objects.none()

    def get_queryset(self) -> QuerySet[Programme]:
        return programmes_at(self.hall)

    @extend_schema(
        tags=["programmes"],
        summary=_("館の行事の一覧"),
        description=_("準備中と中止のものも入ります。新しい順。"),
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        page: Sequence[Programme] = self.paginate_queryset(self.get_queryset()) or ()
        return self.get_paginated_response([_told(one) for one in page])

    @making(
        "programmes",
        _("行事を作る"),
        ProgrammeIn,
        DeskProgrammeFull,
        words=_("公開するまで、だれにも見えません。担当課のない館では作れません(404)。"),
    )
    def post(self, request: Request, hall: str) -> Response:
        where = {"department": self.hall.department, "facility": self.hall}
        asked: dict[str, Any] = {**where, **read(ProgrammeIn, request), **self.by}
        made = self.once("make_programme", lambda: verbs.make_programme(**asked).public_id)
        return self.whole(made, 201)


class DeskProgramme(ProgrammesView):
    @reading(
        "programmes",
        _("館の行事を1つ見る"),
        DeskProgrammeFull,
        words=_("日ごとの残りの席、待っている人の数、来た人の数。"),
    )
    def get(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002  # the address calls it so
        return self.whole(id)


class ChangeProgramme(ProgrammesView):
    @changing(
        "programmes",
        _("行事を変える"),
        ProgrammeIn,
        DeskProgrammeFull,
        words=_("全部を書きます。席をへらしても、申しこんだ人の席はそのままです。"),
    )
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        seen, found = version_of(request), programme_at(self.hall, id)
        verbs.change_programme(programme=found, **read(ProgrammeIn, request), seen=seen, **self.by)
        return self.whole(id)


class PublishProgramme(ProgrammesView):
    @changing(
        "programmes",
        _("行事を公開する"),
        Body,
        DeskProgrammeFull,
        words=_("公開してあれば、そのままです。"),
    )
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        seen, found = version_of(request), programme_at(self.hall, id)
        read(Body, request)
        verbs.publish_programme(programme=found, seen=seen, **self.by)
        return self.whole(id)


class CancelProgramme(ProgrammesView):
    @changing(
        "programmes",
        _("行事を中止する"),
        CallOffIn,
        DeskProgrammeFull,
        words=_("これからの日の部屋は、また空きます。もとにはもどせません。"),
    )
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        seen, found = version_of(request), programme_at(self.hall, id)
        verbs.cancel_programme(programme=found, **read(CallOffIn, request), seen=seen, **self.by)
        return self.whole(id)


def _told(one: Programme) -> dict[str, Any]:
    """As DeskProgrammeOut describes it."""
    return {
        "id": one.public_id,
        "name": one.name_ja,
        "state": one.state,
        "plan": one.plan,
        "of": one.of,
        "fee": one.fee,
        "version": one.revision,
    }
