"""`manage.py publish HALL…`: halls are shown to the public, or taken out of sight: all of them or none."""

from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from booking.actions.halls import publish, withdraw
from booking.queries.bookings import standing
from booking.rules.mistakes import unknown_name
from facilities.actions.halls import Incomplete
from facilities.clock import now
from facilities.models import Facility


class Command(BaseCommand):
    help = "Show halls to the public, or with --withdraw take them out of sight: all of them, or none."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("halls", nargs="+", metavar="HALL", help="the key of a hall in its rulebook")
        parser.add_argument("--withdraw", action="store_true", help="hide them; bookings keep standing")

    @transaction.atomic
    def handle(self, *, halls: list[str], withdraw: bool, **options: Any) -> None:
        known = {hall.slug: hall for hall in Facility.objects.order_by("pk")}
        if not known:
            raise refusal(["There is no hall yet: manage.py import_rulebook FILE brings them in."])
        if strangers := [unknown_name(key, list(known)) for key in halls if key not in known]:
            raise refusal(strangers)
        meant = [hall for key, hall in known.items() if key in halls]
        for line in withdrawn(meant) if withdraw else published(meant):
            self.stdout.write(line)


def published(halls: Sequence[Facility]) -> list[str]:
    """One line for each hall, now shown. CommandError names whatever one of them lacks."""
    lines, mistakes = [], list[str]()
    for hall in halls:
        try:
            changed = publish(facility=hall, actor=None, now=now())
            lines.append(f"{hall.slug}: {'published' if changed else 'was published already'}")
        except Incomplete as incomplete:
            mistakes.append(f"{incomplete}; import a rulebook that names them")
    if mistakes:
        raise refusal(mistakes)
    return lines


def withdrawn(halls: Sequence[Facility]) -> Iterator[str]:
    """One line for each hall, now hidden, with the bookings that stand there."""
    for hall in halls:
        changed = withdraw(facility=hall, actor=None, now=now())
        stand = standing(hall, now())
        yield f"{hall.slug}: {'withdrawn' if changed else 'was not published'}; {stand} booking(s) stand"


def refusal(mistakes: Sequence[str]) -> CommandError:
    return CommandError("\n".join(["Nothing was changed.", *mistakes]))
