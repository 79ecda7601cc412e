"""`manage.py ask FILE …`: one question to the judge of a rulebook, answered with every reason in words."""

import re
import tomllib
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from pydantic import ValidationError

from booking.labels import sentence
from booking.management.places import Places
from booking.management.rulebooks import read_file, valued_words
from booking.rules.admission import decide
from booking.rules.ask import Channel, Step
from booking.rules.keys import unknown_keys
from booking.rules.mistakes import Mistake, Mistakes, explained, unknown_name
from booking.rules.questions import Question
from booking.rules.rulebook import Rulebook, Rules
from booking.rules.values import answer
from booking.rules.verdict import Finding, Outcome, Reason, Sought
from facilities.clock import now
from facilities.rules.halls import Hall
from facilities.rules.spans import local

# A word that stands for itself: `stage = high_school` is read as `stage = "high_school"`.
BARE = re.compile(r"(?<=[=\[,])(\s*)(?!true\b|false\b)([A-Za-z_][\w-]*)(?=\s*(?:[,\]]|$))")
PLACE = "the question"
QUOTES = re.compile(r",? (without|in) quotes|\"(?=HH)|(?<=MM)\"")  # a command line needs none
FOUND = {**{finding: str(finding) for finding in Finding}, Finding.OPEN: "open (ask the hall)"}
NONE = "none"  # of a history: nothing was ever booked
EXAMPLES = {
    "--person": '"age=17, ties=[lives, works]"',
    "--group": '"registered=true, class=youth"',
    "--history": '"day=2026-12-01, by_group=true"',
    "--facts": '"vacant=true, instruments=[drums]"',
}
# Where options with another name than the parameter that they fill stand in a question.
OPTIONS = {"party.people": "--person", "party.": "--", "": "--"}


class Command(BaseCommand):
    help = "Ask the judge of a rulebook one question. Facts that are left out stay unknown."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        add = parser.add_argument
        add("file", type=Path, metavar="FILE")
        add(
            "--question",
            metavar="Q1",
            help="one of the file's worked questions, in place of all that follows",
        )
        add("--hall", help="if the rulebook speaks for several")
        add("--room")
        add("--day", metavar="2026-12-04")
        add("--from", dest="from", metavar="17:00")
        add("--to", metavar="19:00")
        add("--step", default=Step.BOOK, metavar="STEP", help=f"{', '.join(Step)}; left out: book")
        add("--channel", metavar="CHANNEL", help=", ".join(Channel))
        add("--purpose", metavar="KEY")
        add("--asked", metavar="2026-11-25T10:00", help="left out: now")
        add("--person", action="append", dest="people", default=[], metavar=EXAMPLES["--person"])
        add("--group", metavar='true, false, or "kind=band"')
        add("--size", metavar="NUMBER", help="how many come; left out: as many as are described")
        add(
            "--history",
            action="append",
            default=[],
            metavar=EXAMPLES["--history"],
            help=f"a booking that the asker has or had; {NONE}: there never was one; left out: nobody said",
        )
        add("--facts", metavar=EXAMPLES["--facts"], help="lists stand in brackets, also of one word")
        add("--value", metavar="VALUE", help=f"a value question besides: {', '.join(Sought)}")

    def handle(self, *, file: Path, question: str | None, value: str | None, **options: Any) -> None:
        try:
            rulebook = read_file(file)
            asked = _worked(rulebook, question) if question else _question(rulebook, options)
            sought = _sought(value) if value else asked.sought
        except Mistakes as mistakes:
            raise CommandError(str(mistakes)) from None
        rules = rulebook.for_hall(asked.hall or rulebook.halls[0].key, asked.known)
        for warning in unknown_keys(asked, rulebook):
            self.stdout.write(f"warning: {warning}")
        for line in told(asked, rulebook, rules, sought):
            self.stdout.write(line)


def told(question: Question, rulebook: Rulebook, rules: Rules, sought: Sought | None) -> Iterator[str]:
    """The outcome, every reason with its clause, and the value if one is sought."""
    ask = question.ask(rules.hall, rules.setting)
    verdict = decide(ask, rules)
    yield "ask the hall" if verdict.outcome is Outcome.ASK else verdict.outcome
    places = Places(ask, rulebook, rules)
    for reason in verdict.reasons:
        clause = rulebook.clause(reason.clause) if reason.clause else None
        words = [_words(reason, rules), f"({clause.ja})" if clause else ""]
        lacking = f", lacking {', '.join(reason.lacking)}" if reason.lacking else ""
        found = f"{reason.clause or '-'}{places.take(reason)} {FOUND[reason.finding]} {reason.code}{lacking}"
        yield f"  {found}: {' '.join(filter(None, words))}"
    if sought:
        yield f"{sought}: {valued_words(sought, answer(sought, ask, rules))}"


