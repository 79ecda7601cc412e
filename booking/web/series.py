"""くりかえして予約する: how often and until when, every date as it would be, and then all at once."""

import secrets
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from booking.actions.bookings import KeyReused, Refused, Unfit
from booking.actions.series import book_series
from booking.actions.wanted_series import WantedSeries
from booking.labels import often_words
from booking.queries.boards import still_asked
from booking.queries.money import reckon
from booking.queries.party import Asker
from booking.queries.purposes import purposes
from booking.queries.series import Preview, Wish, preview
from booking.queries.slots import lengths
from booking.rules.ask import Channel
from booking.rules.series import MOST, DatesRefused, days_of
from booking.rules.weeks import FORM_ASKS, is_open
from booking.web.asking import asker, fingerprint, party_of
from booking.web.booked import reader
from booking.web.bookings import (
    asked_length,
    frame,
    purpose_words,
    unclear,
    used_or_unfit,
)
from booking.web.costs import total_words
from booking.web.dates import read_instant, written
from booking.web.lengths import AN_HOUR, MOST_LENGTHS, choices_of
from booking.web.places import find_place, zone_of
from booking.web.series_dates import hidden, named, rows
from booking.web.series_plan import offered, read, read_wish, usual_end
from facilities import clock
from facilities.labels import span_words, times_words
from facilities.models import Room
from facilities.rules.evenings import Recurrence
from facilities.rules.spans import Span, local_day


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def booking_series(request: HttpRequest, hall: str, room: str) -> HttpResponse:
    """GET: the form, with `?often=` every date besides. POST: books the dates that the form showed."""
    now, place = clock.now(), find_place(hall, room)
    start = read_instant(request.GET.get("s", ""), zone_of(place.room.facility))
    if start is None:
        return unclear(request, place.room)
    asking = asker(request, now)
    if asking is None:
        raise PermissionDenied
    if not place.room.bookable:
        raise Http404
    page = _Page(request, place.room, _rooms(place.room, place.rooms), start, asking, now)
    return page.booked() if request.method == "POST" else page.answer()


def _rooms(room: Room, others: Any) -> Mapping[str, Room]:
    return {one.slug: one for one in (room, *others) if one.bookable}


