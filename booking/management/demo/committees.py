"""A hall's children's committee, and the city's: what they thought of, and what others would like to do."""

from booking.actions.committees import credit_committee, name_city_committee, name_committee
from booking.actions.groups import found
from booking.actions.suggestions import Idea, answer_suggestion, suggest_programme
from booking.management.demo.programmes import CAMP, SONGS
from booking.management.demo.supported import CHILDREN
from booking.models import Group, Membership, Person, Programme
from booking.rules.suggestions import State
from facilities.models import Department, Facility

CHILD, ADULT, PUPIL = "100002", "100004", "100001"
WEEK = 7 * 24 * 60 * 60
PIZZA = Idea("庭でピザを焼く", "かまどを作って、小さい子といっしょに焼きたいです。", "こむぎ")
QUIZ = Idea("夜のクイズ大会", "中学生と高校生で、問題を作ります。金曜日の夜がいいです。")


def meet_and_suggest(now: int) -> None:
    hall = Facility.objects.get(slug=SONGS.hall)
    staff, child = (Person.objects.get(card_number=card) for card in (SONGS.leads, CHILD))
    group = _children("みなみ子ども会議", child, now)
    name_committee(group=group, facility=hall, actor=staff, now=now)
    songs = Programme.objects.get(name_ja=SONGS.about.name)
    credit_committee(programme=songs, group=group, seen=songs.revision, actor=staff, now=now)
    _of_the_city(now)
    suggest_programme(facility=hall, idea=PIZZA, person=None, now=now)
    quiz, _code = suggest_programme(facility=hall, idea=QUIZ, person=child, now=now - WEEK)
    answer_suggestion(
        facility=hall,
        public_id=quiz.public_id,
        state=State.TALKED,
        answer="いいですね。金曜日の18時に、カウンターで話しましょう。",
        seen=quiz.revision,
        actor=staff,
        now=now,
    )


def _children(name: str, child: Person, now: int) -> Group:
    group = found(person=child, name=name, kind=Group.Kind.CHILDREN, now=now)
    adult = Person.objects.get(card_number=ADULT)
    Membership.objects.create(group=group, person=adult, role=Membership.Role.ADULT_CONTACT)
    return group


def _of_the_city(now: int) -> None:
    """One of all halls' children, which thought of the camp of the four halls."""
    officer, pupil = (Person.objects.get(card_number=card) for card in (CHILDREN, PUPIL))
    group = _children("こがねい子ども会議", pupil, now)
    bureau = Department.objects.get(posts__person=officer)
    name_city_committee(group=group, department=bureau, actor=officer, now=now)
    camp = Programme.objects.get(name_ja=CAMP.name)
    credit_committee(programme=camp, group=group, seen=camp.revision, actor=officer, now=now)
