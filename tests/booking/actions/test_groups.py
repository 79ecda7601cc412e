"""Groups: founded, renamed, counted, dissolved; and who is in them, as what."""

import pytest
from django.db import IntegrityError, transaction

from booking.actions.changes import Stale
from booking.actions.groups import (
    GroupNameMissing,
    StillBooked,
    TooManyGroups,
    count_usual,
    dissolve,
    found,
    keep_roster,
    rename,
)
from booking.actions.memberships import LeaderStays, change_role, hand_over, leave, remove
from booking.actions.texts import Unfit
from booking.models import Act, Group, Membership, Notice, Person
from booking.queries.bookings import Absent
from booking.queries.groups import seen
from tests.factories import NOW, a_booking, a_room, span
from tests.people import a_band, a_group, a_high_schooler

pytestmark = pytest.mark.django_db
Role = Membership.Role


@pytest.fixture
def haruka() -> Person:
    return a_high_schooler(call_name="はるか")


@pytest.fixture
def band(haruka: Person, sora: Person) -> Group:
    return a_group("band", haruka, sora)


def roles(group: Group) -> dict[str, str]:
    return dict(group.memberships.order_by("pk").values_list("person__call_name", "role"))


def verbs(group: Group) -> list[str]:
    acts = Act.objects.filter(subject="group", subject_id=group.public_id)
    return list(acts.order_by("pk").values_list("verb", flat=True))


def told(person: Person) -> list[str]:
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("subject", flat=True))


def test_whoever_founds_a_group_leads_it(haruka: Person) -> None:
    group = found(person=haruka, name=" よるかぜ ", kind="band", now=NOW)
    assert (group.name, group.kind, roles(group)) == ("よるかぜ", "band", {"はるか": "leader"})
    assert verbs(group) == ["found"]
    assert "よるかぜ" not in str(Act.objects.values())


