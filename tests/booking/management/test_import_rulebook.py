"""`manage.py import_rulebook`: all of the files or none, every mistake aloud, nothing twice."""

import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from booking.models import Act
from facilities.models import Facility, Room, Rulebook
from tests.factories import a_booking, at, span

pytestmark = pytest.mark.django_db
PUBLISHED = sorted((Path(__file__).parents[3] / "rulebooks").glob("*.toml"))
MITAKA = PUBLISHED[0]


def imported(*files: Path) -> list[str]:
    out = StringIO()
    call_command("import_rulebook", *files, stdout=out)
    return out.getvalue().splitlines()


def stored() -> tuple[int, int, int, int]:
    models = (Facility, Room, Rulebook, Act)
    return tuple(model._default_manager.count() for model in models)  # type: ignore[return-value]


def changed(tmp_path: Path, old: str, new: str) -> Path:
    """Mitaka's file with one change."""
    text = MITAKA.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / MITAKA.name
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def test_the_thirty_published_rulebooks_go_in_and_say_how_much_of_them_is_judged() -> None:
    *said, _next_step = imported(*PUBLISHED)
    assert len(said) == len(PUBLISHED) == 30
    assert all(": imported; " in line and " terms judged; " in line for line in said)
    assert "only shown (" in said[0]
    assert Rulebook.objects.count() == 30


def test_imported_halls_stay_unpublished_until_a_city_decides() -> None:
    imported(*PUBLISHED)
    assert not Facility.objects.filter(published=True).exists()


def test_an_import_says_how_its_halls_are_shown_until_they_are() -> None:
    hall, how = "mitaka-higashi-tasedai", "Nobody sees them yet: manage.py publish mitaka-higashi-tasedai"
    assert imported(MITAKA)[-1] == how
    call_command("publish", hall, stdout=StringIO())
    assert how not in imported(MITAKA)


def test_a_published_hall_stays_published_when_its_rules_come_in_again(tmp_path: Path) -> None:
    imported(MITAKA)
    Facility.objects.update(published=True)
    imported(changed(tmp_path, "valid_from = ", "valid_from = 2030-04-01 # "))
    assert Facility.objects.get().published


def test_a_second_import_changes_nothing_and_says_so() -> None:
    imported(*PUBLISHED)
    before = stored()
    assert sum(": nothing changed; " in line for line in imported(*PUBLISHED)) == 30
    assert stored() == before


def test_a_change_of_rules_raises_the_halls_revision(tmp_path: Path) -> None:
    imported(MITAKA)
    before = Facility.objects.get().revision
    imported(changed(tmp_path, "valid_from = ", "valid_from = 2030-04-01 # "))
    assert Facility.objects.get().revision > before
    assert Rulebook.objects.count() == 2


def test_one_mistake_in_one_file_keeps_all_of_them_out_and_is_told_with_its_place(tmp_path: Path) -> None:
    broken = changed(tmp_path, 'type = "bands"', 'type = "band"')
    with pytest.raises(CommandError, match=r"Nothing was imported.*\n.*clause C2, says.*`bands`"):
        imported(PUBLISHED[1], broken)
    assert stored() == (0, 0, 0, 0)


def test_the_mistakes_of_every_file_are_told_together(tmp_path: Path) -> None:
    broken = changed(tmp_path, "format = 1", "format = 2")
    nonsense = tmp_path / "nonsense.toml"
    nonsense.write_bytes(b"\xff\xfe")
    with pytest.raises(CommandError) as raised:
        imported(broken, nonsense, tmp_path / "absent.toml")
    told = str(raised.value)
    assert "3 mistake(s)" in told
    assert MITAKA.name in told
    assert "nonsense.toml: is not written in UTF-8" in told
    assert "absent.toml: cannot be read" in told


def test_what_is_no_file_of_a_rulebooks_size_is_not_read(tmp_path: Path) -> None:
    pipe, much, folder = tmp_path / "pipe.toml", tmp_path / "much.toml", tmp_path / "folder.toml"
    os.mkfifo(pipe)
    much.write_bytes(b"#" * (1024 * 1024 + 1))
    folder.mkdir()
    with pytest.raises(CommandError) as raised:
        imported(pipe, much, folder, Path("/dev/zero"))
    said = str(raised.value)
    assert "4 mistake(s)" in said
    assert "pipe.toml: cannot be read: it is not a regular file" in said
    assert "zero: cannot be read: it is not a regular file" in said
    assert "much.toml: cannot be read: it is larger than 1 MiB" in said
    assert "folder.toml: cannot be read" in said


def test_a_version_that_nobody_has_booked_under_may_be_corrected(tmp_path: Path) -> None:
    imported(MITAKA)
    line, _next_step = imported(changed(tmp_path, "format = 1", 'format = 1\nnote = { ja = "直しました" }'))
    assert ": imported; " in line
    assert Rulebook.objects.count() == 1


def test_a_version_that_people_have_booked_under_is_never_changed(tmp_path: Path) -> None:
    imported(MITAKA)
    day = Rulebook.objects.get().valid_from
    room = Room.objects.get(slug="music")
    a_booking(
        room, span(f"{day.year + 1}-06-16", "10:00", "12:00"), made_at=at(f"{day.year + 1}-06-01 10:00")
    )
    before = stored()
    correction = changed(tmp_path, "format = 1", 'format = 1\nnote = { ja = "直しました" }')
    with pytest.raises(CommandError, match="give the change a later `valid_from`"):
        imported(correction)
    assert stored() == before


def test_each_import_is_an_act_that_names_the_version() -> None:
    imported(MITAKA)
    act = Act.objects.get()
    assert (act.verb, act.subject, act.subject_id) == (
        "import_rulebook",
        "rulebook",
        "mitaka-higashi-tasedai",
    )
    assert act.after["digest"] == Rulebook.objects.get().digest
