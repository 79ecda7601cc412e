"""`manage.py check_rulebook FILE…`: what is wrong with a rulebook, what looks wrong, and its halls' year."""

import json
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from booking.management.rulebooks import read_file
from booking.rules.doubts import doubts
from booking.rules.mistakes import Mistakes
from booking.rules.rulebook import Rulebook
from booking.rules.years import Hours, Others, Year, years
from facilities.rules.walltime import write_wall_time


class Command(BaseCommand):
    help = "Say every mistake in rulebook files and what looks doubtful, and print each hall's year."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
        parser.add_argument(
            "--schema", action="store_true", help="print the JSON Schema of a rulebook, for editors"
        )

    def handle(self, *, files: list[Path], schema: bool, **options: Any) -> None:
        if schema:
            self.stdout.write(json.dumps(Rulebook.model_json_schema(), ensure_ascii=False, indent=2))
        elif not files:
            raise CommandError("Name a rulebook file to check, or give --schema.")
        mistaken = [path for path in files if not self._is_read(path)]
        if mistaken:
            raise SystemExit(1)

    def _is_read(self, path: Path) -> bool:
        try:
            rulebook = read_file(path)
        except Mistakes as mistakes:
            self.stdout.write(f"{mistakes}\n{path.name}: {len(mistakes.mistakes)} mistake(s)")
            return False
        self.stdout.write(f"{path.name}:")
        for line in told(rulebook):
            self.stdout.write(line)
        return True


def told(rulebook: Rulebook) -> Iterator[str]:
    """What looks doubtful, and the year of each hall from the rulebook's first day on."""
    found = doubts(rulebook)
    yield from (f"warning: {doubt}" for doubt in found)
    yield f"no mistakes, {len(found)} warning(s); {rulebook.judged} terms judged"
    for hall in rulebook.halls:
        for year in years(hall, rulebook.for_hall(hall.key), rulebook.valid_from):
            yield from _year(hall.key, year)


def _year(hall: str, year: Year) -> Iterator[str]:
    rooms = f" ({', '.join(year.rooms)})" if year.rooms else ""
    yield f"{hall}{rooms}, {year.months[0].first:%Y-%m} to {year.months[-1].first:%Y-%m}"
    if not year.known:
        yield "  the rulebook says of no day when it is open"
        return
    yield _row("month", (f"{month.first:%m}" for month in year.months))
    yield _row("open days", (month.open_days for month in year.months))
    yield _row("evenings", (month.evenings for month in year.months))
    if any(month.to_ask for month in year.months):
        yield _row("ask on", (month.to_ask for month in year.months))
    for weekday, hours, others in year.usual:
        yield f"  {weekday}: {_hours(hours)}{_others(others)}"
    yield "  (an evening is a day that is open after 18:00)"
    if any(month.to_ask for month in year.months):
        yield "  (ask on: the rules leave open whether these days are open; they are counted nowhere else)"


def _others(others: Others) -> str:
    """The hours of the other days: " (closed on 3 days, 09:00-17:00 on 1 day)"."""
    told = [f"{_hours(hours)} on {times} {'day' if times == 1 else 'days'}" for hours, times in others]
    return f" ({'; '.join(told)})" if told else ""


def _row(name: str, cells: Iterable[object]) -> str:
    return f"  {name:9}" + "".join(f"{cell:>4}" for cell in cells)


def _hours(hours: Hours) -> str:
    if hours is None:
        return "ask the hall"
    return ", ".join(f"{write_wall_time(start)}-{write_wall_time(end)}" for start, end in hours) or "closed"
