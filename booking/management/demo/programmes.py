"""The demo city's plan, and cross-age programmes of two halls: dates that were, and dates to come."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple
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
from booking.actions.signup_terms import Terms, set_terms
from booking.actions.signups import sign_up
from booking.models import Person, Programme
from booking.rules.attendance import Counts, Heads, Part
from booking.rules.exchange import Comer
from booking.rules.particulars import Asked
from booking.rules.plans import read
from booking.rules.signup_windows import Window
from facilities.models import Department, Facility
from facilities.rules.spans import local_day, wall_span

PLAN = Path(settings.BASE_DIR) / "rulebooks" / "plan" / "koganei.toml"
ZONE = ZoneInfo(settings.TIME_ZONE)
PAST = 2  # of the dates of each


class Held(NamedTuple):
    """A programme on Saturdays: `hours` in minutes of the day, and who came to its first dates."""

    hall: str
    leads: str
    about: About
    hours: tuple[int, int]
    titles: Sequence[str]
    came: Sequence[Counts]


SONGS = Held(
    hall="nukui-minami",
    leads="100005",
    hours=(14 * 60, 16 * 60),
    titles=("歌を聞く", "歌をえらぶ", "バンドで合わせる", "もう一度合わせる", "小さな発表会"),
    # The later of the two past dates is left to be counted by whoever tries the desk.
    came=[
        {
            Heads(Part.TAKING_PART, "elementary"): 6,
            Heads(Part.TAKING_PART, "senior"): 4,
            Heads(Part.HELPING, "high_school"): 2,
            Heads(Part.ACCOMPANYING, "adult"): 3,
        }
    ],
    about=About(
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
    ),
)
# The plan counts this exchange at one hall alone: without a programme there its figure would stay empty.
TOPS = Held(
    hall="honcho",
    leads="100071",
    hours=(10 * 60, 11 * 60 + 30),
    titles=("こま", "けん玉", "竹とんぼを作る", "みんなの大会"),
    came=[
        {
            Heads(Part.TAKING_PART, "preschool"): 3,
            Heads(Part.TAKING_PART, "elementary"): 9,
            Heads(Part.TAKING_PART, "senior"): 3,
            Heads(Part.ACCOMPANYING, "adult"): 4,
        },
        {
            Heads(Part.TAKING_PART, "elementary"): 11,
            Heads(Part.TAKING_PART, "junior_high"): 2,
            Heads(Part.TAKING_PART, "senior"): 3,
            Heads(Part.HELPING, "high_school"): 2,
        },
    ],
    about=About(
        name="こまとけん玉の名人に会う",
        plan="B1",
        of="honcho",
        about="近所の名人に、こまやけん玉を教わります。はじめての人も、見るだけの人もどうぞ。",
        bands_wanted=2,
        places={
            ("preschool", None): 6,
            ("elementary", None): 12,
            ("junior_high", None): 4,
            ("senior", None): 3,
        },
    ),
)
CAMP = About(
    name="わんぱく団の一日キャンプ",
    plan="B3",
    of="wanpaku",
    about="4つの館の子どもが、いっしょに火をおこしてごはんを作ります。中高生が手伝います。",
    bring="軍手、水筒",
    fee=300,
    places={("elementary", None): 12, ("junior_high", None): 6, ("high_school", None): 4},
)
COMING = {"100055": [Comer("senior")] * 3}


def bring_the_plan(now: int) -> None:
    import_plan(plan=read(PLAN.read_text(), PLAN.name), actor=None, now=now)


def hold_programmes(now: int) -> None:
    for told in (SONGS, TOPS):
        hold_a_programme(told, now)
    draw_lots_for(Programme.objects.get(name_ja=TOPS.about.name), TOPS.leads, now)


def draw_lots_for(programme: Programme, leads: str, now: int) -> None:
    """A camp of the year's end, beside what it is named after: by lot, with a guardian's consent."""
    leader = Person.objects.get(card_number=leads)
    made = make_programme(
        department=programme.department, facility=programme.facility, about=CAMP, actor=leader, now=now
    )
    first = _saturdays(now, PAST + 4)[-1]
    hold_session(
        programme=made,
        span=wall_span(first, 9 * 60, 16 * 60, ZONE),
        elsewhere="武蔵野公園",
        actor=leader,
        now=now,
    )
    made.refresh_from_db()
    made = set_terms(programme=made, terms=_by_lot(now), actor=leader, now=now)
    publish_programme(programme=made, actor=leader, now=now)


def _by_lot(now: int) -> Terms:
    week = 7 * 24 * 60 * 60
    return Terms(
        window=Window(now, now + week, now + week + 60 * 60),
        asks=(Asked.ALLERGIES, Asked.EMERGENCY),
        kept_days=30,
        needs_consent=True,
    )


def hold_a_programme(told: Held, now: int) -> None:
    """By whoever leads the hall; with three seniors for each date to come."""
    hall, leader = Facility.objects.get(slug=told.hall), Person.objects.get(card_number=told.leads)
    office = Department.objects.get(facilities=hall)
    made = make_programme(department=office, facility=hall, about=told.about, actor=leader, now=now)
    publish_programme(programme=made, actor=leader, now=now)
    days = zip(_saturdays(now, len(told.titles)), told.titles, strict=True)
    # Beside others of the city a place outdoors is found by its hall's name alone.
    yard = f"{hall.name_ja}の庭"
    dates = [
        hold_session(
            programme=made,
            span=wall_span(day, *told.hours, ZONE),
            elsewhere=yard,
            title=title,
            actor=leader,
            now=now,
        )
        for day, title in days
    ]
    for session, counts in zip(dates, told.came, strict=False):
        count_session(session=session, counts=counts, actor=leader, now=now)
    to_come = [one.public_id for one in dates[PAST:]]
    for card, party in COMING.items():
        person = Person.objects.get(card_number=card)
        sign_up(programme=made, sessions=to_come, party=party, person=person, now=now)


def _saturdays(now: int, count: int) -> list[date]:
    """The two last Saturdays before today and those after it."""
    today = local_day(now, ZONE)
    last = today - timedelta(days=(today.weekday() - 5) % 7 or 7)
    return [last + timedelta(weeks=week) for week in range(1 - PAST, count + 1 - PAST)]
