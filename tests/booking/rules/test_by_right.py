"""What nobody does without a post."""

import pytest

from booking.actions import (
    allowing,
    attendance,
    emergencies,
    giving,
    groups,
    handover,
    invitations,
    looks,
    memberships,
    money,
    no_show,
    papers,
    ties,
    waiting,
    walk_ins,
)
from booking.actions.undo import UNDO
from booking.labels.acts import VERBS
from booking.rules.by_right import BY_RIGHT, OF_POSTS, only_by_right
from tests.booking.labels.test_acts import named_in

# Verbs of a module are of one kind here: every one of them asks for a right, or none does.
AT_DESK = (allowing, attendance, emergencies, giving, handover, looks, money, no_show, papers, ties, walk_ins)
OF_MEMBERS = (groups, invitations, memberships, waiting)


@pytest.mark.parametrize("module", AT_DESK, ids=lambda one: one.__name__)
def test_a_verb_of_the_desks_modules_is_the_desks_whatever_it_is_done_to(module: object) -> None:
    # The others of these modules are about rooms, notes and halls, which nobody else touches.
    of_halls = {"note", "note_again", "note_done", "close_now", "count_free_use", "export_acts"}
    assert set(named_in(module)) - of_halls - BY_RIGHT == set()  # type: ignore[arg-type]


@pytest.mark.parametrize("module", OF_MEMBERS, ids=lambda one: one.__name__)
def test_a_verb_of_members_is_none(module: object) -> None:
    assert set(named_in(module)) & BY_RIGHT == set()  # type: ignore[arg-type]


def test_every_verb_of_them_is_one_that_there_is() -> None:
    assert sorted(BY_RIGHT - set(VERBS)) == []


@pytest.mark.parametrize(
    ("subject", "verb", "by_right"),
    [
        ("booking", "check_in", True),
        ("booking", "cancel", False),
        ("group", "set_class", True),
        ("group", "change_role", False),
        ("post", "change_role", True),
        ("hall", "withdraw", True),
        ("programme", "count_session", True),
        ("signup", "stay_away", False),
        ("entry", "withdraw", False),
        ("wait", "stop", False),
        ("tea", "brew", False),
    ],
)
def test_one_word_may_be_two_verbs(subject: str, verb: str, by_right: bool) -> None:
    assert only_by_right(subject, verb) is by_right


def test_what_the_desk_takes_back_is_the_desks_or_those_who_have_it_may_do_it_too() -> None:
    of_posts = ("hours", "staff", "warn", "close", "programmes")
    of_halls = {verb for verb, undo in UNDO.items() if undo.asks in of_posts}
    either = {verb for verb in UNDO if verb not in BY_RIGHT} - of_halls
    assert either - {"note", "note_done", "note_again", "note_occurrence", "report_fault", "mend",
                     "mend_not", "count_free_use"} == {
        "book", "cancel", "cancel_series", "restore", "move", "hand_back",
    }  # fmt: skip


def test_whatever_belongs_to_people_is_among_no_things_of_posts() -> None:
    assert not OF_POSTS & {"booking", "series", "entry", "person", "group", "guardian", "wait", "consent"}
