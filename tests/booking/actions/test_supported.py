"""A group asks to stand in the network, an office confirms it, and it enters its open dates."""

from dataclasses import replace

import pytest

from booking.actions.changes import Stale
from booking.actions.groups import dissolve
from booking.actions.programmes import About, publish_programme
from booking.actions.supported import (
    Over,
    TooManyDates,
    ask_to_stand,
    cancel_open_date,
    confirm_group,
    enter_open_date,
    leave_network,
    return_group,
)
from booking.actions.texts import Missing, Unfit
from booking.models import Act, Group, OpenDate, Partner, Person, SupportedGroup
from booking.queries.bookings import Absent
from booking.queries.supported import held_together, standing_groups
from booking.rules import supported as rules
from booking.rules.staff import Role
from facilities.models import Facility
from tests.booking.activities import department_of, the_office
from tests.booking.programmes import a_programme, held
from tests.booking.supporting import ASKING, asks, holds, stands
from tests.factories import NOW, at, span
from tests.people import a_group, a_senior, staff

pytestmark = pytest.mark.django_db
END = at("2027-01-31 00:00")


@pytest.fixture
def leader() -> Person:
    return a_senior()


@pytest.fixture
def group(leader: Person) -> Group:
    return a_group("circle", leader, a_senior(), name="ぽかぽか")


@pytest.fixture
def office() -> Person:
    return the_office("child-rearing")


def shown() -> list[str]:
    return [one.group.name for one in standing_groups()]


def test_a_group_is_seen_once_an_office_has_confirmed_it(
    group: Group, leader: Person, office: Person
) -> None:
    asks(group, leader)
    assert shown() == []
    SupportedGroup.objects.all().delete()
    made = stands(group, leader, office)
    assert shown() == ["ぽかぽか"]
    assert (made.department, made.decided_by, made.decided_at) == (department_of(office), office, NOW)


def test_who_does_not_lead_the_group_asks_nothing(group: Group) -> None:
    for person in (group.members.last(), a_senior()):
        with pytest.raises(Absent):
            asks(group, person)  # type: ignore[arg-type]


@pytest.mark.parametrize(("words", "wrong"), [(" ", Missing), ("字" * 301, Unfit), ("\u202e", Unfit)])
def test_its_words_are_needed_and_have_an_end(
    group: Group, leader: Person, words: str, wrong: type[Exception]
) -> None:
    for asking in (replace(ASKING, about=words), replace(ASKING, welcomes=words)):
        with pytest.raises(wrong):
            asks(group, leader, asking)


def test_other_words_are_confirmed_anew_and_the_same_ones_stand(
    group: Group, leader: Person, office: Person
) -> None:
    made = stands(group, leader, office)
    ask_to_stand(group=group, asking=ASKING, seen=made.revision, actor=leader, now=NOW)
    assert shown() == ["ぽかぽか"]
    other = replace(ASKING, about="歌と工作をします。")
    ask_to_stand(group=group, asking=other, seen=made.revision, actor=leader, now=NOW)
    assert shown() == []


def test_what_was_changed_meanwhile_is_neither_confirmed_nor_asked_unseen(
    group: Group, leader: Person, office: Person
) -> None:
    made = asks(group, leader)
    with pytest.raises(Stale):
        asks(group, leader)
    with pytest.raises(Stale):
        confirm_group(
            department=department_of(office),
            supported=made,
            seen=made.revision + 1,
            actor=office,
            now=NOW,
        )


def test_it_is_returned_for_a_reason_by_the_office_that_is_asked_for_it(
    group: Group, leader: Person, office: Person
) -> None:
    made = stands(group, leader, office)
    other = the_office("children")
    given = {"supported": made, "seen": made.revision, "now": NOW}
    with pytest.raises(Absent):
        return_group(department=department_of(other), why="x", actor=other, **given)  # type: ignore[arg-type]
    with pytest.raises(Missing):
        return_group(department=department_of(office), why=" ", actor=office, **given)  # type: ignore[arg-type]
    told = return_group(
        department=department_of(office),
        why="名前を消してください。",
        actor=office,
        **given,  # type: ignore[arg-type]
    )
    assert (told.state, told.why) == ("returned", "名前を消してください。")
    assert shown() == []


