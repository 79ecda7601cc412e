"""The demo city's talent lists: two departments', with entries in each state and what they were asked for.
Everybody is invented."""

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from booking.actions.introductions import answer_introduction, count_users, introduce
from booking.actions.talent_lists import put_on_lists, set_list_state, verify_talent
from booking.actions.talents import Offer, offer_talent, write_down
from booking.models import Group, Introduction, Person, Talent
from booking.rules.bands import BANDS
from booking.rules.talents import Answer, ListState, Whose
from facilities.models import Department
from facilities.rules.spans import local_day

LEARNING, CULTURE = "100094", "100095"
STATES = {LEARNING: ListState.RUNNING, CULTURE: ListState.CONSIDERED, "100083": ListState.NOT_RUN}
NUMBER = "000-000-0000"
CHILDREN = ("preschool", "elementary", "junior_high")


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody whom the office knows; on these lists, by office. None of them: nobody has verified them."""

    name: str
    skills: tuple[str, ...]
    bands: tuple[str, ...]
    words: str = ""
    about: str = ""
    hours: str = ""
    whose: Whose = Whose.PERSON
    public: bool = False
    learning: bool = True
    culture: tuple[str, ...] = ()


KNOWN = (
    Known(
        "野原 てつ",
        ("play", "crafts"),
        ("elementary", "junior_high"),
        words="竹とんぼ",
        about="竹とんぼを、切るところから作ります。1回に12人まで。",
        hours="土曜の午前",
    ),
    Known("箏川 しのぶ", ("music",), BANDS, words="箏・三味線", hours="平日の夕方", public=True),
    Known("Ana Oliveira", ("languages", "cooking"), ("elementary",), words="ポルトガル語", public=True),
    Known(
        "NPO法人 野川の自然(見本)",
        ("nature", "science"),
        CHILDREN,
        about="川の生き物を、いっしょにさがします。あみと図鑑を持って行きます。",
        hours="4月から10月",
        whose=Whose.ORGANISATION,
        culture=("certified", "npo-liaison"),
    ),
    Known(
        "防災ボランティアの会(見本)",
        ("safety",),
        BANDS,
        words="AED",
        whose=Whose.ORGANISATION,
        culture=("npo-liaison",),
    ),
)
# By a member herself, and by a group: these wait for the office.
HERSELF = "100004"
HER_OWN = Offer(
    name="長谷部 文子",
    skills=("play", "stories"),
    words="お手玉",
    about="お手玉とあやとりを、ゆっくり教えます。",
    bands=("preschool", "elementary"),
    hours="火曜と木曜の午後",
    phone=NUMBER,
)
CIRCLE = "NPO法人 みんなの食卓"


def list_talents(now: int) -> None:
    """States, entries and introductions, by whoever answers for the offices."""
    _introduce(fill_lists(now), now)


def fill_lists(now: int) -> list[Talent]:
    """States and entries; those that the office knows."""
    for card, state in STATES.items():
        actor = Person.objects.get(card_number=card)
        set_list_state(department=_office(actor), state=state, actor=actor, now=now)
    entries = [_know(one, now) for one in KNOWN]
    _offer(now)
    return entries


def _office(actor: Person) -> Department:
    return Department.objects.get(posts__person=actor)


def _know(known: Known, now: int) -> Talent:
    today = local_day(now, ZoneInfo(settings.TIME_ZONE))
    actor = Person.objects.get(card_number=LEARNING)
    offer = Offer(
        name=known.name,
        skills=known.skills,
        words=known.words,
        about=known.about,
        bands=known.bands,
        hours=known.hours,
        phone=NUMBER,
        name_public=known.public,
        consented_on=today - timedelta(days=40),
        whose=known.whose,
    )
    made = write_down(department=_office(actor), offer=offer, actor=actor, now=now)
    verify_talent(department=_office(actor), talent=made, seen=made.revision, actor=actor, now=now)
    for card, lists in ((LEARNING, {""} if known.learning else set()), (CULTURE, set(known.culture))):
        if lists:
            by = Person.objects.get(card_number=card)
            put_on_lists(department=_office(by), talent=made, lists=lists, actor=by, now=now)
    return made


def _offer(now: int) -> None:
    today = local_day(now, ZoneInfo(settings.TIME_ZONE))
    agreed = {**{name: getattr(HER_OWN, name) for name in HER_OWN.__slots__}, "consented_on": today}
    person = Person.objects.get(card_number=HERSELF)
    offer_talent(offer=Offer(**agreed), group=None, seen=None, actor=person, now=now)
    group = Group.objects.filter(name=CIRCLE).first()
    leader = group and Person.objects.get(memberships__group=group, memberships__role="leader")
    if group and leader:
        circle = Offer(
            name=group.name, skills=("cooking",), bands=("elementary",), phone=NUMBER, consented_on=today
        )
        offer_talent(offer=circle, group=group, seen=None, actor=leader, now=now)


def _introduce(entries: list[Talent], now: int) -> None:
    """Days before today, and how many were served: one is not counted yet, one not answered."""
    actor = Person.objects.get(card_number=LEARNING)
    asked = ((0, "つくし保育園(見本)", 24, 30), (3, "第十小学校(見本)", 61, 12), (1, "本町児童館", None, 5))
    for place, to, users, ago in asked:
        made = introduce(
            department=_office(actor), talent=entries[place], programme=None, to=to, actor=actor, now=now
        )
        made = answer_introduction(introduction=made, answer=Answer.ACCEPTED, seen=0, actor=actor, now=now)
        if users is not None:
            count_users(introduction=made, users=users, seen=1, actor=actor, now=now)
        Introduction.objects.filter(pk=made.pk).update(day=made.day - timedelta(days=ago))
    introduce(
        department=_office(actor),
        talent=entries[2],
        programme=None,
        to="英会話サークル(見本)",
        actor=actor,
        now=now,
    )
