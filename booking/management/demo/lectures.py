"""The demo city's lectures on request: a catalogue, some that were held, one that waits. Invented."""

from datetime import timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings

from booking.actions.lecture_requests import Wish, ask_lecture, count_lecture, propose_date, take_date
from booking.actions.lectures import Told, add_lecture
from booking.models import Lecture, LectureRequest, Person
from booking.queries.lectures import groups_led, request_of
from booking.rules.attendance import Heads, Part
from facilities.models import Department
from facilities.rules.spans import Span, local_day, wall_span

ZONE = ZoneInfo(settings.TIME_ZONE)
OFFICE, DAY = "100090", 24 * 60 * 60


class Talk(NamedTuple):
    speakers: str
    name: str
    reading: str
    name_en: str
    minutes: int
    about: str
    easy: str
    about_en: str
    audience: tuple[str, str]


TALKS = (
    Talk(
        "lifelong-learning",
        "むかしの小金井を歩く(見本)",
        "むかしのこがねいをあるく(みほん)",
        "Walking through old Koganei (sample)",
        60,
        "古い地図と写真で、坂と水のまちのなりたちをたどります。",
        "古い地図と写真を見て、まちのむかしを話します。",
        "Old maps and photographs tell how a town of slopes and springs came to be.",
        ("どなたでも", "Everybody"),
    ),
    Talk(
        "child-rearing",
        "子育てにこまったら(見本)",
        "こそだてにこまったら(みほん)",
        "When bringing up children is hard (sample)",
        45,
        "どこに何を相談できるかを、いっしょにたしかめます。",
        "どこで話を聞いてもらえるかを、知る話です。",
        "Who can be asked about what, looked at together.",
        ("保護者、子育てグループ", "Guardians, child-rearing groups"),
    ),
    Talk(
        "welfare",
        "認知症サポーターになる(見本)",
        "にんちしょうさぽーたーになる(みほん)",
        "Becoming a dementia supporter (sample)",
        90,
        "認知症の人と家族を、近所で見守るためのこつを学びます。",
        "わすれやすくなった人を、近所で助ける話です。",
        "How neighbours can look out for people with dementia and their families.",
        ("小学校高学年から", "From upper elementary school"),
    ),
    Talk(
        "civic-culture",
        "市民活動のはじめかた(見本)",
        "しみんかつどうのはじめかた(みほん)",
        "How to start something together (sample)",
        60,
        "団体の作りかた、お金のこと、仲間のさがしかたを話します。",
        "みんなで活動を始める方法の話です。",
        "Founding a group, its money, and finding others.",
        ("グループを作りたい人", "Whoever would found a group"),
    ),
)


class Held(NamedTuple):
    """By a leader's card, so many days ago."""

    leader: str
    talk: int
    ago: int
    came: dict[Heads, int]


HELD = (
    Held("100055", 0, 48, {Heads(Part.TAKING_PART, "adult"): 14, Heads(Part.TAKING_PART, "high_school"): 3}),
    Held("100004", 2, 20, {Heads(Part.TAKING_PART, "senior"): 26, Heads(Part.HELPING, "adult"): 2}),
)
PLACE = "集会所(見本)"


def lecture_on_request(now: int) -> None:
    """By the office that keeps the catalogue, and by those who lead groups."""
    actor, lectures = Person.objects.get(card_number=OFFICE), offer_lectures(now - 90 * DAY)
    for one in HELD:
        _held(one, lectures[one.talk], actor, now)
    _asked("100055", lectures[3], now - 2 * DAY, (16, 23, 30))
    proposed = _asked("100004", lectures[1], now - 5 * DAY, (12, 19))
    span = _span(now, 26, lectures[1])
    propose_date(request=proposed, span=span, seen=proposed.revision, actor=actor, now=now - DAY)


def offer_lectures(now: int) -> list[Lecture]:
    """The catalogue."""
    actor = Person.objects.get(card_number=OFFICE)
    return [_offered(one, actor, now) for one in TALKS]


def _offered(talk: Talk, actor: Person, now: int) -> Lecture:
    texts = {
        "name_ja": talk.name,
        "name_reading": talk.reading,
        "name_en": talk.name_en,
        "about_ja": talk.about,
        "about_easy": talk.easy,
        "about_en": talk.about_en,
        "audience_ja": talk.audience[0],
        "audience_en": talk.audience[1],
    }
    told = Told(texts, talk.minutes, Department.objects.get(slug=talk.speakers))
    return add_lecture(
        department=Department.objects.get(posts__person=actor), told=told, actor=actor, now=now
    )


def _held(one: Held, lecture: Lecture, actor: Person, now: int) -> None:
    then = now - (one.ago + 20) * DAY
    asked = _asked(one.leader, lecture, then, (20, 27))
    found = request_of(lecture.department, asked.public_id)
    first = found.dates.all()[0]
    take_date(request=found, date=first.pk, seen=found.revision, actor=actor, now=then + DAY)
    count_lecture(request=found, counts=one.came, actor=actor, now=first.end + 60)


def _asked(leader: str, lecture: Lecture, now: int, days: tuple[int, ...]) -> LectureRequest:
    person = Person.objects.get(card_number=leader)
    wish = Wish([_span(now, day, lecture) for day in days], expected=20, place=PLACE)
    return ask_lecture(lecture=lecture, group=groups_led(person)[0], wish=wish, person=person, now=now)


def _span(now: int, ahead: int, lecture: Lecture) -> Span:
    day = local_day(now, ZONE) + timedelta(days=ahead)
    return wall_span(day, 14 * 60, 14 * 60 + lecture.minutes, ZONE)
