"""The versions that name a hall, without their documents."""

from datetime import date
from typing import Any

import pytest

from facilities.models import Rulebook
from facilities.queries.rulebooks import Version, documents, rulebook_rows
from tests.factories import a_facility

pytestmark = pytest.mark.django_db


def a_version(valid_from: date, key: str = "rules") -> Rulebook:
    return Rulebook.objects.create(
        key=key, valid_from=valid_from, title_ja="x", title_en="x", document={"of": key}, digest=key
    )


def test_each_hall_has_the_versions_that_name_it_earliest_first() -> None:
    hall, other, without = (a_facility(slug) for slug in ("one", "two", "three"))
    later, earlier = a_version(date(2027, 4, 1)), a_version(date(2026, 4, 1))
    later.facilities.set([hall, other])
    earlier.facilities.set([hall])
    found = rulebook_rows([hall.pk, other.pk, without.pk])
    newer = Version(later.pk, "rules", date(2027, 4, 1))
    assert found == {
        hall.pk: [Version(earlier.pk, "rules", date(2026, 4, 1)), newer],
        other.pk: [newer],
        without.pk: [],
    }


def test_documents_are_read_for_the_versions_asked_for() -> None:
    one, _ = a_version(date(2026, 4, 1), "a"), a_version(date(2026, 4, 1), "b")
    assert documents([Version(one.pk, one.digest, one.valid_from)]) == {one.pk: {"of": "a"}}


def test_without_versions_nothing_is_asked(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert documents([]) == {}
