"""`manage.py score_rulebooks DIR`: worked questions against the judge."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from booking.management.rulebooks import read_file, value_words, valued_words
from booking.rules.clauses.term import Kind
from booking.rules.keys import unknown_keys
from booking.rules.mistakes import Mistakes
from booking.rules.rulebook import Rulebook
from booking.rules.scoring import Scored, asked_elsewhere, never_named, score
from booking.rules.verdict import Outcome


class Command(BaseCommand):
    help = "Run the worked questions of a rulebook, or of all in a folder; fail if one is answered otherwise."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("place", type=Path, metavar="DIR|FILE")

    def handle(self, *, place: Path, **options: Any) -> None:
        files = sorted(place.glob("*.toml")) if place.is_dir() else [place]
        if not files:
            raise CommandError(f"{place} holds no rulebook: no .toml file is there.")
        per_file = [self._scored(path) for path in files]
        questions = [answered for answers, _ in per_file for answered in answers]
        right = sum(readable and all(answers) for answers, readable in per_file)
        self.stdout.write(
            f"{sum(questions)} of {len(questions)} questions, {right} of {len(files)} rulebooks"
        )
        if right < len(files):
            raise SystemExit(1)

    def _scored(self, path: Path) -> tuple[list[bool], bool]:
        """Whether each question is answered, and whether the file could be read."""
        try:
            rulebook = read_file(path)
        except Mistakes as mistakes:
            self.stdout.write(f"{path.name}: cannot be read\n{mistakes}")
            return [], False
        scored = score(rulebook)
        for one in scored:
            for line in (*told(one), *_hints(one, rulebook)):
                self.stdout.write(f"{path.name} {one.question.id}: {line}")
        return [one.answered for one in scored], True


def told(one: Scored) -> Iterator[str]:
    """Each mismatch, with what was expected and what was found; then the clauses named beyond."""
    question = one.question
    if one.verdict and not one.outcome_is_right:
        found = "; ".join(f"{r.clause or '-'} {r.finding} {r.code}" for r in one.verdict.reasons)
        yield f"MISMATCH: expected {question.answer}, found {one.verdict.outcome} ({found or 'no reason'})"
    if question.value and not one.value_is_right:
        sought, expected = question.value.sought, value_words(question.value.sought, question.value.value)
        yield f"MISMATCH: expected {sought} {expected}, found {valued_words(sought, one.valued)}"
    if one.unnamed:
        named = ", ".join(one.named) or "none"
        yield f"MISMATCH: expected by {', '.join(one.unnamed)}, which is not named; named: {named}"
    if one.beyond:
        # Whatever was looked at and held is named for an allow; what is broken besides deserves a look.
        held = "held and " if one.verdict and one.verdict.outcome is Outcome.ALLOW else ""
        yield f"{held}named beyond the published clauses: {', '.join(one.beyond)}"


def _never_named(clause: str, kind: Kind | None) -> Iterator[str]:
    if kind is Kind.JUDGED:
        yield f"{clause} answers values only: give the question a `value`, and it is named with it"
    elif kind is not None:
        yield (
            f"{clause} is {kind}, so no verdict hangs on it: if the published answer names it all the same, "
            "put it in `also` of the term that decides"
        )


def _hints(one: Scored, rulebook: Rulebook) -> Iterator[str]:
    """What may be the cause: a clause that is not asked at this step, a key that is spelt otherwise."""
    for clause in one.unnamed:
        if steps := asked_elsewhere(rulebook, clause, one.question.step):
            asked = ", ".join(f"`{step}`" for step in steps)
            yield (
                f"{clause} is asked at {asked} only; this question is `{one.question.step}`: if the "
                "published answer names it all the same, put it in `also` of the term that decides"
            )
        yield from _never_named(clause, never_named(rulebook, clause))
    yield from (f"warning: {warning}" for warning in unknown_keys(one.question, rulebook))
