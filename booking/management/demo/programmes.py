"""The demo city's plan, and a cross-age programme of a hall: dates that were, and dates to come."""

from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

from booking.actions.plans import import_plan
from booking.actions.programmes import (
    About,
    count_session,
    hold_session,
    make_programme,
    publish_programme,
)
from booking.actions.signups import sign_up
from booking.models import Person, Programme, Session
from booking.rules.attendance import Heads, Part
from booking.rules.exchange import Comer
from booking.rules.plans import read
from facilities.models import Department, Facility
from facilities.rules.spans import local_day, wall_span

PLAN = Path(settings.BASE_DIR) / "rulebooks" / "plan" / "koganei.toml"
HALL, LEADS = "nukui-minami", "100005"
WHERE = "貫井南児童館の庭"
SONGS = About(
    name="むかしの歌を、バンドで。",
    plan="B1",
    about="地域の人がおぼえている歌を聞いて、中高生がバンドにします。小さい子は、うたう係とたたく係です。",
    bring="飲み物",
    bands_wanted=2,
    places={
        ("preschool", None): 8,
        ("elementary", None): 10,
        ("junior_high", None): 5,
        ("high_school", None): 5,
        ("adult", None): 8,
        ("senior", None): 8,
    },
)
TITLES = ("歌を聞く", "歌をえらぶ", "バンドで合わせる", "もう一度合わせる", "小さな発表会")
PAST = 2  # of these dates; the last of them is still to be counted
CAME = {
    Heads(Part.TAKING_PART, "elementary"): 6,
    Heads(Part.TAKING_PART, "senior"): 4,
    Heads(Part.HELPING, "high_school"): 2,
    Heads(Part.ACCOMPANYING, "adult"): 3,
}
COMING = {"100055": [Comer("senior")] * 3}


def bring_the_plan(now: int) -> None:
    import_plan(plan=read(PLAN.read_text(), PLAN.name), actor=None, now=now)


def hold_a_programme(now: int) -> None:
    """By whoever leads the hall; with three seniors for each date to come."""
    hall, leader = Facility.objects.get(slug=HALL), Person.objects.get(card_number=LEADS)
    office = Department.objects.get(facilities=hall)
    songs = make_programme(department=office, facility=hall, about=SONGS, actor=leader, now=now)
    publish_programme(programme=songs, actor=leader, now=now)
    days = zip(_saturdays(now), TITLES, strict=True)
    dates = [_hold(songs, day, title, leader, now) for day, title in days]
    count_session(session=dates[0], counts=CAME, actor=leader, now=now)
    to_come = [one.public_id for one in dates[PAST:]]
    for card, party in COMING.items():
        person = Person.objects.get(card_number=card)
        sign_up(programme=songs, sessions=to_come, party=party, person=person, now=now)


def _hold(songs: Programme, day: date, title: str, leader: Person, now: int) -> Session:
    span = wall_span(day, 14 * 60, 16 * 60, ZoneInfo(settings.TIME_ZONE))
    return hold_session(programme=songs, span=span, elsewhere=WHERE, title=title, actor=leader, now=now)


def _saturdays(now: int) -> list[date]:
    """The two last Saturdays before today and the three next after it."""
    today = local_day(now, ZoneInfo(settings.TIME_ZONE))
    last = today - timedelta(days=(today.weekday() - 5) % 7 or 7)
    return [last + timedelta(weeks=week) for week in range(1 - PAST, len(TITLES) + 1 - PAST)]
