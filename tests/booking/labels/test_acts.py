"""Every verb that an act may hold has words, in every language."""

import ast
import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

from booking import actions
from booking.labels.acts import VERBS


def named_in(module: ModuleType) -> Iterator[str]:
    """The verbs that a module hands to whatever logs them: to any of its functions that takes a `verb`."""
    for call in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(call, ast.Call) and isinstance(call.func, (ast.Name, ast.Attribute)):
            name = call.func.id if isinstance(call.func, ast.Name) else call.func.attr
            yield from verbs_of(call, getattr(module, name, None))


def verbs_of(call: ast.Call, called: object) -> Iterator[str]:
    by_name = [one.value for one in call.keywords if one.arg == "verb"]
    takes = list(inspect.signature(called).parameters) if inspect.isfunction(called) else []
    place = takes.index("verb") if "verb" in takes else len(call.args)
    for value in [*by_name, *call.args[place : place + 1]]:
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            yield value.value


def test_every_verb_has_words() -> None:
    modules = [import_module(f"booking.actions.{one.name}") for one in pkgutil.iter_modules(actions.__path__)]
    verbs = {verb for module in modules for verb in named_in(module)}
    assert {"book", "cancel", "give_post", "open_evenings"} <= verbs
    assert sorted(verbs - set(VERBS)) == []
