"""Whom one turns to in the demo city: the bodies of the plan's diagram, with invented numbers."""

from typing import NamedTuple

from booking.actions.network import Told, add_body
from booking.models import Person
from facilities.models import Department

OFFICE = "100088"
HOURS = ("月~金曜日 8:30–17:00", "Mon–Fri 8:30–17:00")


class Body(NamedTuple):
    name: str
    reading: str
    name_en: str
    about: str
    easy: str
    about_en: str
    phone: str
    hours: tuple[str, str] = HOURS


BODIES = (
    Body(
        "子ども家庭支援センター(見本)",
        "こどもかていしえんせんたー(みほん)",
        "Family Support Centre (sample)",
        "子どもと家庭のどんな相談も、はじめに聞くところです。いっしょに次の相談先を考えます。",
        "子どもと家の、どんな話も聞きます。はじめは、ここへ。",
        "The first place for any question about a child or a family. They help to find who else can help.",
        "000-000-0100",
        ("月~土曜日 9:00–17:00", "Mon–Sat 9:00–17:00"),
    ),
    Body(
        "児童相談所(見本)",
        "じどうそうだんじょ(みほん)",
        "Child Guidance Centre (sample)",
        "子どもの安全、育ち、家庭で暮らせないときのことを、専門の職員と相談できます。",
        "子どもの安全や、家でくらせないときの相談です。",
        "About a child's safety and growth, and when a child cannot live at home.",
        "000-000-0101",
    ),
    Body(
        "子育て支援課(見本)",
        "こそだてしえんか(みほん)",
        "Child-rearing Support Division (sample)",
        "保育園、手当、ひとり親の家庭の相談を受けます。",
        "保育園や、子どものためのお金の相談です。",
        "Nurseries, allowances, and families with one parent.",
        "000-000-0102",
    ),
    Body(
        "保健センター(見本)",
        "ほけんせんたー(みほん)",
        "Health Centre (sample)",
        "妊娠、赤ちゃんの育ち、健診、親の心と体の相談を受けます。",
        "おなかの赤ちゃんや、赤ちゃんの育ちの相談です。",
        "Pregnancy, how a baby grows, check-ups, and how parents are feeling.",
        "000-000-0103",
    ),
    Body(
        "教育相談所(見本)",
        "きょういくそうだんじょ(みほん)",
        "School Counselling Office (sample)",
        "学校に行きにくい、友だちのこと、勉強のことを相談できます。子どもだけでもかけられます。",
        "学校や友だちのことを話せます。子どもだけでもいいです。",
        "About school, friends and learning. Children may call by themselves.",
        "000-000-0104",
    ),
    Body(
        "民生・児童委員(見本)",
        "みんせい・じどういいん(みほん)",
        "Welfare and child commissioners (sample)",
        "住んでいるところの近くで話を聞き、役所や相談先につなぎます。",
        "近くに住む人が、話を聞いてくれます。",
        "Neighbours who listen, and bring you together with the right office.",
        "000-000-0105",
    ),
)


def tell_whom_to_turn_to(now: int) -> None:
    """By the office that keeps the list; the centre comes first."""
    actor = Person.objects.get(card_number=OFFICE)
    department = Department.objects.get(posts__person=actor)
    for place, body in enumerate(BODIES, 1):
        texts = {
            "name_ja": body.name,
            "name_reading": body.reading,
            "name_en": body.name_en,
            "about_ja": body.about,
            "about_easy": body.easy,
            "about_en": body.about_en,
            "hours_ja": body.hours[0],
            "hours_en": body.hours[1],
        }
        told = Told(texts, body.phone, centre=place == 1, position=place)
        add_body(department=department, told=told, actor=actor, now=now)
