"""What keeps a rulebook from being stored, and that then nothing is."""

from typing import Any

import pytest

from booking.actions.rulebooks import File, Imported, import_rulebooks
from booking.models import Act
from booking.rules.lifecycle import State
from booking.rules.mistakes import Mistakes
from booking.rules.rulebook import Rulebook
from facilities.models import Facility, Room
from facilities.models import Rulebook as Version
from tests.asks import a_document
from tests.factories import NOW, a_booking, at, span
from tests.people import staff

pytestmark = pytest.mark.django_db

OPEN = {"type": "hours", "from": "9:00", "to": "17:00"}
LATER = {**OPEN, "to": "18:00"}


def a_file(name: str, *terms: dict[str, Any], **fields: Any) -> File:
    return File(name, Rulebook.model_validate(a_document([*(terms or (OPEN,))], **fields)))


def import_all(*files: File) -> list[Imported]:
    return import_rulebooks(files=files, actor=None, now=NOW)


def refused(*files: File) -> list[str]:
    before = (Version.objects.count(), Facility.objects.count(), Act.objects.count())
    with pytest.raises(Mistakes) as caught:
        import_all(*files)
    assert (Version.objects.count(), Facility.objects.count(), Act.objects.count()) == before
    return [str(mistake) for mistake in caught.value.mistakes]


def test_what_stands_already_is_left_alone() -> None:
    import_all(a_file("a.toml"))
    revision = Facility.objects.get().revision
    (again,) = import_all(a_file("b.toml"))
    assert (again.changed, Act.objects.count(), Facility.objects.get().revision) == (False, 1, revision)


def test_an_act_says_who_put_which_text_in_the_place_of_which() -> None:
    first, second = a_file("a.toml"), a_file("a.toml", LATER)
    actor = staff()
    import_rulebooks(files=[first], actor=actor, now=NOW)
    import_rulebooks(files=[second], actor=actor, now=NOW + 60)
    act = Act.objects.order_by("at")[1]
    assert (act.verb, act.subject, act.subject_id, act.actor) == (
        "import_rulebook",
        "rulebook",
        "higashi-rules",
        actor,
    )
    assert act.before == {"digest": first.rulebook.digest}
    assert act.after == {"digest": second.rulebook.digest, "valid_from": "2026-04-01"}


def test_a_version_is_given_once() -> None:
    (mistake,) = refused(a_file("a.toml"), a_file("b.toml", LATER))
    assert mistake.startswith("b.toml, key: is the version of 2026-04-01 in a.toml too")


@pytest.mark.parametrize(
    ("day", "state", "under_it"),
    [
        ("2026-03-31", State.BOOKED, False),
        ("2026-04-01", State.BOOKED, True),
        ("2026-12-04", State.CANCELLED, True),
        ("2027-03-31", State.BOOKED, True),
        ("2027-04-01", State.BOOKED, False),
    ],
)
def test_a_version_is_corrected_until_somebody_has_booked_a_use_that_it_judges(
    day: str, state: State, under_it: bool
) -> None:
    import_all(a_file("a.toml"), a_file("b.toml", valid_from="2027-04-01"))
    a_booking(Room.objects.get(slug="band"), span(day, "10:00", "12:00"), state=state)
    correction = a_file("c.toml", LATER)
    if not under_it:
        assert import_all(correction)[0].changed
        return
    (mistake,) = refused(correction)
    assert mistake.startswith("c.toml, valid_from: people have booked under the version of that day")


def test_a_later_version_is_always_welcome() -> None:
    import_all(a_file("a.toml"))
    a_booking(Room.objects.get(slug="band"), span("2026-12-04", "10:00", "12:00"))
    assert import_all(a_file("b.toml", LATER, valid_from="2027-04-01"))[0].changed


def hall_with_band_made_of(*spaces: str) -> list[dict[str, Any]]:
    (hall,) = a_document()["halls"]
    return [{**hall, "rooms": [{"key": "band", "name": {"ja": "音楽室"}, "spaces": list(spaces)}]}]


def test_a_room_that_somebody_holds_keeps_its_spaces() -> None:
    import_all(a_file("a.toml"))
    a_booking(Room.objects.get(slug="band"), span("2026-12-04", "10:00", "12:00"))
    joined = a_file("b.toml", valid_from="2027-04-01", halls=hall_with_band_made_of("a", "b"))
    (mistake,) = refused(joined)
    assert mistake.startswith("b.toml, halls[higashi].rooms[band].spaces: the room is booked as it stands")


def test_an_older_version_that_comes_later_moves_no_spaces() -> None:
    import_all(a_file("a.toml"))
    a_booking(Room.objects.get(slug="band"), span("2026-12-04", "10:00", "12:00"))
    import_all(a_file("b.toml", valid_from="2016-06-01", halls=hall_with_band_made_of("a", "b")))
    assert [space.slug for space in Room.objects.get(slug="band").spaces.all()] == ["band"]


def test_a_correction_cannot_leave_out_a_hall_that_people_booked() -> None:
    import_all(a_file("a.toml"))
    a_booking(Room.objects.get(slug="band"), span("2026-12-04", "10:00", "12:00"))
    other = {"key": "minami", "name": {"ja": "南"}, "kind": "civic_hall"}
    assert refused(a_file("b.toml", halls=[other]))


def test_a_room_that_nobody_holds_may_be_made_of_others() -> None:
    import_all(a_file("a.toml"))
    import_all(a_file("b.toml", valid_from="2027-04-01", halls=hall_with_band_made_of("a", "b")))
    assert {space.slug for space in Room.objects.get(slug="band").spaces.all()} == {"a", "b"}


def test_one_that_cannot_be_stored_keeps_all_of_them_out() -> None:
    import_all(a_file("a.toml"))
    a_booking(
        Room.objects.get(slug="band"), span("2026-12-04", "10:00", "12:00"), made_at=at("2026-12-01 10:00")
    )
    other = {"key": "minami", "name": {"ja": "南"}, "kind": "civic_hall"}
    assert refused(a_file("new.toml", key="minami-rules", halls=[other]), a_file("b.toml", LATER))
    assert not Facility.objects.filter(slug="minami").exists()
