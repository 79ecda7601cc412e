"""Courses (講習会) of a hall: when they are given, and a seat on one."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.courses import give_back_seat, sign_up
from booking.api.fields import Body, WordsOut, hall_zone, read, shown
from booking.api.operations import changing, listing
from booking.api.private import PrivateView
from booking.queries.courses import Offer, course_date, courses_of, offers
from facilities.clock import now
from facilities.models import Facility
from facilities.queries.halls import published_hall
from facilities.rules.spans import local_day


class CourseDateOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    course = serializers.CharField(help_text=_("館のきまりが使う名前。"))
    name = WordsOut(allow_null=True)
    months = serializers.IntegerField(
        allow_null=True, help_text=_("受けてから何か月使えるか。null はずっと。")
    )
    start = serializers.DateTimeField()
    end = serializers.DateTimeField()
    left = serializers.IntegerField(help_text=_("残りの席。"))
    mine = serializers.BooleanField(help_text=_("自分の席があるか。"))


class Courses(PrivateView):
    permission_classes = [AllowAny]

    @listing("courses", _("講習会の日の一覧"), CourseDateOut)
    def get(self, request: Request, hall: str) -> Response:
        found = hall_of(hall)
        return self.listed(_told(found, offers(found, self.person, now())))


class SeatView(PrivateView):
    def answer(self, hall: Facility, public_id: str) -> Response:
        told = _told(hall, offers(hall, self.somebody, now()))
        return Response(next((one for one in told if one["id"] == public_id), None))


class SignUp(SeatView):
    @changing("courses", _("講習会に申しこむ"), Body, CourseDateOut, seen=False)
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002  # as in the address
        read(Body, request)
        found = hall_of(hall)
        sign_up(date=course_date(found, id), person=self.somebody, now=now())
        return self.answer(found, id)


class GiveBackSeat(SeatView):
    @changing("courses", _("講習会の席を返す"), Body, CourseDateOut, seen=False)
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        read(Body, request)
        found = hall_of(hall)
        give_back_seat(date=course_date(found, id), person=self.somebody, now=now())
        return self.answer(found, id)


def hall_of(slug: str) -> Facility:
    """A hall that the public sees; 404 for any other."""
    found = published_hall(slug)
    if found is None:
        raise Http404
    return found


def _told(hall: Facility, dates: list[Offer]) -> list[dict[str, Any]]:
    zone = hall_zone(hall)
    known = courses_of(hall, local_day(now(), zone))
    return [_one(one, known, hall) for one in dates]


def _one(offer: Offer, known: Any, hall: Facility) -> dict[str, Any]:
    zone, date, of_course = hall_zone(hall), offer.date, known.get(offer.date.course)
    words = of_course.words if of_course else None
    return {
        "id": date.public_id,
        "course": date.course,
        "name": {"ja": words.ja, "en": words.en} if words else None,
        "months": of_course.months if of_course else None,
        "start": shown(date.start, zone),
        "end": shown(date.end, zone),
        "left": offer.left,
        "mine": offer.mine,
    }
