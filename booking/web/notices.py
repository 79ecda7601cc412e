"""お知らせ: everything that one was told, also for those who have no mail, and what comes by mail."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from booking.actions.notices import choose, read_all
from booking.labels import family_words
from booking.models import Notice, Person
from booking.queries.notices import is_own_doing, told
from booking.rules.notices import CHOSEN, Family
from booking.web.booked import reader
from facilities import clock
from facilities.labels import moment_words
from facilities.rules.spans import local_day


@dataclass(frozen=True, slots=True)
class Told:
    """A notice as a line of the list."""

    one: Notice
    when: str
    new: bool
    own: bool  # says what its reader has done
    text: str


@never_cache
@login_required
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    person, now = reader(request), clock.now()
    found = [_told(one, person, now) for one in told(person)]
    families = [
        {"key": family.value, "words": family_words(family), "wanted": family not in person.unmailed}
        for family in CHOSEN
    ]
    page = {
        "notices": [one for one in found if not one.own],
        # Ten confirmations of one's own would hide the one line that the hall has written.
        "own": [one for one in found if one.own],
        "new": sum(one.new for one in found),
        "families": families,
        "always": family_words(Family.CHANGES),
        "person": person,
    }
    return render(request, "booking/notices.html", page)


@login_required
@require_POST
def reading(request: HttpRequest) -> HttpResponse:
    """Everything has been read."""
    read_all(person=reader(request), now=clock.now())
    return redirect("notices")


@login_required
@require_POST
def choosing(request: HttpRequest) -> HttpResponse:
    """Which families of notices come by mail, too."""
    wanted = [family for family in CHOSEN if family in request.POST.getlist("mail")]
    choose(person=reader(request), by_mail=wanted)
    return redirect("notices")


def _told(notice: Notice, person: Person, now: int) -> Told:
    zone = ZoneInfo(settings.TIME_ZONE)
    when = moment_words(notice.made_at, zone, local_day(now, zone))
    own = is_own_doing(notice, person)
    return Told(notice, when, notice.read_at is None and not own, own, notice.body.strip())
