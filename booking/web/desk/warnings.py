"""A weather warning closes a hall, or every hall of the city at which one may announce it, in one act."""

from collections.abc import Sequence
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from booking.actions.warnings import announce, lift
from booking.labels.weather import WEATHER
from booking.queries.bookings import Absent
from booking.queries.displacing import displaced
from booking.queries.posts import halls_where
from booking.rules.displacing import Shut
from booking.rules.staff import Right
from booking.web.desk.door import Desk, at_desk, or_404, show
from booking.web.desk.fields import Reader
from booking.web.desk.months import month_context, read_day
from booking.web.desk.saved import saved
from facilities.labels import span_words
from facilities.models import Facility, WeatherWarning
from facilities.queries.warnings import alike, warning_of, warnings_ahead
from facilities.rules.spans import Span, local_day


@at_desk(Right.WARN)
@require_http_methods(["GET", "HEAD", "POST"])
def warning(request: HttpRequest, desk: Desk) -> HttpResponse:
    """GET: from when, until when, which halls. POST: how many are told, then the act."""
    form, halls = Reader(request.POST, desk.zone), _halls(desk)
    span = form.span("from_day", "from_time", "to_day", "to_time") if request.method == "POST" else None
    if span is not None and span.end <= desk.now:
        form.wrong("to_day", _("もうすぎた時間です。これからの日にちにしてください。"))
        span = None
    chosen = [hall for hall in halls if request.POST.get("all") or hall.pk == desk.hall.pk]
    if span is not None and request.POST.get("step") == "save":
        _announced(request, desk, chosen, span)
        return saved(desk, local_day(span.start, desk.zone))
    return _page(request, desk, form, chosen, span, len(halls))


@at_desk(Right.WARN)
@require_POST
def lifting(request: HttpRequest, desk: Desk, warning: int) -> HttpResponse:
    """Lifts it at this hall; with `all` at every hall that was closed by the same act."""
    found = or_404(warning_of(desk.hall, warning))
    everywhere = [hall.pk for hall in halls_where(desk.person, Right.WARN, desk.now)]
    rows = alike(found, everywhere) if request.POST.get("all") else [found]
    try:
        for one in rows:
            lift(warning=one, actor=desk.person, now=desk.now)
    except Absent as absent:
        raise Http404 from absent
    return saved(desk, read_day(request.POST.get("d"), desk.today))


def weather_words() -> list[tuple[str, str]]:
    return [
        ("storm", _("暴風警報")),
        ("heavy-rain", _("大雨警報")),
        ("heavy-snow", _("大雪警報")),
        ("flood", _("洪水警報")),
        ("emergency", _("特別警報")),
    ]


def _halls(desk: Desk) -> list[Facility]:
    """The halls at which this person may announce one, this one among them."""
    return halls_where(desk.person, Right.WARN, desk.now)


def _standing(desk: Desk) -> list[tuple[int, str]]:
    """The warnings of this hall that are in force or to come, in words."""
    rows = warnings_ahead(desk.hall, desk.now)
    names = dict(weather_words())
    return [(one.pk, f"{names.get(one.key, one.key)} {_when(one, desk)}") for one in rows]


def _when(one: WeatherWarning, desk: Desk) -> str:
    return span_words(Span(one.start, one.end), desk.zone, desk.today)


def _announced(request: HttpRequest, desk: Desk, halls: Sequence[Facility], span: Span) -> None:
    key = request.POST.get("key", "")
    key = key if key in WEATHER else "storm"
    reason_ja, reason_en = WEATHER[key]
    announce(
        halls=halls,
        key=key,
        span=span,
        reason_ja=reason_ja,
        reason_en=reason_en,
        actor=desk.person,
        now=desk.now,
    )


def _page(
    request: HttpRequest, desk: Desk, form: Reader, chosen: Sequence[Facility], span: Span | None, halls: int
) -> HttpResponse:
    day = read_day(request.GET.get("d") or request.POST.get("from_day"), desk.today)
    told = {
        **month_context(desk, day),
        "panel": "booking/desk/_open_warning.html",
        "form": {**_defaults(day, desk), **request.POST.dict()},
        "weather": weather_words(),
        "standing": _standing(desk),
        "halls": halls,
        "met": [(hall, len(displaced(hall, [Shut(span)], desk.now))) for hall in chosen] if span else [],
        "span_words": span_words(span, desk.zone, desk.today) if span else "",
        "errors": form.errors,
        "action": request.path,
    }
    status = 422 if form.errors else 200
    place = "desk-open" if desk.may(Right.HOURS) else "desk-open-warning"
    return show(request, desk, "booking/desk/open.html", place, status, **told)


def _defaults(day: date, desk: Desk) -> dict[str, str]:
    return {
        "from_day": str(day),
        "to_day": str(day),
        "from_time": "0:00",
        "to_time": "24:00",
        "key": "storm",
    }
