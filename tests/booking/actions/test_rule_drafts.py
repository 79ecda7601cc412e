"""The next rules while they are written, published, and taken back before they hold."""

from datetime import date
from typing import Any

import pytest

from booking.actions.acts import write_act
from booking.actions.rule_drafts import (
    Elsewhere,
    Stands,
    TooEarly,
    discard_draft,
    draft_rules,
    drop_clause,
    publish_draft,
    put_clause,
    set_draft_day,
    withdraw_rules,
)
from booking.actions.rulebooks import File, import_rulebooks
from booking.actions.texts import Missing
from booking.models import Act, Person, RulebookDraft
from booking.queries.bookings import Absent
from booking.rules.mistakes import Mistakes
from booking.rules.rulebook import Rulebook
from booking.rules.staff import Role
from facilities.models import Facility
from tests.asks import a_document
from tests.factories import NOW, a_booking, span, the_room
from tests.people import a_high_schooler, staff

pytestmark = pytest.mark.django_db
JANUARY = date(2027, 1, 5)
QUIET = {"id": "N1", "ja": "20時まで。", "en": "Until 20:00.", "says": [{"type": "quiet", "from": "20:00"}]}


@pytest.fixture
def by(hall: Facility) -> dict[str, Any]:
    return {"facility": hall, "actor": staff(hall, role=Role.MANAGER), "now": NOW}


def drafted() -> list[str]:
    return [clause["id"] for clause in RulebookDraft.objects.get().document["clauses"]]


def test_a_draft_begins_with_the_rules_that_would_hold(hall: Facility, by: dict[str, Any]) -> None:
    draft = draft_rules(valid_from=JANUARY, **by)
    assert draft.document == hall.rulebooks.get().document | {"valid_from": "2027-01-05"}
    assert (draft.by, draft.at) == (by["actor"], NOW)


def test_a_draft_that_is_there_stays(by: dict[str, Any]) -> None:
    draft_rules(valid_from=JANUARY, **by)
    put_clause(clause=QUIET, **by)
    draft_rules(valid_from=date(2027, 2, 1), **by)
    assert (drafted()[-1], RulebookDraft.objects.get().document["valid_from"]) == ("N1", "2027-01-05")


@pytest.mark.parametrize("day", [date(2026, 12, 2), date(2026, 4, 1)])
def test_rules_change_from_tomorrow_on_at_the_earliest(day: date, by: dict[str, Any]) -> None:
    with pytest.raises(TooEarly):
        draft_rules(valid_from=day, **by)
    draft_rules(valid_from=date(2026, 12, 3), **by)
    with pytest.raises(TooEarly):
        set_draft_day(valid_from=day, **by)


def test_a_draft_whose_day_has_come_is_not_published(by: dict[str, Any]) -> None:
    draft_rules(valid_from=date(2026, 12, 3), **by)
    with pytest.raises(TooEarly):
        publish_draft(why="音の苦情", **by | {"now": NOW + 86400})


def test_clauses_are_put_in_changed_where_they_stand_and_taken_out(by: dict[str, Any]) -> None:
    draft_rules(valid_from=JANUARY, **by)
    before = drafted()
    put_clause(clause=QUIET, instead_of="H2", **by)
    assert drafted() == ["N1" if one == "H2" else one for one in before]
    drop_clause(clause="N1", **by)
    assert drafted() == [one for one in before if one != "H2"]


@pytest.mark.parametrize(
    "clause",
    [QUIET | {"says": [{"type": "quiet", "from": "20"}]}, QUIET | {"ja": ""}, QUIET | {"id": "H1"}],
)
def test_what_is_no_clause_is_not_kept(clause: dict[str, Any], by: dict[str, Any]) -> None:
    draft = draft_rules(valid_from=JANUARY, **by)
    with pytest.raises(Mistakes):
        put_clause(clause=clause, **by)
    assert RulebookDraft.objects.get().document == draft.document


def test_publishing_makes_a_version_with_why_and_leaves_the_old_one(
    hall: Facility, by: dict[str, Any]
) -> None:
    draft_rules(valid_from=JANUARY, **by)
    put_clause(clause=QUIET, **by)
    publish_draft(why="音の苦情", **by)
    assert [str(day) for day in hall.rulebooks.values_list("valid_from", flat=True)] == [
        "2026-04-01",
        "2027-01-05",
    ]
    act = Act.objects.get(verb="import_rulebook")
    assert (act.why, act.after["valid_from"], act.actor) == ("音の苦情", "2027-01-05", by["actor"])
    # In the log of the hall at whose desk it was done.
    assert act.hall == hall
    assert not RulebookDraft.objects.exists()


def test_nothing_is_published_without_why_or_with_a_mistake(hall: Facility, by: dict[str, Any]) -> None:
    draft_rules(valid_from=JANUARY, **by)
    with pytest.raises(Missing):
        publish_draft(why=" ", **by)
    put_clause(clause=QUIET | {"over": ["nobody"]}, **by)
    with pytest.raises(Mistakes, match="clause N1, over"):
        publish_draft(why="音の苦情", **by)
    assert (hall.rulebooks.count(), RulebookDraft.objects.count()) == (1, 1)


