"""子ども会議 of the whole city at its department: named, ended, and whose idea a programme was."""

import re

import pytest
from django.test import Client

from booking.actions.programmes import About, make_programme, publish_programme
from booking.models import Committee, Group, Membership, Person, Post, Programme
from booking.rules.staff import Role
from facilities.models import Department, Facility
from tests.booking.programmes import a_department
from tests.booking.web.conftest import said
from tests.factories import NOW
from tests.people import a_band, a_high_schooler, a_senior, staff

pytestmark = pytest.mark.django_db
PAGE = "/office/committees/children/"


@pytest.fixture
def officer(hall: Facility) -> Person:
    made, office = staff(name="係の人"), a_department(hall)
    office.phone = "042-000-0001"
    office.save()
    Post.objects.create(person=made, department=office, role=Role.OFFICE)
    return made


@pytest.fixture
def at_office(officer: Person) -> Client:
    client = Client()
    client.force_login(officer)
    return client


@pytest.fixture
def children() -> Group:
    group = a_band(a_high_schooler())
    Group.objects.filter(pk=group.pk).update(kind=Group.Kind.CHILDREN, name="こがねい子ども会議")
    Membership.objects.create(group=group, person=a_senior(), role=Membership.Role.ADULT_CONTACT)
    return Group.objects.get(pk=group.pk)


@pytest.fixture
def festival(officer: Person) -> Programme:
    office = Department.objects.get()
    about = About(name="市の子どもまつり")
    made = make_programme(department=office, facility=None, about=about, actor=officer, now=NOW)
    return publish_programme(programme=made, actor=officer, now=NOW)


def test_it_is_named_and_stands_on_the_citys_page_until_it_is_ended(
    at_office: Client, client: Client, children: Group
) -> None:
    assert "市の子ども会議は、まだありません。" in said(client.get("/committees/"))
    answer = at_office.post(PAGE, {"name": children.name}, follow=True)
    assert "市の子ども会議として、ページにのせました。" in said(answer)
    assert "今年度の会議 0回" in said(answer)
    public = said(client.get("/committees/"))
    assert "こがねい子ども会議 児童青少年課 042-000-0001" in public
    ended = at_office.post(PAGE, {"end": children.public_id}, follow=True)
    assert "ページから下げました。" in said(ended)
    assert Committee.objects.get().ended_at == NOW
    assert children.name not in said(client.get("/committees/"))


def test_what_the_office_leads_says_whose_idea_it_was_to_everybody(
    at_office: Client, client: Client, children: Group, festival: Programme
) -> None:
    assert "この課の行事を考えた子ども会議" not in said(at_office.get(PAGE))  # there is none to choose
    at_office.post(PAGE, {"name": children.name})
    assert "この課の行事を考えた子ども会議" in said(at_office.get(PAGE))
    festival.refresh_from_db()
    credit = {"committee": children.public_id, "seen": str(festival.revision)}
    address = f"{PAGE}p/{festival.public_id}/"
    assert "変えました。" in said(at_office.post(address, credit, follow=True))
    assert re.search("考えた行事: ?市の子どもまつり", said(at_office.get(PAGE)))
    assert "ほかの人が先に変えました" in said(at_office.post(address, credit, follow=True))
    page = client.get(f"/p/{festival.public_id}/")
    assert "こがねい子ども会議が考えました" in said(page)
    assert 'href="/committees/"' in page.content.decode()
    assert "考えた行事 市の子どもまつり" in said(client.get("/committees/"))


def test_a_group_that_cannot_be_one_is_explained_with_the_name_as_it_was_typed(
    at_office: Client, children: Group
) -> None:
    children.memberships.filter(role=Membership.Role.ADULT_CONTACT).delete()
    none = at_office.post(PAGE, {"name": children.name})
    assert (none.status_code, "大人の連絡先がまだありません。" in said(none)) == (422, True)
    unknown = at_office.post(PAGE, {"name": "なぞの会"})
    assert (unknown.status_code, "1つに決まりませんでした" in said(unknown)) == (422, True)
    assert 'value="なぞの会"' in unknown.content.decode()


def test_what_is_a_halls_or_nobodys_is_not_there(
    at_office: Client, children: Group, hall: Facility, festival: Programme
) -> None:
    Committee.objects.create(group=children, facility=hall, since=NOW)
    assert children.name not in said(at_office.get(PAGE))
    assert at_office.post(PAGE, {"end": children.public_id}).status_code == 404
    credit = {"committee": children.public_id, "seen": "1"}
    assert at_office.post(f"{PAGE}p/{festival.public_id}/", credit).status_code == 404
    assert at_office.post(f"{PAGE}p/nothing/", credit).status_code == 404


def test_from_a_halls_committees_one_comes_to_the_citys(
    client: Client, at_office: Client, hall: Facility, children: Group
) -> None:
    page = f"/h/{hall.slug}/committees/"
    assert "市の子ども会議" not in said(client.get(page))
    at_office.post(PAGE, {"name": children.name})
    assert "市の子ども会議" in said(client.get(page))
