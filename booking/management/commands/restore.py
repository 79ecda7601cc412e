"""`manage.py restore FILE`: a backup takes the place of the database, but for whoever has gone since."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from booking.actions import leases
from booking.management.backups import Unusable, check, put_back
from booking.management.erasures import erase_again, listed, write_down
from booking.management.occupancy import Occupied, alone
from booking.models import Booking, Person
from booking.queries.forgetting import forgotten


class Command(BaseCommand):
    help = "Put a backup in the place of all that the database holds. Stop the service first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="what `manage.py backup` has written")
        parser.add_argument("--replace", action="store_true", help="give up what the database holds now")

    def handle(self, *, file: Path, replace: bool, **options: Any) -> None:
        try:
            check(file)
            with alone():
                self._put_back(file, replace)
        except Unusable as unusable:
            raise CommandError(f"Nothing was changed. {unusable}") from unusable
        except Occupied as occupied:
            raise CommandError("Nothing was changed. The service is running: stop it first.") from occupied

    def _put_back(self, file: Path, replace: bool) -> None:
        _give_up(replace)
        put_back(file)
        # An older backup is brought up to this version before anything reads it.
        call_command("migrate", verbosity=0)
        # No migration makes the cache's table.
        call_command("createcachetable", verbosity=0)
        # Somebody may have signed out, or lost a telephone, since it was taken.
        Session.objects.all().delete()
        # Those in it are of workers that ended long ago, and the next would wait for them.
        leases.free_all()
        self._tell(erase_again(listed()))

    def _tell(self, still_there: list[str]) -> None:
        people, bookings = Person.objects.count(), Booking.objects.count()
        self.stdout.write(f"Restored: {people} people, {bookings} bookings. Everybody has to sign in again.")
        if still_there:
            self.stdout.write(
                f"In a room, and forgotten again by the worker later: {', '.join(still_there)}."
            )


def _give_up(replace: bool) -> None:
    """Unusable where something would be lost of which nobody said that it may."""
    try:
        people, bookings = Person.objects.count(), Booking.objects.count()
        # Before the database is gone: it alone knows who was forgotten since the list was written last.
        write_down(forgotten())
    except DatabaseError:  # it is gone, or has no tables: there is nothing to lose
        return
    if people and not replace:
        raise Unusable(
            f"The database holds {people} people and {bookings} bookings; --replace gives them up."
        )
