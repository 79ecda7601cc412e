"""出前講座 as a department keeps them: added, changed, taken down and put up again."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions import lectures as verbs
from booking.api.fields import Body, Unfitting, optional_text, read
from booking.api.headers import version_of
from booking.api.office.door import OfficeView
from booking.api.operations import changing, listing, making
from booking.models import Lecture
from booking.queries.lectures import lecture_of, lectures_of
from booking.rules.lectures import LONGEST_MINUTES
from facilities.models import Department

TREES = {"name_ja": "まちの木の話", "about_ja": "通学路の木を見て歩きます。", "minutes": 60}


class KeptLectureOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    name_ja = serializers.CharField()
    name_reading = serializers.CharField()
    name_en = serializers.CharField()
    about_ja = serializers.CharField()
    about_easy = serializers.CharField()
    about_en = serializers.CharField()
    audience_ja = serializers.CharField()
    audience_en = serializers.CharField()
    minutes = serializers.IntegerField()
    speakers = serializers.SlugField(help_text=_("話しに行く課。"))
    shown = serializers.BooleanField(help_text=_("グループがたのめるか。"))
    version = serializers.IntegerField()


@extend_schema_serializer(examples=[OpenApiExample("a walk", TREES)])
class KeptLectureIn(Body):
    """All of it, anew. `name_ja` and `about_ja` are needed."""

    name_ja = optional_text(verbs.LONGEST["name_ja"])
    name_reading = optional_text(verbs.LONGEST["name_reading"])
    name_en = optional_text(verbs.LONGEST["name_en"])
    about_ja = optional_text(verbs.LONGEST["about_ja"])
    about_easy = optional_text(verbs.LONGEST["about_easy"])
    about_en = optional_text(verbs.LONGEST["about_en"])
    audience_ja = optional_text(verbs.LONGEST["audience_ja"])
    audience_en = optional_text(verbs.LONGEST["audience_en"])
    minutes = serializers.IntegerField(min_value=1, max_value=LONGEST_MINUTES)
    speakers = serializers.SlugField(
        max_length=50, required=False, default="", help_text=_("話しに行く課。書かなければ、この課。")
    )


class LectureView(OfficeView):
    def told(self, public_id: str, status: int = 200) -> Response:
        found = lecture_of(self.department, public_id)
        return Response(_told(found), status, headers={"ETag": f'"{found.revision}"'})

    def sent(self) -> verbs.Told:
        sent = read(KeptLectureIn, self.request)
        texts = {name: sent[name] for name in verbs.LONGEST}
        return verbs.Told(texts, sent["minutes"], self._speakers(sent["speakers"]))

    def _speakers(self, slug: str) -> Department:
        found = Department.objects.filter(slug=slug).first() if slug else self.department
        if found is None:
            raise Unfitting({"speakers": [_("この課は見つかりません。課の一覧の名前を使ってください。")]})
        return found


class KeptLectures(LectureView):
    @listing("office", _("課が受けもつ出前講座の一覧"), KeptLectureOut, words=_("下げたものも入ります。"))
    def get(self, request: Request, department: str) -> Response:
        return self.listed([_told(one) for one in lectures_of(self.department)])

    @making("office", _("出前講座を加える"), KeptLectureIn, KeptLectureOut, words=_("グループがたのめます。"))
    def post(self, request: Request, department: str) -> Response:
        asked: dict[str, Any] = {"department": self.department, "told": self.sent(), **self.by}
        return self.told(self.once("add_lecture", lambda: verbs.add_lecture(**asked).public_id), 201)


class ChangeLecture(LectureView):
    @changing("office", _("出前講座を変える"), KeptLectureIn, KeptLectureOut, words=_("全部を書きます。"))
    def post(self, request: Request, department: str, id: str) -> Response:  # noqa: A002  # as the address
        version, found = version_of(request), lecture_of(self.department, id)
        found.revision = found.revision if version is None else version
        verbs.change_lecture(lecture=found, told=self.sent(), **self.by)
        return self.told(id)


class TakeDownLecture(LectureView):
    @changing(
        "office",
        _("出前講座を下げる"),
        Body,
        KeptLectureOut,
        words=_("たのまれたものは残ります。"),
        seen=False,
    )
    def post(self, request: Request, department: str, id: str) -> Response:  # noqa: A002
        read(Body, request)
        verbs.take_down_lecture(lecture=lecture_of(self.department, id), **self.by)
        return self.told(id)


class PutUpLecture(LectureView):
    @changing("office", _("下げた出前講座を、また出す"), Body, KeptLectureOut, seen=False)
    def post(self, request: Request, department: str, id: str) -> Response:  # noqa: A002
        read(Body, request)
        verbs.put_up_lecture(lecture=lecture_of(self.department, id), **self.by)
        return self.told(id)


def _told(one: Lecture) -> dict[str, Any]:
    kept = (*verbs.LONGEST, "minutes", "shown")
    told = {"id": one.public_id, "speakers": one.speakers.slug, "version": one.revision}
    return {**told, **{name: getattr(one, name) for name in kept}}
