"""The database refuses an overlap by itself, however a row comes to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RemoveConstraint
from django.db.migrations.questioner import NonInteractiveMigrationQuestioner
from django.db.migrations.state import ProjectState
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from booking.models import Booking, Claim
from booking.models.no_overlap import NoOverlap, guards_stand
from facilities.models import Space
from facilities.rules.spans import Span
from tests.factories import a_booking, a_facility, a_room, span

MORNING = span("2026-12-04", "10:00", "12:00")
INSERT = 'INSERT INTO booking_claim (booking_id, space_id, start, "end") VALUES (%s, %s, %s, %s) RETURNING id'
UPDATE = 'UPDATE booking_claim SET space_id = %s, start = %s, "end" = %s WHERE id = %s'
GUARD = next(c for c in Claim._meta.constraints if isinstance(c, NoOverlap))


def insert(booking: Booking, space: Space, start: int, end: int) -> int:
    """A raw INSERT, past the ORM and every verb; the new row's key."""
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [booking.pk, space.pk, start, end])
        return int(cursor.fetchone()[0])


def update(claim: int, space: Space, start: int, end: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(UPDATE, [space.pk, start, end, claim])


@contextmanager
def refused() -> Iterator[None]:
    with pytest.raises(IntegrityError, match="claim_no_overlap"), transaction.atomic():
        yield


@pytest.fixture
def booking(db: Any) -> Booking:
    """Held from 10:00 to 12:00."""
    return a_booking(a_room(), MORNING)


@pytest.fixture
def space(booking: Booking) -> Space:
    return booking.room.spaces.get()


@pytest.mark.parametrize(
    ("start", "end"),
    [
        pytest.param(MORNING.start, MORNING.end, id="the same span"),
        pytest.param(MORNING.start + 600, MORNING.end - 600, id="within it"),
        pytest.param(MORNING.start - 600, MORNING.end + 600, id="around it"),
        pytest.param(MORNING.start - 600, MORNING.start + 1, id="one second over its start"),
        pytest.param(MORNING.end - 1, MORNING.end + 600, id="one second before its end"),
    ],
)
def test_a_raw_insert_of_an_overlap_is_refused(booking: Booking, space: Space, start: int, end: int) -> None:
    with refused():
        insert(booking, space, start, end)
    assert Claim.objects.count() == 1


def test_a_raw_update_into_an_overlap_is_refused(booking: Booking, space: Space) -> None:
    later = insert(booking, space, MORNING.end, MORNING.end + 3600)
    with refused():
        update(later, space, MORNING.end - 1, MORNING.end + 3600)
    elsewhere = insert(booking, Space.objects.create(facility=space.facility, slug="x"), *_ends(MORNING))
    with refused():
        update(elsewhere, space, *_ends(MORNING))


def test_a_claim_may_be_moved_within_the_time_that_it_holds_itself(booking: Booking, space: Space) -> None:
    update(booking.claims.get().pk, space, MORNING.start + 600, MORNING.end + 600)
    assert booking.claims.get().start == MORNING.start + 600


def test_spans_that_touch_stand_side_by_side(booking: Booking, space: Space) -> None:
    insert(booking, space, MORNING.end, MORNING.end + 3600)
    insert(booking, space, MORNING.start - 3600, MORNING.start)
    assert Claim.objects.count() == 3


def test_another_space_is_free_at_the_same_time(booking: Booking, space: Space) -> None:
    insert(booking, Space.objects.create(facility=space.facility, slug="x"), *_ends(MORNING))
    assert Claim.objects.count() == 2


@pytest.mark.parametrize("length", [0, -3600])
def test_a_claim_that_does_not_last_is_refused(booking: Booking, space: Space, length: int) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(booking, space, MORNING.end + 7200, MORNING.end + 7200 + length)


def test_a_joined_room_holds_each_of_its_spaces(db: Any) -> None:
    hall = a_facility()
    joined = a_booking(a_room(hall, "ab", "a", "b"), MORNING)
    a_room(hall, "a"), a_room(hall, "b")
    assert joined.claims.count() == 2
    for slug in ("a", "b"):
        with refused():
            insert(joined, Space.objects.get(slug=slug), *_ends(MORNING))


Operation = tuple[str, int, int, int, int]
OPERATIONS = st.lists(
    st.tuples(
        st.sampled_from(["insert", "insert", "update", "delete"]),
        st.integers(0, 7),  # which of the rows that stand
        st.integers(0, 1),  # which space
        st.integers(0, 40),
        st.integers(1, 12),
    ),
    max_size=25,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(operations=OPERATIONS)
def test_whatever_is_tried_the_database_accepts_what_an_interval_oracle_accepts(
    booking: Booking, operations: list[Operation]
) -> None:
    with transaction.atomic():
        spaces = [Space.objects.create(facility=booking.room.facility, slug=f"o{n}") for n in range(2)]
        oracle: dict[int, tuple[int, Span]] = {}
        for operation in operations:
            _apply(booking, spaces, oracle, operation)
        stored = Claim.objects.filter(space__in=spaces).values_list("pk", "space", "start", "end")
        found = {pk: (space, Span(start, end)) for pk, space, start, end in stored}
        assert found == {pk: (spaces[index].pk, when) for pk, (index, when) in oracle.items()}
        transaction.set_rollback(True)


def _apply(
    booking: Booking, spaces: list[Space], oracle: dict[int, tuple[int, Span]], operation: Operation
) -> None:
    verb, which, index, start, length = operation
    row = sorted(oracle)[which] if which < len(oracle) else None
    when = Span(start, start + length)
    if verb == "delete" and row is not None:
        Claim.objects.filter(pk=row).delete()
        del oracle[row]
        return
    rivals = {key: held for key, held in oracle.items() if (verb, key) != ("update", row)}
    clear = not any(place == index and when.overlaps(other) for place, other in rivals.values())
    try:
        with transaction.atomic():
            if verb == "update" and row is not None:
                update(row, spaces[index], *_ends(when))
            elif verb == "insert":
                row = insert(booking, spaces[index], *_ends(when))
            else:
                return
    except IntegrityError:
        assert not clear, f"{operation} was refused, though nothing was in its way"
    else:
        assert clear, f"{operation} was accepted over {rivals}"
        assert row is not None
        oracle[row] = (index, when)


@pytest.mark.django_db(transaction=True)
def test_the_guard_survives_a_table_that_is_made_anew() -> None:
    booking = a_booking(a_room(), MORNING)
    for change in (_altered, _added):
        with change() as statements:
            _guarded(booking)
        if connection.vendor == "sqlite":
            assert any("new__booking_claim" in query["sql"] for query in statements)
        _guarded(booking)


@pytest.mark.django_db(transaction=True)
def test_the_guard_can_be_taken_away_and_put_back_by_a_migration() -> None:
    booking = a_booking(a_room(), MORNING)
    with _migrated(RemoveConstraint("Claim", GUARD.name)):
        rival = insert(booking, booking.room.spaces.get(), *_ends(MORNING))
        Claim.objects.filter(pk=rival).delete()
    _guarded(booking)


@pytest.mark.django_db(transaction=True)
def test_the_check_reports_a_guard_that_is_gone() -> None:
    assert guards_stand(databases=["default"]) == []
    with _migrated(RemoveConstraint("Claim", GUARD.name)):
        found = [message.id for message in run_checks(databases=["default"])]
        assert "booking.E001" in found
    assert guards_stand(databases=["default"]) == []


@pytest.mark.django_db(transaction=True)
def test_the_check_reports_a_guard_of_which_half_is_gone() -> None:
    if connection.vendor != "sqlite":
        return  # an exclusion constraint has no halves
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'claim_no_overlap_update'")
        (trigger,) = cursor.fetchone()
        cursor.execute("DROP TRIGGER claim_no_overlap_update")
        try:
            assert [message.id for message in guards_stand(databases=["default"])] == ["booking.E001"]
        finally:
            cursor.execute(trigger)


def test_its_description_makes_an_equal_constraint_again() -> None:
    path, args, kwargs = GUARD.deconstruct()
    assert path == "booking.models.no_overlap.NoOverlap"
    assert NoOverlap(*args, **kwargs) == GUARD
    assert NoOverlap(*args, **{**kwargs, "end": "start"}) != GUARD


def test_no_migration_is_ever_wanted_for_an_unchanged_guard() -> None:
    loader = MigrationLoader(None)
    changes = MigrationAutodetector(
        loader.project_state(), ProjectState.from_apps(_apps()), NonInteractiveMigrationQuestioner()
    ).changes(graph=loader.graph)
    wanted = [operation for migration in changes.get("booking", []) for operation in migration.operations]
    assert not [operation for operation in wanted if "onstraint" in type(operation).__name__]


def test_validation_says_beforehand_what_the_database_would_refuse(booking: Booking, space: Space) -> None:
    rival = Claim(booking=booking, space=space, start=MORNING.start, end=MORNING.end)
    with pytest.raises(ValidationError):
        GUARD.validate(Claim, rival)
    GUARD.validate(Claim, booking.claims.get())


def _apps() -> Any:
    from django.apps import apps

    return apps


def _ends(when: Span) -> tuple[int, int]:
    return when.start, when.end


def _guarded(booking: Booking) -> None:
    space = booking.room.spaces.get()
    with refused():
        insert(booking, space, MORNING.start + 60, MORNING.end + 60)
    later = insert(booking, space, MORNING.end, MORNING.end + 60)
    with refused():
        update(later, space, MORNING.start, MORNING.end)
    Claim.objects.filter(pk=later).delete()


@contextmanager
def _altered() -> Iterator[CaptureQueriesContext]:
    """The end of a claim may be empty for a while."""
    old, new = Claim._meta.get_field("end"), models.BigIntegerField(null=True)
    new.set_attributes_from_name("end")
    new.model = Claim
    with CaptureQueriesContext(connection) as statements, connection.schema_editor() as editor:
        editor.alter_field(Claim, old, new)
    yield statements
    with connection.schema_editor() as editor:
        editor.alter_field(Claim, new, old)


@contextmanager
def _added() -> Iterator[CaptureQueriesContext]:
    """A claim has one column more for a while."""
    field = models.CharField(max_length=10, default="x", db_default="x")
    field.set_attributes_from_name("mark")
    field.model = Claim
    with CaptureQueriesContext(connection) as statements, connection.schema_editor() as editor:
        editor.add_field(Claim, field)
    yield statements
    with connection.schema_editor() as editor:
        editor.remove_field(Claim, field)


@contextmanager
def _migrated(operation: RemoveConstraint) -> Iterator[None]:
    """As a migration would: forwards, and afterwards back."""
    before = MigrationLoader(connection).project_state()
    after = before.clone()
    operation.state_forwards("booking", after)
    with connection.schema_editor() as editor:
        operation.database_forwards("booking", editor, before, after)
    try:
        yield
    finally:
        with connection.schema_editor() as editor:
            operation.database_backwards("booking", editor, after, before)
