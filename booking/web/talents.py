"""地域人材リスト for everybody: what people of the community can do, and which office is asked."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from booking.labels import band_words
from booking.labels.talents import for_whom
from booking.models import Talent
from booking.queries.talents import Sought, departments_with, public_talents, skills
from booking.rules.bands import BANDS
from facilities import clock

LONGEST = 30  # of a word that is looked for


@never_cache
@require_safe
def talents(request: HttpRequest) -> HttpResponse:
    """Whoever stands on a list that is carried out; `s` is a skill, `b` for whom."""
    sought = sought_in(request)
    found = public_talents(sought, clock.now())
    told = {"cards": [card(one) for one in found], "signed_in": request.user.is_authenticated}
    return render(request, "booking/talents.html", told | choices(sought))


def sought_in(request: HttpRequest) -> Sought:
    """What an address looks for; of words that there are none any is meant."""
    skill, band = request.GET.get("s", ""), request.GET.get("b", "")
    known = {one.slug for one in skills()}
    word = request.GET.get("w", "").replace("\x00", "").strip()[:LONGEST]
    return Sought(skill if skill in known else "", band if band in BANDS else "", word)


def choices(sought: Sought) -> dict[str, Any]:
    """What can be looked for."""
    return {
        "sought": sought,
        "skills": [(one.slug, one.name) for one in skills()],
        "bands": [(band, band_words(band)) for band in BANDS],
    }


def card(one: Talent) -> dict[str, Any]:
    """As everybody sees it: no name but where it is public, no contact, and no address of its own."""
    return {
        "name": one.name if one.name_public else "",
        "skills": [skill.name for skill in one.skills.all()],
        "words": one.words,
        "bands": for_whom(one.bands),
        "offices": departments_with(one),
    }
