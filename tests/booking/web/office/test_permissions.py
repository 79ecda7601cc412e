"""The matrix of the offices' pages: which right opens each address, walked by every role."""

from collections.abc import Mapping

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import resolve, reverse

from booking.models import (
    Grant,
    Lecture,
    LectureRequest,
    Meeting,
    NetworkBody,
    Person,
    Talent,
    TalentListState,
)
from booking.rules.indicators import Kind
from booking.rules.lectures import State
from booking.rules.staff import RIGHTS, Right, Role
from booking.rules.talents import ListState, Whose
from booking.web.office.urls import urlpatterns
from facilities.models import Department
from tests.booking.activities import asked, the_office
from tests.booking.programmes import FILE
from tests.factories import NOW, TODAY, a_hall
from tests.people import a_band, a_high_schooler, staff

pytestmark = pytest.mark.django_db

MATRIX: Mapping[str, Right] = {
    "office": Right.FIGURES,
    "office-plan": Right.FIGURES,
    "office-evidence": Right.FIGURES,
    "office-figures": Right.FIGURES,
    "office-figures-year": Right.FIGURES,
}
# Of one department, whose year it is: a post at a hall of it opens none of these, either.
OF_YEARS: Mapping[str, Right] = {
    "office-years": Right.FIGURES,
    "office-year-pick": Right.FIGURES,
    "office-year": Right.FIGURES,
    "office-year-close": Right.FIGURES,
    "office-year-reopen": Right.FIGURES,
    "office-year-correct": Right.FIGURES,
    "office-words": Right.FIGURES,
    "office-aim": Right.FIGURES,
    "office-aim-strike": Right.FIGURES,
}
# Of one department: a post at a hall of it opens none of these.
OF_DEPARTMENTS: Mapping[str, Right] = {
    "office-activity": Right.PROGRAMMES,
    "office-days": Right.PROGRAMMES,
    "office-days-confirm": Right.PROGRAMMES,
    "office-day-return": Right.PROGRAMMES,
    "office-day-reopen": Right.PROGRAMMES,
    "office-reporters": Right.PROGRAMMES,
    "office-reporter": Right.PROGRAMMES,
    "office-reporter-renew": Right.PROGRAMMES,
    "office-reporter-revoke": Right.PROGRAMMES,
    "office-network": Right.PROGRAMMES,
    "office-network-body": Right.PROGRAMMES,
    "office-network-down": Right.PROGRAMMES,
    "office-network-up": Right.PROGRAMMES,
    "office-meetings": Right.PROGRAMMES,
    "office-meeting-new": Right.PROGRAMMES,
    "office-meeting": Right.PROGRAMMES,
    "office-meeting-cancel": Right.PROGRAMMES,
    "office-meeting-restore": Right.PROGRAMMES,
    "office-lectures": Right.PROGRAMMES,
    "office-lecture-count": Right.PROGRAMMES,
    "office-lecture-answer": Right.PROGRAMMES,
    "office-catalogue": Right.PROGRAMMES,
    "office-catalogue-one": Right.PROGRAMMES,
    "office-catalogue-down": Right.PROGRAMMES,
    "office-catalogue-up": Right.PROGRAMMES,
    "office-talents-all": Right.PROGRAMMES,
    "office-talents": Right.PROGRAMMES,
    "office-talents-state": Right.PROGRAMMES,
    "office-talent-new": Right.PROGRAMMES,
    "office-talent": Right.PROGRAMMES,
    "office-talent-verify": Right.PROGRAMMES,
    "office-talent-unverify": Right.PROGRAMMES,
    "office-talent-lists": Right.PROGRAMMES,
    "office-talent-reach": Right.PROGRAMMES,
    "office-talent-contact": Right.PROGRAMMES,
    "office-talent-revoke": Right.PROGRAMMES,
    "office-talent-erase": Right.PROGRAMMES,
    "office-talent-introduce": Right.PROGRAMMES,
    "office-introductions": Right.PROGRAMMES,
    "office-introduction-answer": Right.PROGRAMMES,
    "office-introduction-users": Right.PROGRAMMES,
    "office-introduction-take-back": Right.PROGRAMMES,
    "office-supported-all": Right.PROGRAMMES,
    "office-supported": Right.PROGRAMMES,
    "office-supported-confirm": Right.PROGRAMMES,
    "office-supported-return": Right.PROGRAMMES,
    "office-grants-all": Right.PROGRAMMES,
    "office-grants": Right.PROGRAMMES,
    "office-grant": Right.PROGRAMMES,
    "office-grant-step": Right.PROGRAMMES,
    "office-committees-all": Right.PROGRAMMES,
    "office-committees": Right.PROGRAMMES,
    "office-committee-credit": Right.PROGRAMMES,
    "office-news": Right.PROGRAMMES,
    "office-news-new": Right.PROGRAMMES,
    "office-articles": Right.PROGRAMMES,
}
# Of the department that makes the newsletter: test_news.py beside this one walks them.
OF_NEWS: Mapping[str, Right] = {
    "office-news-home": Right.PROGRAMMES,
    "office-issue": Right.PROGRAMMES,
    "office-issue-withdraw": Right.PROGRAMMES,
    "office-article-do": Right.PROGRAMMES,
}
ALL = {**MATRIX, **OF_YEARS, **OF_DEPARTMENTS}
GIVEN = {
    "year": 2026,
    "programme": "B1",
    "department": "child-rearing",
    "place": 0,
    "public_id": "x",
    "answer": "take",
    "verb": "accept",
    "row": "child-rearing",
    "figure": 1,
    "state": 1,
}


