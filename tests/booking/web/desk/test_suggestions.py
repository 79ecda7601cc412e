"""The desk reads what was suggested, answers in its own words, and thinks again; and names committees."""

import pytest
from django.test import Client

from booking.actions.suggestions import Idea, suggest_programme
from booking.models import Committee, Group, Membership, Person, Programme, Suggestion
from facilities.models import Facility
from tests.booking.songs import the_songs
from tests.booking.web.conftest import html_of, said
from tests.factories import NOW
from tests.people import a_group, a_high_schooler, a_senior

pytestmark = pytest.mark.django_db
ANSWER = {"state": "taken", "answer": "春にやりましょう。", "seen": "0"}


@pytest.fixture
def made(hall: Facility) -> Suggestion:
    idea = Idea("ピザを焼く", "庭で焼きたいです。", "こむぎ")
    return suggest_programme(facility=hall, idea=idea, person=None, now=NOW)[0]


@pytest.fixture
def children() -> Group:
    group = a_group(Group.Kind.CHILDREN, a_high_schooler(), name="みなみ子ども会議")
    Membership.objects.create(group=group, person=a_senior(), role=Membership.Role.ADULT_CONTACT)
    return group


def test_it_is_read_answered_and_thought_of_again(desk: Client, hall: Facility, made: Suggestion) -> None:
    page = f"/desk/{hall.slug}/suggested/"
    assert "こむぎ" in said(desk.get(page))
    assert "返事をしました。" in said(desk.post(f"{page}{made.public_id}/answer/", ANSWER, follow=True))
    desk.post(f"{page}{made.public_id}/reopen/")
    made.refresh_from_db()
    assert (made.state, made.answer) == ("sent", "")


def test_an_answer_without_a_word_or_a_choice_is_said_and_kept(
    desk: Client, hall: Facility, made: Suggestion
) -> None:
    page = f"/desk/{hall.slug}/suggested/{made.public_id}/answer/"
    blank = desk.post(page, {**ANSWER, "answer": ""})
    assert (blank.status_code, "返事の言葉を書いてください。" in said(blank)) == (422, True)
    none = desk.post(page, {**ANSWER, "state": "sent"})
    assert (none.status_code, "返事を1つえらんでください。" in said(none)) == (422, True)
    assert "春にやりましょう。" in html_of(none)
    assert desk.post(page, {**ANSWER, "seen": "7"}).status_code == 409


def test_a_committee_is_named_and_its_programme_says_so_to_everybody(
    desk: Client, client: Client, hall: Facility, children: Group
) -> None:
    person = Person.objects.get(pk=desk.session["_auth_user_id"])
    songs = the_songs(hall, person)
    page = f"/desk/{hall.slug}/committees/"
    assert "1つに決まりませんでした" in said(desk.post(page, {"name": "なぞの会"}))
    desk.post(page, {"name": children.name})
    assert children.name in said(desk.get(page))
    revision = Programme.objects.get().revision
    credit = {"committee": children.public_id, "seen": str(revision)}
    desk.post(f"/desk/{hall.slug}/p/{songs.public_id}/committee/", credit)
    assert f"{children.name}が考えました" in said(client.get(f"/p/{songs.public_id}/"))
    assert "歌の会" in said(client.get(f"/h/{hall.slug}/committees/"))
    desk.post(page, {"end": children.public_id})
    assert Committee.objects.get().ended_at == NOW
    assert children.name not in said(client.get(f"/h/{hall.slug}/committees/"))


def test_a_band_or_a_group_without_an_adult_is_none_and_the_page_says_what_to_do(
    desk: Client, hall: Facility, children: Group
) -> None:
    children.memberships.filter(role=Membership.Role.ADULT_CONTACT).delete()
    answer = desk.post(f"/desk/{hall.slug}/committees/", {"name": children.name})
    assert answer.status_code == 422
    assert "大人の連絡先がまだありません。" in said(answer)