def test_a_draft_is_thrown_away(hall: Facility, by: dict[str, Any]) -> None:
    draft_rules(valid_from=JANUARY, **by)
    discard_draft(**by)
    assert (RulebookDraft.objects.count(), hall.rulebooks.count()) == (0, 1)


def test_acts_say_days_and_ids_and_no_words(by: dict[str, Any]) -> None:
    draft_rules(valid_from=JANUARY, **by)
    put_clause(clause=QUIET, **by)
    drop_clause(clause="N1", **by)
    told = Act.objects.order_by("pk").values_list("verb", "before", "after")
    assert list(told) == [
        ("draft_rules", {}, {"valid_from": "2027-01-05"}),
        ("put_clause", {}, {"clause": "N1"}),
        ("drop_clause", {"clause": "N1"}, {}),
    ]


@pytest.mark.parametrize("role", [Role.DESK, Role.EVENING, Role.OFFICE])
def test_whoever_has_not_the_right_writes_nothing(role: Role, hall: Facility, by: dict[str, Any]) -> None:
    draft_rules(valid_from=JANUARY, **by)
    other = by | {"actor": staff(hall, role=role)}
    for refused in (
        lambda: draft_rules(valid_from=JANUARY, **other),
        lambda: put_clause(clause=QUIET, **other),
        lambda: drop_clause(clause="H1", **other),
        lambda: publish_draft(why="なし", **other),
        lambda: discard_draft(**other),
    ):
        with pytest.raises(Absent):
            refused()


def published(by: dict[str, Any]) -> None:
    draft_rules(valid_from=JANUARY, **by)
    put_clause(clause=QUIET, **by)
    publish_draft(why="音の苦情", **by)


def test_a_version_that_does_not_hold_yet_is_withdrawn(hall: Facility, by: dict[str, Any]) -> None:
    # Booked before it was published: by the rules that hold again.
    a_booking(the_room(hall, "band"), span("2027-01-08", "10:00", "12:00"), a_high_schooler())
    published(by)
    withdraw_rules(valid_from=JANUARY, why="まちがえた", **by)
    assert [str(day) for day in hall.rulebooks.values_list("valid_from", flat=True)] == ["2026-04-01"]
    act = Act.objects.get(verb="withdraw_rules")
    assert (act.before["valid_from"], act.why, act.hall) == ("2027-01-05", "まちがえた", hall)


def test_a_version_under_which_somebody_has_booked_stands(hall: Facility, by: dict[str, Any]) -> None:
    published(by)
    person = a_high_schooler()
    booking = a_booking(the_room(hall, "band"), span("2027-01-08", "10:00", "12:00"), person)
    write_act(booking=booking, verb="book", actor=person, now=NOW + 60)
    with pytest.raises(Stands):
        withdraw_rules(valid_from=JANUARY, why="まちがえた", **by)


def test_a_version_that_holds_and_the_only_one_stand(hall: Facility, by: dict[str, Any]) -> None:
    with pytest.raises(Stands):
        withdraw_rules(valid_from=date(2026, 4, 1), why="まちがえた", **by)
    published(by)
    with pytest.raises(Stands):
        withdraw_rules(valid_from=JANUARY, why="まちがえた", **by | {"now": NOW + 40 * 86400})


@pytest.fixture
def of_two_halls() -> tuple[Facility, Person]:
    """Two halls with one rulebook, and who writes the rules of the first."""
    terms = [{"type": "hours", "from": "9:00", "to": "17:00"}]
    other = {"key": "nishi", "name": {"ja": "西"}, "kind": "childrens_hall"}
    document = a_document(terms, [{"type": "closed", "halls": ["higashi"], "on": {"days": ["mon"]}}])
    document["halls"].append(other)
    import_rulebooks(files=[File("two.toml", Rulebook.model_validate(document))], actor=None, now=NOW)
    hall = Facility.objects.get(slug="higashi")
    return hall, staff(hall, role=Role.MANAGER)


def test_of_a_rulebook_of_several_halls_one_changes_what_is_said_of_ones_own(
    of_two_halls: tuple[Facility, Person],
) -> None:
    hall, actor = of_two_halls
    by = {"facility": hall, "actor": actor, "now": NOW}
    draft_rules(valid_from=JANUARY, **by)
    put_clause(clause=QUIET | {"says": [{"type": "quiet", "from": "20:00", "halls": ["higashi"]}]}, **by)
    drop_clause(clause="C2", **by)
    publish_draft(why="音の苦情", **by)
    assert hall.rulebooks.count() == 2


def test_what_is_said_of_another_hall_is_its_own_to_change(of_two_halls: tuple[Facility, Person]) -> None:
    hall, actor = of_two_halls
    by = {"facility": hall, "actor": actor, "now": NOW}
    draft_rules(valid_from=JANUARY, **by)
    with pytest.raises(Elsewhere):
        put_clause(clause=QUIET, **by)
    with pytest.raises(Elsewhere):
        drop_clause(clause="C1", **by)
    assert drafted() == ["C1", "C2"]
