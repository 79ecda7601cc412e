"""Every verb that an act may hold has words, in every language."""

import ast
import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

import pytest

from booking import actions
from booking.labels import by_words, nobody_words, verb_words
from booking.labels.acts import OF_THINGS, SUBJECTS, VERBS
from booking.labels.deeds import DEEDS
from booking.models import Act

# What logs a verb done to a booking, and nothing else.
TO_BOOKINGS = {"write", "write_all", "place", "place_all", "act_of", "write_act", "log_money"}


def named_in(module: ModuleType, *, to_bookings: bool = False) -> Iterator[str]:
    """The verbs that a module hands to whatever logs them: to any of its functions that takes a `verb`."""
    for call in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(call, ast.Call) and isinstance(call.func, (ast.Name, ast.Attribute)):
            name = call.func.id if isinstance(call.func, ast.Name) else call.func.attr
            if not to_bookings or name in TO_BOOKINGS or is_log_of_booking(call):
                yield from verbs_of(call, getattr(module, name, None))


def is_log_of_booking(call: ast.Call) -> bool:
    first = call.args[0] if call.args else None
    return isinstance(first, ast.Constant) and first.value == "booking"


def verbs_of(call: ast.Call, called: object) -> Iterator[str]:
    by_name = [one.value for one in call.keywords if one.arg == "verb"]
    takes = list(inspect.signature(called).parameters) if inspect.isfunction(called) else []
    place = takes.index("verb") if "verb" in takes else len(call.args)
    for value in [*by_name, *call.args[place : place + 1]]:
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            yield value.value


def modules() -> list[ModuleType]:
    return [import_module(f"booking.actions.{one.name}") for one in pkgutil.iter_modules(actions.__path__)]


def test_every_verb_has_words() -> None:
    verbs = {verb for module in modules() for verb in named_in(module)}
    assert {"overrule", "cancel", "give_post", "open_evenings"} <= verbs
    assert sorted(verbs - set(VERBS)) == []


def subjects_in(module: ModuleType) -> Iterator[str]:
    """What a module logs something about: the first word that it hands to `log`."""
    for call in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "log":
            yield from (one.value for one in call.args[:1] if isinstance(one, ast.Constant))


def test_whatever_something_is_done_to_has_words() -> None:
    subjects = {subject for module in modules() for subject in subjects_in(module)}
    assert {"guardian", "caller"} <= subjects
    assert sorted(subjects - set(SUBJECTS)) == []


def test_what_is_done_to_a_booking_is_among_what_its_members_read() -> None:
    verbs = {verb for module in modules() for verb in named_in(module, to_bookings=True)}
    assert {"cancel", "check_in", "overrule", "displace", "win"} <= verbs
    # Who looks changes nothing: the page of a booking leaves it out.
    assert sorted(verbs - set(DEEDS) - {"see"}) == []


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        ("cancel", "保護者"),
        ("give_consent", "保護者"),
        ("revoke_consent", "保護者"),
        ("check_in", "とびらの画面"),
        ("report_fault", "利用者"),
        ("lapse", "自動"),
        ("draw", "自動"),
    ],
)
def test_who_did_what_stands_without_an_actor_is_said(verb: str, words: str) -> None:
    assert nobody_words(verb) == words
    assert by_words(Act(verb=verb)) == words


def test_a_verb_of_two_things_is_said_of_each() -> None:
    assert verb_words("change", "booking") == "来る人を変えました"
    assert verb_words("change", "entry") == "申しこみを変えました"
    assert verb_words("change_role", "post") == "持ち場を変えました"
    assert verb_words("change_role", "group") == "グループでの役わりを変えました"
    assert verb_words("declare", "entry") == "抽選に申しこみました"
    assert verb_words("declare", "group") == "家族だけのグループかどうかを伝えました"
    assert verb_words("stop", "wait") == "待つのをやめました"
    assert verb_words("stop", "guardian") == "保護者のページを止めました"
    assert verb_words("brew", "booking") == "brew"


def test_what_is_said_of_one_kind_of_thing_is_a_verb_that_is_said_of_others() -> None:
    assert {verb for _, verb in OF_THINGS} <= set(VERBS)
