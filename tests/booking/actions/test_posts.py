"""Who serves where: given up to 31 March, renewed from February on, never by oneself."""

from datetime import date

import pytest

from booking.actions.posts import (
    HasPost,
    LastManager,
    NotYet,
    OwnPost,
    change_role,
    end_past_posts,
    end_post,
    find_for_post,
    give_post,
    remind_of_posts,
    renew_posts,
)
from booking.models import Act, Notice, Person, Post
from booking.queries.bookings import Absent
from booking.queries.posts import desk_at
from booking.rules.staff import Right, Role
from facilities.models import Department, Facility
from tests.factories import NOW, a_facility, at
from tests.people import a_manager, a_person, a_young_adult, staff

pytestmark = pytest.mark.django_db
FEBRUARY, MARCH, APRIL = at("2027-02-01 09:00"), at("2027-03-01 09:00"), at("2027-04-01 00:00")
LAST_OF_MARCH = date(2027, 3, 31)


@pytest.fixture
def hall() -> Facility:
    return a_facility()


@pytest.fixture
def manager(hall: Facility) -> Person:
    return a_manager(hall)


def given(hall: Facility, manager: Person, role: Role = Role.DESK) -> Post:
    return give_post(hall=hall, person=a_young_adult(), role=role, actor=manager, now=NOW)


def test_a_post_that_is_given_ends_on_the_coming_31_march(hall: Facility, manager: Person) -> None:
    post = given(hall, manager, Role.EVENING)
    assert (post.until, post.role, post.person.is_staff) == (LAST_OF_MARCH, "evening", False)
    post.person.refresh_from_db()
    assert post.person.is_staff
    act = Act.objects.get(verb="give_post")
    assert (act.hall, act.actor, act.subject_id) == (hall, manager, post.person.public_id)
    assert act.after == {"role": "evening", "until": "2027-03-31"}


def test_one_that_is_given_on_1_april_has_the_whole_year(hall: Facility, manager: Person) -> None:
    post = give_post(hall=hall, person=a_young_adult(), role=Role.DESK, actor=manager, now=APRIL)
    assert post.until == date(2028, 3, 31)


def test_nobody_raises_their_own_rights(hall: Facility, manager: Person) -> None:
    office = a_person(date(1980, 5, 5), is_staff=True)
    department = Department.objects.create(slug="children", name_ja="子どもの課")
    Facility.objects.filter(pk=hall.pk).update(department=department)
    Post.objects.create(person=office, department=department, role=Role.OFFICE)
    with pytest.raises(OwnPost):
        give_post(hall=hall, person=office, role=Role.MANAGER, actor=office, now=NOW)
    with pytest.raises(OwnPost):
        change_role(post=Post.objects.get(person=manager), role=Role.DESK, actor=manager, now=NOW)


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.MANAGER, Role.OFFICE)])
def test_only_a_manager_or_an_office_says_who_serves(hall: Facility, manager: Person, role: Role) -> None:
    other, post = staff(hall, role=role), Post.objects.get(person=manager)
    with pytest.raises(Absent):
        give_post(hall=hall, person=a_young_adult(), role=Role.DESK, actor=other, now=NOW)
    with pytest.raises(Absent):
        change_role(post=post, role=Role.DESK, actor=other, now=NOW)
    with pytest.raises(Absent):
        end_post(post=post, actor=other, now=NOW)
    with pytest.raises(Absent):
        renew_posts(hall=hall, posts=[post.pk], actor=other, now=FEBRUARY)
    with pytest.raises(Absent):
        find_for_post(hall=hall, card=manager.card_number, actor=other, now=NOW)


def test_another_halls_manager_decides_nothing_here(hall: Facility, manager: Person) -> None:
    stranger, post = a_manager(a_facility("nukui")), given(hall, manager)
    for verb in (lambda: end_post(post=post, actor=stranger, now=NOW),):
        with pytest.raises(Absent):
            verb()
    assert Post.objects.filter(pk=post.pk).exists()


def test_nobody_has_two_posts_at_a_hall(hall: Facility, manager: Person) -> None:
    post = given(hall, manager)
    with pytest.raises(HasPost):
        give_post(hall=hall, person=post.person, role=Role.MANAGER, actor=manager, now=NOW)


def test_a_role_that_changes_is_an_act_with_what_it_was(hall: Facility, manager: Person) -> None:
    post = given(hall, manager)
    change_role(post=post, role=Role.INSTRUCTOR, actor=manager, now=NOW)
    change_role(post=post, role=Role.INSTRUCTOR, actor=manager, now=NOW)
    act = Act.objects.get(verb="change_role")
    assert (act.before, act.after) == ({"role": "desk"}, {"role": "instructor"})


def test_an_ended_post_opens_nothing_from_that_moment_on(hall: Facility, manager: Person) -> None:
    post = given(hall, manager)
    end_post(post=post, actor=manager, now=NOW)
    assert desk_at(post.person, hall.slug, NOW) == (hall, frozenset())
    post.person.refresh_from_db()
    assert not post.person.is_staff


