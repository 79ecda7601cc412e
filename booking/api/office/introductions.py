"""地域人材 introduced by a department: asked, accepted or declined, how many it served, taken back."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions import introductions as verbs
from booking.api.choices import INTRODUCED
from booking.api.fields import Body, optional_text, read
from booking.api.growing import Growing, LastMade, paging
from booking.api.headers import version_of
from booking.api.office.door import OfficeView, YearAsked, year_asked
from booking.api.office.talents import TalentView
from booking.api.operations import changing, making
from booking.models import Introduction
from booking.queries.bookings import Absent
from booking.queries.talents import introduction_at, introductions_of, programmes_to_name
from booking.rules.talents import MOST_USERS, Answer

STANDING = [one for one in INTRODUCED if one != Answer.TAKEN_BACK]


class IntroductionOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    talent = serializers.CharField(allow_null=True, help_text=_("消えた人では null。"))
    day = serializers.DateField()
    programme = serializers.CharField(allow_null=True)
    to = serializers.CharField(help_text=_("だれのために。行事のためなら空の文です。"))
    answer = serializers.ChoiceField(choices=INTRODUCED)
    users = serializers.IntegerField(allow_null=True)
    version = serializers.IntegerField()


@extend_schema_serializer(examples=[OpenApiExample("for a group", {"to": "さくら学童"})])
class IntroduceIn(Body):
    """For a programme of the department, or in its own words."""

    programme = serializers.SlugField(max_length=16, required=False, allow_null=True, default=None)
    to = optional_text(verbs.LONGEST_TO)


@extend_schema_serializer(examples=[OpenApiExample("accepted", {"answer": "accepted"})])
class IntroducedIn(Body):
    answer = serializers.ChoiceField(
        choices=STANDING,
        help_text=_("asked を送ると、返事を取り消します。"),
    )


@extend_schema_serializer(examples=[OpenApiExample("twelve", {"users": 12})])
class UsersIn(Body):
    users = serializers.IntegerField(min_value=0, max_value=MOST_USERS, allow_null=True)


class Introduce(TalentView):
    @making("office", _("人材を紹介する"), IntroduceIn, IntroductionOut)
    def post(self, request: Request, department: str, id: str) -> Response:  # noqa: A002  # as the address
        found, sent = self.known(id), read(IntroduceIn, request)
        programme = None
        if sent["programme"] is not None:
            named = programmes_to_name(self.department).filter(public_id=sent["programme"])
            programme = named.first()
            if programme is None:
                raise Absent(sent["programme"])
        asked: dict[str, Any] = {"talent": found, "programme": programme, "to": sent["to"], **self.of}
        made = self.once("introduce", lambda: verbs.introduce(**asked).public_id)
        return _answer(introduction_at(self.department, made), 201)


class IntroductionsAsked(django_filters.FilterSet):  # type: ignore[misc]  # the base has no types
    answer = django_filters.MultipleChoiceFilter(choices=[(one, one) for one in STANDING])


class Introductions(OfficeView, Growing):
    serializer_class = IntroductionOut
    pagination_class = LastMade
    filterset_class = IntroductionsAsked
    asks = YearAsked
    queryset = Introduction.objects.none()

    def get_queryset(self) -> QuerySet[Introduction]:
        return introductions_of(self.department, *year_asked(self.asked, self.at))

    def row(self, one: Introduction) -> dict[str, Any]:
        return _told(one)

    @paging("office", _("課が紹介したことの一覧"), words=_("新しい順。"), takes=[YearAsked])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.list(request, *args, **kwargs)


class IntroductionView(TalentView):
    def asked(self, public_id: str) -> dict[str, Any]:
        version, found = version_of(self.request), introduction_at(self.department, public_id)
        return {"introduction": found, "seen": found.revision if version is None else version, **self.by}

    def one(self, public_id: str) -> Response:
        return _answer(introduction_at(self.department, public_id))


class AnswerIntroduction(IntroductionView):
    @changing("office", _("紹介の返事を入れる"), IntroducedIn, IntroductionOut)
    def post(self, request: Request, department: str, id: str) -> Response:  # noqa: A002
        asked, answer = self.asked(id), Answer(read(IntroducedIn, request)["answer"])
        verbs.answer_introduction(answer=answer, **asked)
        return self.one(id)


class CountUsers(IntroductionView):
    @changing("office", _("紹介で何人が利用したかを入れる"), UsersIn, IntroductionOut)
    def post(self, request: Request, department: str, id: str) -> Response:  # noqa: A002
        asked = self.asked(id)
        verbs.count_users(**read(UsersIn, request), **asked)
        return self.one(id)


class TakeBackIntroduction(IntroductionView):
    @changing("office", _("まちがえて入れた紹介を取り消す"), Body, None)
    def post(self, request: Request, department: str, id: str) -> Response:  # noqa: A002
        asked = self.asked(id)
        read(Body, request)
        verbs.take_back_introduction(**asked)
        return Response(status=204)


def _answer(one: Introduction, status: int = 200) -> Response:
    return Response(_told(one), status, headers={"ETag": f'"{one.revision}"'})


def _told(one: Introduction) -> dict[str, Any]:
    return {
        "id": one.public_id,
        "talent": one.talent.public_id if one.talent else None,
        "day": one.day.isoformat(),
        "programme": one.programme.public_id if one.programme else None,
        **{name: getattr(one, name) for name in ("to", "answer", "users")},
        "version": one.revision,
    }