class _Page:
    """One request for a series: who asks, from when on, and what the address says of it."""

    def __init__(
        self,
        request: HttpRequest,
        room: Room,
        rooms: Mapping[str, Room],
        start: int,
        asking: Asker,
        now: int,
    ) -> None:
        self.request, self.room, self.asking, self.now = request, room, asking, now
        self.zone = ZoneInfo(room.facility.timezone)
        self.today = local_day(now, self.zone)
        self.uses = lengths(room, start, asking, now)
        wanted = asked_length(request, start, self.zone)
        self.choices = choices_of(self.uses, self.zone, wanted, self.today, asks=still_asked(asking))
        self.plan = read(request.GET, room, rooms, wanted or self._proposed(start))
        self.purpose = request.POST.get("purpose", "")

    def answer(self, mistake: str = "", told: list[str] | None = None, status: int = 200) -> HttpResponse:
        """The page; `mistake` says why nothing was booked, with the dates `told`."""
        recurrence = self.plan.recurrence() if self.plan.often else {}
        errors = recurrence if isinstance(recurrence, dict) else {}
        context = self._form(errors)
        if isinstance(recurrence, Recurrence):
            context |= self._dates(recurrence)
        context |= {"mistake": mistake, "refused": told or []}
        return render(self.request, "booking/series_new.html", context, status=422 if errors else status)

    def booked(self) -> HttpResponse:
        recurrence = self.plan.recurrence()
        texts = self.request.POST.getlist("date")
        wishes = [wish for one in texts if (wish := read_wish(one, self.plan.rooms, self.zone))]
        # One date that cannot be read stops all: without it others would be booked than the page has shown.
        if not isinstance(recurrence, Recurrence) or not wishes or len(wishes) < len(texts):
            return self.answer(
                _("どの日を予約するかが読み取れませんでした。もう一度たしかめてください。"), status=422
            )
        # As for one booking: nobody books for people whom another tab has chosen since.
        if self.request.POST.get("company") != fingerprint(self.asking.company):
            return self.answer(_("使う人が変わっています。もう一度たしかめてください。"), status=409)
        try:
            series = book_series(
                person=reader(self.request),
                wanted=WantedSeries(
                    self.room, recurrence, self.plan.first, wishes, self.asking.company, purpose=self.purpose
                ),
                now=self.now,
                key=self.request.POST.get("key", ""),
            )
        # Before Refused, of which it is one.
        except DatesRefused as refused:
            return self._dates_refused(refused)
        except Refused:
            return self.answer(
                _("ほかの人が先に予約した日があります。まだ何も予約していません。"), status=409
            )
        except (KeyReused, Unfit, ValueError) as mistake:
            return self.answer(used_or_unfit(mistake), status=422)
        return redirect("series", series.public_id)

    def _dates_refused(self, refused: DatesRefused) -> HttpResponse:
        if all(is_open(verdict, FORM_ASKS) for verdict in refused.dates.values()):
            return self.answer(_("何に使うかをえらんでください。"), status=422)
        said = _("予約できなくなった日があるので、まだ何も予約していません。ほかの日はえらんだままです。")
        return self.answer(said, named(list(refused.dates.items()), self.zone, self.today), status=409)

    def _proposed(self, start: int) -> Span:
        """The length that is proposed, or an hour where nothing begins then on the first day."""
        likely = sorted(self.choices, key=lambda one: not one.chosen)
        end = read_instant(likely[0].value, self.zone) if likely else None
        return Span(start, end or start + AN_HOUR)

    def _form(self, errors: Mapping[str, str]) -> dict[str, Any]:
        plan, asked = self.plan, bool(self.plan.often)
        here = self.request.get_full_path()
        return {
            **frame(self.room, plan.first.start, self.zone, self.now),
            "first": span_words(plan.first, self.zone, self.today),
            "start": self.request.GET["s"],
            "coming": plan.coming,
            "lengths": self._lengths(),
            "ways": [
                (key, often_words(recurrence), chosen)
                for key, recurrence, chosen in offered(self.room, plan.first, plan.often)
            ],
            "until": plan.until if asked else usual_end(plan.day),
            "times": plan.times,
            "most": MOST,
            "errors": [{"field": f"id_{name}", "words": words} for name, words in errors.items()],
            "wrong": errors,
            "party": party_of(reader(self.request), self.asking),
            "who_href": f"{reverse('who')}?{urlencode({'next': here})}",
            "asked": asked and not errors,
        }

    def _lengths(self) -> list[dict[str, Any]]:
        """Every length, also one that cannot be had on the first day: the others may have it."""
        first = self.plan.first
        known = [one.span for one in self.uses]
        spans = known if first in known else sorted([*known, first])
        few = [
            one for one in spans if one == first or one.seconds % AN_HOUR == 0 or len(spans) <= MOST_LENGTHS
        ]
        return [
            {
                "value": written(one.end, self.zone),
                "words": times_words(one, self.zone),
                "chosen": one == first,
            }
            for one in few
        ]

    def _dates(self, recurrence: Recurrence) -> dict[str, Any]:
        plan, base = self.plan, self.request.path
        found = self._previewed(recurrence)
        days = days_of(recurrence)
        possible = sum(one.possible for one in found)
        return {
            "rows": rows(plan, days, found, base, self.today),
            "often": often_words(recurrence),
            "count": len(days),
            "possible": possible,
            "fee": self._fee([one.wish for one in found if one.possible]),
            "dates": hidden(found, self.zone),
            "purposes": self._purposes(found, days[0]),
            "purpose": self.purpose,
            "company": fingerprint(self.asking.company),
            "key": secrets.token_urlsafe(16),
            "action": f"{base}?{plan.query()}",
        }

    def _previewed(self, recurrence: Recurrence) -> list[Preview]:
        wishes = self.plan.wishes(recurrence)
        if not wishes:
            return []
        return preview(
            wishes=wishes,
            asker=self.asking,
            now=self.now,
            room=self.room,
            purpose=self.purpose,
            shifting=self.plan.shift,
        )

    def _fee(self, wishes: list[Wish]) -> str:
        """What all dates that can be booked cost together, before anybody presses."""
        if not wishes:
            return ""
        uses = [(one.room, one.span) for one in wishes]
        return total_words(reckon(uses, self.asking, self.now, channel=Channel.WEB, purpose=self.purpose))

    def _purposes(self, found: list[Preview], day: date) -> dict[str, str]:
        """What it may be for, where the hall asks."""
        if not self.purpose and not any("purpose" in one.verdict.lacking for one in found):
            return {}
        return {key: purpose_words(key, words) for key, words in purposes(self.room, day).items()}