@pytest.mark.parametrize(
    ("name", "kind", "error"),
    [
        ("", "band", GroupNameMissing),
        ("\u200b", "band", GroupNameMissing),
        ("あ" * 2001, "band", Unfit),
        ("よる\u202eかぜ", "band", Unfit),
        ("よるかぜ", "choir", ValueError),
    ],
)
def test_a_group_has_a_name_that_can_be_seen_and_a_kind(
    haruka: Person, name: str, kind: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        found(person=haruka, name=name, kind=kind, now=NOW)
    assert not Group.objects.exists()


def test_whoever_taps_twice_founds_one_group(haruka: Person) -> None:
    groups = [found(person=haruka, name="よるかぜ", kind="band", now=NOW + second) for second in (0, 1)]
    assert groups[0] == groups[1]
    assert found(person=haruka, name="よるかぜ", kind="circle", now=NOW) != groups[0]


def test_somebody_is_in_at_most_twenty_groups_that_they_found(haruka: Person) -> None:
    for _ in range(20):
        a_group("band", haruka)
    with pytest.raises(TooManyGroups):
        found(person=haruka, name="もうひとつ", kind="band", now=NOW)


def test_those_who_lead_it_rename_it_and_nobody_else(band: Group, haruka: Person, sora: Person) -> None:
    with pytest.raises(Absent):
        rename(group=band, actor=sora, name="そらかぜ", now=NOW)
    assert rename(group=band, actor=haruka, name="そらかぜ", now=NOW).name == "そらかぜ"
    assert verbs(band) == ["rename"]


def test_of_two_who_change_the_same_group_the_second_is_told(
    band: Group, haruka: Person, sora: Person
) -> None:
    band.memberships.filter(person=sora).update(role=Role.DEPUTY)
    mine, theirs = Group.objects.get(pk=band.pk), Group.objects.get(pk=band.pk)
    rename(group=mine, actor=haruka, name="あさかぜ", now=NOW)
    with pytest.raises(Stale):
        count_usual(group=theirs, actor=sora, counted={"junior_high": 3}, now=NOW)


def test_the_usual_ones_are_counted_by_band(band: Group, haruka: Person) -> None:
    group = count_usual(group=band, actor=haruka, counted={"junior_high": 3, "adult": 0}, now=NOW)
    assert group.usual == {"junior_high": 3}
    with pytest.raises(ValueError, match="band"):
        count_usual(group=group, actor=haruka, counted={"teens": 3}, now=NOW)


def test_a_club_of_sixty_is_kept_as_numbers(band: Group, haruka: Person) -> None:
    roster = {"senior": {"lives": 40, "none": 5}, "adult": {"works": 15}}
    assert keep_roster(group=band, actor=haruka, roster=roster, now=NOW).roster == roster
    for wrong in ({"senior": {"lives": 0}}, {"senior": {"owns": 1}}, {"old": {"lives": 1}}):
        with pytest.raises(ValueError, match=" of "):
            keep_roster(group=band, actor=haruka, roster=wrong, now=NOW)


def test_a_group_with_bookings_ahead_is_not_dissolved(band: Group, haruka: Person, sora: Person) -> None:
    booking = a_booking(a_room(), span("2026-12-04", "17:00", "19:00"), haruka, group=band)
    with pytest.raises(StillBooked):
        dissolve(group=band, actor=haruka, now=NOW)
    dissolve(group=band, actor=haruka, now=booking.end)
    assert roles(band) == {}
    assert Group.objects.get().dissolved_at == booking.end
    assert told(sora) == ["「よるかぜ」は解散しました"]
    with pytest.raises(Absent):
        seen(band.public_id, haruka)


def test_a_member_leaves_and_those_who_lead_are_told(band: Group, haruka: Person, sora: Person) -> None:
    before = Person.objects.get(pk=sora.pk).revision
    leave(group=band, person=sora, now=NOW)
    assert roles(band) == {"はるか": "leader"}
    assert told(haruka) == ["「よるかぜ」のメンバーが1人やめました"]
    assert Person.objects.get(pk=sora.pk).revision > before, "their feed shows less from now on"
    with pytest.raises(Absent):
        leave(group=band, person=sora, now=NOW)


def test_a_leader_hands_over_before_they_leave(band: Group, haruka: Person, sora: Person) -> None:
    with pytest.raises(LeaderStays):
        leave(group=band, person=haruka, now=NOW)
    hand_over(group=band, actor=haruka, person=sora, now=NOW)
    assert roles(band) == {"はるか": "deputy", "そら": "leader"}
    assert told(sora) == ["「よるかぜ」の代表になりました"]
    leave(group=band, person=haruka, now=NOW)
    assert roles(band) == {"そら": "leader"}


def test_only_the_leader_hands_over_and_only_to_a_member(band: Group, haruka: Person, sora: Person) -> None:
    for actor, person in ((sora, sora), (haruka, a_high_schooler())):
        with pytest.raises(Absent):
            hand_over(group=band, actor=actor, person=person, now=NOW)
    assert roles(band)["はるか"] == "leader"


def test_of_two_hand_overs_from_one_page_the_second_is_told(haruka: Person, sora: Person) -> None:
    band, ao = a_group("band", haruka, sora), a_high_schooler(call_name="あお")
    Membership.objects.create(group=band, person=ao)
    first, second = Group.objects.get(pk=band.pk), Group.objects.get(pk=band.pk)
    hand_over(group=first, actor=haruka, person=sora, now=NOW)
    with pytest.raises((Stale, Absent)):
        hand_over(group=second, actor=haruka, person=ao, now=NOW)
    assert list(roles(band).values()).count("leader") == 1


def test_the_database_keeps_one_leader(band: Group, sora: Person) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        band.memberships.filter(person=sora).update(role=Role.LEADER)


def test_roles_are_the_leaders_to_give(band: Group, haruka: Person, sora: Person) -> None:
    change_role(group=band, actor=haruka, person=sora, role="adult_contact", now=NOW)
    assert roles(band)["そら"] == "adult_contact"
    assert told(sora) == ["「よるかぜ」での役わりが変わりました"]
    band.refresh_from_db()
    with pytest.raises(ValueError, match="leader"):
        change_role(group=band, actor=haruka, person=sora, role="leader", now=NOW)
    with pytest.raises(LeaderStays):
        change_role(group=band, actor=haruka, person=haruka, role="member", now=NOW)
    with pytest.raises(Absent):
        change_role(group=band, actor=sora, person=haruka, role="member", now=NOW)


def test_a_deputy_removes_members_and_neither_leader_nor_deputy(
    band: Group, haruka: Person, sora: Person
) -> None:
    ao, rin = a_high_schooler(call_name="あお"), a_high_schooler(call_name="りん")
    Membership.objects.create(group=band, person=ao, role=Role.DEPUTY)
    Membership.objects.create(group=band, person=rin, role=Role.DEPUTY)
    with pytest.raises(LeaderStays):
        remove(group=band, actor=ao, person=haruka, now=NOW)
    with pytest.raises(Absent):
        remove(group=band, actor=ao, person=rin, now=NOW)
    remove(group=band, actor=ao, person=sora, now=NOW)
    assert roles(band) == {"はるか": "leader", "あお": "deputy", "りん": "deputy"}
    assert told(sora) == ["「よるかぜ」からはずれました"]


def test_acts_remember_keys_and_no_names(band: Group, haruka: Person, sora: Person) -> None:
    hand_over(group=band, actor=haruka, person=sora, now=NOW)
    act = Act.objects.get(verb="hand_over")
    assert act.after == {"person": sora.public_id, "role": "leader"}
    assert not {"はるか", "そら", "よるかぜ"} & set(str(Act.objects.values()))


def test_a_group_is_seen_by_its_members_alone(band: Group, sora: Person) -> None:
    mine = seen(band.public_id, sora)
    assert (mine.group, len(mine.members), mine.leads, mine.leader) == (band, 2, False, False)
    for public_id in (a_band().public_id, "nonsense", "a\0b"):
        with pytest.raises(Absent):
            seen(public_id, sora)
