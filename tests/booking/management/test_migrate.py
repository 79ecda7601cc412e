"""A migration and its record are one: there is no moment at which one stands without the other."""

import subprocess
import sys

import pytest

from tests.service import ROOT, Service, service

pytestmark = [pytest.mark.both, pytest.mark.timeout(240)]
# The power goes at the moment when Django writes down that the migration was applied.
CUT = """
import os, django
django.setup()
from django.core.management import call_command
from django.db.migrations.recorder import MigrationRecorder
write = MigrationRecorder.record_applied
def cut(self, app, name):
    os._exit(9) if name == "0007_faults" else write(self, app, name)
MigrationRecorder.record_applied = cut
call_command("migrate", verbosity=0)
"""


def cut_short(city: Service) -> int:
    program = [sys.executable, "-c", CUT]
    return subprocess.run(
        program, env=city.environment, cwd=ROOT, capture_output=True, check=False
    ).returncode


def test_a_table_with_an_index_is_not_there_before_its_migration_is_on_record() -> None:
    with service(clock="2026-12-02T16:10:00+09:00", running=False, migrated=False) as city:
        assert cut_short(city) == 9
        city.manage("migrate", "--verbosity", "0")
        assert "[ ]" not in city.manage("showmigrations", "facilities", "booking")
