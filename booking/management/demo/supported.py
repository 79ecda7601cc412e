"""The demo city's supported groups with their open dates, and grants at every step. Invented."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings

from booking.actions.grants import Taken, begin_grant, take_step
from booking.actions.supported import Asking, ask_to_stand, confirm_group, enter_open_date
from booking.models import Group, Person
from booking.rules.grants import ORDER
from booking.rules.supported import GroupKind
from facilities.models import Department
from facilities.rules.spans import local_day, wall_span

ZONE = ZoneInfo(settings.TIME_ZONE)
CHILDREN, CHILD_REARING = "100083", "100088"


class Supports(NamedTuple):
    """A group of the city; `office` has confirmed it ("" while it waits), `date` is what it holds, in how
    many days."""

    group: str
    asking: Asking
    office: str = ""
    date: tuple[int, str, str, tuple[str, ...]] | None = None


SUPPORTS = (
    Supports(
        "ぽかぽかひろば",
        Asking(
            GroupKind.CHILD_REARING,
            "0歳から3歳の子と親が集まって、歌や手遊びをします。",
            "はじめての子育てで、話し相手がほしい人",
        ),
        CHILD_REARING,
        (9, "親子で手遊び", "ひがし児童館の庭", ("preschool", "adult")),
    ),
    Supports(
        "地区委員会(見本)",
        Asking(
            GroupKind.DISTRICT,
            "地域の子どもの行事と、夕方の見回りをしています。",
            "行事を手伝ってくれる人。中学生もどうぞ",
        ),
        CHILDREN,
        (16, "もちつき", "第十小学校(見本)の校庭", ("elementary", "junior_high", "adult", "senior")),
    ),
    Supports(
        "緑寿クラブ",
        Asking(
            GroupKind.SENIORS,
            "将棋や囲碁、体操を楽しんでいます。子どもにも教えます。",
            "将棋を習いたい小学生と中学生",
        ),
        CHILDREN,
        (23, "子ども将棋の日", "緑分館の和室", ("elementary", "junior_high")),
    ),
    Supports(
        "NPO法人 みんなの食卓",
        Asking(
            GroupKind.OTHER, "月に2回、こども食堂をひらいています。", "だれでも。1人で来てもだいじょうぶです"
        ),
    ),
)
SCHEME = "青少年健全育成事業補助金(見本)"
# Of each grant so many steps, in yen; the first is the longest ago.
GRANTS: Sequence[tuple[str, Sequence[int]]] = (
    ("地区委員会(見本)", (180_000, 150_000, 150_000, 141_300, 141_300)),
    ("さくら町子ども会(見本)", (60_000, 60_000, 60_000)),
    ("けやき町子ども会(見本)", (60_000, 50_000)),
    ("つつじ町子ども会(見本)", (40_000,)),
)
BETWEEN = timedelta(days=9)


def support_groups(now: int) -> None:
    stand_in_the_network(now)
    actor = Person.objects.get(card_number=CHILDREN)
    for body, yen in GRANTS:
        _grant(body, yen, actor, now)


def stand_in_the_network(now: int) -> None:
    for told in SUPPORTS:
        _support(told, now)


def _support(told: Supports, now: int) -> None:
    group = Group.objects.filter(name=told.group).first()
    if group is None:
        return
    leader = Person.objects.get(memberships__group=group, memberships__role="leader")
    asked = ask_to_stand(group=group, asking=told.asking, seen=None, actor=leader, now=now)
    if not told.office:
        return
    actor = Person.objects.get(card_number=told.office)
    office = Department.objects.get(posts__person=actor)
    confirm_group(department=office, supported=asked, seen=asked.revision, actor=actor, now=now)
    if told.date:
        days, title, place, bands = told.date
        span = wall_span(local_day(now, ZONE) + timedelta(days=days), 10 * 60, 12 * 60, ZONE)
        enter_open_date(group=group, span=span, title=title, place=place, bands=bands, actor=leader, now=now)


def _grant(body: str, yen: Sequence[int], actor: Person, now: int) -> None:
    """The last step of each was taken yesterday, the others before it."""
    office = Department.objects.get(posts__person=actor)
    last = local_day(now, ZONE) - timedelta(days=1)
    days = [last - BETWEEN * ago for ago in range(len(yen) - 1, -1, -1)]
    made = begin_grant(
        department=office,
        scheme=SCHEME,
        body=body,
        plan="B6",
        taken=Taken(days[0], yen[0]),
        actor=actor,
        now=now,
    )
    for step, day, amount in zip(ORDER[1:], days[1:], yen[1:], strict=False):
        made = take_step(
            grant=made, step=step, taken=Taken(day, amount), seen=made.revision, actor=actor, now=now
        )
