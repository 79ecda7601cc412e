"""B1, B2, B3, B5: programmes of the halls and of their office, from the idea to the count of who came."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from booking.actions.programmes import (
    About,
    count_session,
    hold_session,
    make_programme,
    publish_programme,
)
from booking.actions.signups import sign_up
from booking.management.demo.year.stories import Story, at, between, office, person
from booking.rules.attendance import Heads, Part
from booking.rules.exchange import Comer
from facilities.models import Department, Facility

BEFORE = timedelta(days=40)  # that it is made and public before its first date
CHILDREN, CENTRES = "100083", "100084"


class Plan(NamedTuple):
    """A programme and its dates (month, day). `hall`: None for what an office leads by itself; `actor` has a
    post there. Of those who came to the first date; each later one brings one more."""

    about: About
    hall: str | None
    actor: str
    hours: tuple[int, int]
    where: str
    dates: Sequence[tuple[int, int]]
    came: Mapping[Heads, int]
    # Who signs up, by card, for all of the dates.
    comers: Mapping[str, Sequence[Comer]] = {}


TOPS = Plan(
    About(
        name="こまとけん玉の名人に会う",
        plan="B1",
        of="honcho",
        about="近所の名人に、こまやけん玉を教わります。",
        bands_wanted=2,
        places={("elementary", None): 12, ("junior_high", None): 4, ("senior", None): 6},
    ),
    "honcho",
    "100071",
    (10, 12),
    "本町児童館の庭",
    ((5, 16), (7, 18), (9, 12), (11, 7), (12, 19), (2, 13)),
    {
        Heads(Part.TAKING_PART, "elementary"): 4,
        Heads(Part.TAKING_PART, "senior"): 2,
        Heads(Part.HELPING, "high_school"): 2,
    },
    {"100055": [Comer("senior")] * 2},
)
HELLO = Plan(
    About(
        name="ハロー・フレンズ教室",
        plan="B2",
        about="外国から来た先生と、遊びや料理をします。",
        places={("elementary", 6): 24},
    ),
    "nukui-kita-bunkan",
    CENTRES,
    (10, 12),
    "貫井北分館の前の広場",
    ((6, 13), (7, 11), (8, 22), (10, 17)),
    {Heads(Part.TAKING_PART, "elementary"): 18, Heads(Part.HELPING, "adult"): 3},
)
CAMP = Plan(
    About(
        name="わんぱく団 夏のキャンプ",
        plan="B3",
        of="wanpaku",
        about="四つの児童館の子が、いっしょにテントを立てます。",
        bring="ぼうし、水とう、着がえ",
        fee=1500,
        places={("elementary", None): 60, ("junior_high", None): 20, ("high_school", None): 10},
    ),
    None,
    CHILDREN,
    (9, 17),
    "清里の山の家(見本)",
    ((8, 8),),
    {
        Heads(Part.TAKING_PART, "elementary"): 58,
        Heads(Part.TAKING_PART, "junior_high"): 17,
        Heads(Part.TAKING_PART, "high_school"): 6,
        Heads(Part.HELPING, "adult"): 14,
    },
)
FESTIVAL = Plan(
    About(
        name="市民まつり 子どもの広場", plan="B5", of="festival", about="子どもが考えた遊びの店を出します。"
    ),
    None,
    CHILDREN,
    (10, 15),
    "小金井公園(見本)",
    ((10, 17), (10, 18)),
    {Heads(Part.TAKING_PART, "elementary"): 240, Heads(Part.TAKING_PART, "preschool"): 110},
)
WEEK = Plan(
    About(
        name="子ども週間の遊び場", plan="B5", of="childrens-week", about="子ども会議で決めた遊びをします。"
    ),
    "higashi",
    "100072",
    (13, 15),
    "東児童館の庭",
    ((5, 5), (5, 6), (5, 7), (5, 8), (5, 9), (5, 10)),
    {Heads(Part.TAKING_PART, "elementary"): 31, Heads(Part.HELPING, "junior_high"): 4},
)


def programmes(year: int) -> Iterator[Story]:
    for plan in (TOPS, HELLO, CAMP, FESTIVAL, WEEK):
        yield _programme(plan, year)


def _programme(plan: Plan, year: int) -> Story:
    days = [date(year if month > 3 else year + 1, month, day) for month, day in plan.dates]
    now = at(max(days[0] - BEFORE, date(year, 4, 2)), 11)
    yield now
    actor = person(plan.actor)
    hall = plan.hall and Facility.objects.get(slug=plan.hall)
    leads: Department = hall.department if hall and hall.department else office(actor)
    made = make_programme(department=leads, facility=hall or None, about=plan.about, actor=actor, now=now)
    sessions = [
        hold_session(
            programme=made, span=between(day, *plan.hours), elsewhere=plan.where, actor=actor, now=now
        )
        for day in days
    ]
    publish_programme(programme=made, actor=actor, now=now)
    named = [one.public_id for one in sessions]
    for card, party in plan.comers.items():
        sign_up(programme=made, sessions=named, party=party, person=person(card), now=now)
    for more, (session, day) in enumerate(zip(sessions, days, strict=True)):
        now = at(day, plan.hours[1])
        yield now
        counts = {heads: count + more for heads, count in plan.came.items()}
        count_session(session=session, counts=counts, actor=actor, now=now)
