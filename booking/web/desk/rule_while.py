"""「3月の終わりまで、20時からは音を出さない」: a clause for a while, from a complaint about noise."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_http_methods

from booking.actions.rule_drafts import draft_rules, put_clause
from booking.models import Occurrence
from booking.queries.bookings import Absent
from booking.queries.rulebooks import Shelf, draft_book, shelf
from booking.rules.drafts import next_id
from booking.rules.staff import Right
from booking.web.desk.door import Desk, at_desk, show
from booking.web.desk.fields import Reader
from booking.web.desk.rule_clause import kind_of
from booking.web.desk.rule_draft import clause_address
from booking.web.desk.rule_form import clause_of
from facilities.labels import long_date, rule_time_words
from facilities.queries.rooms import rooms_in
from facilities.rules.spans import local
from facilities.rules.stages import DAY, fiscal_year_end

# What else says that it gets quieter, the nearest first.
TYPES = ("instruments", "closes_early", "leave_by", "purpose")
USUAL = "20:00"
HALF_AN_HOUR = 30
# Named in both languages by whoever knows one. They are shown and not judged: no form of a booking asks what
# is played, and a rule that asked would send every booking of the room to the desk.
THINGS: Mapping[str, Promise] = {
    "drums": gettext_lazy("ドラム"),
    "taiko": gettext_lazy("和太鼓"),
    "electric": gettext_lazy("エレキギターとベース"),
    "wind": gettext_lazy("管楽器"),
    "amplifiers": gettext_lazy("アンプ"),
}
QUIET, NOT_PLAYED = "quiet", "shown"


def address_for(desk: Desk, one: Occurrence) -> str:
    """The form for a complaint: its room, from the half hour in which it came, to 31 March."""
    at = local(one.at, desk.zone)
    asked = {
        "type": QUIET,
        "room": one.room.slug if one.room else "",
        "from": f"{at.hour:02}:{at.minute // HALF_AN_HOUR * HALF_AN_HOUR:02}",
        "until": fiscal_year_end(desk.today).isoformat(),
    }
    return f"{reverse('desk-rules-while', args=[desk.hall.slug])}?{urlencode(asked)}"


@at_desk(Right.RULES)
@require_http_methods(["GET", "HEAD", "POST"])
def for_a_while(request: HttpRequest, desk: Desk) -> HttpResponse:
    """GET: the form, filled with `type` (quiet, or shown: what is not played), `room`, `from` and `until`.
    POST: the clause stands in the draft, begun for tomorrow if there is none, and its form follows."""
    found = shelf(desk.hall, desk.person, desk.now)
    if request.method != "POST":
        return _page(request, desk, found, Reader(request.GET, desk.zone))
    form = Reader(request.POST, desk.zone)
    minutes, until = form.minutes("from"), form.day("until")
    if until is not None and until < (first := _first(found, desk)):
        form.wrong(
            "until", _("いつまでかは、%(day)sからあとの日にしてください。") % {"day": long_date(first)}
        )
    if _is_not_played(form.given) and not _things(form.given):
        form.wrong("things", _("鳴らさない楽器を、1つはえらんでください。"))
    if minutes is None or until is None or form.errors:
        return _page(request, desk, found, form)
    try:
        return redirect(clause_address(desk, _write(form.given, desk, minutes, until)))
    except Absent as absent:
        raise Http404 from absent


def _first(found: Shelf, desk: Desk) -> date:
    """From when a clause holds that is written now."""
    return draft_book(found.draft).valid_from if found.draft else desk.today + DAY


def _is_not_played(given: QueryDict) -> bool:
    return given.get("type") == NOT_PLAYED


def _things(given: QueryDict) -> list[str]:
    return [key for key in THINGS if key in given.getlist("things")]


def _write(asked: QueryDict, desk: Desk, minutes: int, until: date) -> str:
    by: dict[str, Any] = {"facility": desk.hall, "actor": desk.person, "now": desk.now}
    draft = draft_rules(valid_from=desk.today + DAY, **by)
    room = asked.get("room", "")
    given = {
        "id": [next_id(draft.document)],
        "until": [until.isoformat()],
        "t0.rooms": [room] if room else [],
        "t0.halls": [desk.hall.slug] if len(draft.document["halls"]) > 1 else [],
        **(_not_played(asked, minutes) if _is_not_played(asked) else _quiet(minutes)),
    }
    clause = clause_of(given, draft_book(draft), desk.hall.slug)
    put_clause(clause=clause, **by)
    return str(clause["id"])


def _quiet(minutes: int) -> dict[str, list[str]]:
    return {"type": ["quiet"], "t0.from": ["{:02}:{:02}".format(*divmod(minutes, 60))]}


def _not_played(asked: QueryDict, minutes: int) -> dict[str, list[str]]:
    words = {}
    for language in ("ja", "en"):
        with override(language):
            things = _("・").join(str(THINGS[key]) for key in _things(asked))
            told = {"time": rule_time_words(minutes), "things": things}
            words[language] = [_("%(time)sからは、%(things)sを鳴らせません。") % told]
    return {"type": ["shown"], "t0.topic": ["INSTRUMENT_BAN"], **words}


def _page(request: HttpRequest, desk: Desk, found: Shelf, form: Reader) -> HttpResponse:
    asked = form.given
    told = {
        "shelf": found,
        "since": long_date(_first(found, desk)),
        "rooms": rooms_in(desk.hall.pk),
        "not_played": _is_not_played(asked),
        "things": [(key, words, key in _things(asked)) for key, words in THINGS.items()],
        "typed": {
            "room": asked.get("room", ""),
            "from": asked.get("from") or USUAL,
            "until": asked.get("until", ""),
        },
        "kinds": [kind_of(name, desk) for name in TYPES],
        "errors": form.errors,
    }
    status = 422 if form.errors else 200
    return show(request, desk, "booking/desk/rule_while.html", "desk-rules", status, **told)
