"""What becomes of asking for a lecture, to whoever asked and who leads the group; with the room for the
calendar once it is certain."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from booking.models import LectureRequest
from booking.notices.telling import readers_in, sentences, tell
from booking.rules.notices import LECTURE_ASKED, LECTURE_WITHDRAWN
from facilities.labels import span_words
from facilities.rules.spans import Span, local_day

Said = Callable[[], str]


def lecture_asked(request: LectureRequest, now: int) -> None:
    _tell(
        request,
        LECTURE_ASKED,
        lambda: _("出前講座をたのみました:%(what)s"),
        lambda: sentences(_("課の人が日をえらんで、お返事します。"), *_wished(request, now)),
        now,
    )


def lecture_agreed(request: LectureRequest, now: int) -> None:
    _tell(
        request,
        "lecture_agreed",
        lambda: _("出前講座の日が決まりました:%(what)s"),
        lambda: sentences(_("この日に、市の職員が話しに行きます。"), _when(request, now), _where(request)),
        now,
    )


def lecture_proposed(request: LectureRequest, now: int) -> None:
    _tell(
        request,
        "lecture_proposed",
        lambda: _("出前講座に、別の日をすすめられました:%(what)s"),
        lambda: sentences(
            _("この日なら行けます。よければ、出前講座のページで「この日で決める」をえらんでください。"),
            _when(request, now),
        ),
        now,
    )


def lecture_declined(request: LectureRequest, now: int) -> None:
    _tell(
        request,
        "lecture_declined",
        lambda: _("今回は出前講座に行けません:%(what)s"),
        lambda: sentences(request.why, _("ほかの日や、ほかの講座を、またたのめます。")),
        now,
    )


def lecture_withdrawn(request: LectureRequest, now: int) -> None:
    _tell(
        request,
        LECTURE_WITHDRAWN,
        lambda: _("出前講座をやめました:%(what)s"),
        lambda: sentences(_("またたのむこともできます。"), _freed(request)),
        now,
    )


def _tell(request: LectureRequest, kind: str, subject: Said, said: Said, now: int) -> None:
    def words() -> tuple[str, str]:
        return subject() % {"what": request.lecture.name}, said()

    readers, held = readers_in(request.person_id, request.group_id), request.booking
    tell(readers, kind, words, now=now, booking=held, entry=held is not None)


def _wished(request: LectureRequest, now: int) -> list[str]:
    return [_span_words(Span(one.start, one.end), now) for one in request.dates.all()]


def _when(request: LectureRequest, now: int) -> str:
    return _span_words(Span(request.start or 0, request.end or 0), now)


def _span_words(span: Span, now: int) -> str:
    zone = ZoneInfo(settings.TIME_ZONE)
    return span_words(span, zone, local_day(now, zone))


def _where(request: LectureRequest) -> str:
    room = request.room
    return request.place if room is None else f"{room.facility.name} {room.name}"


def _freed(request: LectureRequest) -> str:
    return _("部屋は、また空きました。") if request.booking_id else ""