def _words(reason: Reason, rules: Rules) -> str:
    """What holds needs no words of its own: its clause says it."""
    return "" if reason.finding is Finding.HOLDS else sentence(reason, rules.zone)


def _worked(rulebook: Rulebook, key: str) -> Question:
    questions = {question.id: question for question in rulebook.questions}
    if key not in questions:
        raise _mistaken("--question", unknown_name(key, list(questions)))
    return questions[key]


def _sought(value: str) -> Sought:
    if value not in [*Sought]:
        raise _mistaken("--value", unknown_name(value, [*Sought]))
    return Sought(value)


def _hall(rulebook: Rulebook, named: str | None) -> Hall:
    halls = {hall.key: hall for hall in rulebook.halls}
    if named is None and len(halls) > 1:
        raise _mistaken("--hall", f"the rulebook speaks for {', '.join(halls)}: name one")
    if named is not None and named not in halls:
        raise _mistaken("--hall", unknown_name(named, list(halls)))
    return halls[named] if named else rulebook.halls[0]


def _question(rulebook: Rulebook, options: Mapping[str, Any]) -> Question:
    hall = _hall(rulebook, options["hall"])
    rooms = [room.key for room in hall.rooms]
    if options["room"] and options["room"] not in rooms:
        raise _mistaken("--room", unknown_name(options["room"], rooms))
    asked = options["asked"] or local(now(), hall.zone).replace(tzinfo=None)
    raw = _raw({**options, "hall": hall.key, "asked": asked})
    try:
        return Question.model_validate(raw)
    except ValidationError as error:
        raise Mistakes([_of_option(mistake) for mistake in explained(PLACE, raw, Question, error)]) from None


def _of_option(mistake: Mistake) -> Mistake:
    """Said of the option that was given, where a rulebook's file would have a parameter."""
    begins = next(begins for begins in OPTIONS if mistake.field.startswith(begins))
    field = mistake.field and OPTIONS[begins] + mistake.field.removeprefix(begins)
    return replace(mistake, field=field, what=QUOTES.sub("", mistake.what))


def _mistaken(option: str, what: str) -> Mistakes:
    return Mistakes([Mistake(PLACE, "", option, what)])


def _raw(options: Mapping[str, Any]) -> dict[str, Any]:
    """The question as a rulebook would write it, with what was given."""
    party = {
        "people": [_table("--person", text) for text in options["people"]],
        "group": _group(options["group"]),
        "size": options["size"],
        "history": _history(options["history"]),
    }
    plain = ("asked", "step", "hall", "room", "day", "from", "to", "channel", "purpose")
    raw = {
        "id": "Q",
        "answer": "ask",  # a worked question says one; here it is sought
        **{name: options[name] for name in plain},
        "party": {name: given for name, given in party.items() if given is not None},
        "facts": _table("--facts", options["facts"]) if options["facts"] else None,
    }
    return {name: given for name, given in raw.items() if given is not None}


def _group(text: str | None) -> object:
    if text in ("true", "false"):
        return text == "true"
    return None if text is None else _table("--group", text)


def _history(given: Sequence[str]) -> list[dict[str, Any]] | None:
    """None if nobody said; an empty list if there never was a booking."""
    if NONE in given and len(given) > 1:
        raise _mistaken(
            "--history", f"`{NONE}` is that there never was a booking: leave it or the others out"
        )
    return [_table("--history", text) for text in given if text != NONE] if given else None


def _table(option: str, text: str) -> dict[str, Any]:
    """`age=17, ties=[lives]` as an inline table; single words need no quotes."""
    try:
        return dict(tomllib.loads(f"it = {{ {_quoted(text)} }}")["it"])
    except ValueError:
        what = f"`{text}` is no list of facts: write it as {EXAMPLES[option]}"
        raise _mistaken(option, what) from None


def _quoted(text: str) -> str:
    return BARE.sub(r'\1"\2"', text)
