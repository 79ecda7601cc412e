"""Loading the demo city, and topping it up so that it stays around today."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TextIO
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from booking.actions.demand import count_unmet
from booking.actions.rulebooks import import_rulebooks
from booking.management.commands.import_rulebook import read_files
from booking.management.demo.activities import ask_for_activity_days
from booking.management.demo.bookings import Bookings
from booking.management.demo.city import city
from booking.management.demo.committees import meet_and_suggest
from booking.management.demo.desk import count_who_drops_in, go_on_duty, hand_over
from booking.management.demo.guardians import settle_guardians
from booking.management.demo.lectures import lecture_on_request
from booking.management.demo.lottery import hold_rounds
from booking.management.demo.meetings import meet
from booking.management.demo.network import tell_whom_to_turn_to
from booking.management.demo.news import make_the_news
from booking.management.demo.places import (
    furnish,
    give_courses,
    halls,
    open_in_the_evening,
    rulebook_files,
    show,
)
from booking.management.demo.programme_fees import bake_cookies
from booking.management.demo.programmes import bring_the_plan, hold_programmes
from booking.management.demo.queue import fill_queue
from booking.management.demo.reductions import ask_for_a_reduction
from booking.management.demo.residents import settle
from booking.management.demo.supported import support_groups
from booking.management.demo.talents import list_talents
from booking.management.demo.visits import count_visits
from booking.management.demo.wishes import wishes
from booking.management.demo.years import look_back
from booking.management.progress import watched
from booking.models import Act
from facilities.rules.spans import local_day

BEHIND, AHEAD = timedelta(days=28), timedelta(days=55)
LOADED, TOPPED_UP = "load_demo", "top_up_demo"
# What offices and halls have done and left to be done, so that no page of theirs is empty.
SAMPLES = (
    bring_the_plan,
    hold_programmes,
    bake_cookies,
    meet_and_suggest,
    ask_for_activity_days,
    look_back,
    tell_whom_to_turn_to,
    meet,
    lecture_on_request,
    list_talents,
    support_groups,
    make_the_news,
    ask_for_a_reduction,
    hand_over,
    count_who_drops_in,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """How many wishes were granted, how many of them given back again, and how many refused."""

    granted: int
    given_back: int
    refused: int


def asked_until() -> int | None:
    """The instant until which the people of the city have asked; None while there is no city."""
    acts = Act.objects.filter(verb__in=[LOADED, TOPPED_UP])
    return acts.order_by("-at").values_list("at", flat=True).first()


@transaction.atomic
def load(now: int, out: TextIO) -> Asked:
    """The whole city, in one transaction: an interrupted run leaves nothing behind."""
    asked = found_city(now, out)
    for sample in SAMPLES:
        sample(now)
    fill_queue(city(), now)  # last: what waits is what is left once everybody has asked
    return asked


def found_city(now: int, out: TextIO) -> Asked:
    """Its halls and people, and what these have asked for: nothing yet of what its offices do."""
    import_rulebooks(files=read_files(rulebook_files()), actor=None, now=now)
    show(now)
    furnish(city())
    return _go_on(LOADED, now, None, out)


def top_up(now: int, since: int, out: TextIO) -> Asked:
    """Evenings further ahead, and what people have asked for since then."""
    asked = _go_on(TOPPED_UP, now, since, out)
    fill_queue(city(), now)
    return asked


def _go_on(verb: str, now: int, since: int | None, out: TextIO) -> Asked:
    today = local_day(now, ZoneInfo(settings.TIME_ZONE))
    # People before guardians, guardians before evenings, evenings before anybody asks: each is judged by what
    # came before.
    settle(city(), today)
    settle_guardians(city(), now)  # before anybody asks: who lacks a consent is refused an evening
    open_in_the_evening(city(), now)
    give_courses(now)
    bookings = Bookings(city(), now)
    if since is None:
        bookings.grant_ahead(city(), today)
        bookings.grant_terms(city(), today)
    wanted = wishes(city(), halls(), today - BEHIND, today + AHEAD)
    due = [wish for wish in wanted if (since or 0) < wish.asked_at <= now]
    for _ in watched("まどあかり demo", bookings.grant(due), len(due), out):
        pass
    count_unmet(bookings.unmet)
    count_visits(now, ZoneInfo(settings.TIME_ZONE))
    hold_rounds(now)
    go_on_duty(now)
    Act.objects.create(at=now, verb=verb, subject="demo", subject_id=str(today), after={"asked": len(due)})
    return Asked(bookings.granted, bookings.given_back, bookings.refused)