def test_it_leaves_at_once_and_once_and_so_does_a_group_that_is_no_more(
    group: Group, leader: Person, office: Person
) -> None:
    stands(group, leader, office)
    for _ in range(2):
        leave_network(group=group, actor=leader, now=NOW)
    assert shown() == []
    assert Act.objects.filter(verb="leave_network").count() == 1
    other = a_group("circle", leader, name="ひだまり")
    stands(other, leader, office)
    dissolve(group=other, actor=leader, now=NOW)
    assert shown() == []


@pytest.mark.parametrize("role", [Role.EVENING, Role.AUDITOR])
def test_without_the_right_at_the_department_nobody_confirms(
    group: Group, leader: Person, hall: Facility, role: Role
) -> None:
    made = asks(group, leader)
    person = the_office("children", role)
    department = department_of(person)
    hall.department = department
    hall.save()
    for actor in (person, staff(hall, role=Role.MANAGER)):
        with pytest.raises(Absent):
            confirm_group(department=department, supported=made, seen=made.revision, actor=actor, now=NOW)


def test_a_date_is_entered_once_however_often_it_is_sent_and_cancelled_once(
    group: Group, leader: Person, office: Person
) -> None:
    stands(group, leader, office)
    made = holds(group, leader)
    assert holds(group, leader) == made
    assert [one.title for one in held_together(NOW, END)] == ["親子の会"]
    for _ in range(2):
        cancel_open_date(group=group, public_id=made.public_id, actor=leader, now=NOW)
    assert held_together(NOW, END) == []
    assert holds(group, leader) != made
    assert OpenDate.objects.count() == 2


def test_only_a_group_that_stands_enters_dates_and_only_such_as_are_to_come(
    group: Group, leader: Person, office: Person
) -> None:
    asks(group, leader)
    with pytest.raises(Absent):
        holds(group, leader)
    SupportedGroup.objects.all().delete()
    stands(group, leader, office)
    with pytest.raises(Over):
        holds(group, leader, day="2026-12-01")
    with pytest.raises(Missing):
        enter_open_date(
            group=group,
            span=span("2026-12-09", "10:00", "11:00"),
            title="会",
            place="公園",
            bands=("toddlers",),
            actor=leader,
            now=NOW,
        )


def test_a_group_has_sixty_dates_to_come_and_no_more(group: Group, leader: Person, office: Person) -> None:
    found = stands(group, leader, office)
    OpenDate.objects.bulk_create(
        OpenDate(supported=found, start=NOW + 60 * place, end=NOW + 60 * place + 30, title="x", place="y")
        for place in range(1, rules.MOST_DATES + 1)
    )
    with pytest.raises(TooManyDates):
        holds(group, leader)


def test_dates_of_a_programme_that_it_helps_to_hold_stand_in_the_calendar_too(
    group: Group, leader: Person, office: Person, hall: Facility
) -> None:
    stands(group, leader, office)
    holds(group, leader)
    hall.department = department_of(office)
    hall.save()
    desk = staff(hall)
    programme = a_programme(hall, desk, About("歌の会", places={("elementary", None): 5}))
    publish_programme(programme=programme, actor=desk, now=NOW)
    held(programme, desk, span("2026-12-05", "14:00", "16:00"))
    partner = Partner.objects.create(programme=programme, group=group, invited_at=NOW)
    assert [one.title for one in held_together(NOW, END)] == ["親子の会"]
    partner.confirmed_at = NOW
    partner.save()
    together = held_together(NOW, END)
    assert [(one.title, one.place, one.bands, one.groups) for one in together] == [
        ("歌の会", "公園", ["elementary"], ("ぽかぽか",)),
        ("親子の会", "公園", ["preschool", "adult"], ("ぽかぽか",)),
    ]


def test_no_act_holds_what_a_group_has_written(group: Group, leader: Person, office: Person) -> None:
    stands(group, leader, office)
    holds(group, leader)
    told = "".join(f"{act}" for act in Act.objects.filter(subject="supported").values_list())
    assert not any(word in told for word in ("ぽかぽか", "歌います", "親子の会", "公園"))
