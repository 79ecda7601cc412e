"""団体: found, read by name with the look kept, classed, and renewed together."""

import pytest
from django.test import Client

from booking.models import Act, Person, Registration
from booking.queries.desk_groups import groups_at
from facilities.models import Facility
from tests.booking.actions.test_group_registrations import REGISTERING
from tests.booking.web.conftest import text_of
from tests.factories import SAMPLE, TODAY, a_hall
from tests.people import a_group, a_high_schooler, a_senior, staff, tied

pytestmark = pytest.mark.django_db
GROUPS = "/desk/higashi/g/"
CLASSED = (
    REGISTERING.replace(
        "[[halls]]", '[names]\nyouth = { ja = "青少年", en = "Young people" }\n\n[[halls]]', 1
    )
    + """
[[clauses]]
id = "U1"
ja = "体育室は、青少年の団体が使えます。"
en = "The gym is for groups of young people."
  [[clauses.says]]
  type = "registration"
  of = "group"
  classes = ["youth"]
"""
)


@pytest.fixture
def hall(client: Client) -> Facility:
    made = a_hall(REGISTERING)
    client.force_login(staff(made))
    return made


def applied(*people: Person, name: str = "よるかぜ") -> Registration:
    for person in people:
        tied(person, "lives")
    group = a_group("circle", *people, name=name)
    group.one_family = False
    group.save()
    return Registration.objects.create(
        group=group, registry="higashi-rules", state="applied", registered_on=TODAY
    )


def test_groups_that_register_here_are_found_by_name_and_no_others(client: Client, hall: Facility) -> None:
    applied(a_senior(), name="和太鼓ひびき")
    a_group("band", a_high_schooler(), name="よその子")
    said = client.get(GROUPS).content.decode()
    assert "和太鼓ひびき" in said
    assert "よその子" not in said
    assert "和太鼓ひびき" not in client.post(GROUPS, {"s": "コーラス"}).content.decode()


def test_who_is_found_by_one_member_is_counted_whole(hall: Facility) -> None:
    applied(a_senior(reading="やまもと ふみ"), a_senior(reading="たなか いち"), name="和太鼓ひびき")
    assert [one.members for one in groups_at(hall, "やまもと")] == [2]


def test_a_group_shows_its_members_by_name_and_the_look_is_kept(client: Client, hall: Facility) -> None:
    made = applied(a_senior(name="山本 ふみ"), a_senior())
    assert made.group is not None
    said = text_of(client.get(f"{GROUPS}{made.group.public_id}/").content.decode())
    assert "山本 ふみ" in said
    assert "代表・65歳以上" in said
    assert Act.objects.filter(verb="look", subject_id=made.group.public_id).exists()


def test_the_desk_chooses_a_class_that_the_rules_know(client: Client) -> None:
    client.force_login(staff(a_hall(CLASSED)))
    made = applied(a_senior())
    assert made.group is not None
    address = f"{GROUPS}{made.group.public_id}/class/{made.pk}/"
    client.post(address, {"user_class": "youth"})
    made.refresh_from_db()
    assert made.user_class == "youth"
    act = Act.objects.filter(verb="set_class").get()
    assert (act.before["user_class"], act.after["user_class"]) == ("", "youth")
    page = client.get(f"{GROUPS}{made.group.public_id}/").content.decode()
    assert '<option value="youth" selected>青少年</option>' in page
    for unknown in ("x" * 51, "adult"):
        answer = client.post(address, {"user_class": unknown})
        assert (answer.status_code, "えらびなおしてください" in answer.content.decode()) == (422, True)
    client.post(address, {"user_class": ""})
    made.refresh_from_db()
    assert made.user_class == ""


def test_where_the_rules_tell_no_classes_apart_none_is_asked_for(client: Client, hall: Facility) -> None:
    made = applied(a_senior())
    assert made.group is not None
    assert "利用者区分" not in client.get(f"{GROUPS}{made.group.public_id}/").content.decode()


def test_a_class_that_the_rules_have_dropped_stays_until_another_is_chosen(
    client: Client, hall: Facility
) -> None:
    made = applied(a_senior())
    assert made.group is not None
    Registration.objects.update(user_class="club")
    assert (
        '<option value="club" selected>club'
        in client.get(f"{GROUPS}{made.group.public_id}/").content.decode()
    )


def test_many_are_approved_at_once_and_what_lacks_something_stays(client: Client, hall: Facility) -> None:
    whole = applied(a_senior(), a_senior(), a_senior())
    alone = applied(a_senior(), name="ひとり")
    said = text_of(client.post(f"{GROUPS}all/").content.decode())
    assert "1件を承認しました。 1件は" in said.replace("。1件は", "。 1件は")
    assert Registration.objects.get(pk=whole.pk).state == "valid"
    assert Registration.objects.get(pk=alone.pk).state == "applied"


def test_the_button_of_the_queue_approves_groups_as_well_as_people(client: Client, hall: Facility) -> None:
    whole = applied(a_senior(), a_senior(), a_senior())
    applied(a_senior(), name="ひとり")
    said = text_of(client.post("/desk/higashi/ok/all/").content.decode())
    assert "1件を承認しました。" in said
    assert "1件は、まだたりないものがあります。" in said
    assert Registration.objects.get(pk=whole.pk).state == "valid"


def test_another_halls_group_is_not_there(client: Client, hall: Facility) -> None:
    made = applied(a_senior())
    other = a_hall(SAMPLE.replace("higashi", "nishi"))
    client.force_login(staff(other))
    assert made.group is not None
    assert client.get(f"/desk/nishi/g/{made.group.public_id}/").status_code == 404
