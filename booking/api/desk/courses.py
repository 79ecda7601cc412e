"""Courses (講習会) as the desk gives them: their dates, who has a seat, and who has taken one."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.courses import MOST_PLACES, note_induction, set_course_date
from booking.api.company import TIME
from booking.api.dates import a_day
from booking.api.desk.days import DaysAsked, days_asked
from booking.api.desk.door import DeskView
from booking.api.desk.plans import Once
from booking.api.fields import Body, Unfitting, WordsOut, read, shown
from booking.api.operations import changing, listing, making, reading
from booking.models import CourseDate, Induction, Person
from booking.queries.counter import known_member
from booking.queries.courses import Validity, course_date, course_dates, courses_of, seats_on
from booking.rules.staff import Right
from facilities.rules.spans import local_day

LONGEST_WHOM = 18
SOMEBODY = "p-23456789abcdefgh"


@extend_schema_serializer(
    examples=[OpenApiExample("twelve seats", {**TIME, "course": "studio", "places": 12})]
)
class CourseDateIn(Once):
    course = serializers.SlugField(
        max_length=50, help_text=_("館のきまり(rules/)の `induction` が使う名前。")
    )
    places = serializers.IntegerField(min_value=1, max_value=MOST_PLACES)


@extend_schema_serializer(examples=[OpenApiExample("one came", {"whom": [SOMEBODY]})])
class TakenIn(Body):
    whom = serializers.ListField(
        child=serializers.SlugField(max_length=LONGEST_WHOM),
        max_length=MOST_PLACES,
        help_text=_("受けた人。席のある人の `whom`。"),
    )


@extend_schema_serializer(
    examples=[OpenApiExample("today", {"whom": SOMEBODY, "course": "studio", "on": "2026-12-02"})]
)
class InductionIn(Body):
    whom = serializers.SlugField(max_length=LONGEST_WHOM, help_text=_("people/find/ の答えの `whom`。"))
    course = serializers.SlugField(max_length=50)
    on = a_day(help_text=_("受けた日。書かなければきょう。"))


class DeskCourseOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    course = serializers.CharField()
    name = WordsOut(allow_null=True)
    months = serializers.IntegerField(
        allow_null=True, help_text=_("受けてから何か月使えるか。null はずっと。")
    )
    start = serializers.CharField()
    end = serializers.CharField()
    places = serializers.IntegerField()
    taken = serializers.IntegerField(help_text=_("申しこみのある席。"))


class SeatOut(serializers.Serializer[Any]):
    whom = serializers.CharField()
    name = serializers.CharField()
    noted = serializers.BooleanField(help_text=_("その日に受けたと記録してあるか。"))


class DeskCourseFull(DeskCourseOut):
    seats = SeatOut(many=True)


class InductionOut(serializers.Serializer[Any]):
    whom = serializers.CharField()
    course = serializers.CharField()
    on = serializers.DateField(source="taken_on")
    valid_until = serializers.DateField(
        allow_null=True, help_text=_("この日まで使えます。null なら、ずっと使えます。")
    )


class CoursesView(DeskView):
    right = Right.COURSES

    @property
    def known(self) -> dict[str, Validity]:
        """What the rules of today ask for, by key: of what was asked for once, the name may be gone."""
        return courses_of(self.hall, local_day(self.at, self.zone))

    def whole(self, public_id: str, status: int = 200) -> Response:
        found = course_date(self.hall, public_id)
        seats = [
            {
                "whom": whom(one.person),
                "name": one.person.name or str(one.person),
                "noted": getattr(one, "noted", False),
            }
            for one in seats_on(found)
        ]
        told = _told(found, self.known, self, len(seats))
        return Response({**told, "seats": seats}, status)

    def note(self, **told: Any) -> Induction:
        return note_induction(facility=self.hall, **told, **self.by)


class DeskCourses(CoursesView):
    @listing("courses", _("講習会の日と席の一覧"), DeskCourseOut, takes=[DaysAsked])
    def get(self, request: Request, hall: str) -> Response:
        asked, known = days_asked(self, request), self.known
        found = course_dates(self.hall, asked.start, asked.end)
        return self.listed([_told(one, known, self, getattr(one, "taken", 0)) for one in found])

    @making("courses", _("講習会の日を決める"), CourseDateIn, DeskCourseFull)
    def post(self, request: Request, hall: str) -> Response:
        sent = read(CourseDateIn, request)
        if sent["span"].start <= self.at:
            raise Unfitting({"start": [_("もうすぎた時間です。これからの日にちにしてください。")]})
        wanted = {name: sent[name] for name in ("course", "span", "places")}
        made = self.once(
            "set_course_date",
            lambda: set_course_date(facility=self.hall, **wanted, **self.by).public_id,
        )
        return self.whole(made, 201)


class DeskCourse(CoursesView):
    @reading("courses", _("講習会の日を1つ見る"), DeskCourseFull, words=_("席のある人と、受けた人。"))
    def get(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002  # the address calls it so
        return self.whole(id)


class Taken(CoursesView):
    @changing(
        "courses",
        _("講習会を受けた人を記録する"),
        TakenIn,
        DeskCourseFull,
        words=_("もう記録した人は、そのままです。"),
        seen=False,
    )
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        found, named = course_date(self.hall, id), read(TakenIn, request)["whom"]
        came = {whom(one.person): one.person for one in seats_on(found)}
        # All or nobody: a slip in one of them would pass for somebody who has not come.
        if set(named) - set(came):
            raise Unfitting({"whom": [_("この日に席のない人がいます。席のある人の whom を使ってください。")]})
        on = local_day(found.start, self.zone)
        for one in dict.fromkeys(named):
            self.note(course=found.course, person=came[one], on=on)
        return self.whole(id)


class Inductions(CoursesView):
    @changing(
        "courses",
        _("席がなくても、講習会を受けたと記録する"),
        InductionIn,
        InductionOut,
        words=_("同じ日の記録があれば、それが返ります。"),
        seen=False,
    )
    def post(self, request: Request, hall: str) -> Response:
        sent = read(InductionIn, request)
        found = known_member(self.hall, sent["whom"])
        if found is None:
            sentence = _("この人は見つかりません。people/find/ の答えの whom を使ってください。")
            raise Unfitting({"whom": [sentence]})
        on = sent.get("on") or local_day(self.at, self.zone)
        noted = self.note(course=sent["course"], person=found, on=on)
        noted.whom = whom(found)  # type: ignore[attr-defined]  # told beside it
        return Response(InductionOut(noted).data)


def whom(person: Person) -> str:
    """How people/find/ calls a member."""
    return f"p-{person.public_id}"


def _told(one: CourseDate, known: dict[str, Validity], view: DeskView, taken: int) -> dict[str, Any]:
    of_course = known.get(one.course)
    words = of_course.words if of_course else None
    return {
        "id": one.public_id,
        "course": one.course,
        "name": {"ja": words.ja, "en": words.en} if words else None,
        "months": of_course.months if of_course else None,
        "start": shown(one.start, view.zone),
        "end": shown(one.end, view.zone),
        "places": one.places,
        "taken": taken,
    }
