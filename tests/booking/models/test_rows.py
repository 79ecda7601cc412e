"""Rows written by the thousand are the same as objects written one by one."""

import json
from typing import Any

import pytest
from django.db import DataError, IntegrityError, transaction

from booking.models import Notice, Person
from booking.models.rows import write_rows
from tests.people import a_high_schooler

pytestmark = pytest.mark.django_db
COLUMNS = ("public_id", "person_id", "kind", "subject", "body", "made_at")


def a_row(person: Person, public_id: str, subject: str = "抽選の結果") -> tuple[Any, ...]:
    return public_id, person.pk, "won", subject, "当たりました。", 60


@pytest.mark.both
def test_a_row_holds_what_an_object_would_with_the_defaults_of_all_that_is_not_named() -> None:
    person = a_high_schooler()
    made = Notice.objects.create(
        public_id="one", person=person, kind="won", subject="抽選の結果", body="当たりました。", made_at=60
    )
    write_rows(Notice, COLUMNS, [a_row(person, "other")])
    first, second = Notice.objects.order_by("pk").values()
    differing = {name for name in first if first[name] != second[name]}
    assert differing == {"id", "public_id"}
    assert first["public_id"] == made.public_id


@pytest.mark.both
def test_the_rows_keep_their_order_and_are_one_statement(django_assert_num_queries: Any) -> None:
    person, names = a_high_schooler(), [f"n{number:04}" for number in range(1500)]
    with django_assert_num_queries(1):
        write_rows(Notice, COLUMNS, [a_row(person, name) for name in reversed(names)])
    assert list(Notice.objects.order_by("pk").values_list("public_id", flat=True)) == names[::-1]


def test_no_row_is_no_statement(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        write_rows(Notice, COLUMNS, [])


@pytest.mark.both
def test_nothing_of_several_rows_stands_if_one_of_them_cannot() -> None:
    person = a_high_schooler()
    with pytest.raises(IntegrityError), transaction.atomic():
        write_rows(Notice, COLUMNS, [a_row(person, "one"), a_row(person, "one")])
    assert not Notice.objects.exists()


@pytest.mark.both
def test_what_is_too_long_is_refused_by_postgresql_and_never_cut_off() -> None:
    person, long = a_high_schooler(), "長" * 201
    try:
        with transaction.atomic():
            write_rows(Notice, COLUMNS, [a_row(person, "one", long)])
    except DataError:
        assert not Notice.objects.exists()
    else:
        assert Notice.objects.get().subject == long


@pytest.mark.both
def test_json_comes_as_text_and_is_read_as_it_was_meant() -> None:
    write_rows(Person, ("card_number", "unmailed"), [("77777777", json.dumps(["lottery"]))])
    assert Person.objects.get(card_number="77777777").unmailed == ["lottery"]
