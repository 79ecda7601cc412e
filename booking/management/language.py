"""The parts of docs/rulebooks.md that are told from the code: tables, types with examples, what commands say.

A part stands between `<!-- from the code: … -->` and `<!-- end -->`; the words after the colon say which.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from io import StringIO
from pathlib import Path
from shlex import split

from django.conf import settings
from django.core.management import CommandError, call_command
from pydantic import BaseModel

from booking.management.examples import Examples
from booking.management.parameters import table
from booking.rules.catalogue import CATALOGUE
from booking.rules.clauses import Displayed, Statement, Term
from booking.rules.clauses.counted import Counted
from booking.rules.clauses.scope import Scope
from booking.rules.language import OF_SCOPES, Type, called, documented, groups, homes, title
from booking.rules.mistakes import Mistakes
from booking.rules.rulebook import read
from facilities.rules.clauses import CalendarClause

PART = re.compile(r"(<!-- from the code: (\w+) ?([^\n]*?) ?-->\n).*?(<!-- end -->)", re.DOTALL)
SHARED: tuple[type[BaseModel], ...] = (CalendarClause, Displayed, Scope, Statement, Term, Counted)
FIRST = "rulebooks/sample/first-hall.toml"
SAMPLE = "rulebooks/sample/every-clause.toml"
SLIPS = {
    'kind = "youth_centre"': 'kind = "youth_center"',
    "valid_from = 2026-04-01": 'valid_from = "April 2026"',
    'from = "9:00"': "from = 9",
    'to = "21:00"': 'to = "21:00", room = ["music"]',
}
SCOPES = {
    CalendarClause: "the halls, rooms and days",
    Displayed: "the halls, rooms and days",
    Term: "the whole scope, with `steps` and `during`",
    Statement: "the whole scope",
}


def rewritten(text: str) -> str:
    """The documentation with every such part as the code tells it today."""
    return PART.sub(lambda part: f"{part[1]}{PARTS[part[2]](part[3])}\n{part[4]}", text)


def _parameters(name: str) -> str:
    return table(documented()[name])


def _types(_: str) -> str:
    examples = Examples.of(settings.BASE_DIR / SAMPLE)
    lines = [*_index(), ""]
    for about, kinds in groups().items():
        lines += [f"### {about}", "", *(line for kind in kinds for line in _type(kind, examples))]
    return "\n".join(lines)


def _index() -> Iterator[str]:
    yield from ("| about | types |", "|---|---|")
    for about, kinds in groups().items():
        yield f"| {about} | {', '.join(map(_linked, kinds))} |"


def _linked(kind: Type) -> str:
    return f"[`{called(kind)}`](#{_anchor(kind)})"


def _type(kind: Type, examples: Examples) -> Iterator[str]:
    heading, meaning = title(kind)
    yield from (f"#### `{called(kind)}` {heading}", "", meaning, "", _facts(kind), "")
    if own := table(kind, but=_shared(kind)):
        yield from (own, "")
    yield from (*examples.lines(kind), "")


def _facts(kind: Type) -> str:
    """In one line: what becomes of it, its scope, its steps, its code and what of the catalogue it writes."""
    scope = next(words for base, words in SCOPES.items() if issubclass(kind, base))
    facts = [f"*{str(kind.kind).capitalize()}.* It takes {scope}"]
    if issubclass(kind, Counted):
        facts.append("a [moment](#moments-counted-back) in its own parameters")
    if issubclass(kind, Term):
        steps = ", ".join(f"`{step}`" for step in kind.model_fields["steps"].default)
        facts += [f"asked at {steps} unless you say otherwise", f"code `{kind.code}`"]
    codes = ", ".join(f"`{code}`" for code in kind.carries)
    return f"{'; '.join(facts)}. Writes down {codes}."


def _shared(kind: Type) -> frozenset[str]:
    bases = [base for base in SHARED if issubclass(kind, base)]
    return frozenset({"type", *(name for base in bases for name in base.model_fields)})


def _catalogue(_: str) -> str:
    rows = ["| type | 日本語 | what it says | you write |", "|---|---|---|---|"]
    found = homes()
    for code, published in CATALOGUE.items():
        written = ", ".join(f"{_linked(kind)} ({kind.kind})" for kind in found.get(code, ()))
        if code in OF_SCOPES:
            written = f"`{OF_SCOPES[code]}`, in the [scope](#scope-どの場合か) of whatever the rule is"
        rows.append(f"| `{code}` | {published.ja} | {published.en} | {written} |")
    return "\n".join(rows)


def _anchor(kind: Type) -> str:
    """As pages of Markdown make it of a heading."""
    words = f"{called(kind)} {title(kind)[0]}".lower()
    return re.sub(r"[^\w\- ]", "", words).replace(" ", "-")


def _file(name: str) -> str:
    text = (settings.BASE_DIR / name).read_text(encoding="utf-8")
    return f"```toml\n{text.rstrip()}\n```"


def _output(command: str) -> str:
    """The command and all that it writes; the files that it names are the project's own."""
    name, *arguments = split(command)
    out = StringIO()
    call_command(name, *arguments, stdout=out)
    return f"```\n$ .venv/bin/python manage.py {command}\n{out.getvalue().rstrip()}\n```"


def _mistakes(_: str) -> str:
    """What is said of the first file with a few slips in it."""
    text = (settings.BASE_DIR / FIRST).read_text(encoding="utf-8")
    for right, wrong in SLIPS.items():
        text = text.replace(right, wrong)
    try:
        read(text, "mine.toml")
    except Mistakes as mistakes:
        return f"```\n{mistakes}\n```"
    raise CommandError("The slips that the documentation shows are none any more.")


PARTS: Mapping[str, Callable[[str], str]] = {
    "parameters": _parameters,
    "types": _types,
    "catalogue": _catalogue,
    "file": _file,
    "output": _output,
    "mistakes": _mistakes,
}


def document() -> Path:
    return settings.BASE_DIR / "docs" / "rulebooks.md"
