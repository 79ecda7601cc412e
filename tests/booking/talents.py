"""Somebody who tells stories, and a department that keeps a list of such people, as the tests mean them."""

from datetime import date

from booking.actions.introductions import answer_introduction, introduce
from booking.actions.talent_lists import put_on_lists, set_list_state, verify_talent
from booking.actions.talents import Offer, offer_talent, write_down
from booking.models import Group, Introduction, Person, Skill, Talent
from booking.rules.talents import Answer, ListState, Whose
from tests.booking.activities import department_of, the_office
from tests.factories import NOW, TODAY

STORIES = Offer(
    name="海野 みどり",
    skills=("stories",),
    words="手作りの紙しばい",
    about="30分くらいの紙しばいをします。",
    bands=("preschool", "elementary"),
    hours="土曜の午後",
    phone="042-000-0101",
    consented_on=TODAY,
)
CLUB = Offer(
    name="NPO 森の学校",
    skills=("nature",),
    bands=("elementary",),
    email="mori@example.org",
    consented_on=date(2026, 11, 20),
    whose=Whose.ORGANISATION,
)


def an_office(slug: str = "lifelong-learning", state: ListState = ListState.RUNNING) -> Person:
    """Of a department whose list is carried out, unless another state is given; with the short list."""
    for key, name in (("stories", "読み聞かせ・紙しばい"), ("nature", "自然・生き物")):
        Skill.objects.get_or_create(slug=key, defaults={"name_ja": name})
    person = the_office(slug)
    set_list_state(department=department_of(person), state=state, actor=person, now=NOW)
    return person


def offered(actor: Person, offer: Offer = STORIES, group: Group | None = None, now: int = NOW) -> Talent:
    return offer_talent(offer=offer, group=group, seen=None, actor=actor, now=now)


def written(office: Person, offer: Offer = STORIES, now: int = NOW) -> Talent:
    return write_down(department=department_of(office), offer=offer, actor=office, now=now)


def listed(office: Person, talent: Talent, *lists: str, now: int = NOW) -> Talent:
    """Verified by the office, and on its list (or on those of the given keys)."""
    department, seen = department_of(office), Talent.objects.get(pk=talent.pk).revision
    verify_talent(department=department, talent=talent, seen=seen, actor=office, now=now)
    return put_on_lists(department=department, talent=talent, lists=set(lists or [""]), actor=office, now=now)


def introduced(
    office: Person, talent: Talent, to: str = "さくら保育園", answer: Answer = Answer.ACCEPTED, now: int = NOW
) -> Introduction:
    """Asked, and answered so."""
    made = introduce(
        department=department_of(office), talent=talent, programme=None, to=to, actor=office, now=now
    )
    if answer is Answer.ASKED:
        return made
    return answer_introduction(introduction=made, answer=answer, seen=0, actor=office, now=now)
