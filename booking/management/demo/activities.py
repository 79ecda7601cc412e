"""The demo city's nurseries and schools: who is asked for activity days, and days in each state. Invented."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from booking.actions.activities import Told, send_days
from booking.actions.confirmations import confirm_days, return_day
from booking.actions.reporters import Who, ask_reporter
from booking.models import ActivityDay, Person, Reporter
from booking.models.keys import fingerprint
from booking.rules.attendance import Heads, Part
from booking.rules.indicators import Body
from facilities.models import Department
from facilities.rules.spans import local_day

ROW = "B1"
SINCE = timedelta(days=75)  # they have been asked: two months are over, whichever day it is
WHY = "人数を、もう一度たしかめてください。"


@dataclass(frozen=True, slots=True)
class Place:
    """Who is asked by which office; `link` is the token of its page, which anybody may try."""

    office: str
    name: str
    kind: Body
    link: str = ""
    where: str = ""
    came: Mapping[Heads, int] | None = None


PLACES = (
    Place(
        "100088",
        "さくら保育園(見本)",
        Body.NURSERY,
        "mado-sakura",
        "さくら保育園の園庭",
        {Heads(Part.HELPING, "junior_high"): 3, Heads(Part.TAKING_PART, "preschool"): 24},
    ),
    Place("100088", "つくし保育園(見本)", Body.NURSERY),
    Place(
        "100089",
        "第十小学校(見本)",
        Body.SCHOOL,
        "mado-daiju",
        "第十小学校の体育館",
        {Heads(Part.TAKING_PART, "elementary"): 31, Heads(Part.TAKING_PART, "senior"): 9},
    ),
    Place("100089", "第十一小学校(見本)", Body.SCHOOL),
)
# Days before today; of each place that answers the first two are confirmed, the third is returned.
DAYS = (44, 23, 9, 2)


def ask_for_activity_days(now: int) -> None:
    """By whoever answers for the offices; what was sent last still waits for them."""
    for place in PLACES:
        _ask(place, now)


def _ask(place: Place, now: int) -> None:
    actor = Person.objects.get(card_number=place.office)
    office = Department.objects.get(posts__person=actor)
    who = Who(place.name, place.kind, (ROW,))
    made, token = ask_reporter(department=office, who=who, actor=actor, now=now)
    Reporter.objects.filter(pk=made.pk).update(made_on=made.made_on - SINCE)
    if place.link:
        _report(place, token, actor, now)
        # Known to everybody, so that everybody can try it: a link of the service's own is drawn.
        Reporter.objects.filter(pk=made.pk).update(token_hash=fingerprint(place.link))


def _report(place: Place, token: str, actor: Person, now: int) -> None:
    today = local_day(now, ZoneInfo(settings.TIME_ZONE))
    days = [Told(today - timedelta(days=ago), place.where, ROW, place.came or {}) for ago in DAYS]
    first, second, third, _last = send_days(link_token=token, days=days, now=now)
    _confirm([first, second], actor, now)
    return_day(day=third, why=WHY, actor=actor, now=now)


def _confirm(days: list[ActivityDay], actor: Person, now: int) -> None:
    seen = {one.public_id: one.revision for one in days}
    confirm_days(department=days[0].reporter.department, seen=seen, actor=actor, now=now)
