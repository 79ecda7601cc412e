"""地域人材 of a department: its list and the state of it, whom it writes down, verifies and lists."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions import talent_lists as lists
from booking.actions import talents as verbs
from booking.api.choices import LIST_STATES, WHOSE
from booking.api.dates import a_day
from booking.api.fields import Body, PlainText, read
from booking.api.growing import FirstReached, Growing, LastReached, LastSaid, paging
from booking.api.headers import version_of
from booking.api.narrowing import Ordered
from booking.api.office.door import OfficeView
from booking.api.operations import changing, making, reading
from booking.api.talents import STORIES, TalentIn, TalentOut, TalentsAsked, public_data
from booking.models import Talent, TalentListState
from booking.queries.bookings import Absent
from booking.queries.talents import (
    Sought,
    keeps_a_list,
    lists_with,
    states_of,
    talent_at,
    talents_at,
    waiting_talents,
)
from booking.rules.talents import ListState, Whose

MOST_LISTS = 20


class KnownTalentOut(TalentOut):
    """No contact: `contact/` tells it, on record."""

    id = serializers.CharField()
    whose = serializers.ChoiceField(choices=WHOSE)
    about = serializers.CharField()
    hours = serializers.CharField()
    consented_on = serializers.DateField(allow_null=True)
    verified = serializers.BooleanField()
    written = serializers.BooleanField(help_text=_("この課が書いたものか。"))
    lists = serializers.ListField(child=serializers.CharField(), help_text=_("この課のどのリストか。"))
    version = serializers.IntegerField()


class TalentContactOut(serializers.Serializer[Any]):
    phone = serializers.CharField()
    email = serializers.CharField()


class SaidStateOut(serializers.Serializer[Any]):
    year = serializers.IntegerField()
    day = serializers.DateField()
    state = serializers.ChoiceField(choices=LIST_STATES)


@extend_schema_serializer(examples=[OpenApiExample("carried out", {"state": "running"})])
class StateIn(Body):
    state = serializers.ChoiceField(choices=LIST_STATES)


@extend_schema_serializer(examples=[OpenApiExample("on the one list", {"lists": [""]})])
class ListsIn(Body):
    lists = serializers.ListField(
        child=PlainText(max_length=32, allow_blank=True),
        max_length=MOST_LISTS,
        help_text=_("計画がわけるリストの鍵。1つだけなら空の文。"),
    )


WRITTEN = {**{name: value for name, value in STORIES.items() if name != "consents"}, "whose": "person"}


@extend_schema_serializer(examples=[OpenApiExample("stories", WRITTEN)])
class WrittenTalentIn(TalentIn):
    """All of it, anew. With `consented_on` they have agreed on that day."""

    consents = None  # type: ignore[assignment]  # whoever writes of somebody else says when they agreed
    whose = serializers.ChoiceField(choices=WHOSE, required=False, default=Whose.PERSON.value)
    consented_on = a_day(allow_null=True, default=None)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        kept = ("name", "name_public", "words", "about", "hours", "phone", "email", "consented_on")
        told = {name: attrs[name] for name in kept}
        skills, bands, whose = tuple(attrs["skills"]), tuple(attrs["bands"]), Whose(attrs["whose"])
        return {"offer": verbs.Offer(skills=skills, bands=bands, whose=whose, **told)}


class TalentView(OfficeView):
    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.of = {"department": self.department, **self.by}

    def must_keep(self) -> None:
        """What is not carried out holds nobody."""
        if not keeps_a_list(self.department, self.at):
            raise Absent(self.department.slug)

    def known(self, public_id: str) -> Talent:
        self.must_keep()
        return talent_at(self.department, public_id)

    def told(self, public_id: str, status: int = 200) -> Response:
        found = talent_at(self.department, public_id)
        return Response(self.row(found), status, headers={"ETag": f'"{found.revision}"'})

    def row(self, one: Talent) -> dict[str, Any]:
        return {
            **public_data(one),
            "id": one.public_id,
            "name": one.name,
            **{name: getattr(one, name) for name in ("whose", "about", "hours")},
            "consented_on": one.consented_on.isoformat() if one.consented_on else None,
            "verified": one.verified_at is not None,
            "written": one.department_id == self.department.pk,
            "lists": sorted(lists_with(one, self.department)),
            "version": one.revision,
        }


class TalentsView(TalentView, Growing):
    serializer_class = KnownTalentOut
    pagination_class: type[Ordered] = LastReached
    queryset = Talent.objects.none()

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        self.must_keep()
        return super().list(request, *args, **kwargs)


class Talents(TalentsView):
    asks = TalentsAsked

    def get_queryset(self) -> QuerySet[Talent]:
        return talents_at(self.department, Sought(**self.asked), self.at)

    @paging(
        "office",
        _("課の人材リスト"),
        words=_("リストを実施も検討もしていない課では404です。"),
        takes=[TalentsAsked],
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.list(request, *args, **kwargs)

    @making("office", _("課が知っている人を書く"), WrittenTalentIn, KnownTalentOut)
    def post(self, request: Request, department: str) -> Response:
        self.must_keep()
        sent = read(WrittenTalentIn, request)
        made = self.once("write_down", lambda: verbs.write_down(**sent, **self.of).public_id)
        return self.told(made, 201)


class WaitingTalents(TalentsView):
    pagination_class = FirstReached

    def get_queryset(self) -> QuerySet[Talent]:
        return waiting_talents(self.department, self.at)

    @paging("office", _("たしかめを待つ人材の一覧"))
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.list(request, *args, **kwargs)


class ListStates(OfficeView, Growing):
    serializer_class = SaidStateOut
    pagination_class = LastSaid
    queryset = TalentListState.objects.none()

    def get_queryset(self) -> QuerySet[TalentListState]:
        return states_of(self.department)

    def row(self, one: TalentListState) -> dict[str, Any]:
        return _state(one)

    @paging("office", _("人材リストの状態の記録"), words=_("新しい順。"))
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.list(request, *args, **kwargs)


class SetListState(TalentView):
    @changing("office", _("人材リストの状態を、きょうから変える"), StateIn, SaidStateOut, seen=False)
    def post(self, request: Request, department: str) -> Response:
        state = ListState(read(StateIn, request)["state"])
        one = lists.set_list_state(state=state, **self.of)
        return Response(_state(one))


class TalentDetail(TalentView):
    @reading("office", _("人材を1人見る"), KnownTalentOut)
    def get(self, request: Request, department: str, id: str) -> Response:  # noqa: A002  # as the address
        self.known(id)
        return self.told(id)


class CorrectTalent(TalentView):
    @changing("office", _("課が書いた人材を直す"), WrittenTalentIn, KnownTalentOut)
    def post(self, request: Request, department: str, id: str) -> Response:  # noqa: A002
        version, found = version_of(request), self.known(id)
        seen = found.revision if version is None else version
        verbs.correct_written(talent=found, **read(WrittenTalentIn, request), seen=seen, **self.of)
        return self.told(id)


class VerifyTalent(TalentView):
    @changing("office", _("人材をたしかめたことにする"), Body, KnownTalentOut)
    def post(self, request: Request, department: str, id: str) -> Response:  # noqa: A002
        version, found = version_of(request), self.known(id)
        read(Body, request)
        lists.verify_talent(talent=found, seen=found.revision if version is None else version, **self.of)
        return self.told(id)


class UnverifyTalent(TalentView):
    @changing("office", _("たしかめる前にもどす"), Body, KnownTalentOut, seen=False)
    def post(self, request: Request, department: str, id: str) -> Response:  # noqa: A002
        read(Body, request)
        lists.unverify_talent(talent=self.known(id), **self.of)
        return self.told(id)


class PutOnLists(TalentView):
    @changing("office", _("人材を、課のリストにのせる"), ListsIn, KnownTalentOut, seen=False)
    def post(self, request: Request, department: str, id: str) -> Response:  # noqa: A002
        sent = set(read(ListsIn, request)["lists"])
        lists.put_on_lists(talent=self.known(id), lists=sent, **self.of)
        return self.told(id)


class ReachTalent(TalentView):
    @changing("office", _("今もできるか、本人に聞いたと記録する"), Body, KnownTalentOut, seen=False)
    def post(self, request: Request, department: str, id: str) -> Response:  # noqa: A002
        read(Body, request)
        lists.reach_talent(talent=self.known(id), **self.of)
        return self.told(id)


class TalentContact(TalentView):
    @changing(
        "office",
        _("人材の連絡先を見る"),
        Body,
        TalentContactOut,
        words=_("見たことが記録されます。"),
        seen=False,
    )
    def post(self, request: Request, department: str, id: str) -> Response:  # noqa: A002
        read(Body, request)
        phone, email = lists.look_at_contact(talent=self.known(id), **self.of)
        return Response({"phone": phone, "email": email})


class NoteRevoked(TalentView):
    @changing(
        "office",
        _("人材の同意が取り消されたと記録する"),
        Body,
        None,
        words=_("どのリストからも消えます。"),
        seen=False,
    )
    def post(self, request: Request, department: str, id: str) -> Response:  # noqa: A002
        read(Body, request)
        verbs.note_revoked(talent=self.known(id), **self.of)
        return Response(status=204)


class EraseWritten(TalentView):
    @changing("office", _("課が書いた人材を消す"), Body, None, seen=False)
    def post(self, request: Request, department: str, id: str) -> Response:  # noqa: A002
        read(Body, request)
        verbs.erase_written(talent=self.known(id), **self.of)
        return Response(status=204)


def _state(one: TalentListState) -> dict[str, Any]:
    return {"year": one.year, "day": one.day.isoformat(), "state": one.state}