def test_whoever_serves_elsewhere_too_stays_staff(hall: Facility, manager: Person) -> None:
    post = given(hall, manager)
    Post.objects.create(person=post.person, facility=a_facility("nukui"))
    end_post(post=post, actor=manager, now=NOW)
    post.person.refresh_from_db()
    assert post.person.is_staff


def test_the_last_manager_cannot_lay_the_post_down(hall: Facility, manager: Person) -> None:
    own = Post.objects.get(person=manager)
    with pytest.raises(LastManager):
        end_post(post=own, actor=manager, now=NOW)
    given(hall, manager, Role.MANAGER)
    end_post(post=own, actor=manager, now=NOW)
    assert not Post.objects.filter(person=manager).exists()


def test_before_february_nothing_is_renewed(hall: Facility, manager: Person) -> None:
    post = given(hall, manager)
    with pytest.raises(NotYet):
        renew_posts(hall=hall, posts=[post.pk], actor=manager, now=at("2027-01-31 23:59"))


def test_from_february_on_all_but_ones_own_go_on_to_the_end_of_the_next_year(
    hall: Facility, manager: Person
) -> None:
    posts = [given(hall, manager), given(hall, manager), Post.objects.get(person=manager)]
    renewed = renew_posts(hall=hall, posts=[post.pk for post in posts], actor=manager, now=FEBRUARY)
    assert [post.until for post in renewed] == [date(2028, 3, 31)] * 2
    again = renew_posts(hall=hall, posts=[post.pk for post in posts], actor=manager, now=MARCH)
    assert again == []
    assert Act.objects.filter(verb="renew_post").count() == 2


def test_on_1_april_the_worker_ends_what_nobody_renewed_and_once_only(
    hall: Facility, manager: Person
) -> None:
    stays, goes = given(hall, manager), given(hall, manager)
    renew_posts(hall=hall, posts=[stays.pk], actor=manager, now=FEBRUARY)
    assert end_past_posts(now=APRIL - 1) == 0
    assert end_past_posts(now=APRIL) == 1
    assert end_past_posts(now=APRIL) == 0
    assert not Post.objects.filter(pk=goes.pk).exists()
    act = Act.objects.get(verb="end_post")
    assert (act.actor, act.before) == (None, {"role": "desk", "until": "2027-03-31"})


def test_in_february_and_again_in_march_those_are_told_who_go_and_who_can_renew(
    hall: Facility, manager: Person
) -> None:
    post = given(hall, manager)
    assert remind_of_posts(now=at("2027-01-31 12:00")) == 0
    assert [remind_of_posts(now=FEBRUARY) for _ in range(2)] == [1, 0]
    told = Notice.objects.values_list("person", "subject")
    assert sorted(told) == sorted(
        [(post.person_id, "持ち場は年度の終わりまでです"), (manager.pk, "職員の持ち場を更新できます")]
    )
    assert remind_of_posts(now=MARCH) == 1
    renew_posts(hall=hall, posts=[post.pk], actor=manager, now=MARCH)
    Post.objects.update(reminded_on=None)
    assert remind_of_posts(now=MARCH) == 0


def test_looking_for_whom_a_post_is_leaves_a_look(hall: Facility, manager: Person) -> None:
    person = a_young_adult()
    assert find_for_post(hall=hall, card=person.card_number, actor=manager, now=NOW) == person
    assert find_for_post(hall=hall, card="000000", actor=manager, now=NOW) is None
    assert find_for_post(hall=hall, card="someone@example.org", actor=manager, now=NOW) is None
    look = Act.objects.get(verb="look")
    assert (look.subject_id, look.hall) == (person.public_id, hall)


def test_who_manages_sees_what_waited_for_the_one_before(hall: Facility, manager: Person) -> None:
    successor = given(hall, manager, Role.MANAGER)
    end_post(post=Post.objects.get(person=manager), actor=manager, now=NOW)
    assert desk_at(successor.person, hall.slug, NOW) == (hall, frozenset(Right))


def test_a_post_that_has_ended_neither_keeps_its_hall_nor_stands_in_a_new_ones_way(
    hall: Facility, manager: Person
) -> None:
    """On 1 April, before anybody has swept the old ones away."""
    other = given(hall, manager, Role.MANAGER)
    with pytest.raises(LastManager):
        end_post(post=Post.objects.get(person=manager), actor=manager, now=APRIL)
    again = give_post(hall=hall, person=other.person, role=Role.MANAGER, actor=manager, now=APRIL)
    assert again.until == date(2028, 3, 31)
    end_post(post=Post.objects.get(person=manager), actor=manager, now=APRIL)
    assert list(Post.objects.all()) == [again]


def test_whoever_gives_posts_gives_none_once_their_own_has_ended(hall: Facility, manager: Person) -> None:
    Post.objects.filter(person=manager).update(until=LAST_OF_MARCH)
    with pytest.raises(Absent):
        give_post(hall=hall, person=a_young_adult(), role=Role.DESK, actor=manager, now=APRIL)