def address(name: str, public_id: str = "x") -> str:
    pattern = next(one for one in urlpatterns if one.name == name)
    given = {**GIVEN, "public_id": public_id}
    return reverse(name, kwargs={key: given[key] for key in pattern.pattern.converters})


def everything_of(department: Department, public_id: str) -> None:
    """Of each thing that a department keeps one, all under one key: the walk knows no other."""
    NetworkBody.objects.create(department=department, name_ja="センター", public_id=public_id)
    Meeting.objects.create(
        department=department, kind=Kind.MEETING, public_id=public_id, start=NOW, end=NOW + 3600
    )
    _lecture(department, public_id)
    TalentListState.objects.create(
        department=department, year=2026, day=TODAY, state=ListState.RUNNING, said_at=NOW
    )
    Talent.objects.create(
        department=department, public_id=public_id, name="海野", whose=Whose.PERSON, reached_at=NOW
    )
    Grant.objects.create(
        department=department, public_id=public_id, year=2026, scheme="補助", body="子ども会"
    )


def _lecture(department: Department, public_id: str) -> None:
    told = {"department": department, "speakers": department, "minutes": 60}
    lecture = Lecture.objects.create(public_id=public_id, name_ja="水の話", **told)
    LectureRequest.objects.create(
        public_id=public_id,
        lecture=lecture,
        group=a_band(),
        state=State.AGREED,
        start=NOW,
        end=NOW + 3600,
        expected=9,
        asked_at=NOW,
    )


def opened_by(person: Person, names: Mapping[str, Right], public_id: str = "x") -> set[str]:
    client = Client()
    client.force_login(person)
    return {name for name in names if client.get(address(name, public_id)).status_code != 404}


def test_every_address_of_the_offices_stands_in_the_matrix() -> None:
    assert {str(one.name): resolve(address(str(one.name))).func.right for one in urlpatterns} == {
        **ALL,
        **OF_NEWS,
    }


@pytest.mark.parametrize("role", list(Role))
def test_a_role_opens_what_its_rights_say_and_nothing_else(role: Role) -> None:
    call_command("import_plan", FILE, stdout=None)
    opened = opened_by(staff(a_hall(), role=role), MATRIX)
    assert opened == {name for name, right in MATRIX.items() if right in RIGHTS[role]}


@pytest.mark.parametrize("role", list(Role))
def test_a_role_at_a_department_without_a_hall_opens_its_pages_and_the_plans(role: Role) -> None:
    made, _ = asked(the_office())
    everything_of(made.department, made.public_id)
    opened = opened_by(the_office(role=role), ALL, made.public_id)
    # A button's address stands for itself: read, it leads nowhere.
    assert opened == {name for name, right in ALL.items() if right in RIGHTS[role]}


def test_a_post_at_a_hall_of_the_department_or_at_another_one_opens_none_of_its_pages() -> None:
    made, _ = asked(the_office())
    hall = a_hall()
    hall.department = made.department
    hall.save()
    manager, other = staff(hall, role=Role.MANAGER), the_office("welfare")
    assert opened_by(manager, {**OF_YEARS, **OF_DEPARTMENTS}, made.public_id) == set()
    # Its own list of departments is there for it, and leads to its own page.
    found = opened_by(other, {**OF_YEARS, **OF_DEPARTMENTS}, made.public_id)
    lists = {"office-talents-all", "office-supported-all", "office-grants-all", "office-committees-all"}
    assert found == {"office-activity", "office-years", *lists}


def test_what_is_another_departments_is_not_there_under_ones_own_address() -> None:
    made, _ = asked(the_office())
    other = the_office("welfare")
    client = Client()
    client.force_login(other)
    assert client.get(f"/office/activity/welfare/asked/{made.public_id}/").status_code == 404
    for verb in ("renew", "revoke"):
        assert client.post(f"/office/activity/welfare/asked/{made.public_id}/{verb}/").status_code == 404


def test_a_member_finds_no_office(client: Client) -> None:
    client.force_login(a_high_schooler())
    assert {client.get(address(name)).status_code for name in ALL} == {404}


def test_a_stranger_is_asked_to_sign_in(client: Client) -> None:
    assert all("/in/login/" in client.get(address(name)).headers["Location"] for name in ALL)
